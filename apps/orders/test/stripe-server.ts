import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * How the next requests of an operation go. `lost`: done, but nobody hears the answer. `down`: not done, 500. `refuse`:
 * not done, and the 400 is stored under the idempotency key.
 */
export type Mood = 'lost' | 'down' | 'refuse' | 'decline' | 'fail';
export type Operation = 'authorise' | 'capture' | 'cancel' | 'refund';

type Fields = Record<string, any>;
interface Answer {
  readonly status: number;
  readonly body: Fields;
}

interface Intent {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly customer: string;
  readonly isMany: boolean;
  metadata: Fields;
  status: string;
  received: number;
  capturable: number;
  lastError: Fields | null;
}
interface Refund {
  readonly id: string;
  readonly payment_intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Fields;
  status: string;
}

/** A line of the provider's books. */
export interface BookEntry {
  readonly ref: string;
  readonly move: 'capture' | 'refund';
  readonly amount: number;
}

const SECRET = 'whsec_spec';

/**
 * The part of Stripe's API that orders uses, as a real HTTP server with books of its own. It keeps idempotency keys and
 * refuses a key with another body, captures never more than it authorised and refunds never more than it captured. The
 * payment method says how a card behaves: `pm_decline` is refused, `pm_challenge` asks the customer for a step.
 */
export class StripeServer {
  readonly secret = SECRET;
  readonly intents = new Map<string, Intent>();
  readonly refunds: Refund[] = [];
  readonly disputes = new Map<string, Fields>();
  readonly books: BookEntry[] = [];
  /** Notices that wait to be sent, the earliest first. */
  readonly notices: Fields[] = [];
  /** Whether cards can be captured several times. */
  hasMulticapture = true;
  private readonly moods = new Map<Operation, Mood[]>();
  private readonly answers = new Map<string, { hash: string; answer: Answer }>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));
  private count = 0;

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The next requests of an operation go so. */
  script(operation: Operation, ...moods: Mood[]): void {
    this.moods.set(operation, [...(this.moods.get(operation) ?? []), ...moods]);
  }

  /** All requests go well from now on. */
  calm(): void {
    this.moods.clear();
  }

  /** The customer does the step at the bank, or does not. */
  finish(intentId: string, isConfirmed: boolean): void {
    const intent = this.intents.get(intentId)!;
    if (intent.status !== 'requires_action') return;
    if (isConfirmed) this.authorised(intent);
    else {
      intent.lastError = { code: 'payment_intent_authentication_failure' };
      this.moved(intent, 'requires_payment_method', 'payment_intent.payment_failed');
    }
  }

  /** The authorisation becomes too old. */
  expire(intentId: string): void {
    this.moved(this.intents.get(intentId)!, 'canceled', 'payment_intent.canceled');
  }

  /** The bank of a customer calls money back; repeated with another status, the dispute goes on. */
  dispute(intentId: string, disputeId: string, amount: number, status: string): void {
    const { currency } = this.intents.get(intentId)!;
    const about = { id: disputeId, object: 'dispute', payment_intent: intentId, charge: `ch_${intentId}` };
    const isNew = !this.disputes.has(disputeId);
    this.disputes.set(disputeId, { ...about, amount, currency, reason: 'fraudulent', status });
    this.notice(isNew ? 'charge.dispute.created' : 'charge.dispute.closed', this.disputes.get(disputeId)!);
  }

  /** A refund that had failed reaches the customer all the same. */
  succeedAfterAll(refundId: string): void {
    const refund = this.refunds.find(({ id, status }) => id === refundId && status === 'failed')!;
    Object.assign(refund, { status: 'succeeded' });
    this.books.push({ ref: refund.payment_intent, move: 'refund', amount: refund.amount });
    this.notice('refund.updated', { ...refund, object: 'refund' });
  }

  /** The bank of a customer sends a refund back that had succeeded: its money is there again. */
  bounce(refundId: string): void {
    const refund = this.refunds.find(({ id, status }) => id === refundId && status === 'succeeded')!;
    Object.assign(refund, { status: 'failed', failure_reason: 'lost_or_stolen_card' });
    this.books.push({ ref: refund.payment_intent, move: 'refund', amount: -refund.amount });
    this.notice('refund.failed', { ...refund, object: 'refund' });
  }

  /** A notice as it is sent: its bytes and its signature. */
  signed(notice: Fields, at = Date.now()): { body: string; headers: Record<string, string> } {
    const body = JSON.stringify(notice);
    const seconds = Math.floor(at / 1_000);
    const signature = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` };
    return { body, headers };
  }

  /** Sends a notice to a route. */
  async send(notice: Fields, route: string): Promise<number> {
    const response = await fetch(route, { method: 'POST', ...this.signed(notice) });
    await response.arrayBuffer();
    return response.status;
  }

  sum(move: BookEntry['move'], ref?: string): number {
    return this.books
      .filter((entry) => entry.move === move && (ref === undefined || entry.ref === ref))
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  intentsOf(orderId: string): Intent[] {
    return [...this.intents.values()].filter(({ metadata }) => metadata['order_id'] === orderId);
  }

  /** What of an order is blocked on the card of its customer. */
  blocked(orderId: string): number {
    return this.intentsOf(orderId).reduce((sum, { capturable }) => sum + capturable, 0);
  }

  notice(type: string, object: Fields): void {
    const created = Math.floor(Date.now() / 1_000);
    this.notices.push({ id: this.id('evt'), object: 'event', type, created, data: { object } });
  }

  private id(prefix: string): string {
    this.count += 1;
    return `${prefix}_${String(this.count).padStart(6, '0')}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url!, 'http://stripe');
    const fields = readForm(request.method === 'GET' ? url.searchParams : new URLSearchParams(text));
    const route = `${request.method} ${url.pathname}`;
    const mood = this.moods.get(operationOf(route)!)?.shift();
    if (mood === 'down')
      return send(response, { status: 500, body: { error: { type: 'api_error', message: 'down' } } });
    const answer = this.answer(route, fields, request.headers['idempotency-key'] as string | undefined, text, mood);
    if (mood === 'lost') return void request.socket.destroy();
    send(response, answer);
  }

  private answer(route: string, fields: Fields, key: string | undefined, text: string, mood?: Mood): Answer {
    const hash = createHash('sha256').update(`${route}\n${text}`).digest('hex');
    const known = key === undefined ? undefined : this.answers.get(key);
    if (known)
      return known.hash === hash
        ? known.answer
        : refused(400, 'idempotency_error', 'idempotency_key_in_use', `The key ${key} was used for another request.`);
    const answer =
      mood === 'refuse'
        ? refused(400, 'invalid_request_error', 'balance_insufficient', 'The balance is too low.')
        : this.carryOut(route, fields, mood);
    if (key !== undefined) this.answers.set(key, { hash, answer });
    return answer;
  }

  private carryOut(route: string, fields: Fields, mood?: Mood): Answer {
    const [, method, path, id, action] = /^(\w+) \/v1\/(\w+)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(route) ?? [];
    switch (
      `${method} ${path}${id === undefined ? '' : id === 'search' ? '/search' : '/:id'}${action ? `/${action}` : ''}`
    ) {
      case 'POST customers':
        return ok({ id: this.id('cus'), object: 'customer' });
      case 'POST payment_intents':
        return this.create(fields, mood);
      case 'GET payment_intents/search': {
        const wanted = /'([^']*)'$/.exec(fields['query'] as string)![1];
        const found = [...this.intents.values()].filter(({ metadata }) => metadata['concord_key'] === wanted);
        return ok({ object: 'search_result', data: found.map((one) => this.shown(one)), has_more: false });
      }
      case 'GET payment_intents/:id':
        return this.on(id!, (intent) => ok(this.shown(intent)));
      case 'POST payment_intents/:id/capture':
        return this.on(id!, (intent) => this.capture(intent, fields, mood));
      case 'POST payment_intents/:id/cancel':
        return this.on(id!, (intent) => {
          if (['canceled', 'succeeded'].includes(intent.status)) return unexpected(intent);
          this.moved(intent, intent.received > 0 ? 'succeeded' : 'canceled', 'payment_intent.canceled');
          return ok(this.shown(intent));
        });
      case 'GET refunds':
        return ok({
          object: 'list',
          data: this.refunds.filter((refund) => refund.payment_intent === fields['payment_intent']),
          has_more: false,
        });
      case 'POST refunds':
        return this.refund(fields, mood);
      case 'GET refunds/:id': {
        const refund = this.refunds.find((one) => one.id === id);
        return refund ? ok({ ...refund }) : missing(id!);
      }
      case 'GET disputes/:id':
        return this.disputes.has(id!) ? ok(this.disputes.get(id!)!) : missing(id!);
      default:
        return refused(404, 'invalid_request_error', 'url_unknown', `There is no ${route}.`);
    }
  }

  private create(fields: Fields, mood?: Mood): Answer {
    const { payment_method: card, metadata = {}, currency, customer } = fields;
    const amount = Number(fields['amount']);
    const intent: Intent = {
      id: this.id('pi'),
      amount,
      currency,
      customer,
      isMany: this.hasMulticapture && fields['payment_method_options']?.card?.request_multicapture === 'if_available',
      metadata,
      status: 'requires_confirmation',
      received: 0,
      capturable: 0,
      lastError: null,
    };
    this.intents.set(intent.id, intent);
    if (card === 'pm_decline' || mood === 'decline') {
      intent.lastError = { code: 'card_declined', decline_code: 'insufficient_funds' };
      this.moved(intent, 'requires_payment_method', 'payment_intent.payment_failed');
      const error = {
        type: 'card_error',
        ...intent.lastError,
        message: 'declined',
        payment_intent: this.shown(intent),
      };
      return { status: 402, body: { error } };
    }
    if (card === 'pm_challenge' && fields['off_session'] !== 'true')
      this.moved(intent, 'requires_action', 'payment_intent.requires_action');
    else this.authorised(intent);
    return ok(this.shown(intent));
  }

  private capture(intent: Intent, fields: Fields, mood?: Mood): Answer {
    if (intent.status !== 'requires_capture') return unexpected(intent);
    if (mood === 'fail' || mood === 'decline') return cardError('The bank refused the capture.');
    const amount = Number(fields['amount_to_capture'] ?? intent.capturable);
    if (amount > intent.capturable) return refused(400, 'invalid_request_error', 'amount_too_large', 'too much');
    const isFinal = fields['final_capture'] !== 'false';
    if (!isFinal && !intent.isMany) return refused(400, 'invalid_request_error', 'parameter_invalid', 'final_capture');
    Object.assign(intent.metadata, fields['metadata']);
    intent.received += amount;
    intent.capturable -= amount;
    this.books.push({ ref: intent.id, move: 'capture', amount });
    if (isFinal || intent.capturable === 0) this.moved(intent, 'succeeded', 'payment_intent.succeeded');
    return ok(this.shown(intent));
  }

  private refund(fields: Fields, mood?: Mood): Answer {
    const { payment_intent: of, metadata = {} } = fields;
    const intent = this.intents.get(of);
    if (!intent) return missing(of);
    const amount = Number(fields['amount']);
    const left = intent.received - this.sum('refund', of);
    if (amount > left) return refused(400, 'invalid_request_error', 'charge_already_refunded', 'too much');
    const status = mood === 'fail' || mood === 'decline' ? 'failed' : 'succeeded';
    const refund = { id: this.id('re'), payment_intent: of, amount, currency: intent.currency, metadata, status };
    this.refunds.push(refund);
    if (status === 'succeeded') this.books.push({ ref: of, move: 'refund', amount });
    this.notice(status === 'failed' ? 'refund.failed' : 'refund.created', { ...refund, object: 'refund' });
    return ok({ ...refund, object: 'refund' });
  }

  private authorised(intent: Intent): void {
    intent.capturable = intent.amount;
    this.moved(intent, 'requires_capture', 'payment_intent.amount_capturable_updated');
  }

  private moved(intent: Intent, status: string, type: string): void {
    intent.status = status;
    if (status !== 'requires_capture') intent.capturable = 0;
    this.notice(type, this.shown(intent));
  }

  private on(id: string, answer: (intent: Intent) => Answer): Answer {
    const intent = this.intents.get(id);
    return intent ? answer(intent) : missing(id);
  }

  private shown({ id, amount, currency, customer, metadata, status, received, capturable, isMany, lastError }: Intent) {
    const card = { multicapture: { status: isMany ? 'available' : 'unavailable' } };
    const redirect = { type: 'redirect_to_url', redirect_to_url: { url: `https://bank.example/${id}?secret=s3cret` } };
    return {
      id,
      object: 'payment_intent',
      amount,
      currency,
      customer,
      metadata: { ...metadata },
      status,
      amount_received: received,
      amount_capturable: capturable,
      last_payment_error: lastError,
      next_action: status === 'requires_action' ? redirect : null,
      latest_charge: { id: `ch_${id}`, object: 'charge', payment_method_details: { type: 'card', card } },
    };
  }
}

function operationOf(route: string): Operation | undefined {
  if (route === 'POST /v1/payment_intents') return 'authorise';
  if (route === 'POST /v1/refunds') return 'refund';
  if (route.endsWith('/capture')) return 'capture';
  return route.endsWith('/cancel') ? 'cancel' : undefined;
}

const ok = (body: Fields): Answer => ({ status: 200, body });
const refused = (status: number, type: string, code: string, message: string): Answer => {
  return { status, body: { error: { type, code, message } } };
};
const missing = (id: string) => refused(404, 'invalid_request_error', 'resource_missing', `No such object: ${id}`);
const cardError = (message: string) => refused(402, 'card_error', 'card_declined', message);
const unexpected = ({ status }: Intent) =>
  refused(400, 'invalid_request_error', 'payment_intent_unexpected_state', `The intent is ${status}.`);

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** `a[b][c]=v` as an object. */
function readForm(form: URLSearchParams): Fields {
  const made: Fields = {};
  for (const [name, value] of form) {
    const path = name.replaceAll(']', '').split('[');
    const last = path.pop()!;
    let at = made;
    for (const step of path) at = at[step] ??= {};
    at[last] = value;
  }
  return made;
}

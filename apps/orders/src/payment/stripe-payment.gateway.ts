import { derivedId, lookup } from '@concord/event-sourcing';
import Stripe from 'stripe';
import { PaymentProvider, type ProviderNotice } from './payment.gateway';
import type { OpenedCall, ProviderAnswer } from './provider-call';
import type { NoticeObject, ProviderFact, ProviderLook } from './provider-fact';
import { toStripe } from './stripe-amount';
import { answerOf, captureMark, disputeFactOf, factOf, reasonOf, refundFactOf } from './stripe-facts';
import { refundAtStripe } from './stripe-refund.gateway';

type CallOf<K extends OpenedCall['kind']> = OpenedCall & { readonly kind: K };

/** A call must end before its claim does; one call makes up to four requests. */
const REQUEST_MS = 6_000;
/** The intent moved meanwhile: the next try looks at it again. */
const UNSURE = ['payment_intent_unexpected_state', 'lock_timeout', 'rate_limit'];
/** How old a signed notice may be, in seconds: an older one may be a replay. */
const NOTICE_AGE_S = 300;
/** The longest name of a type, and the longest id, that is stored. */
const NAME_CHARACTERS_MAX = 100;

/** What the adapter is told by the configuration. */
export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where the customer comes back after a step at the bank; `{orderId}` stands for the order. */
  readonly returnUrl: string;
  /** Another address than Stripe's own, for tests. */
  readonly apiBase?: string | undefined;
}

/**
 * Stripe behind the port. An authorisation is a payment intent with manual capture, and it asks for several captures
 * where the account and the card allow them. Where they do not, the first capture releases the rest, and a further
 * parcel gets an intent of its own that charges the same card without the customer.
 *
 * Our keys are Stripe's idempotency keys. Stripe forgets those after a day, so that a repeated call looks for its own
 * trace first: the key in the metadata of an intent, the mark of a capture, the id of a refund.
 */
export class StripePayments extends PaymentProvider {
  readonly name = 'stripe';
  private readonly stripe: Stripe;

  constructor(private readonly options: StripeOptions) {
    super();
    const { secretKey, apiBase } = options;
    const base = apiBase === undefined ? undefined : new URL(apiBase);
    this.stripe = new Stripe(secretKey, {
      // The engine retries, under the same key.
      maxNetworkRetries: 0,
      timeout: REQUEST_MS,
      telemetry: false,
      ...(base && {
        host: base.hostname,
        protocol: base.protocol === 'http:' ? 'http' : 'https',
        port: base.port || (base.protocol === 'http:' ? 80 : 443),
      }),
    });
  }

  async ask(call: OpenedCall, failedTries: number): Promise<ProviderAnswer> {
    try {
      switch (call.kind) {
        case 'authorise':
          return await this.authorise(call, failedTries);
        case 'capture':
          return await this.capture(call);
        case 'void':
          return await this.void(call);
        case 'refund':
          return await refundAtStripe(this.stripe, call);
      }
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError) return { isDone: false, reason: reasonOf(error) };
      // The request itself is refused, for example because the card is unknown. Everything else may have been done.
      if (error instanceof Stripe.errors.StripeInvalidRequestError && !UNSURE.includes(error.code ?? ''))
        return { isDone: false, reason: `Stripe refuses: ${error.code ?? error.message}`.slice(0, 400) };
      throw error;
    }
  }

  async look(object: ProviderLook['object'], providerRef: string): Promise<ProviderFact> {
    try {
      switch (object) {
        case 'authorisation':
          return factOf(await this.stripe.paymentIntents.retrieve(providerRef));
        case 'refund':
          return refundFactOf(await this.stripe.refunds.retrieve(providerRef));
        case 'dispute': {
          const dispute = await this.stripe.disputes.retrieve(providerRef);
          const intent = idOf(dispute.payment_intent);
          return disputeFactOf(dispute, intent ? await this.stripe.paymentIntents.retrieve(intent) : undefined);
        }
      }
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404)
        return { object: 'unknown' };
      throw error;
    }
  }

  noticeOf(body: Buffer, headers: Readonly<Record<string, unknown>>): ProviderNotice | undefined {
    const signature = headers['stripe-signature'];
    if (typeof signature !== 'string') return undefined;
    try {
      const { webhookSecret } = this.options;
      const event: unknown = this.stripe.webhooks.constructEvent(body, signature, webhookSecret, NOTICE_AGE_S);
      return readNotice(event);
    } catch {
      return undefined;
    }
  }

  private async authorise(call: CallOf<'authorise'>, failedTries: number): Promise<ProviderAnswer> {
    const { key, orderId, amountMinor, currency, token } = call;
    const amount = toStripe(amountMinor, currency);
    if (amount === undefined) return { isDone: false, reason: `Stripe cannot charge ${amountMinor} of ${currency}.` };
    if (token === undefined) return { isDone: false, reason: 'The order names no card.' };
    const known = failedTries > 0 ? await this.intentUnder(key) : undefined;
    const made = known ?? (await this.create(call, amount, token));
    // A repeated key answers as it did at first; what happened since is asked for.
    const intent = made.status === 'requires_capture' ? made : await this.stripe.paymentIntents.retrieve(made.id);
    const answer = answerOf(intent);
    if (!answer) throw new Error(`Stripe still works on the authorisation ${intent.id} of the order ${orderId}.`);
    return answer;
  }

  private async create({ key, orderId, currency, ...call }: CallOf<'authorise'>, amount: number, card: string) {
    const { stripe } = this;
    const { fulfilmentId, attempt = 1, providerRef: before } = call;
    const agreed = before === undefined ? undefined : await this.customerOf(before);
    const customer =
      agreed ??
      (await stripe.customers.create({ metadata: { order_id: orderId } }, { idempotencyKey: `customer-${key}` })).id;
    const metadata: Record<string, string> = { concord_key: key, order_id: orderId };
    if (fulfilmentId !== undefined) Object.assign(metadata, { fulfilment_id: fulfilmentId, attempt: String(attempt) });
    return stripe.paymentIntents.create(
      {
        amount,
        currency: currency.toLowerCase(),
        customer,
        payment_method: card,
        allowed_payment_method_types: ['card'],
        capture_method: 'manual',
        confirm: true,
        // The customer agrees once that later parcels are charged to the same card.
        ...(agreed === undefined
          ? {
              setup_future_usage: 'off_session' as const,
              return_url: this.options.returnUrl.replaceAll('{orderId}', encodeURIComponent(orderId)),
            }
          : { off_session: true }),
        payment_method_options: { card: { request_multicapture: 'if_available' } },
        metadata,
      },
      { idempotencyKey: key },
    );
  }

  /** The intent that was made under our key. The search may lag by a minute: until then the idempotency key protects. */
  private async intentUnder(key: string): Promise<Stripe.PaymentIntent | undefined> {
    const query = `metadata['concord_key']:'${key.replaceAll(/['\\]/g, '')}'`;
    const { data } = await this.stripe.paymentIntents.search({ query, limit: 1 });
    return data[0];
  }

  private async customerOf(intentId: string): Promise<string | undefined> {
    const { customer } = await this.stripe.paymentIntents.retrieve(intentId);
    return idOf(customer);
  }

  private async capture(call: CallOf<'capture'>): Promise<ProviderAnswer> {
    const { key, amountMinor, currency, providerRef, leftMinor = 0 } = call;
    const { stripe } = this;
    const intent = await stripe.paymentIntents.retrieve(providerRef, { expand: ['latest_charge'] });
    const mark = captureMark(derivedId(key, 'capture'));
    const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : undefined;
    const isMany = charge?.payment_method_details?.card?.multicapture?.status === 'available';
    const done = { isDone: true, providerRef, isClosed: !isMany || leftMinor <= 0 } as const;
    if (lookup(intent.metadata, mark) !== undefined) return done;
    if (intent.status !== 'requires_capture')
      return { isDone: false, reason: `The authorisation is ${intent.status}.`, isAuthorisationGone: true };
    const amount = toStripe(amountMinor, currency);
    if (amount === undefined) return { isDone: false, reason: `Stripe cannot charge ${amountMinor} of ${currency}.` };
    await stripe.paymentIntents.capture(
      providerRef,
      {
        amount_to_capture: amount,
        ...(isMany && { final_capture: leftMinor <= 0 }),
        metadata: { [mark]: String(amount) },
      },
      { idempotencyKey: key },
    );
    return done;
  }

  /**
   * Cancels what is left of an intent. Stripe cannot lower an authorisation: a part that is no longer wanted goes with
   * the last capture, or with the cancellation once nothing more is to be captured.
   */
  private async void({ providerRef, voidId, leftMinor = 0 }: CallOf<'void'>): Promise<ProviderAnswer> {
    const done = { isDone: true, providerRef } as const;
    if (voidId !== undefined && leftMinor > 0) return done;
    const { status } = await this.stripe.paymentIntents.retrieve(providerRef);
    if (status === 'canceled' || status === 'succeeded') return done;
    await this.stripe.paymentIntents.cancel(providerRef);
    return done;
  }
}

const idOf = (found: string | { readonly id: string } | null | undefined): string | undefined =>
  typeof found === 'object' ? found?.id : found;

/** The notice in a signed body; undefined where it is no event of Stripe. */
function readNotice(event: unknown): ProviderNotice | undefined {
  const { id, type, created, data } = event as Partial<Stripe.Event>;
  if (typeof id !== 'string' || typeof type !== 'string' || id === '' || id.length > NAME_CHARACTERS_MAX)
    return undefined;
  const about = data?.object as { readonly id?: unknown } | undefined;
  const providerRef = typeof about?.id === 'string' ? about.id.slice(0, NAME_CHARACTERS_MAX) : '';
  const sentAt = new Date((Number.isSafeInteger(created) ? created! : 0) * 1_000).toISOString();
  const object = providerRef === '' ? 'other' : objectOf(type);
  return { id, type: type.slice(0, NAME_CHARACTERS_MAX), object, providerRef, sentAt };
}

/** What a type of event is about. Charges tell nothing that their intent or refund does not tell. */
function objectOf(type: string): NoticeObject {
  if (type.startsWith('payment_intent.')) return 'authorisation';
  if (type.startsWith('charge.dispute.')) return 'dispute';
  if (type.startsWith('refund.') || type === 'charge.refund.updated') return 'refund';
  return 'other';
}

import { OrderPlaced, RefundPaidAfterAll, RefundSucceeded, ReturnAuthorised, notPersonal } from '@concord/contracts';
import { lookup, Rejection, SPEC_TIME, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import fc from 'fast-check';
import { orderAggregate, UnitsPromisedBack } from '../order/order.aggregate';
import { returnCase } from '../return/return.aggregate';
import { settleReturn } from '../return/settle-return.decider';
import {
  AuthorisationRequested,
  CaptureRequested,
  ParcelAuthorisationRequested,
  paymentAggregate,
  paymentIdOf,
  RefundSent,
  VoidRequested,
} from './payment.aggregate';
import { PaymentAuthExpired } from './payment-expiry';
import { capturedMinor } from './payment-sums';
import { RefundWriteOffProposed, unpaidMinor } from './refund-parts';
import { notInHand } from './refund-payout';
import { payment } from './payment.decider';
import type { PaymentCall } from './provider-call';
import { Provider, type Mood } from './provider-in-specs';

// The money of an order against a provider with its own books. The provider answers late, twice, out of order, or not
// at all, refuses at random, and executes every key once. The rules are checked against its books.

const orderId = 'o-1';
const totalMinor = 1_000;
const currency = 'GBP';
const ids = { paymentId: paymentIdOf(orderId), orderId };

/** The call that an event asks for, with the keys that the processes use. */
function callOf({ type, data }: DomainEvent): PaymentCall | undefined {
  const fact = data as any;
  switch (type) {
    case AuthorisationRequested.type:
      return { kind: 'authorise', key: `authorise-${fact.paymentId}`, ...fact };
    case CaptureRequested.type:
      return { kind: 'capture', key: `capture-${fact.fulfilmentId}-${fact.attempt}`, ...fact };
    case ParcelAuthorisationRequested.type:
      return { kind: 'authorise', key: `authorise-${fact.fulfilmentId}-${fact.attempt}`, ...fact };
    case VoidRequested.type:
      return { kind: 'void', key: `void-${fact.paymentId}${fact.voidId ? `-${fact.voidId}` : ''}`, ...fact };
    case PaymentAuthExpired.type:
      return { kind: 'void', key: `void-${fact.paymentId}-${fact.voidId}`, ...fact };
    case RefundSent.type:
      return { kind: 'refund', key: fact.refundId, ...fact };
    default:
      return undefined;
  }
}

const minor = fc.integer({ min: 1, max: 700 });
const refundId = fc.constantFrom('r-1', 'r-2', 'r-3');
type Step =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'settle'; readonly refundId: string; readonly how: 'payOut' | 'writeOff' }
  | { readonly kind: 'carry-out'; readonly which: number; readonly mood: Mood; readonly again: boolean }
  | { readonly kind: 'answer'; readonly which: number; readonly again: boolean };

const release: Command = { type: 'ReleaseAuthorisation', data: { orderId, reason: 'all has left' } };
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant({ type: 'VoidPayment', data: { orderId, reason: 'cancelled' } }),
  fc.constant(release),
  fc.constant({ type: 'ExpireAuthorisation', data: { orderId, cause: 'age' } }),
  fc.record({ voidId: fc.constantFrom('v-1', 'v-2'), amountMinor: minor }).map((data) => {
    return { type: 'ReduceAuthorisation', data: { orderId, reason: 'flooded', ...data } };
  }),
  fc.record({ fulfilmentId: fc.constantFrom('f-1', 'f-2', 'f-3'), amountMinor: minor }).map((data) => {
    return { type: 'CapturePayment', data: { orderId, totalMinor, currency, paymentMethod: 'card', ...data } };
  }),
  fc.record({ refundId, amountMinor: minor }).map((data) => {
    return { type: 'RequestRefund', data: { orderId, reason: notPersonal('broken'), ...data } };
  }),
  refundId.map((id) => ({ type: 'RetryRefund', data: { orderId, refundId: id } })),
  fc
    .constantFrom('f-1', 'f-2', 'f-3')
    .map((fulfilmentId) => ({ type: 'RetryCapture', data: { orderId, fulfilmentId } })),
  fc
    .array(
      fc.record({ grade: fc.constantFrom('A', 'B', 'C', 'D', 'M', 'W'), quantity: fc.integer({ min: 1, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((graded) => {
      const lines = graded.map((line) => ({ lineId: '1', sku: 'TEE', ...line }));
      return { type: 'SettleReturn', data: { returnId: 'back-1', graded: lines, givesShippingBack: true } };
    }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: command.map((one): Step => ({ kind: 'command', command: one })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ how: fc.constantFrom<'payOut' | 'writeOff'>('payOut', 'writeOff'), refundId })
      .map((one): Step => ({ kind: 'settle', ...one })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ which: fc.nat(20), mood: fc.constantFrom<Mood>('willing', 'busy', 'gone'), again: fc.boolean() })
      .map((one): Step => ({ kind: 'carry-out', ...one })),
  },
  {
    weight: 3,
    arbitrary: fc.record({ which: fc.nat(20), again: fc.boolean() }).map((one): Step => ({ kind: 'answer', ...one })),
  },
);

class Shop {
  readonly provider = new Provider();
  readonly stage = new Stage([payment, settleReturn]);
  private seen = 0;

  constructor() {
    const requested = AuthorisationRequested.of({
      ...ids,
      amountMinor: totalMinor,
      currency,
      token: notPersonal('tok'),
    });
    this.stage.let(paymentAggregate, ids.paymentId, requested);
    const lines = [{ lineId: '1', sku: 'TEE', quantity: 4, reason: notPersonal('size') }];
    const deadline = '2026-02-01T00:00:00.000Z';
    this.stage.let(
      returnCase,
      'back-1',
      ReturnAuthorised.of({ returnId: 'back-1', orderId, lines, deadline, toWarehouse: 'MAIN' }),
    );
    const bought = { lineId: '1', sku: 'TEE', title: 'Tee', quantity: 4, unitMinor: 250, stocked: true, discounts: [] };
    const placed = OrderPlaced.of({
      orderId,
      currency,
      totalMinor,
      goodsMinor: totalMinor,
      discountMinor: 0,
      channel: 'b2c',
      lines: [{ ...bought, totalMinor }],
      shipTo: { country: 'GB' },
      orderedAt: SPEC_TIME,
    });
    const back = [{ lineId: '1', sku: 'TEE', quantity: 4, paidMinor: 600 }];
    this.stage.let(orderAggregate, orderId, placed, UnitsPromisedBack.of({ orderId, returnId: 'back-1', lines: back }));
    this.askFor();
  }

  get state() {
    return this.stage.state(paymentAggregate, ids.paymentId);
  }

  take(step: Step) {
    const { asked, answers } = this.provider;
    if (step.kind === 'command') this.stage.take(step.command);
    else if (step.kind === 'settle') this[step.how](step.refundId);
    else if (step.kind === 'carry-out') {
      const [call] = asked.length > 0 ? asked.splice(step.which % asked.length, 1) : [];
      if (call) this.provider.carryOut(call, step.mood);
      if (call && step.again) asked.push(call);
    } else {
      const [answer] = answers.length > 0 ? answers.splice(step.which % answers.length, 1) : [];
      if (answer) this.stage.take(answer);
      if (answer && step.again) answers.push(answer);
    }
    this.askFor();
  }

  /** A person pays the rest of a refund out, as far as the payment lets them. */
  private payOut(refundId: string) {
    const refund = lookup(this.state.refunds, refundId);
    if (!refund) return;
    const payout = { payoutId: `p-${refundId}`, amountMinor: unpaidMinor(refund), method: 'cash', reference: 'till' };
    this.stage.take({ type: 'RecordPayout', data: { orderId, refundId, ...payout } });
  }

  /** Completes everything that is under way, with a provider that refuses nothing any more. */
  finish() {
    for (let n = 0; n < 200 && this.provider.asked.length + this.provider.answers.length > 0; n++) {
      this.take({ kind: 'carry-out', which: 0, mood: 'willing', again: false });
      this.take({ kind: 'answer', which: 0, again: false });
    }
  }

  /** Two persons write a refund off, as far as the payment lets them. */
  private writeOff(refundId: string) {
    const about = { orderId, refundId };
    const refund = lookup(this.state.refunds, refundId);
    if (!refund || notInHand(refundId, refund)) return;
    const proposal = { ...about, reason: notPersonal('card closed'), proposedBy: 'ann' };
    this.stage.let(paymentAggregate, ids.paymentId, RefundWriteOffProposed.of(proposal));
    this.stage.take({ type: 'WriteOffRefund', data: about });
  }

  private askFor() {
    const { happened } = this.stage;
    for (; this.seen < happened.length; this.seen++) {
      const call = callOf(happened[this.seen]!);
      if (call) this.provider.asked.push(call);
    }
  }
}

const succeeded = ({ stage }: Shop) =>
  stage.happened
    .filter(({ type }) => type === RefundSucceeded.type)
    .map(({ data }) => data as { refundId: string; amountMinor: number; payout?: object });

/** What the card got of refunds that people had paid out. */
const paidTwiceMinor = ({ stage }: Shop) =>
  stage.happened
    .filter(({ type }) => type === RefundPaidAfterAll.type)
    .map(({ data }) => data as { settledAs: string; amountMinor: number })
    .reduce((sum, { settledAs, amountMinor }) => sum + (settledAs === 'paid-out' ? amountMinor : 0), 0);

type Rule = (shop: Shop) => boolean;

/** These hold at every moment. */
const always: Record<string, Rule> = {
  'never more is captured than was authorised': ({ provider }) => provider.sum('capture') <= provider.sum('authorise'),

  'no authorisation is asked for more than remains of it': ({ provider }) => provider.beyond === 0,

  'never more is refunded than was captured': ({ provider }) => provider.sum('refund') <= provider.sum('capture'),

  'a refund is paid once, however often it is asked for, fails and is retried': (shop) => {
    const refunds = succeeded(shop);
    const isOnce = new Set(refunds.map(({ refundId: id }) => id)).size === refunds.length;
    return isOnce && refunds.every(({ refundId: id, payout }) => payout !== undefined || shop.provider.has(id));
  },

  'a refund that a person paid out is not sent to the card any more': ({ stage }) => {
    const paidOut = new Set<string>();
    return stage.happened.every(({ type, data }) => {
      const { refundId: id, payout } = data as { refundId: string; payout?: object };
      if (type === RefundSucceeded.type && payout) paidOut.add(id);
      return type !== RefundSent.type || !paidOut.has(id);
    });
  },

  'a return refunds no more than was paid for its units, once': ({ stage }) => {
    const settled = stage.happened.filter(({ type }) => type === 'ReturnSettled');
    return (
      settled.length <= 1 && settled.every(({ data }) => (data as { refundMinor: number }).refundMinor <= totalMinor)
    );
  },
};

/** These hold once every answer is in: the payment says what the provider did. */
const atTheEnd: Record<string, Rule> = {
  'all that was captured is known to be captured': ({ state, provider }) =>
    capturedMinor(state) === provider.sum('capture'),

  'all that the card got is known, also where a person had paid it out before': (shop) =>
    succeeded(shop).reduce((sum, { amountMinor, payout }) => sum + (payout ? 0 : amountMinor), paidTwiceMinor(shop)) ===
    shop.provider.sum('refund'),

  // A refused capture may have lost its authorisation without a notice: the payment learns it from the next try.
  'what is authorised and not voided is what the payment counts on, once what failed was retried': (shop) => {
    for (const fulfilmentId of Object.keys(shop.state.captures))
      shop.take({ kind: 'command', command: { type: 'RetryCapture', data: { orderId, fulfilmentId } } });
    shop.finish();
    return shop.provider.authorisedMinor === shop.state.authorisedMinor;
  },

  'nothing stays authorised beyond the parcels whose capture is retried': (shop) => {
    const { status, captures } = shop.state;
    shop.take({ kind: 'command', command: release });
    shop.finish();
    const open = Object.values(captures).filter(
      ({ step, isAuthorisationGone }) => step === 'failed' && !isAuthorisationGone,
    );
    const openMinor = open.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return status !== 'authorised' || shop.provider.reservedMinor <= openMinor;
  },
};

const steps = fc.array(step, { maxLength: 60, size: 'max' });

describe('whatever provider, order and service desk do', () => {
  it.each(Object.entries(always))('%s', (_, rule) => {
    const sequences = fc.property(steps, (list) => {
      const shop = new Shop();
      const holds = list.every((one) => {
        shop.take(one);
        return rule(shop);
      });
      shop.finish();
      return holds && rule(shop);
    });
    expect(() => fc.assert(sequences, { numRuns: 500 })).not.toThrow();
  });

  it.each(Object.entries(atTheEnd))('in the end, %s', (_, rule) => {
    const sequences = fc.property(steps, (list) => {
      const shop = new Shop();
      list.forEach((one) => shop.take(one));
      shop.finish();
      return rule(shop);
    });
    expect(() => fc.assert(sequences, { numRuns: 500 })).not.toThrow();
  });

  it('a refusal leaves everything as it was', () => {
    const sequences = fc.property(steps, command, (list, last) => {
      const shop = new Shop();
      list.forEach((one) => shop.take(one));
      const before = JSON.stringify(shop.state);
      return !(shop.stage.take(last) instanceof Rejection) || JSON.stringify(shop.state) === before;
    });
    expect(() => fc.assert(sequences, { numRuns: 500 })).not.toThrow();
  });
});

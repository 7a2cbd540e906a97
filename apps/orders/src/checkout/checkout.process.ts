import {
  CHECKOUT_STUCK_MINUTES,
  CheckoutStuck,
  claimRefused,
  fields,
  inventoryEvents,
  marketingEvents,
  OrderCancelled,
  OrderPlaced,
  PAYMENT_ACTION_MINUTES,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentDeclined,
  PAYMENT_UNKNOWN_MINUTES,
  SagaStuck,
  creditsMinor,
} from '@concord/contracts';
import {
  event,
  never,
  process,
  type Command,
  type EventFrom,
  type Reaction,
  type Settings,
} from '@concord/event-sourcing';
import { Type } from 'typebox';
import type { ConfirmOrder, RejectOrder, RequestCredits, RequestPromotionClaims } from '../order/order.decider';
import type { CreditParts } from '../payment/credits';
import type { AuthorisePayment } from '../payment/authorise-payment.decider';
import type { VoidPayment } from '../payment/payment.decider';

/** When the step began. Streams of older versions do not say it. */
const since = Type.Optional(fields.Time);

/** A checkout is under way: stock is waited for. */
const CheckoutStarted = event('CheckoutStarted', 1, {
  orderId: fields.Id,
  customerId: Type.Optional(fields.Id),
  hasPromotions: Type.Boolean(),
  isByCard: Type.Boolean(),
  /** The vouchers and the points that are to pay, as the answers name them. */
  credits: Type.Optional(Type.Array(Type.String())),
  since,
});
/** Inventory has reserved everything, and a further step follows. */
const StockSecured = event('StockSecured', 1, {
  allocations: Type.Array(Type.Object({ sku: fields.Sku, warehouse: fields.WarehouseCode, quantity: fields.Units })),
  waiting: Type.Optional(Type.Array(Type.Object({ sku: fields.Sku, quantity: fields.Units, promisedAt: fields.Time }))),
  since,
});
/** Marketing has claimed all promotions, and a further step follows. */
const PromotionsSecured = event('PromotionsSecured', 1, { orderId: fields.Id, since });
/** Marketing holds an amount of a voucher, or points, for the order. */
const CreditSecured = event('CreditSecured', 1, { orderId: fields.Id, credit: Type.String(), since });
/** The checkout is over: the order is confirmed, rejected or cancelled. */
const CheckoutEnded = event('CheckoutEnded', 1, {
  orderId: fields.Id,
  outcome: fields.OneOf('confirmed', 'rejected', 'cancelled'),
});

// Streams that began before `CheckoutStuck` hold `SagaStuck` in its place.
export const checkoutEvents = {
  CheckoutStarted,
  StockSecured,
  PromotionsSecured,
  CreditSecured,
  CheckoutEnded,
  CheckoutStuck,
  SagaStuck,
};
type CheckoutEvent = EventFrom<(typeof checkoutEvents)[keyof typeof checkoutEvents]>;
type Allocations = ConfirmOrder['data']['allocations'];
type Waiting = NonNullable<ConfirmOrder['data']['waiting']>;
type Rejected = Pick<RejectOrder['data'], 'reason' | 'detail'> & Partial<Pick<RejectOrder['data'], 'short'>>;

export interface Checkout {
  readonly step: 'none' | 'stock' | 'promotion' | 'credit' | 'payment' | 'ended';
  readonly hasPromotions: boolean;
  readonly isByCard: boolean;
  readonly allocations: Allocations;
  readonly waiting: Waiting;
  /** The vouchers and points whose answer is waited for. */
  readonly credits: readonly string[];
  readonly customerId?: string;
  readonly since?: string;
}

const MINUTE_MS = 60_000;
const stuckMs = (settings: Settings) => settings.of(CHECKOUT_STUCK_MINUTES) * MINUTE_MS;
const stuckTimer = (settings: Settings) => ({ name: 'stuck', inMs: stuckMs(settings) });
const allTimers = ['stuck', 'payment-unknown', 'payment-action'];

function evolve(state: Checkout, { type, data }: CheckoutEvent): Checkout {
  switch (type) {
    case 'CheckoutStarted':
      return {
        ...state,
        step: 'stock',
        hasPromotions: data.hasPromotions,
        isByCard: data.isByCard,
        credits: data.credits ?? [],
        ...begun(data),
        ...(data.customerId !== undefined && { customerId: data.customerId }),
      };
    case 'StockSecured':
      return {
        ...state,
        step: state.hasPromotions ? 'promotion' : stepAfterPromotions(state),
        allocations: data.allocations,
        waiting: data.waiting ?? [],
        ...begun(data),
      };
    case 'PromotionsSecured':
      return { ...state, step: stepAfterPromotions(state), ...begun(data) };
    case 'CreditSecured': {
      const credits = state.credits.filter((credit) => credit !== data.credit);
      return { ...state, credits, step: credits.length > 0 ? 'credit' : 'payment', ...begun(data) };
    }
    case 'CheckoutEnded':
      return { ...state, step: 'ended', allocations: [], waiting: [], credits: [] };
    case 'CheckoutStuck':
    case 'SagaStuck':
      return state;
    default:
      return never(type);
  }
}

/**
 * Brings an order from placed to confirmed or rejected. The steps are stock, then promotions, then vouchers and points,
 * then payment, because a payment is slowest to undo. A step that the order does not need is left out. A late answer
 * changes nothing here: inventory, marketing and the payment release by themselves what the order does not keep.
 */
export const checkout = process('orders.checkout', {
  kind: 'checkout',
  events: checkoutEvents,
  initial: {
    step: 'none',
    hasPromotions: false,
    isByCard: false,
    allocations: [],
    waiting: [],
    credits: [],
  } as Checkout,
  shapeVersion: 2,

  evolve,

  hears: {
    OrderPlaced,
    OrderCancelled,
    PaymentActionRequired,
    PaymentAuthorised,
    PaymentDeclined,
    ...inventoryEvents,
    ...marketingEvents,
  },
  opensOn: ['OrderPlaced'],
  idFor: ({ data }) => (data as { orderId: string }).orderId,

  on: {
    OrderPlaced: (
      { data: { orderId, customerId, lines, totalMinor, paymentMethod, credits }, occurredAt: since },
      { step },
      settings,
    ) => {
      if (step !== 'none') return {};
      const hasPromotions = lines.some(({ discounts }) => discounts.length > 0);
      const isByCard = paymentMethod === 'card' && totalMinor > (credits ? creditsMinor(credits) : 0);
      const customer = customerId === undefined ? {} : { customerId };
      const named = credits ? { credits: namesOf(credits) } : {};
      const started = CheckoutStarted.of({ orderId, ...customer, hasPromotions, isByCard, ...named, since });
      return { events: [started], timers: [stuckTimer(settings)] };
    },

    StockReserved: ({ data: { orderId, allocations, waiting }, occurredAt: since }, state, settings) => {
      if (state.step !== 'stock') return {};
      const secured = StockSecured.of({ allocations, ...(waiting && { waiting }), since });
      if (state.hasPromotions) return { ...claimPromotions(orderId, settings), events: [secured] };
      return afterPromotions(orderId, evolve(state, secured), secured, settings);
    },

    StockReservationRejected: ({ data: { orderId, short } }, { step }) => {
      if (step !== 'stock') return {};
      const skus = short.slice(0, 5).map(({ sku, wanted, sellable }) => `${sku} (${wanted} wanted, ${sellable} left)`);
      return reject(orderId, { reason: 'stock', detail: `Too few units: ${skus.join(', ')}.`, short });
    },

    PromotionClaimed: ({ data: { orderId }, occurredAt: since }, state, settings) => {
      if (state.step !== 'promotion') return {};
      const secured = PromotionsSecured.of({ orderId, since });
      return afterPromotions(orderId, evolve(state, secured), secured, settings);
    },

    PromotionClaimRejected: ({ data: { orderId, code, reason } }, { step }) => {
      if (step !== 'promotion') return {};
      return reject(orderId, { reason: 'promotion', detail: claimRefused(code, reason) });
    },

    VoucherHeld: ({ data: { orderId, voucherId }, occurredAt: since }, state, settings) =>
      secureCredit(orderId, voucherId, since, state, settings),

    PointsBurnHeld: ({ data: { orderId }, occurredAt: since }, state, settings) =>
      secureCredit(orderId, POINTS, since, state, settings),

    VoucherHoldRejected: ({ data: { orderId, reason } }, { step }) => {
      if (step !== 'credit') return {};
      return reject(orderId, { reason: 'credit', detail: `A voucher could not pay: ${VOUCHER_WHY[reason]}.` });
    },

    PointsBurnRejected: ({ data: { orderId, reason } }, { step }) => {
      if (step !== 'credit') return {};
      return reject(orderId, { reason: 'credit', detail: `The points could not pay: ${POINTS_WHY[reason]}.` });
    },

    // The provider has answered, and the customer is at the bank: that is no standstill.
    PaymentActionRequired: (_, { step }, settings) => {
      if (step !== 'payment') return {};
      const inMs = settings.of(PAYMENT_ACTION_MINUTES) * MINUTE_MS;
      return { stopTimers: ['stuck', 'payment-unknown'], timers: [{ name: 'payment-action', inMs }] };
    },

    PaymentAuthorised: ({ data: { orderId } }, state) => (state.step === 'payment' ? confirm(orderId, state) : {}),

    PaymentDeclined: ({ data: { orderId, reason } }, { step }) =>
      step === 'payment' ? reject(orderId, { reason: 'payment', detail: `The payment was declined: ${reason}` }) : {},

    OrderCancelled: ({ data: { orderId } }, { step, isByCard }) => {
      if (step === 'none') return {};
      const commands = isByCard ? [voidPayment(orderId, 'The order was cancelled.')] : [];
      return step === 'ended' ? { commands } : { ...end(orderId, 'cancelled'), commands };
    },
  },

  timers: {
    stuck: ({ step, customerId, since: begun }, orderId, at, settings) => {
      if (step === 'none' || step === 'ended') return {};
      const since = begun ?? new Date(Date.parse(at) - stuckMs(settings)).toISOString();
      return { events: [CheckoutStuck.of({ orderId, ...(customerId !== undefined && { customerId }), step, since })] };
    },

    'payment-action': ({ step }, orderId) =>
      step === 'payment'
        ? giveUpPayment(orderId, { reason: 'payment', detail: 'The payment was not confirmed at the bank in time.' })
        : {},

    // The call is retried under the same key. Whatever the provider answers after this timeout is voided.
    'payment-unknown': ({ step }, orderId) =>
      step === 'payment'
        ? giveUpPayment(orderId, { reason: 'timeout', detail: 'The payment provider did not answer in time.' })
        : {},
  },
});

/** Points are one credit, each voucher is one under its id. */
const POINTS = 'points';
const namesOf = ({ vouchers, points }: CreditParts): string[] => [
  ...vouchers.map(({ voucherId }) => voucherId),
  ...(points ? [POINTS] : []),
];

const VOUCHER_WHY = {
  unknown: 'there is none',
  'not-active': 'it is not active',
  expired: 'it has expired',
  balance: 'too little is left on it',
  currency: 'it is in another currency',
} as const;
const POINTS_WHY = {
  balance: 'the customer has too few',
  minimum: 'they are too few for an order',
  'not-enrolled': 'the customer collects none',
} as const;

const begun = ({ since }: { since?: string | undefined }) => (since === undefined ? {} : { since });

const stepAfterPromotions = ({ credits }: Checkout) =>
  credits.length > 0 ? ('credit' as const) : ('payment' as const);

const end = (orderId: string, outcome: 'confirmed' | 'rejected' | 'cancelled') => ({
  events: [CheckoutEnded.of({ orderId, outcome })],
  stopTimers: allTimers,
});

/** What follows once the promotions are secured, or none are wanted: credits, then the card. */
function afterPromotions(
  orderId: string,
  state: Checkout,
  happened: CheckoutEvent,
  settings: Settings,
): Reaction<CheckoutEvent> {
  if (state.step === 'credit') return { ...requestCredits(orderId, settings), events: [happened] };
  // A checkout that ends at once needs no record of its last step.
  return state.isByCard ? { ...authorise(orderId, settings), events: [happened] } : confirm(orderId, state);
}

function secureCredit(orderId: string, credit: string, since: string, state: Checkout, settings: Settings) {
  if (state.step !== 'credit' || !state.credits.includes(credit)) return {};
  const secured = CreditSecured.of({ orderId, credit, since });
  const after = evolve(state, secured);
  if (after.step === 'credit') return { events: [secured] };
  return after.isByCard ? { ...authorise(orderId, settings), events: [secured] } : confirm(orderId, after);
}

function confirm(orderId: string, { allocations, waiting }: Checkout): Reaction<CheckoutEvent> {
  const data = { orderId, allocations, ...(waiting.length > 0 && { waiting }) };
  const command: ConfirmOrder = { type: 'ConfirmOrder', data };
  return { ...end(orderId, 'confirmed'), commands: [command] };
}

function reject(orderId: string, { short = [], ...why }: Rejected): Reaction<CheckoutEvent> & { commands: Command[] } {
  const command: RejectOrder = { type: 'RejectOrder', data: { orderId, ...why, short } };
  return { ...end(orderId, 'rejected'), commands: [command] };
}

/** The payment is voided for the same reason for which the order is rejected. */
function giveUpPayment(orderId: string, why: Rejected): Reaction<CheckoutEvent> {
  const { commands, ...rejected } = reject(orderId, why);
  return { ...rejected, commands: [...commands, voidPayment(orderId, why.detail)] };
}

function claimPromotions(orderId: string, settings: Settings): Reaction<CheckoutEvent> {
  const command: RequestPromotionClaims = { type: 'RequestPromotionClaims', data: { orderId } };
  return { commands: [command], timers: [stuckTimer(settings)] };
}

function requestCredits(orderId: string, settings: Settings): Reaction<CheckoutEvent> {
  const command: RequestCredits = { type: 'RequestCredits', data: { orderId } };
  return { commands: [command], timers: [stuckTimer(settings)] };
}

function authorise(orderId: string, settings: Settings): Reaction<CheckoutEvent> {
  const command: AuthorisePayment = { type: 'AuthorisePayment', data: { orderId } };
  const unknown = { name: 'payment-unknown', inMs: settings.of(PAYMENT_UNKNOWN_MINUTES) * MINUTE_MS };
  return { commands: [command], timers: [stuckTimer(settings), unknown] };
}

const voidPayment = (orderId: string, reason: string): VoidPayment => {
  return { type: 'VoidPayment', data: { orderId, reason } };
};

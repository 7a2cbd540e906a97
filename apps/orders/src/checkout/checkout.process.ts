import {
  CHECKOUT_STUCK_MINUTES,
  CheckoutStuck,
  claimRefused,
  fields,
  inventoryEvents,
  marketingEvents,
  OrderCancelled,
  OrderPlaced,
  PaymentAuthorised,
  PaymentDeclined,
  PAYMENT_UNKNOWN_MINUTES,
  SagaStuck,
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
import type { ConfirmOrder, RejectOrder, RequestPromotionClaims } from '../order/order.decider';
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
  since,
});
/** Inventory has reserved everything, and a further step follows. */
const StockSecured = event('StockSecured', 1, {
  allocations: Type.Array(Type.Object({ sku: fields.Sku, warehouse: fields.WarehouseCode, quantity: fields.Units })),
  since,
});
/** Marketing has claimed all promotions, and a further step follows. */
const PromotionsSecured = event('PromotionsSecured', 1, { orderId: fields.Id, since });
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
  CheckoutEnded,
  CheckoutStuck,
  SagaStuck,
};
type CheckoutEvent = EventFrom<(typeof checkoutEvents)[keyof typeof checkoutEvents]>;
type Allocations = ConfirmOrder['data']['allocations'];
type Rejected = Pick<RejectOrder['data'], 'reason' | 'detail'> & Partial<Pick<RejectOrder['data'], 'short'>>;

export interface Checkout {
  readonly step: 'none' | 'stock' | 'promotion' | 'payment' | 'ended';
  readonly hasPromotions: boolean;
  readonly isByCard: boolean;
  readonly allocations: Allocations;
  readonly customerId?: string;
  readonly since?: string;
}

const MINUTE_MS = 60_000;
const stuckMs = (settings: Settings) => settings.of(CHECKOUT_STUCK_MINUTES) * MINUTE_MS;
const stuckTimer = (settings: Settings) => ({ name: 'stuck', inMs: stuckMs(settings) });
const allTimers = ['stuck', 'payment-unknown'];

/**
 * Brings an order from placed to confirmed or rejected. The steps are stock, then promotions, then payment, because a
 * payment is slowest to undo. A step that the order does not need is left out. A late answer changes nothing here:
 * inventory, marketing and the payment release by themselves what the order does not keep.
 */
export const checkout = process('orders.checkout', {
  kind: 'checkout',
  events: checkoutEvents,
  initial: { step: 'none', hasPromotions: false, isByCard: false, allocations: [] } as Checkout,

  evolve(state: Checkout, { type, data }: CheckoutEvent): Checkout {
    switch (type) {
      case 'CheckoutStarted':
        return {
          ...state,
          step: 'stock',
          hasPromotions: data.hasPromotions,
          isByCard: data.isByCard,
          ...begun(data),
          ...(data.customerId !== undefined && { customerId: data.customerId }),
        };
      case 'StockSecured':
        return {
          ...state,
          step: state.hasPromotions ? 'promotion' : 'payment',
          allocations: data.allocations,
          ...begun(data),
        };
      case 'PromotionsSecured':
        return { ...state, step: 'payment', ...begun(data) };
      case 'CheckoutEnded':
        return { ...state, step: 'ended', allocations: [] };
      case 'CheckoutStuck':
      case 'SagaStuck':
        return state;
      default:
        return never(type);
    }
  },

  hears: { OrderPlaced, OrderCancelled, PaymentAuthorised, PaymentDeclined, ...inventoryEvents, ...marketingEvents },
  opensOn: ['OrderPlaced'],
  idFor: ({ data }) => (data as { orderId: string }).orderId,

  on: {
    OrderPlaced: (
      { data: { orderId, customerId, lines, totalMinor, paymentMethod }, occurredAt: since },
      { step },
      settings,
    ) => {
      if (step !== 'none') return {};
      const hasPromotions = lines.some(({ discounts }) => discounts.length > 0);
      const isByCard = paymentMethod === 'card' && totalMinor > 0;
      const customer = customerId === undefined ? {} : { customerId };
      const started = CheckoutStarted.of({ orderId, ...customer, hasPromotions, isByCard, since });
      return { events: [started], timers: [stuckTimer(settings)] };
    },

    StockReserved: ({ data: { orderId, allocations }, occurredAt: since }, state, settings) => {
      if (state.step !== 'stock') return {};
      if (!state.hasPromotions && !state.isByCard) return confirm(orderId, allocations);
      const next = state.hasPromotions ? claimPromotions(orderId, settings) : authorise(orderId, settings);
      return { ...next, events: [StockSecured.of({ allocations, since })] };
    },

    StockReservationRejected: ({ data: { orderId, short } }, { step }) => {
      if (step !== 'stock') return {};
      const skus = short.slice(0, 5).map(({ sku, wanted, sellable }) => `${sku} (${wanted} wanted, ${sellable} left)`);
      return reject(orderId, { reason: 'stock', detail: `Too few units: ${skus.join(', ')}.`, short });
    },

    PromotionClaimed: ({ data: { orderId }, occurredAt: since }, state, settings) => {
      if (state.step !== 'promotion') return {};
      if (!state.isByCard) return confirm(orderId, state.allocations);
      return { ...authorise(orderId, settings), events: [PromotionsSecured.of({ orderId, since })] };
    },

    PromotionClaimRejected: ({ data: { orderId, code, reason } }, { step }) => {
      if (step !== 'promotion') return {};
      return reject(orderId, { reason: 'promotion', detail: claimRefused(code, reason) });
    },

    PaymentAuthorised: ({ data: { orderId } }, { step, allocations }) =>
      step === 'payment' ? confirm(orderId, allocations) : {},

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

    // The call is retried under the same key. Whatever the provider answers after this timeout is voided.
    'payment-unknown': ({ step }, orderId) => {
      if (step !== 'payment') return {};
      const rejected = reject(orderId, { reason: 'timeout', detail: 'The payment provider did not answer in time.' });
      return { ...rejected, commands: [...rejected.commands!, voidPayment(orderId, 'The answer took too long.')] };
    },
  },
});

const begun = ({ since }: { since?: string | undefined }) => (since === undefined ? {} : { since });

const end = (orderId: string, outcome: 'confirmed' | 'rejected' | 'cancelled') => ({
  events: [CheckoutEnded.of({ orderId, outcome })],
  stopTimers: allTimers,
});

function confirm(orderId: string, allocations: Allocations): Reaction<CheckoutEvent> {
  const command: ConfirmOrder = { type: 'ConfirmOrder', data: { orderId, allocations } };
  return { ...end(orderId, 'confirmed'), commands: [command] };
}

function reject(orderId: string, { short = [], ...why }: Rejected): Reaction<CheckoutEvent> & { commands: Command[] } {
  const command: RejectOrder = { type: 'RejectOrder', data: { orderId, ...why, short } };
  return { ...end(orderId, 'rejected'), commands: [command] };
}

function claimPromotions(orderId: string, settings: Settings): Reaction<CheckoutEvent> {
  const command: RequestPromotionClaims = { type: 'RequestPromotionClaims', data: { orderId } };
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

import {
  CancellationOvertaken,
  CreditGivenBack,
  Credits,
  fields,
  HOLD_REASONS,
  OrderBackorderFilled,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderAddressChanged,
  OrderGoodsAdded,
  OrderHeld,
  OrderLineCancelled,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderPromiseMoved,
  OrderReallocated,
  OrderRejected,
  OrderReleased,
  OrderShipped,
  OrderUnitsDelivered,
  Personal,
  PromiseQuestionAnswered,
  PromiseQuestionAsked,
  PromiseQuestionUnanswered,
  PromotionClaimRequested,
  LoyaltyBurnRequested,
  VoucherHoldRequested,
  creditsMinor,
} from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { NO_CREDITS, sumCredits } from '../payment/credits';
import { isByRule } from '../payment/payment.aggregate';
import { NO_PROMISES, PromiseMovedEarly, promisesAfter } from './promise-question';
import { WAITING, type GivenBack, type Parcel, type Order } from './order-state';
import { openUnits, overtakenUnits, restored, reallocated, sumUnits } from './order-units';

const { Id, Sku, Units, Minor, Time, OneOf } = fields;

/** The customer pays by card. The card's token stays in this service. */
export const CardPresented = event('CardPresented', 1, {
  orderId: Id,
  token: Type.Optional(Personal('card-token', { secret: true })),
});

/** A picker works on the order: from here on it is no longer simply cancelled. */
export const PickingBegun = event('PickingBegun', 1, { orderId: Id, fulfilmentId: Id });

/** Picking of this fulfilment has ended: it was cancelled, or nothing was on the shelf. */
export const PickingEnded = event('PickingEnded', 1, { orderId: Id, fulfilmentId: Id });

/** A parcel is on its way, with the price of its units. Lines without stock go with the first parcel. */
export const ParcelLeft = event('ParcelLeft', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  warehouse: Type.Optional(fields.WarehouseCode),
  /** `uncollectedMinor` is taken off the price of units that overtook their cancellation. */
  units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units, uncollectedMinor: Type.Optional(Minor) })),
  amountMinor: Minor,
  /** The part of `amountMinor` that vouchers and points paid. */
  credits: Type.Optional(Credits),
  totalMinor: Minor,
  currency: fields.Currency,
  paymentMethod: OneOf('card', 'invoice'),
});

/** A parcel arrived. `recordedAt` is when the shop heard of it, which may be long after. */
export const ParcelArrived = event('ParcelArrived', 1, {
  orderId: Id,
  fulfilmentId: Id,
  deliveredAt: Time,
  recordedAt: Time,
});

/** Units may come back, each with the price that was paid. No other return can name them. */
export const UnitsPromisedBack = event('UnitsPromisedBack', 1, {
  orderId: Id,
  returnId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units, paidMinor: Minor })),
});

/** A return came to nothing: another return may name its units. */
export const UnitsPromiseEnded = event('UnitsPromiseEnded', 1, { orderId: Id, returnId: Id });

/** A return, or a decision on it, refunded units of the order: for each line the percents of its units, summed. */
export const UnitsGivenBack = event('UnitsGivenBack', 1, {
  orderId: Id,
  returnId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, percentUnits: fields.UnitsOrNone, refundMinor: Minor })),
});

/** Somebody wrote a note about the order, for colleagues. */
export const OrderNoted = event('OrderNoted', 1, { orderId: Id, noteId: Id, text: Personal('note') });

/** A claim names units of the order: no other claim can name them. */
export const UnitsClaimed = event('UnitsClaimed', 1, {
  orderId: Id,
  claimId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, quantity: Units })),
});

/** A person decided that units of a claim are replaced, or they are not sent. `amountMinor` is what was paid for them. */
export const UnitsReplaced = event('UnitsReplaced', 1, { orderId: Id, claimId: Id, amountMinor: Minor });

/** One of several reasons to hold the order is over: it still waits for `left`. */
export const HoldReasonEnded = event('HoldReasonEnded', 1, {
  orderId: Id,
  reason: OneOf(...HOLD_REASONS),
  left: OneOf(...HOLD_REASONS),
  note: Type.Optional(Personal('note')),
});

/** A claim was rejected: its units can be claimed again. */
export const UnitsClaimEnded = event('UnitsClaimEnded', 1, { orderId: Id, claimId: Id });

/** Goods came for waiting units while the checkout is still under way: their parcel is planned once it is over. */
export const UnitsArrivedEarly = event('UnitsArrivedEarly', 1, {
  orderId: Id,
  fillId: Id,
  sku: Sku,
  allocations: Type.Array(Type.Object({ sku: Sku, warehouse: fields.WarehouseCode, quantity: Units })),
});

/** Everything that happens to an order. */
export const orderStreamEvents = {
  OrderPlaced,
  CardPresented,
  PromotionClaimRequested,
  OrderConfirmed,
  OrderRejected,
  OrderAddressChanged,
  OrderGoodsAdded,
  OrderHeld,
  OrderReleased,
  OrderNoted,
  OrderCancelled,
  OrderLineCancelled,
  OrderReallocated,
  PickingBegun,
  PickingEnded,
  ParcelLeft,
  OrderPartiallyShipped,
  OrderShipped,
  ParcelArrived,
  OrderUnitsDelivered,
  OrderDelivered,
  CancellationOvertaken,
  UnitsPromisedBack,
  UnitsPromiseEnded,
  UnitsGivenBack,
  UnitsArrivedEarly,
  UnitsClaimed,
  UnitsClaimEnded,
  UnitsReplaced,
  HoldReasonEnded,
  OrderBackorderFilled,
  PromiseMovedEarly,
  OrderPromiseMoved,
  PromiseQuestionAsked,
  PromiseQuestionAnswered,
  PromiseQuestionUnanswered,
  CreditGivenBack,
  VoucherHoldRequested,
  LoyaltyBurnRequested,
};
export type OrderEvent = EventFrom<(typeof orderStreamEvents)[keyof typeof orderStreamEvents]>;
/** State and events; decisions over several streams (returns) append to it too. */
export const orderAggregate: Aggregate<OrderEvent, Order> = {
  kind: 'order',
  events: orderStreamEvents,
  shapeVersion: 11,
  initial: {
    status: 'none',
    placed: null,
    heldFor: [],
    cardToken: null,
    hasRequestedClaims: false,
    hasRequestedCredits: false,
    allocations: [],
    picking: [],
    cancelled: [],
    cancellationIds: [],
    cancelledMinor: 0,
    additions: [],
    creditsByHandMinor: 0,
    replaced: {},
    claimed: {},
    credits: { sent: NO_CREDITS, cancelled: NO_CREDITS, returned: NO_CREDITS },
    moveIds: [],
    earlyFills: [],
    promises: NO_PROMISES,
    parcels: [],
    returns: {},
    givenBack: {},
  },

  evolve(order, happened) {
    const { type, data } = happened;
    switch (type) {
      case 'OrderPlaced':
        return { ...order, status: 'pending', placed: data };
      case 'CardPresented':
        return { ...order, cardToken: data.token ?? null };
      case 'PromotionClaimRequested':
        return { ...order, hasRequestedClaims: true };
      case 'VoucherHoldRequested':
      case 'LoyaltyBurnRequested':
        return { ...order, hasRequestedCredits: true };
      case 'OrderConfirmed':
        return {
          ...order,
          status: 'confirmed',
          allocations: [
            ...data.allocations,
            ...(data.waiting ?? []).map(({ sku, quantity }) => ({ sku, quantity, warehouse: WAITING })),
          ],
        };
      case 'OrderAddressChanged':
        return { ...order, placed: order.placed && { ...order.placed, shipTo: data.shipTo } };
      case 'OrderHeld':
        return { ...order, heldFor: [...order.heldFor, data.reason] };
      case 'OrderReleased':
        return { ...order, heldFor: [] };
      case 'HoldReasonEnded':
        return { ...order, heldFor: order.heldFor.filter((reason) => reason !== data.reason) };
      case 'OrderNoted':
        return order;
      case 'OrderGoodsAdded':
        return { ...order, additions: [...order.additions, data.additionId] };
      case 'UnitsArrivedEarly':
        return { ...order, earlyFills: [...order.earlyFills, data] };
      case 'OrderBackorderFilled':
        return {
          ...order,
          allocations: reallocated(order.allocations, { ...data, from: WAITING }),
          moveIds: [...order.moveIds, data.fillId],
        };
      case 'OrderPromiseMoved':
        return {
          ...order,
          moveIds: [...order.moveIds, data.moveId],
          promises: promisesAfter(order.promises, happened),
        };
      case 'PromiseMovedEarly':
      case 'PromiseQuestionAsked':
      case 'PromiseQuestionAnswered':
      case 'PromiseQuestionUnanswered':
        return { ...order, promises: promisesAfter(order.promises, happened) };
      case 'OrderRejected':
        return { ...order, status: 'rejected' };
      case 'OrderCancelled':
        return {
          ...order,
          status: 'cancelled',
          cancelled: [...order.cancelled, ...openUnits(order)],
          cancelledMinor: order.placed?.totalMinor ?? 0,
          credits: { ...order.credits, cancelled: order.placed?.credits ?? NO_CREDITS },
        };
      case 'OrderLineCancelled': {
        const { lineId, sku, quantity, allocations, cancellationId, amountMinor, credits = NO_CREDITS } = data;
        const places = allocations.map(({ warehouse, quantity: units }) => ({
          lineId,
          sku,
          warehouse,
          quantity: units,
        }));
        const rest = quantity - sumUnits(places);
        const isStocked = order.placed?.lines.some((line) => line.lineId === lineId && line.stocked) ?? true;
        const units =
          rest > 0 ? [...places, { lineId, sku, warehouse: isStocked ? WAITING : null, quantity: rest }] : places;
        const cancellationIds = [...new Set([...order.cancellationIds, cancellationId])];
        return {
          ...order,
          cancelled: [...order.cancelled, ...units],
          cancellationIds,
          cancelledMinor: order.cancelledMinor + amountMinor,
          credits: { ...order.credits, cancelled: sumCredits(order.credits.cancelled, credits) },
        };
      }
      case 'OrderReallocated':
        return {
          ...order,
          allocations: reallocated(order.allocations, data),
          moveIds: [...order.moveIds, data.moveId],
        };
      case 'PickingBegun':
        return { ...order, picking: [...order.picking, data.fulfilmentId] };
      case 'PickingEnded':
        return { ...order, picking: order.picking.filter((id) => id !== data.fulfilmentId) };
      case 'ParcelLeft': {
        const { fulfilmentId, warehouse = null, units, amountMinor, credits = NO_CREDITS } = data;
        const sent = withParcel(order, fulfilmentId, { warehouse, units, hasLeft: true, amountMinor });
        const spent = { ...order.credits, sent: sumCredits(order.credits.sent, credits) };
        return restored({ ...sent, credits: spent }, overtakenUnits(order, warehouse, units));
      }
      case 'ParcelArrived': {
        const { fulfilmentId, deliveredAt, recordedAt } = data;
        return withParcel(order, fulfilmentId, { deliveredAt, recordedAt });
      }
      case 'OrderPartiallyShipped':
        return { ...order, status: 'partially_shipped' };
      case 'OrderShipped':
        return { ...order, status: 'shipped' };
      case 'OrderDelivered':
        return { ...order, status: 'delivered' };
      case 'CancellationOvertaken':
        return restored(
          {
            ...order,
            status: order.status === 'cancelled' ? 'confirmed' : order.status,
            cancelledMinor: order.cancelledMinor - data.amountMinor,
            // What was not collected counts as given back: nothing more goes back for it.
            givenBack: withGivenBack(
              order,
              data.units.flatMap(({ lineId, uncollectedMinor }) =>
                uncollectedMinor ? [{ lineId, percentUnits: 0, refundMinor: uncollectedMinor }] : [],
              ),
            ),
          },
          // Cancelled goods that left after all are restored by the parcel that holds them.
          data.units.flatMap(({ lineId, sku, quantity }) => {
            const isService = order.cancelled.some((units) => units.lineId === lineId && units.warehouse === null);
            return isService ? [{ lineId, sku, warehouse: null, quantity }] : [];
          }),
        );
      case 'UnitsPromisedBack':
        return { ...order, returns: { ...order.returns, [data.returnId]: data.lines } };
      case 'UnitsPromiseEnded': {
        const { [data.returnId]: _, ...returns } = order.returns;
        return { ...order, returns };
      }
      case 'OrderUnitsDelivered':
        return order;
      case 'CreditGivenBack':
        // The cancelled units carry theirs.
        if (data.cause === 'cancellation') return order;
        return {
          ...order,
          creditsByHandMinor: order.creditsByHandMinor + (isByRule(data) ? 0 : creditsMinor(data)),
          credits: { ...order.credits, returned: sumCredits(order.credits.returned, data) },
        };
      case 'UnitsClaimed':
        return { ...order, claimed: { ...order.claimed, [data.claimId]: { lines: data.lines, isRefunded: false } } };
      case 'UnitsReplaced':
        return { ...order, replaced: { ...order.replaced, [data.claimId]: data.amountMinor } };
      case 'UnitsClaimEnded': {
        const { [data.claimId]: _, ...claimed } = order.claimed;
        return { ...order, claimed };
      }
      case 'UnitsGivenBack': {
        const givenBack = withGivenBack(order, data.lines);
        const claim = lookup(order.claimed, data.returnId);
        const claimed = claim ? { ...order.claimed, [data.returnId]: { ...claim, isRefunded: true } } : order.claimed;
        return { ...order, givenBack, claimed };
      }
      default:
        return never(type);
    }
  },
};

function withGivenBack(order: Order, lines: readonly ({ readonly lineId: string } & GivenBack)[]): Order['givenBack'] {
  const givenBack = { ...order.givenBack };
  for (const { lineId, percentUnits, refundMinor } of lines) {
    const before = lookup(givenBack, lineId) ?? { percentUnits: 0, refundMinor: 0 };
    givenBack[lineId] = {
      percentUnits: before.percentUnits + percentUnits,
      refundMinor: before.refundMinor + refundMinor,
    };
  }
  return givenBack;
}

function withParcel(order: Order, fulfilmentId: string, change: Partial<Parcel>): Order {
  const found = order.parcels.find((parcel) => parcel.fulfilmentId === fulfilmentId);
  const fresh = {
    fulfilmentId,
    warehouse: null,
    units: [],
    hasLeft: false,
    amountMinor: 0,
    deliveredAt: null,
    recordedAt: null,
  };
  const others = order.parcels.filter((parcel) => parcel !== found);
  return { ...order, parcels: [...others, { ...(found ?? fresh), ...change }] };
}

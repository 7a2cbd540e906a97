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
import { byTender, creditsLeft, NO_CREDITS, sumCredits, type ByTender, type CreditParts } from '../payment/credits';
import { isByRule } from '../payment/payment.aggregate';
import { NO_PROMISES, PromiseMovedEarly, promisesAfter, type Promises } from './promise-question';

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
  units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
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

/** One of several reasons to hold the order is over: it still waits for `left`. */
export const HoldReasonEnded = event('HoldReasonEnded', 1, {
  orderId: Id,
  reason: OneOf(...HOLD_REASONS),
  left: OneOf(...HOLD_REASONS),
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

/** Units that wait for goods stand at this place until goods come: no warehouse has its code. */
export const WAITING = '~waiting';

/** An order as it came in, priced. */
export type Placed = EventFrom<typeof OrderPlaced>['data'];
export type PlacedLine = Placed['lines'][number];

export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly units: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
  readonly hasLeft: boolean;
  /** The total when the order was placed. */
  readonly amountMinor: number;
  readonly deliveredAt: string | null;
  readonly recordedAt: string | null;
}

/** Cancelled units by warehouse, as long as they are not found in a parcel. */
export interface CancelledUnits {
  readonly lineId: string;
  readonly sku: string;
  /** None for a service. */
  readonly warehouse: string | null;
  readonly quantity: number;
}

export type EarlyFill = EventFrom<typeof UnitsArrivedEarly>['data'];

/** Refunded units: the percent of each, summed, and the money for them. */
export interface GivenBack {
  readonly percentUnits: number;
  readonly refundMinor: number;
}

export interface UnitsBack {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly paidMinor: number;
}

type HoldReason = (typeof HOLD_REASONS)[number];

interface UnitsOfLine {
  readonly lineId: string;
  readonly quantity: number;
}

export interface Order {
  readonly status:
    | 'none'
    | 'pending'
    | 'confirmed'
    | 'partially_shipped'
    | 'shipped'
    | 'delivered'
    | 'rejected'
    | 'cancelled';
  readonly placed: Placed | null;
  /** Why it waits for a person or a return; empty where it goes on. */
  readonly heldFor: readonly HoldReason[];
  readonly cardToken: Personal | null;
  readonly hasRequestedClaims: boolean;
  readonly hasRequestedCredits: boolean;
  readonly allocations: readonly { readonly sku: string; readonly warehouse: string; readonly quantity: number }[];
  /** Ids of the fulfilments that are being picked. */
  readonly picking: readonly string[];
  readonly cancelled: readonly CancelledUnits[];
  readonly cancellationIds: readonly string[];
  /** What the cancelled units cost. */
  readonly cancelledMinor: number;
  /** What people gave back to vouchers and points: by hand, and by decisions on returns. */
  readonly creditsByHandMinor: number;
  /** Units that claims name, by claim. No other claim can name them, and a return only if the claim was refunded. */
  readonly claimed: Readonly<Record<string, { readonly lines: readonly UnitsOfLine[]; readonly isRefunded: boolean }>>;
  /** What vouchers and points paid: of parcels that left, of cancelled units, and what returns gave back of it. */
  readonly credits: { readonly sent: CreditParts; readonly cancelled: CreditParts; readonly returned: CreditParts };
  /** Short picks whose units another warehouse sends, fills of waiting units, and dates of theirs that moved. */
  readonly moveIds: readonly string[];
  /** Fills that came before the order was confirmed. */
  readonly earlyFills: readonly EarlyFill[];
  readonly promises: Promises;
  readonly parcels: readonly Parcel[];
  /** By return. */
  readonly returns: Readonly<Record<string, readonly UnitsBack[]>>;
  /** By line: what returns refunded. */
  readonly givenBack: Readonly<Record<string, GivenBack>>;
}

/** State and events; decisions over several streams (returns) append to it too. */
export const orderAggregate: Aggregate<OrderEvent, Order> = {
  kind: 'order',
  events: orderStreamEvents,
  shapeVersion: 7,
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
    creditsByHandMinor: 0,
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
      case 'OrderGoodsAdded':
        return order;
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
      case 'UnitsClaimEnded': {
        const { [data.claimId]: _, ...claimed } = order.claimed;
        return { ...order, claimed };
      }
      case 'UnitsGivenBack': {
        const givenBack = { ...order.givenBack };
        for (const { lineId, percentUnits, refundMinor } of data.lines) {
          const before = lookup(givenBack, lineId) ?? { percentUnits: 0, refundMinor: 0 };
          givenBack[lineId] = {
            percentUnits: before.percentUnits + percentUnits,
            refundMinor: before.refundMinor + refundMinor,
          };
        }
        const claim = lookup(order.claimed, data.returnId);
        const claimed = claim ? { ...order.claimed, [data.returnId]: { ...claim, isRefunded: true } } : order.claimed;
        return { ...order, givenBack, claimed };
      }
      default:
        return never(type);
    }
  },
};

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

/** What vouchers and points are to pay of the order. */
export const creditsOf = ({ placed }: Order): CreditParts => placed?.credits ?? NO_CREDITS;

/**
 * The tenders that pay an amount of units that leave or are cancelled, from what is open on each: neither sent nor
 * cancelled. Credits of units that overtook their cancellation went back, so the card or the invoice pays these units.
 */
export function payersOf(order: Order, amountMinor: number): ByTender {
  const { placed, parcels, cancelledMinor, credits } = order;
  const gone = sumCredits(credits.sent, credits.cancelled);
  const openMinor =
    (placed?.totalMinor ?? 0) - parcels.reduce((sum, parcel) => sum + parcel.amountMinor, 0) - cancelledMinor;
  const restMinor = openMinor - creditsMinor(creditsLeft(creditsOf(order), gone));
  return byTender(amountMinor, creditsOf(order), gone, Math.max(0, restMinor));
}

/** Credits of an order that have gone back, or go back with their cancelled units. */
export const creditsBack = ({ credits }: Order): CreditParts => sumCredits(credits.cancelled, credits.returned);

/**
 * What can still be cancelled of each line: units neither sent nor cancelled, by the warehouse that is to send them.
 */
export function openUnits(order: Order): CancelledUnits[] {
  const { placed, allocations } = order;
  const places = allocations.map(({ sku, warehouse, quantity }) => ({
    sku,
    warehouse,
    quantity: quantity - cancelledAt(order, sku, warehouse) - sentFrom(order, sku, warehouse),
  }));
  const sent = unitsSentByLine(order);
  return (placed?.lines ?? []).flatMap(({ lineId, sku, quantity, stocked }): CancelledUnits[] => {
    let rest = quantity - (sent.get(lineId) ?? 0) - unitsCancelled(order, lineId);
    if (!stocked) return rest > 0 ? [{ lineId, sku, warehouse: null, quantity: rest }] : [];
    return places.flatMap((place) => {
      const units = place.sku === sku ? Math.min(rest, place.quantity) : 0;
      rest -= units;
      place.quantity -= units;
      return units > 0 ? [{ lineId, sku, warehouse: place.warehouse, quantity: units }] : [];
    });
  });
}

/** Cancelled units that a parcel holds all the same: those beyond what this warehouse was still to send. */
export function overtakenUnits(
  order: Order,
  warehouse: string | null,
  packed: readonly { readonly sku: string; readonly quantity: number }[],
): CancelledUnits[] {
  const more = new Map<string, number>();
  for (const { sku, quantity } of packed) more.set(sku, (more.get(sku) ?? 0) + quantity);
  for (const { sku, quantity } of order.allocations.filter((allocation) => allocation.warehouse === warehouse))
    more.set(
      sku,
      (more.get(sku) ?? 0) - (quantity - cancelledAt(order, sku, warehouse) - sentFrom(order, sku, warehouse)),
    );
  return order.cancelled.flatMap((units) => {
    const quantity = units.warehouse === warehouse ? Math.min(units.quantity, more.get(units.sku) ?? 0) : 0;
    if (quantity <= 0) return [];
    more.set(units.sku, more.get(units.sku)! - quantity);
    return [{ ...units, quantity }];
  });
}

/** The order in which these units are no longer cancelled. */
export function restored(order: Order, units: readonly CancelledUnits[]): Order {
  if (units.length === 0) return order;
  const back = [...units];
  const cancelled = order.cancelled.flatMap((one) => {
    const index = back.findIndex(({ lineId, warehouse }) => lineId === one.lineId && warehouse === one.warehouse);
    if (index < 0) return [one];
    const [found] = back.splice(index, 1);
    const quantity = one.quantity - found!.quantity;
    if (quantity < 0) back.push({ ...found!, quantity: -quantity });
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
  return { ...order, cancelled };
}

/** The allocations after units of a SKU could not be found at `from` and other warehouses send them. */
export function reallocated(
  allocations: Order['allocations'],
  { from, sku, allocations: moved }: Pick<EventFrom<typeof OrderReallocated>['data'], 'from' | 'sku' | 'allocations'>,
): { sku: string; warehouse: string; quantity: number }[] {
  let gone = sumUnits(moved);
  const stay = allocations.flatMap((units) => {
    const taken = units.sku === sku && units.warehouse === from ? Math.min(gone, units.quantity) : 0;
    gone -= taken;
    return units.quantity > taken ? [{ ...units, quantity: units.quantity - taken }] : [];
  });
  const more = moved.filter((units) => !stay.some((one) => isSamePlace(one, units)));
  return [
    ...stay.map((one) => ({
      ...one,
      quantity: one.quantity + sumUnits(moved.filter((units) => isSamePlace(one, units))),
    })),
    ...more,
  ];
}

const isSamePlace = (one: { sku: string; warehouse: string }, other: { sku: string; warehouse: string }) =>
  one.sku === other.sku && one.warehouse === other.warehouse;

/** Units of a SKU that left a warehouse for the order. A warehouse may send more than one parcel. */
const sentFrom = ({ parcels }: Order, sku: string, warehouse: string | null) =>
  sumUnits(
    parcels
      .filter((parcel) => parcel.hasLeft && parcel.warehouse === warehouse)
      .flatMap(({ units }) => units)
      .filter((units) => units.sku === sku),
  );

/** Whether everything that is not cancelled has left. */
export function allHaveLeft(order: Order): boolean {
  return order.allocations.every(
    ({ sku, warehouse, quantity }) => quantity <= cancelledAt(order, sku, warehouse) + sentFrom(order, sku, warehouse),
  );
}

const cancelledAt = ({ cancelled }: Order, sku: string, warehouse: string | null) =>
  sumUnits(cancelled.filter((units) => units.sku === sku && units.warehouse === warehouse));

/** Units of a line that are cancelled. */
export const unitsCancelled = ({ cancelled }: Order, lineId: string) =>
  sumUnits(cancelled.filter((units) => units.lineId === lineId));

/** The warehouses that send a parcel each. */
export const sendingWarehouses = ({ allocations }: Order) => [
  ...new Set(allocations.map(({ warehouse }) => warehouse)),
];

/** Units by line that are on their way or there. */
export function unitsSentByLine({ parcels }: Order): ReadonlyMap<string, number> {
  const sent = new Map<string, number>();
  for (const { lineId, quantity } of parcels.flatMap(({ units }) => units))
    sent.set(lineId, (sent.get(lineId) ?? 0) + quantity);
  return sent;
}

/** Delivered units of a line. */
export const unitsDelivered = ({ parcels }: Order, lineId: string) =>
  sumUnits(
    parcels
      .filter(({ deliveredAt }) => deliveredAt !== null)
      .flatMap(({ units }) => units)
      .filter((line) => line.lineId === lineId),
  );

/** Units of a line that returns name. */
export const unitsPromisedBack = ({ returns }: Order, lineId: string) =>
  sumUnits(
    Object.values(returns)
      .flat()
      .filter((line) => line.lineId === lineId),
  );

export const unitsClaimed = ({ claimed }: Order, lineId: string, which: { isRefunded?: boolean } = {}) =>
  sumUnits(
    Object.values(claimed)
      .filter(({ isRefunded }) => which.isRefunded === undefined || which.isRefunded === isRefunded)
      .flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId)),
  );

const sumUnits = (lines: readonly { readonly quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

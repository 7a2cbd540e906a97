import {
  CreditGivenBack,
  OrderCancelled,
  OrderLineCancelled,
  OrderShipped,
  type Personal,
  creditsMinor,
} from '@concord/contracts';
import { conflict, fold, rule, type Command, type Rejection } from '@concord/event-sourcing';
import { creditsLeft, withPoints } from '../payment/credits';
import { worthOf } from './line-share';
import { creditsBack, creditsOf, payersOf } from './order-credits';
import { WAITING, type CancelledUnits, type Order, type Placed } from './order-state';
import { allHaveLeft, openUnits, unitsCancelled } from './order-units';
import { orderAggregate, type OrderEvent } from './order.aggregate';
import { deliveredIfAllThere } from './parcels';

/** Units by line, by SKU, or by both: a SKU may stand on several lines. */
export interface UnitsToCancel {
  readonly lineId?: string;
  readonly sku?: string;
  readonly quantity: number;
}

/** Cancels these units of an order; without lines, everything that has not left. */
export type CancelOrder = Command<
  'CancelOrder',
  {
    orderId: string;
    reason: Personal;
    cancellationId: string;
    by: 'customer' | 'staff';
    lines?: readonly UnitsToCancel[];
  }
>;

/** Cancels units that a warehouse cannot send although it works on them: they are not on its shelf. */
export type CancelMissingUnits = Command<
  'CancelMissingUnits',
  {
    orderId: string;
    cancellationId: string;
    warehouse: string;
    lines: readonly { readonly sku: string; readonly quantity: number }[];
    reason: Personal;
  }
>;

/** Only units that nobody has packed can be cancelled. Goods on their way are returned instead. */
export function cancel(data: CancelOrder['data'], order: Order, placed: Placed): OrderEvent[] | Rejection {
  const { orderId, reason, lines, cancellationId } = data;
  if (order.cancellationIds.includes(cancellationId)) return [];
  switch (order.status) {
    case 'pending':
      if (!lines) return [cancelled(placed, reason, 'checkout')];
      return conflict(
        'order-pending',
        `The order ${orderId} is not decided yet. Cancel the whole order, or wait until it is decided.`,
      );
    case 'cancelled':
      return [];
    case 'rejected':
      return conflict('order-rejected', `The order ${orderId} was not taken: there is nothing to cancel.`);
    case 'none':
    case 'shipped':
    case 'delivered':
      return allGone(placed);
    case 'confirmed':
    case 'partially_shipped': {
      const open = openUnits(order);
      if (open.length === 0) return allGone(placed);
      const free = open.filter((units) => !isBeingPicked(order, units));
      const units = lines ? chosen(lines, free, open, placed) : free.length < open.length ? beingPicked(orderId) : free;
      if (!Array.isArray(units)) return units as Rejection;
      return shippingAlone(units, order, placed) ?? cancelUnits(data, units, 'called-off', order, placed);
    }
  }
}

/** Nobody sends goods for nothing: shipping is cancelled with the last goods, and stays due where some have left. */
function shippingAlone(units: readonly CancelledUnits[], order: Order, { orderId, lines }: Placed) {
  const shipping = lines.find(({ lineId, isShipping }) => isShipping && units.some((one) => one.lineId === lineId));
  const goodsStay = without(openUnits(order), units).some(({ warehouse }) => warehouse !== null);
  if (!shipping || (order.status === 'confirmed' && !goodsStay)) return undefined;
  const { lineId } = shipping;
  return rule(
    'shipping-not-cancellable',
    `The goods of the order ${orderId} are sent: shipping is cancelled only with all of them.`,
    { lineId },
  );
}

/** The short pick of a warehouse. Units that were cancelled or sent meanwhile are not cancelled again. */
export function cancelMissing(data: CancelMissingUnits['data'], order: Order, placed: Placed): OrderEvent[] {
  if (order.status !== 'confirmed' && order.status !== 'partially_shipped') return [];
  if (order.cancellationIds.includes(data.cancellationId)) return [];
  const here = openUnits(order).filter(({ warehouse }) => warehouse === data.warehouse);
  const units = data.lines.flatMap((wanted) => take(wanted, here).units);
  return units.length === 0 ? [] : cancelUnits(data, units, 'missing', order, placed);
}

/** Cancels these open units. An order of which no goods remain is cancelled as a whole. */
export function cancelUnits(
  { cancellationId, reason }: { cancellationId: string; reason: Personal },
  units: readonly CancelledUnits[],
  cause: 'called-off' | 'missing',
  order: Order,
  placed: Placed,
): OrderEvent[] {
  const { orderId, currency } = placed;
  let after = order;
  const lines: OrderEvent[] = [];
  for (const line of placed.lines) {
    const { lineId, sku } = line;
    const own = units.filter((one) => one.lineId === lineId);
    if (own.length === 0) continue;
    const quantity = own.reduce((sum, one) => sum + one.quantity, 0);
    const allocations = own.flatMap(({ warehouse, quantity: count }) =>
      warehouse === null || warehouse === WAITING ? [] : [{ sku, warehouse, quantity: count }],
    );
    const worth = worthOf(line, unitsCancelled(order, lineId), quantity);
    const { credits } = payersOf(after, worth.amountMinor);
    const gone = OrderLineCancelled.of({
      orderId,
      ...customerOf(placed),
      cancellationId,
      lineId,
      sku,
      quantity,
      allocations,
      ...worth,
      ...(creditsMinor(credits) > 0 && { credits }),
      currency,
      cause,
      reason,
    });
    lines.push(gone);
    after = orderAggregate.evolve(after, gone);
  }
  // An order without remaining goods is cancelled as a whole: nobody wants the postage alone.
  if (order.status === 'confirmed' && openUnits(after).every(({ warehouse }) => warehouse === null))
    return withCredits([cancelled(placed, reason, 'confirmed')], cancellationId, order, placed);
  const all = withCredits(lines, cancellationId, order, placed);
  if (order.status !== 'partially_shipped' || !allHaveLeft(after)) return all;
  return [...all, OrderShipped.of({ orderId }), ...deliveredIfAllThere(after, placed)];
}

/** Adds what goes back to vouchers and points with the cancelled units. */
function withCredits(events: OrderEvent[], cancellationId: string, order: Order, placed: Placed): OrderEvent[] {
  const before = creditsBack(order);
  const back = creditsBack(fold(orderAggregate, events, order));
  const { vouchers, points } = creditsLeft(back, before);
  const credits = withPoints(vouchers, points?.amountMinor ?? 0, creditsOf(order), before);
  if (creditsMinor(credits) === 0) return events;
  const { orderId, currency } = placed;
  const given = { orderId, ...customerOf(placed), refundId: cancellationId, currency, ...credits };
  return [...events, CreditGivenBack.of({ ...given, cause: 'cancellation' })];
}

/** The units that the lines name, or the reason why they cannot be cancelled. */
function chosen(
  lines: readonly UnitsToCancel[],
  free: readonly CancelledUnits[],
  open: readonly CancelledUnits[],
  placed: Placed,
): CancelledUnits[] | Rejection {
  let rest = free;
  const all: CancelledUnits[] = [];
  for (const wanted of lines) {
    const { units, missing } = take(wanted, rest);
    if (missing > 0) {
      const { lineId, sku, quantity } = wanted;
      const what = lineId ? `line ${lineId}${sku ? ` (${sku})` : ''}` : sku!;
      const isThere = matching(wanted, placed.lines).length > 0;
      const possible = countOf(matching(wanted, free));
      const picked = countOf(matching(wanted, open)) - possible;
      const why = picked > 0 ? ` ${picked} more are being picked.` : '';
      return rule(
        'units-not-cancellable',
        isThere
          ? `Of ${what}, ${possible} units can be cancelled; ${quantity} are too many.${why}`
          : `The order has no ${what}: nothing of it can be cancelled.`,
        { ...(lineId && { lineId }), ...(sku && { sku }), possible },
      );
    }
    all.push(...units);
    rest = without(rest, units);
  }
  return all;
}

const matching = <U extends { readonly lineId: string; readonly sku: string }>(
  { lineId, sku }: UnitsToCancel,
  units: readonly U[],
) => units.filter((one) => (lineId === undefined || one.lineId === lineId) && (sku === undefined || one.sku === sku));

/** The last lines lose their units first. Their price is what remains when the other units are sent. */
function take(wanted: UnitsToCancel, from: readonly CancelledUnits[]) {
  let missing = wanted.quantity;
  const units = matching(wanted, from)
    .toReversed()
    .flatMap((one) => {
      const quantity = Math.min(missing, one.quantity);
      missing -= quantity;
      return quantity > 0 ? [{ ...one, quantity }] : [];
    });
  return { units, missing };
}

const without = (units: readonly CancelledUnits[], taken: readonly CancelledUnits[]) =>
  units.flatMap((one) => {
    const gone = countOf(taken.filter(({ lineId, warehouse }) => lineId === one.lineId && warehouse === one.warehouse));
    return one.quantity > gone ? [{ ...one, quantity: one.quantity - gone }] : [];
  });

const countOf = (units: readonly CancelledUnits[]) => units.reduce((sum, { quantity }) => sum + quantity, 0);

/** The id of a fulfilment is the order and the warehouse. A fulfilment with another id may hold any unit. */
function isBeingPicked({ picking, parcels, placed, allocations }: Order, { warehouse }: CancelledUnits): boolean {
  const gone = new Set(parcels.filter(({ hasLeft }) => hasLeft).map(({ fulfilmentId }) => fulfilmentId));
  const codes = allocations.map((allocation) => allocation.warehouse).sort((a, b) => b.length - a.length);
  const placeOf = (fulfilmentId: string) =>
    codes.find((code) => `${fulfilmentId}.`.startsWith(`${placed?.orderId}.${code}.`));
  return picking
    .filter((fulfilmentId) => !gone.has(fulfilmentId))
    .some((fulfilmentId) => [undefined, warehouse].includes(placeOf(fulfilmentId)));
}

function cancelled(placed: Placed, reason: Personal, stage: 'checkout' | 'confirmed') {
  return OrderCancelled.of({ orderId: placed.orderId, ...customerOf(placed), reason, stage });
}

const allGone = ({ orderId, lines }: Placed) =>
  conflict(
    'order-shipped',
    lines.some(({ stocked }) => stocked)
      ? `The order ${orderId} has left the warehouse. Return the units that are not wanted.`
      : `The services of the order ${orderId} are done: there is nothing to cancel or to return.`,
  );

const beingPicked = (orderId: string) =>
  conflict(
    'order-being-picked',
    `The order ${orderId} is being picked. Name the lines that are not being picked, or return the goods later.`,
  );

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });

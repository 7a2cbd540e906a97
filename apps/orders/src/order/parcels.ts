import {
  CancellationOvertaken,
  OrderDelivered,
  OrderPartiallyShipped,
  OrderShipped,
  OrderUnitsDelivered,
  creditsMinor,
} from '@concord/contracts';
import { conflict, fold, split, type Command, type Rejection } from '@concord/event-sourcing';
import { shareOf, worthOf } from './line-share';
import { payersOf } from './order-credits';
import type { CancelledUnits, Order, Placed, PlacedLine } from './order-state';
import {
  allHaveLeft,
  overtakenUnits,
  restored,
  sendingWarehouses,
  unitsCancelled,
  unitsSentByLine,
} from './order-units';
import { orderAggregate, ParcelArrived, ParcelLeft, type OrderEvent } from './order.aggregate';

export type RecordDispatch = Command<
  'RecordDispatch',
  { orderId: string; fulfilmentId: string; warehouse: string; lines: { sku: string; quantity: number }[] }
>;
export type RecordDelivery = Command<'RecordDelivery', { orderId: string; fulfilmentId: string; deliveredAt: string }>;
export type DeliverWithoutParcel = Command<'DeliverWithoutParcel', { orderId: string }>;

interface UnitsOfLine {
  readonly line: PlacedLine;
  readonly quantity: number;
}

/** A parcel left. Messages come in any order: its arrival may be known already. */
export function recordDispatch(data: RecordDispatch['data'], order: Order, placed: Placed): OrderEvent[] | Rejection {
  const { orderId, fulfilmentId, warehouse, lines } = data;
  if (order.parcels.some((parcel) => parcel.fulfilmentId === fulfilmentId && parcel.hasLeft)) return [];
  if (!sendingWarehouses(order).includes(warehouse))
    return conflict('fulfilment-not-expected', `No parcel of the order ${orderId} is expected from ${warehouse}.`);
  // Goods that have left cannot be called back: their cancellation does not count.
  const back = overtakenUnits(order, warehouse, lines);
  const services = order.status === 'cancelled' ? order.cancelled.filter((units) => units.warehouse === null) : [];
  const units = [...back, ...services];
  const sending = restored(order, units);
  const overtaken = units.length > 0 ? [overtakenBy(fulfilmentId, units, sending, placed)] : [];
  const dueAgainMinor = overtaken.reduce((sum, { data: { amountMinor } }) => sum + amountMinor, 0);
  const uncollected = new Map(
    overtaken.flatMap(({ data }) => data.units.map(({ lineId, uncollectedMinor = 0 }) => [lineId, uncollectedMinor])),
  );
  const before = { ...sending, cancelledMinor: order.cancelledMinor - dueAgainMinor };
  const packed = { units: unitsIn(lines, before, placed, units), uncollected };
  const left = parcelLeft(before, placed, fulfilmentId, warehouse, packed);
  const after = fold(orderAggregate, [...overtaken, left], order);
  const there = unitsDeliveredWith(fulfilmentId, after, placed);
  if (!allHaveLeft(after)) return [...overtaken, left, OrderPartiallyShipped.of({ orderId, fulfilmentId }), ...there];
  const shipped = OrderShipped.of({ orderId, fulfilmentId });
  return [...overtaken, left, shipped, ...there, ...deliveredIfAllThere(after, placed)];
}

function overtakenBy(fulfilmentId: string, back: readonly CancelledUnits[], order: Order, placed: Placed) {
  const units = placed.lines.flatMap((line) => {
    const { lineId, sku } = line;
    const own = back.filter((one) => one.lineId === lineId);
    const quantity = own.reduce((sum, one) => sum + one.quantity, 0);
    return quantity > 0
      ? [{ lineId, sku, quantity, worth: worthOf(line, unitsCancelled(order, lineId), quantity) }]
      : [];
  });
  const worthMinor = units.reduce((sum, { worth }) => sum + worth.amountMinor, 0);
  // What vouchers and points paid of cancelled units went back to them, and nobody agreed to pay it in another way.
  const collectableMinor = Math.max(0, order.cancelledMinor - creditsMinor(order.credits.cancelled));
  const amountMinor = Math.min(worthMinor, collectableMinor);
  const uncollected = split(
    worthMinor - amountMinor,
    units.map(({ worth }) => worth.amountMinor),
  );
  return CancellationOvertaken.of({
    orderId: placed.orderId,
    ...(placed.customerId !== undefined && { customerId: placed.customerId }),
    fulfilmentId,
    units: units.map(({ lineId, sku, quantity }, index) => {
      const uncollectedMinor = uncollected[index]!;
      return { lineId, sku, quantity, ...(uncollectedMinor > 0 && { uncollectedMinor }) };
    }),
    amountMinor,
    ...(worthMinor > amountMinor && { uncollectedMinor: worthMinor - amountMinor, currency: placed.currency }),
    discounts: units.flatMap(({ worth }) => worth.discounts),
  });
}

/** A parcel arrived. The order is delivered when all its parcels have arrived. */
export function recordDelivery(
  { orderId, fulfilmentId, deliveredAt }: RecordDelivery['data'],
  order: Order,
  placed: Placed,
  at: string,
): OrderEvent[] | Rejection {
  const known = order.parcels.find((parcel) => parcel.fulfilmentId === fulfilmentId);
  if (known?.deliveredAt) return [];
  if (order.status === 'pending' || order.status === 'rejected')
    return conflict('fulfilment-not-expected', `No parcel of the order ${orderId} is expected.`);
  const arrived = ParcelArrived.of({ orderId, fulfilmentId, deliveredAt, recordedAt: at });
  const after = orderAggregate.evolve(order, arrived);
  return [arrived, ...unitsDeliveredWith(fulfilmentId, after, placed), ...deliveredIfAllThere(after, placed)];
}

/** An order of services alone needs no parcel: it is delivered as soon as it is confirmed. */
export function deliverWithoutParcel(order: Order, placed: Placed, at: string): OrderEvent[] {
  if (order.status !== 'confirmed' || order.allocations.length > 0 || order.parcels.length > 0) return [];
  const { orderId } = placed;
  const fulfilmentId = `${orderId}.services`;
  const left = parcelLeft(order, placed, fulfilmentId, undefined, { units: [], uncollected: new Map() });
  const arrived = ParcelArrived.of({ orderId, fulfilmentId, deliveredAt: at, recordedAt: at });
  return [left, OrderShipped.of({ orderId }), arrived, delivered(placed, at)];
}

/**
 * The units of a parcel by order line: a SKU may stand on several lines, which are filled one after the other, first those
 * whose units overtook their cancellation.
 */
function unitsIn(
  lines: RecordDispatch['data']['lines'],
  order: Order,
  placed: Placed,
  overtaken: readonly CancelledUnits[],
): UnitsOfLine[] {
  const isOvertaken = ({ lineId }: PlacedLine) => overtaken.some((units) => units.lineId === lineId);
  const packed = new Map<string, number>();
  for (const { sku, quantity } of lines) packed.set(sku, (packed.get(sku) ?? 0) + quantity);
  const sent = unitsSentByLine(order);
  const goods = placed.lines.filter(({ stocked }) => stocked);
  const inTurn = [...goods.filter(isOvertaken), ...goods.filter((line) => !isOvertaken(line))];
  const found = inTurn.map((line): UnitsOfLine => {
    const left = packed.get(line.sku) ?? 0;
    const open = line.quantity - unitsCancelled(order, line.lineId) - (sent.get(line.lineId) ?? 0);
    const quantity = Math.max(0, Math.min(left, open));
    packed.set(line.sku, left - quantity);
    return { line, quantity };
  });
  return goods.flatMap((line) => found.filter((units) => units.line === line && units.quantity > 0));
}

function parcelLeft(
  order: Order,
  placed: Placed,
  fulfilmentId: string,
  warehouse: string | undefined,
  packed: { readonly units: readonly UnitsOfLine[]; readonly uncollected: ReadonlyMap<string, number> },
) {
  const { orderId, customerId, totalMinor, currency, paymentMethod = 'invoice' } = placed;
  const isFirst = !order.parcels.some(({ hasLeft }) => hasLeft);
  const services = isFirst ? placed.lines.filter(({ stocked }) => !stocked) : [];
  const rendered = services.map((line) => ({ line, quantity: line.quantity - unitsCancelled(order, line.lineId) }));
  const all = [...packed.units, ...rendered.filter(({ quantity }) => quantity > 0)];
  const sentBefore = unitsSentByLine(order);
  const priced = all.map(({ line, quantity }) => {
    const sent = sentBefore.get(line.lineId) ?? 0;
    const shareMinor = shareOf(line.totalMinor, line.quantity, sent, sent + quantity);
    // Units leave in another order than they were cancelled in: their shares differ by a penny.
    const uncollectedMinor = Math.min(shareMinor, packed.uncollected.get(line.lineId) ?? 0);
    return { line, quantity, amountMinor: shareMinor - uncollectedMinor, uncollectedMinor };
  });
  const units = priced.map(({ line: { lineId, sku }, quantity, uncollectedMinor }) => {
    return { lineId, sku, quantity, ...(uncollectedMinor > 0 && { uncollectedMinor }) };
  });
  // Parcels that left under an older rounding may have taken a penny more.
  const sentMinor = order.parcels.reduce((sum, parcel) => sum + parcel.amountMinor, 0);
  const dueMinor = totalMinor - order.cancelledMinor - sentMinor;
  const amountMinor = Math.min(
    dueMinor,
    priced.reduce((sum, line) => sum + line.amountMinor, 0),
  );
  const { credits } = payersOf(order, amountMinor);
  return ParcelLeft.of({
    orderId,
    fulfilmentId,
    units,
    amountMinor,
    ...(creditsMinor(credits) > 0 && { credits }),
    totalMinor,
    currency,
    paymentMethod,
    ...(warehouse !== undefined && { warehouse }),
    ...(customerId !== undefined && { customerId }),
  });
}

/** The price of a parcel, once it is known to have left and arrived. */
function unitsDeliveredWith(fulfilmentId: string, { parcels }: Order, { orderId, customerId }: Placed): OrderEvent[] {
  const parcel = parcels.find((one) => one.fulfilmentId === fulfilmentId);
  if (!parcel?.hasLeft || parcel.deliveredAt === null || parcel.units.length === 0) return [];
  const customer = customerId === undefined ? {} : { customerId };
  const { deliveredAt } = parcel;
  const units = parcel.units.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  return [OrderUnitsDelivered.of({ orderId, ...customer, fulfilmentId, units, deliveredAt })];
}

/** The whole order is delivered once every expected parcel has arrived. */
export function deliveredIfAllThere(order: Order, placed: Placed): OrderEvent[] {
  const moments = order.parcels.filter(({ hasLeft }) => hasLeft).map(({ deliveredAt }) => deliveredAt);
  if (order.status === 'delivered' || !allHaveLeft(order) || moments.includes(null)) return [];
  return [
    delivered(
      placed,
      moments.reduce((last, moment) => (moment! > last! ? moment : last))!,
    ),
  ];
}

function delivered({ orderId, customerId }: Placed, deliveredAt: string) {
  return OrderDelivered.of({ orderId, ...(customerId !== undefined && { customerId }), deliveredAt });
}

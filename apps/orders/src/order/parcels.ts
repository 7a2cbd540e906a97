import { OrderDelivered, OrderPartiallyShipped, OrderShipped } from '@concord/contracts';
import { conflict, type Command, type Rejection } from '@concord/event-sourcing';
import { shareOf } from './line-share';
import {
  CancellationOvertaken,
  orderAggregate,
  ParcelArrived,
  ParcelLeft,
  sendingWarehouses,
  unitsSentByLine,
  type Order,
  type OrderEvent,
  type Placed,
  type PlacedLine,
} from './order.aggregate';

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

/** A parcel left. Messages come in any order: its arrival may be known before. */
export function recordDispatch(data: RecordDispatch['data'], order: Order, placed: Placed): OrderEvent[] | Rejection {
  const { orderId, fulfilmentId, warehouse, lines } = data;
  if (order.parcels.some((parcel) => parcel.fulfilmentId === fulfilmentId && parcel.hasLeft)) return [];
  if (!sendingWarehouses(order).includes(warehouse))
    return conflict('fulfilment-not-expected', `No parcel of the order ${orderId} is expected from ${warehouse}.`);
  // Goods that are gone cannot be called back: a cancellation that they have overtaken does not count.
  const overtaken = order.status === 'cancelled' ? [CancellationOvertaken.of({ orderId, fulfilmentId })] : [];
  const left = parcelLeft(order, placed, fulfilmentId, warehouse, unitsIn(lines, order, placed));
  const after = orderAggregate.evolve(order, left);
  if (!allHaveLeft(after)) return [...overtaken, left, OrderPartiallyShipped.of({ orderId, fulfilmentId })];
  return [...overtaken, left, OrderShipped.of({ orderId, fulfilmentId }), ...deliveredIfAllThere(after, placed)];
}

/** A parcel arrived. The order is delivered when all of them have. */
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
  return [arrived, ...deliveredIfAllThere(orderAggregate.evolve(order, arrived), placed)];
}

/** An order of services alone needs no parcel: it is done as soon as it is confirmed. */
export function deliverWithoutParcel(order: Order, placed: Placed, at: string): OrderEvent[] {
  if (order.status !== 'confirmed' || order.allocations.length > 0 || order.parcels.length > 0) return [];
  const { orderId } = placed;
  const fulfilmentId = `${orderId}.services`;
  const left = parcelLeft(order, placed, fulfilmentId, undefined, []);
  const arrived = ParcelArrived.of({ orderId, fulfilmentId, deliveredAt: at, recordedAt: at });
  return [left, OrderShipped.of({ orderId }), arrived, delivered(placed, at)];
}

/** The units of a parcel by order line: a SKU may stand on several lines, which are filled in their order. */
function unitsIn(lines: RecordDispatch['data']['lines'], order: Order, placed: Placed): UnitsOfLine[] {
  const packed = new Map<string, number>();
  for (const { sku, quantity } of lines) packed.set(sku, (packed.get(sku) ?? 0) + quantity);
  const sent = unitsSentByLine(order);
  return placed.lines
    .filter(({ stocked }) => stocked)
    .flatMap((line) => {
      const left = packed.get(line.sku) ?? 0;
      const quantity = Math.min(left, line.quantity - (sent.get(line.lineId) ?? 0));
      packed.set(line.sku, left - quantity);
      return quantity > 0 ? [{ line, quantity }] : [];
    });
}

function parcelLeft(
  order: Order,
  placed: Placed,
  fulfilmentId: string,
  warehouse: string | undefined,
  packed: readonly UnitsOfLine[],
) {
  const { orderId, totalMinor, currency, paymentMethod = 'invoice' } = placed;
  const isFirst = !order.parcels.some(({ hasLeft }) => hasLeft);
  const services = isFirst ? placed.lines.filter(({ stocked }) => !stocked) : [];
  const all = [...packed, ...services.map((line) => ({ line, quantity: line.quantity }))];
  const units = all.map(({ line: { lineId, sku }, quantity }) => ({ lineId, sku, quantity }));
  const sentBefore = unitsSentByLine(order);
  const amounts = all.map(({ line, quantity }) => {
    const sent = sentBefore.get(line.lineId) ?? 0;
    return shareOf(line.totalMinor, line.quantity, sent, sent + quantity);
  });
  const amountMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  return ParcelLeft.of({
    ...{ orderId, fulfilmentId, units, amountMinor, totalMinor, currency, paymentMethod },
    ...(warehouse !== undefined && { warehouse }),
  });
}

function allHaveLeft(order: Order) {
  const gone = new Set(order.parcels.filter(({ hasLeft }) => hasLeft).map(({ warehouse }) => warehouse));
  return sendingWarehouses(order).every((warehouse) => gone.has(warehouse));
}

function deliveredIfAllThere(order: Order, placed: Placed): OrderEvent[] {
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

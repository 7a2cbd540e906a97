import { BackorderCreated, HoldReleased, StockReservationRejected, StockReserved } from '@concord/contracts';
import type { Change, Read } from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { BasketClosed, holdAggregate, type Hold } from '../hold/hold.aggregate';
import { orderableBy } from '../stock/buckets';
import { merged, type Line } from '../stock/lines';
import {
  backorderRoom,
  stockItemAggregate,
  UnitsBackordered,
  UnitsReserved,
  UnitsUnheld,
  type StockEvent,
} from '../stock/stock-item.aggregate';
import type { ShopThreshold } from '../stock/stock-item.decider';
import { reservationAggregate, type ReservationEvent } from './reservation.aggregate';
import { chooseSources, type Allocation } from './sourcing';

/** The units that an order wants. */
export interface OrderedUnits extends ShopThreshold {
  readonly orderId: string;
  readonly lines: readonly Line[];
  /** The basket of the order, whose hold it takes over. */
  readonly cartId?: string;
  /** The last request of the basket for a hold. */
  readonly holdRequest?: number;
  /** What is short may wait for goods. */
  readonly mayWait?: true;
  /** When the customer ordered: the oldest order is filled first. */
  readonly orderedAt?: string;
}

/** All that an order wants is reserved, or waits for goods where both the order and the shop agree; or nothing is. */
export function reserve(data: OrderedUnits, at: string, read: Read): Change[] {
  const { orderId, lines, cartId, holdRequest = 0, mayWait, orderedAt = at, lowUnits } = data;
  const hold = cartId === undefined ? undefined : read(holdAggregate, cartId);
  const own = merged(hold?.lines ?? []);
  const wanted = merged(lines);
  const there = new Map<string, number>();
  const waiting: { sku: string; quantity: number; promisedAt: string }[] = [];
  const short = [...wanted].flatMap(([sku, quantity]) => {
    const stock = read(stockItemAggregate, sku);
    const sellable = orderableBy(own.get(sku) ?? 0, stock);
    const rest = quantity - sellable;
    if (rest > 0 && !(mayWait && rest <= backorderRoom(stock, at))) return [{ sku, wanted: quantity, sellable }];
    const reserved = Math.min(quantity, sellable);
    if (reserved > 0) there.set(sku, reserved);
    if (rest > 0) waiting.push({ sku, quantity: rest, promisedAt: stock.backorder!.promisedAt });
    return [];
  });
  const answer = (...events: ReservationEvent[]) => ({ to: reservationAggregate, id: orderId, events });
  // The basket keeps its hold: its customer may order something else of it.
  if (short.length > 0) return [answer(StockReservationRejected.of({ orderId, short }))];

  const allocations = chooseSources(
    there,
    new Map([...there.keys()].map((sku) => [sku, read(stockItemAggregate, sku).warehouses])),
  );
  const takes = takesBySku(allocations);
  const waits = new Map(waiting.map((units) => [units.sku, units]));
  const booked = (sku: string): StockEvent[] => {
    const [held, taken, rest] = [own.get(sku) ?? 0, takes.get(sku), waits.get(sku)];
    return [
      ...(held > 0 ? [UnitsUnheld.of({ sku, holdId: cartId!, quantity: held })] : []),
      ...(taken ? [UnitsReserved.of({ sku, orderId, takes: taken })] : []),
      ...(rest ? [UnitsBackordered.of({ ...rest, orderId, orderedAt })] : []),
    ];
  };
  const skus = [...new Set([...wanted.keys(), ...own.keys()])];
  const splitCount = Math.max(1, new Set(allocations.map(({ warehouse }) => warehouse)).size);
  return [
    ...skus.flatMap((sku) => stockChanges(sku, read(stockItemAggregate, sku), booked(sku), lowUnits, read)),
    ...(hold ? [takenOver(cartId!, hold, orderId, holdRequest)] : []),
    answer(
      StockReserved.of({ orderId, allocations: [...allocations], ...(waiting.length > 0 && { waiting }), splitCount }),
      ...waiting.map((units) => BackorderCreated.of({ orderId, ...units })),
    ),
  ];
}

/** The hold is over, and what the basket had asked for before comes too late. */
function takenOver(holdId: string, { status }: Hold, orderId: string, request: number): Change {
  const released = status === 'open' ? [HoldReleased.of({ holdId, cause: 'ordered', orderId })] : [];
  const closed = request > 0 ? [BasketClosed.of({ holdId, request })] : [];
  return { to: holdAggregate, id: holdId, events: [...released, ...closed] };
}

/** Where the units are taken from, by SKU. */
export function takesBySku(allocations: readonly Allocation[]) {
  const takes = new Map<string, { warehouse: string; quantity: number }[]>();
  for (const { sku, warehouse, quantity } of allocations) {
    const ofSku = takes.get(sku);
    if (ofSku) ofSku.push({ warehouse, quantity });
    else takes.set(sku, [{ warehouse, quantity }]);
  }
  return takes;
}

import {
  ReservationMoved,
  ReservationReleased,
  StockAdjusted,
  StockReservationRejected,
  StockReserved,
  StockShipped,
} from '@concord/contracts';
import { fold, lookup, never, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import { put, sellableOf, type Warehouses } from '../stock/buckets';
import { type StockEvent, stockItemAggregate, UnitsReleased, UnitsReserved } from '../stock/stock-item.aggregate';
import { withNotices, type ShopThreshold } from '../stock/stock-item.decider';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import {
  ReservationReduced,
  reservationAggregate,
  unitsAt,
  type Reservation,
  type ReservationEvent,
} from './reservation.aggregate';
import { chooseSources, type Allocation } from './sourcing';
import { takenOut } from './taken-out';

export type ReserveForOrder = Command<
  'ReserveForOrder',
  { orderId: string; lines: { sku: string; quantity: number }[] } & ShopThreshold
>;
export type ReleaseReservation = Command<'ReleaseReservation', { orderId: string; reason: string } & ShopThreshold>;
/** Cancelled units are for sale again; the rest of the order stays reserved. */
export type ReduceReservation = Command<
  'ReduceReservation',
  { orderId: string; releaseId: string; reason: string; allocations: readonly Allocation[] } & ShopThreshold
>;
export type CommitShipment = Command<
  'CommitShipment',
  {
    orderId: string;
    fulfilmentId: string;
    warehouse: string;
    lines: { sku: string; quantity: number }[];
  } & ShopThreshold
>;
/** Units of an order are not on the shelf: the books are corrected, and other warehouses are asked for the units. */
export type ReplaceMissingUnits = Command<
  'ReplaceMissingUnits',
  { orderId: string; moveId: string; warehouse: string; sku: string; missing: number } & ShopThreshold
>;
export type ReservationCommand =
  | ReplaceMissingUnits
  | ReserveForOrder
  | ReleaseReservation
  | ReduceReservation
  | CommitShipment;

const SHORT_PICK = 'Not on the shelf at picking.';

/** Reserves all units of an order, over all its SKUs and their warehouses: all or nothing, never oversold. */
export const reserveStock: JointDecider<ReservationCommand> = {
  commands: ['ReserveForOrder', 'ReleaseReservation', 'ReduceReservation', 'CommitShipment', 'ReplaceMissingUnits'],
  aggregate: reservationAggregate,
  opens: ['ReserveForOrder'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { data } = command;
    const held = read(reservationAggregate, data.orderId);
    switch (command.type) {
      case 'ReserveForOrder':
        // An order may come more than once, and after it was cancelled: it is answered once.
        return held.status === 'none' ? reserve(command.data, read) : [];
      case 'ReleaseReservation':
        return release(command.data, held, read);
      case 'ReduceReservation':
        return reduce(command.data, held, read);
      case 'ReplaceMissingUnits':
        return replace(command.data, held, read);
      case 'CommitShipment':
        return ship(command.data, held, read);
      default:
        return never(command);
    }
  },
};

function reserve({ orderId, lines, lowUnits }: ReserveForOrder['data'], read: Read): Change[] {
  const wanted = merged(lines);
  const stocks = new Map([...wanted.keys()].map((sku) => [sku, read(stockItemAggregate, sku)]));
  const short = [...wanted].flatMap(([sku, quantity]) => {
    const sellable = sellableOf(stocks.get(sku)!.warehouses);
    return sellable < quantity ? [{ sku, wanted: quantity, sellable }] : [];
  });
  const answer = (happened: ReservationEvent) => ({ to: reservationAggregate, id: orderId, events: [happened] });
  if (short.length > 0) return [answer(StockReservationRejected.of({ orderId, short }))];
  const allocations = chooseSources(wanted, new Map([...stocks].map(([sku, stock]) => [sku, stock.warehouses])));
  const splitCount = Math.max(1, new Set(allocations.map(({ warehouse }) => warehouse)).size);
  return [
    ...bySku(allocations, lowUnits, read, (sku, takes) => [UnitsReserved.of({ sku, orderId, takes })]),
    answer(StockReserved.of({ orderId, allocations: [...allocations], splitCount })),
  ];
}

function release({ orderId, reason, lowUnits }: ReleaseReservation['data'], held: Reservation, read: Read): Change[] {
  if (held.status !== 'reserved' && held.status !== 'none') return [];
  const allocations = [...held.open];
  // Cancelled before it was reserved: a reservation that comes later finds it closed.
  return [
    ...bySku(allocations, lowUnits, read, (sku, takes) => [UnitsReleased.of({ sku, orderId, takes })]),
    { to: reservationAggregate, id: orderId, events: [ReservationReleased.of({ orderId, reason, allocations })] },
  ];
}

/** Units that left before inventory heard of the cancellation are not released. */
function reduce(
  { orderId, releaseId, reason, allocations: wanted, lowUnits }: ReduceReservation['data'],
  held: Reservation,
  read: Read,
): Change[] {
  if (held.status !== 'reserved' || held.releaseIds.includes(releaseId)) return [];
  const allocations = wanted.flatMap(({ sku, warehouse, quantity }) => {
    const units = Math.min(quantity, unitsAt(held.open, sku, warehouse));
    return units > 0 ? [{ sku, warehouse, quantity: units }] : [];
  });
  if (allocations.length === 0) return [];
  const reduced = ReservationReduced.of({ orderId, releaseId, reason, allocations });
  return [
    ...bySku(allocations, lowUnits, read, (sku, takes) => [UnitsReleased.of({ sku, orderId, takes })]),
    { to: reservationAggregate, id: orderId, events: [reduced] },
  ];
}

function replace(
  { orderId, moveId, warehouse, sku, missing, lowUnits }: ReplaceMissingUnits['data'],
  held: Reservation,
  read: Read,
): Change[] {
  if (held.moveIds.includes(moveId)) return [];
  const stock = read(stockItemAggregate, sku);
  const isOpen = held.status === 'reserved';
  const own = isOpen ? Math.min(missing, unitsAt(held.open, sku, warehouse)) : 0;
  const freed = own > 0 ? [UnitsReleased.of({ sku, orderId, takes: [{ warehouse, quantity: own }] })] : [];
  const { warehouses } = fold(stockItemAggregate, freed, stock);
  // Units that are no longer reserved are for sale in the books, and not on the shelf: the order was cancelled
  // meanwhile, or another parcel of it took them. Oversold units have left the books already.
  const gone = Math.min(missing, lookup(warehouses, warehouse)?.available ?? 0);
  // The order may want units that this reservation lacks: only the order knows, and it refuses units that it does not
  // want.
  const wanted = isOpen ? missing : 0;
  if (gone + wanted === 0) return [];
  const allocations = replacements(sku, wanted, put(warehouses, warehouse, 'available', -gone), warehouse);
  const found = allocations.reduce((sum, { quantity }) => sum + quantity, 0);
  const takes = allocations.map(({ warehouse: place, quantity }) => ({ warehouse: place, quantity }));
  const happened: StockEvent[] = [
    ...freed,
    ...(gone > 0 ? [StockAdjusted.of({ sku, warehouse, delta: -gone, reason: SHORT_PICK, reference: moveId })] : []),
    ...(found > 0 ? [UnitsReserved.of({ sku, orderId, takes })] : []),
  ];
  const booked = { to: stockItemAggregate, id: sku, events: withNotices(sku, stock, happened, lowUnits) };
  const changes = happened.length > 0 ? [booked] : [];
  if (!isOpen) return changes;
  const moved = { orderId, moveId, from: warehouse, sku, allocations, missing: wanted - found, reason: SHORT_PICK };
  return [...changes, { to: reservationAggregate, id: orderId, events: [ReservationMoved.of(moved)] }];
}

/** Replaces missing units: from other warehouses first, then from the one that was short where it has more. */
function replacements(sku: string, wanted: number, warehouses: Warehouses, short: string): Allocation[] {
  const { [short]: own, ...others } = warehouses;
  const elsewhere = Math.min(wanted, sellableOf(others));
  const here = Math.min(wanted - elsewhere, own?.sells ? own.available : 0);
  return [
    ...(elsewhere > 0 ? chooseSources(new Map([[sku, elsewhere]]), new Map([[sku, others]])) : []),
    ...(here > 0 ? [{ sku, warehouse: short, quantity: here }] : []),
  ];
}

/** A parcel that left has left, whatever happened to its units meanwhile: the books follow it. */
function ship(
  { orderId, fulfilmentId, warehouse, lines, lowUnits }: CommitShipment['data'],
  held: Reservation,
  read: Read,
): Change[] {
  const packed = merged(lines);
  if (held.shipped.includes(fulfilmentId) || packed.size === 0) return [];
  const place = read(warehouseAggregate, warehouse);
  return [
    ...[...packed].map(([sku, quantity]): Change => {
      const stock = read(stockItemAggregate, sku);
      const reserved = unitsAt(held.open, sku, warehouse);
      const events = takenOut({ orderId, fulfilmentId, sku, warehouse, quantity, reserved }, stock, place);
      return { to: stockItemAggregate, id: sku, events: withNotices(sku, stock, events, lowUnits) };
    }),
    {
      to: reservationAggregate,
      id: orderId,
      events: [
        StockShipped.of({
          orderId,
          fulfilmentId,
          warehouse,
          lines: [...packed].map(([sku, quantity]) => ({ sku, quantity })),
        }),
      ],
    },
  ];
}

/** One SKU may stand on several lines: they are added up. */
function merged(lines: readonly { sku: string; quantity: number }[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}

type Takes = { warehouse: string; quantity: number }[];

function bySku(
  allocations: readonly Allocation[],
  lowUnits: number,
  read: Read,
  make: (sku: string, takes: Takes) => StockEvent[],
): Change[] {
  const takes = new Map<string, Takes>();
  for (const { sku, warehouse, quantity } of allocations)
    takes.set(sku, [...(takes.get(sku) ?? []), { warehouse, quantity }]);
  return [...takes].map(([sku, taken]) => {
    const events = withNotices(sku, read(stockItemAggregate, sku), make(sku, taken), lowUnits);
    return { to: stockItemAggregate, id: sku, events };
  });
}

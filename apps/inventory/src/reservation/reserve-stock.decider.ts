import { BackorderEnded, ReservationMoved, ReservationReleased, StockAdjusted, StockShipped } from '@concord/contracts';
import { fold, lookup, never, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { freeOf, put, type Warehouses } from '../stock/buckets';
import { linesOf, merged, type Line } from '../stock/lines';
import {
  BackorderReduced,
  type StockEvent,
  stockItemAggregate,
  UnitsReleased,
  UnitsReserved,
} from '../stock/stock-item.aggregate';
import type { ShopThreshold } from '../stock/stock-item.decider';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import { added, ReservationReduced, reservationAggregate, unitsAt, type Reservation } from './reservation.aggregate';
import { reserve, takesBySku, type OrderedUnits } from './reserve';
import { chooseSources, type Allocation } from './sourcing';
import { takenOut } from './taken-out';

export type ReserveForOrder = Command<'ReserveForOrder', OrderedUnits>;
export type ReleaseReservation = Command<'ReleaseReservation', { orderId: string; reason: string } & ShopThreshold>;
/** Cancelled units are for sale again, or no longer wait; the rest of the order stays reserved. */
export type ReduceReservation = Command<
  'ReduceReservation',
  {
    orderId: string;
    releaseId: string;
    reason: string;
    allocations: readonly Allocation[];
    waiting?: readonly Line[];
  } & ShopThreshold
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

/** The reservation of an order, over all its SKUs and their warehouses: all or nothing, never oversold. */
export const reserveStock: JointDecider<ReservationCommand> = {
  commands: ['ReserveForOrder', 'ReleaseReservation', 'ReduceReservation', 'CommitShipment', 'ReplaceMissingUnits'],
  aggregate: reservationAggregate,
  opens: ['ReserveForOrder'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { data } = command;
    const reservation = read(reservationAggregate, data.orderId);
    switch (command.type) {
      case 'ReserveForOrder':
        // An order may come more than once, and after it was cancelled: it is answered once.
        return reservation.status === 'none' ? reserve(command.data, command.at, read) : [];
      case 'ReleaseReservation':
        return release(command.data, reservation, read);
      case 'ReduceReservation':
        return reduce(command.data, reservation, read);
      case 'ReplaceMissingUnits':
        return replace(command.data, reservation, read);
      case 'CommitShipment':
        return ship(command.data, reservation, read);
      default:
        return never(command);
    }
  },
};

function release(
  { orderId, reason, lowUnits }: ReleaseReservation['data'],
  reservation: Reservation,
  read: Read,
): Change[] {
  if (reservation.status !== 'reserved' && reservation.status !== 'none') return [];
  const allocations = [...reservation.open];
  const ended = waitingLines(reservation);
  // Cancelled before it was reserved: a reservation that comes later finds it closed.
  const released = ReservationReleased.of({ orderId, reason, allocations });
  return [
    ...freed(orderId, allocations, ended, lowUnits, read),
    { to: reservationAggregate, id: orderId, events: [...endedAs(orderId, ended, 'order-ended'), released] },
  ];
}

/**
 * Units that left before inventory heard of the cancellation are not released. Of waiting units, those that goods came
 * for meanwhile are reserved: orders hears of them and refuses them.
 */
function reduce(
  { orderId, releaseId, reason, allocations: wanted, waiting = [], lowUnits }: ReduceReservation['data'],
  reservation: Reservation,
  read: Read,
): Change[] {
  if (reservation.status !== 'reserved' || reservation.releaseIds.includes(releaseId)) return [];
  const allocations = added([], wanted).flatMap(({ sku, warehouse, quantity }) => {
    const units = Math.min(quantity, unitsAt(reservation.open, sku, warehouse));
    return units > 0 ? [{ sku, warehouse, quantity: units }] : [];
  });
  const ended = linesOf(merged(waiting)).flatMap(({ sku, quantity }) => {
    const units = Math.min(quantity, lookup(reservation.waiting, sku) ?? 0);
    return units > 0 ? [{ sku, quantity: units }] : [];
  });
  if (allocations.length + ended.length === 0) return [];
  const reduced = ReservationReduced.of({ orderId, releaseId, reason, allocations });
  // Its own released units may fill what it still waits for: that follows upon the end of the others.
  return [
    { to: reservationAggregate, id: orderId, events: [...endedAs(orderId, ended, 'line-cancelled'), reduced] },
    ...freed(orderId, allocations, ended, lowUnits, read),
  ];
}

const waitingLines = ({ waiting }: Reservation): Line[] =>
  Object.entries(waiting).flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []));

const endedAs = (orderId: string, ended: readonly Line[], cause: 'order-ended' | 'line-cancelled') =>
  ended.map(({ sku, quantity }) => BackorderEnded.of({ orderId, sku, quantity, cause }));

function replace(
  { orderId, moveId, warehouse, sku, missing, lowUnits }: ReplaceMissingUnits['data'],
  reservation: Reservation,
  read: Read,
): Change[] {
  if (reservation.moveIds.includes(moveId)) return [];
  const stock = read(stockItemAggregate, sku);
  const isOpen = reservation.status === 'reserved';
  const own = isOpen ? Math.min(missing, unitsAt(reservation.open, sku, warehouse)) : 0;
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
  const changes = happened.length > 0 ? stockChanges(sku, stock, happened, lowUnits, read) : [];
  if (!isOpen) return changes;
  const moved = { orderId, moveId, from: warehouse, sku, allocations, missing: wanted - found, reason: SHORT_PICK };
  return [...changes, { to: reservationAggregate, id: orderId, events: [ReservationMoved.of(moved)] }];
}

/**
 * Replaces missing units: from other warehouses first, then from the one that was short where it has more. What baskets
 * hold is not spared: an order that was placed goes before a basket that may never be ordered.
 */
function replacements(sku: string, wanted: number, warehouses: Warehouses, short: string): Allocation[] {
  const { [short]: own, ...others } = warehouses;
  const elsewhere = Math.min(wanted, freeOf(others));
  const here = Math.min(wanted - elsewhere, own?.sells ? own.available : 0);
  return [
    ...(elsewhere > 0 ? chooseSources(new Map([[sku, elsewhere]]), new Map([[sku, others]])) : []),
    ...(here > 0 ? [{ sku, warehouse: short, quantity: here }] : []),
  ];
}

/** A parcel that left has left, whatever happened to its units meanwhile: the books follow it. */
function ship(
  { orderId, fulfilmentId, warehouse, lines, lowUnits }: CommitShipment['data'],
  reservation: Reservation,
  read: Read,
): Change[] {
  const packed = merged(lines);
  if (reservation.shipped.includes(fulfilmentId) || packed.size === 0) return [];
  const place = read(warehouseAggregate, warehouse);
  return [
    ...[...packed].flatMap(([sku, quantity]) => {
      const stock = read(stockItemAggregate, sku);
      const reserved = unitsAt(reservation.open, sku, warehouse);
      const events = takenOut({ orderId, fulfilmentId, sku, warehouse, quantity, reserved }, stock, place);
      return stockChanges(sku, stock, events, lowUnits, read);
    }),
    {
      to: reservationAggregate,
      id: orderId,
      events: [
        StockShipped.of({
          orderId,
          fulfilmentId,
          warehouse,
          lines: linesOf(packed),
        }),
      ],
    },
  ];
}

/** The units of each SKU leave the reservation; `ended` units of it no longer wait. */
function freed(
  orderId: string,
  allocations: readonly Allocation[],
  ended: readonly Line[],
  lowUnits: number,
  read: Read,
): Change[] {
  const takes = takesBySku(allocations);
  const over = merged(ended);
  return [...new Set([...takes.keys(), ...over.keys()])].flatMap((sku) => {
    const [taken, quantity] = [takes.get(sku), over.get(sku)];
    const happened = [
      ...(quantity ? [BackorderReduced.of({ sku, orderId, quantity, cause: 'ended' })] : []),
      ...(taken ? [UnitsReleased.of({ sku, orderId, takes: taken })] : []),
    ];
    return stockChanges(sku, read(stockItemAggregate, sku), happened, lowUnits, read);
  });
}

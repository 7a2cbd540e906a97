import { ReservationReleased, StockReservationRejected, StockReserved, StockShipped } from '@concord/contracts';
import {
  never,
  type Aggregate,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { sellableOf } from '../stock/buckets';
import { stockItemAggregate, withNotices } from '../stock/stock-item.decider';
import { UnitsReleased, UnitsReserved, UnitsShipped, type StockEvent } from '../stock/stock-movement';
import { chooseSources, type Allocation } from './sourcing';

const events = { StockReserved, StockReservationRejected, ReservationReleased, StockShipped };
type ReservationEvent = EventFrom<(typeof events)[keyof typeof events]>;

export type ReserveForOrder = Command<
  'ReserveForOrder',
  { orderId: string; lines: { sku: string; quantity: number }[] }
>;
export type ReleaseReservation = Command<'ReleaseReservation', { orderId: string; reason: string }>;
export type CommitShipment = Command<
  'CommitShipment',
  { orderId: string; fulfilmentId: string; warehouse: string; lines: { sku: string; quantity: number }[] }
>;
export type ReservationCommand = ReserveForOrder | ReleaseReservation | CommitShipment;

export interface Reservation {
  readonly status: 'none' | 'reserved' | 'rejected' | 'released';
  /** What is still set aside: shipped units are taken off. */
  readonly open: readonly Allocation[];
  /** What was put back for sale when the order ended. A parcel that left all the same takes from it. */
  readonly givenBack: readonly Allocation[];
  readonly shipped: readonly string[];
}

export const reservationAggregate: Aggregate<ReservationEvent, Reservation> = {
  kind: 'reservation',
  events,
  initial: { status: 'none', open: [], givenBack: [], shipped: [] },
  shapeVersion: 2,

  evolve(reservation, { type, data }) {
    switch (type) {
      case 'StockReserved':
        return { ...reservation, status: 'reserved', open: data.allocations };
      case 'StockReservationRejected':
        return { ...reservation, status: 'rejected' };
      case 'ReservationReleased':
        return { ...reservation, status: 'released', open: [], givenBack: data.allocations };
      case 'StockShipped': {
        const shipped = [...reservation.shipped, data.fulfilmentId];
        const open = without(reservation.open, data.warehouse, data.lines);
        return { ...reservation, shipped, open, givenBack: without(reservation.givenBack, data.warehouse, data.lines) };
      }
      default:
        return never(type);
    }
  },
};

/** All units of an order, over all its SKUs and their warehouses: all or nothing, never oversold. */
export const reservation: JointDecider<ReservationCommand> = {
  commands: ['ReserveForOrder', 'ReleaseReservation', 'CommitShipment'],
  aggregate: reservationAggregate,
  opens: ['ReserveForOrder'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { data } = command;
    const held = read(reservationAggregate, data.orderId);
    switch (command.type) {
      case 'ReserveForOrder':
        // An order may come more than once, and after it was called off: it is answered once.
        return held.status === 'none' ? reserve(command.data, read) : [];
      case 'ReleaseReservation':
        return release(command.data, held, read);
      case 'CommitShipment':
        return ship(command.data, held, read);
      default:
        return never(command);
    }
  },
};

function reserve({ orderId, lines }: ReserveForOrder['data'], read: Read): Change[] {
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
    ...bySku(allocations, read, (sku, takes) => [UnitsReserved.of({ sku, orderId, takes })]),
    answer(StockReserved.of({ orderId, allocations: [...allocations], splitCount })),
  ];
}

function release({ orderId, reason }: ReleaseReservation['data'], held: Reservation, read: Read): Change[] {
  if (held.status !== 'reserved' && held.status !== 'none') return [];
  const allocations = [...held.open];
  // Called off before it was reserved: the reservation that may still come must find it closed.
  return [
    ...bySku(allocations, read, (sku, takes) => [UnitsReleased.of({ sku, orderId, takes })]),
    { to: reservationAggregate, id: orderId, events: [ReservationReleased.of({ orderId, reason, allocations })] },
  ];
}

function ship(
  { orderId, fulfilmentId, warehouse, lines }: CommitShipment['data'],
  held: Reservation,
  read: Read,
): Change[] {
  if (held.shipped.includes(fulfilmentId)) return [];
  // The order was called off while its parcel was on the way out: the units are gone, whatever was said of them. What
  // was sold again by then stays with its new order; a count finds that it is missing.
  const isLate = held.status === 'released';
  const freeOf = (sku: string) => read(stockItemAggregate, sku).warehouses[warehouse]?.available ?? 0;
  const theirs = (isLate ? held.givenBack : held.open).filter((allocation) => allocation.warehouse === warehouse);
  // Only what is reserved at that warehouse can leave it; more would be somebody else's.
  const allocations = [...merged(lines)].flatMap(([sku, quantity]) => {
    const reserved = theirs.find((allocation) => allocation.sku === sku)?.quantity ?? 0;
    const taken = Math.min(quantity, reserved, isLate ? freeOf(sku) : Infinity);
    return taken > 0 ? [{ sku, warehouse, quantity: taken }] : [];
  });
  if (allocations.length === 0) return [];
  const shipped = allocations.map(({ sku, quantity }) => ({ sku, quantity }));
  return [
    ...bySku(allocations, read, (sku, takes) => [
      ...(isLate ? [UnitsReserved.of({ sku, orderId, takes })] : []),
      UnitsShipped.of({ sku, orderId, fulfilmentId, takes }),
    ]),
    {
      to: reservationAggregate,
      id: orderId,
      events: [StockShipped.of({ orderId, fulfilmentId, warehouse, lines: shipped })],
    },
  ];
}

/** One SKU may stand on several lines: they are one wish. */
function merged(lines: readonly { sku: string; quantity: number }[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}

type Takes = { warehouse: string; quantity: number }[];

function bySku(
  allocations: readonly Allocation[],
  read: Read,
  make: (sku: string, takes: Takes) => StockEvent[],
): Change[] {
  const takes = new Map<string, Takes>();
  for (const { sku, warehouse, quantity } of allocations)
    takes.set(sku, [...(takes.get(sku) ?? []), { warehouse, quantity }]);
  return [...takes].map(([sku, taken]) => {
    const events = withNotices(sku, read(stockItemAggregate, sku), make(sku, taken));
    return { to: stockItemAggregate, id: sku, events };
  });
}

function without(open: readonly Allocation[], warehouse: string, lines: readonly { sku: string; quantity: number }[]) {
  return open.flatMap((allocation) => {
    const gone = lines.find(({ sku }) => sku === allocation.sku)?.quantity ?? 0;
    if (allocation.warehouse !== warehouse || gone === 0) return [allocation];
    const quantity = allocation.quantity - gone;
    return quantity > 0 ? [{ ...allocation, quantity }] : [];
  });
}

import { ReservationReleased, StockReservationRejected, StockReserved, StockShipped } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import type { Allocation } from './sourcing';

const events = { StockReserved, StockReservationRejected, ReservationReleased, StockShipped };
export type ReservationEvent = EventFrom<(typeof events)[keyof typeof events]>;

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

function without(open: readonly Allocation[], warehouse: string, lines: readonly { sku: string; quantity: number }[]) {
  return open.flatMap((allocation) => {
    const gone = lines.find(({ sku }) => sku === allocation.sku)?.quantity ?? 0;
    if (allocation.warehouse !== warehouse || gone === 0) return [allocation];
    const quantity = allocation.quantity - gone;
    return quantity > 0 ? [{ ...allocation, quantity }] : [];
  });
}

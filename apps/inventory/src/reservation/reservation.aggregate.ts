import {
  fields,
  ReservationMoved,
  ReservationReleased,
  StockReservationRejected,
  StockReserved,
  StockShipped,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import type { Allocation } from './sourcing';

/** Some units of an order are for sale again, the rest stays reserved. */
export const ReservationReduced = event('ReservationReduced', 1, {
  orderId: fields.Id,
  releaseId: fields.Id,
  reason: fields.ShortText,
  allocations: Type.Array(Type.Object({ sku: fields.Sku, warehouse: fields.WarehouseCode, quantity: fields.Units })),
});

const events = {
  StockReserved,
  StockReservationRejected,
  ReservationReduced,
  ReservationMoved,
  ReservationReleased,
  StockShipped,
};
export type ReservationEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface Reservation {
  readonly status: 'none' | 'reserved' | 'rejected' | 'released';
  /** What is still set aside: shipped units are taken off. */
  readonly open: readonly Allocation[];
  /** What was put back for sale when the order ended. A parcel that left all the same takes from it. */
  readonly givenBack: readonly Allocation[];
  readonly shipped: readonly string[];
  /** Partial releases that were carried out. */
  readonly releaseIds: readonly string[];
  /** Short picks that were dealt with. */
  readonly moveIds: readonly string[];
}

export const reservationAggregate: Aggregate<ReservationEvent, Reservation> = {
  kind: 'reservation',
  events,
  initial: { status: 'none', open: [], givenBack: [], shipped: [], releaseIds: [], moveIds: [] },
  shapeVersion: 4,

  evolve(reservation, { type, data }) {
    switch (type) {
      case 'StockReserved':
        return { ...reservation, status: 'reserved', open: data.allocations };
      case 'StockReservationRejected':
        return { ...reservation, status: 'rejected' };
      case 'ReservationReduced':
        return {
          ...reservation,
          open: data.allocations.reduce((open, units) => without(open, units.warehouse, [units]), reservation.open),
          givenBack: added(reservation.givenBack, data.allocations),
          releaseIds: [...reservation.releaseIds, data.releaseId],
        };
      case 'ReservationMoved': {
        const { from, sku, allocations, missing, moveId } = data;
        const quantity = allocations.reduce((sum, units) => sum + units.quantity, missing);
        const open = added(without(reservation.open, from, [{ sku, quantity }]), allocations);
        return { ...reservation, open, moveIds: [...reservation.moveIds, moveId] };
      }
      case 'ReservationReleased':
        return {
          ...reservation,
          status: 'released',
          open: [],
          givenBack: added(reservation.givenBack, data.allocations),
        };
      case 'StockShipped': {
        const shipped = [...reservation.shipped, data.fulfilmentId];
        const open = without(reservation.open, data.warehouse, data.lines);
        // What was reserved goes first; the rest was put back for sale and left all the same.
        const late = data.lines.map(({ sku, quantity }) => ({
          sku,
          quantity: Math.max(0, quantity - unitsAt(reservation.open, sku, data.warehouse)),
        }));
        return { ...reservation, shipped, open, givenBack: without(reservation.givenBack, data.warehouse, late) };
      }
      default:
        return never(type);
    }
  },
};

/** Units of a SKU at a warehouse among these. */
export const unitsAt = (allocations: readonly Allocation[], sku: string, warehouse: string) =>
  allocations.find((units) => units.sku === sku && units.warehouse === warehouse)?.quantity ?? 0;

function without(open: readonly Allocation[], warehouse: string, lines: readonly { sku: string; quantity: number }[]) {
  return open.flatMap((allocation) => {
    const gone = lines.find(({ sku }) => sku === allocation.sku)?.quantity ?? 0;
    if (allocation.warehouse !== warehouse || gone === 0) return [allocation];
    const quantity = allocation.quantity - gone;
    return quantity > 0 ? [{ ...allocation, quantity }] : [];
  });
}

/** One entry for a SKU and a warehouse. */
function added(to: readonly Allocation[], more: readonly Allocation[]): Allocation[] {
  const all = [...to];
  for (const units of more) {
    const index = all.findIndex(({ sku, warehouse }) => sku === units.sku && warehouse === units.warehouse);
    if (index < 0) all.push(units);
    else all[index] = { ...all[index]!, quantity: all[index]!.quantity + units.quantity };
  }
  return all;
}

import {
  BackorderCreated,
  BackorderEnded,
  BackorderFilled,
  BackorderPromiseChanged,
  fields,
  ReservationMoved,
  ReservationReleased,
  StockReservationRejected,
  StockReserved,
  StockShipped,
} from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import type { Allocation } from './sourcing';

/** Some units of an order are for sale again; the others stay reserved. */
export const ReservationReduced = event('ReservationReduced', 1, {
  orderId: fields.Id,
  releaseId: fields.Id,
  reason: fields.ShortText,
  allocations: Type.Array(Type.Object({ sku: fields.Sku, warehouse: fields.WarehouseCode, quantity: fields.Units })),
});

/** Units of an order that had left are in a warehouse again. */
export const ShippedUnitsReturned = event('ShippedUnitsReturned', 1, {
  orderId: fields.Id,
  returnId: fields.Id,
  lines: Type.Array(Type.Object({ sku: fields.Sku, quantity: fields.Units })),
});

/** Everything that happens to a reservation. */
export const reservationEvents = {
  StockReserved,
  StockReservationRejected,
  ReservationReduced,
  ReservationMoved,
  ReservationReleased,
  StockShipped,
  ShippedUnitsReturned,
  BackorderCreated,
  BackorderFilled,
  BackorderPromiseChanged,
  BackorderEnded,
};
export type ReservationEvent = EventFrom<(typeof reservationEvents)[keyof typeof reservationEvents]>;

export interface Reservation {
  readonly status: 'none' | 'reserved' | 'rejected' | 'released';
  /** What is still reserved, without shipped units. */
  readonly open: readonly Allocation[];
  /** Units by SKU that wait for goods. */
  readonly waiting: Readonly<Record<string, number>>;
  /** How often goods came for waiting units. */
  readonly fills: number;
  /** Fulfilments that left. */
  readonly shipped: readonly string[];
  /** Units by SKU that left and have not come back. */
  readonly out: Readonly<Record<string, number>>;
  /** Partial releases that were carried out. */
  readonly releaseIds: readonly string[];
  /** Ids of the short picks that were dealt with. */
  readonly moveIds: readonly string[];
}

export const reservationAggregate: Aggregate<ReservationEvent, Reservation> = {
  kind: 'reservation',
  events: reservationEvents,
  initial: { status: 'none', open: [], waiting: {}, fills: 0, shipped: [], out: {}, releaseIds: [], moveIds: [] },
  shapeVersion: 6,

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
          releaseIds: [...reservation.releaseIds, data.releaseId],
        };
      case 'ReservationMoved': {
        const { from, sku, allocations, missing, moveId } = data;
        const quantity = allocations.reduce((sum, units) => sum + units.quantity, missing);
        const open = added(without(reservation.open, from, [{ sku, quantity }]), allocations);
        return { ...reservation, open, moveIds: [...reservation.moveIds, moveId] };
      }
      case 'ReservationReleased':
        return { ...reservation, status: 'released', open: [] };
      case 'StockShipped': {
        const shipped = [...reservation.shipped, data.fulfilmentId];
        const open = without(reservation.open, data.warehouse, data.lines);
        return { ...reservation, shipped, open, out: counted(reservation.out, data.lines, 1) };
      }
      case 'ShippedUnitsReturned':
        return { ...reservation, out: counted(reservation.out, data.lines, -1) };
      case 'BackorderCreated':
        return { ...reservation, waiting: counted(reservation.waiting, [data], 1) };
      case 'BackorderFilled': {
        const { sku, allocations, waiting } = data;
        const open = added(reservation.open, allocations);
        return {
          ...reservation,
          open,
          waiting: { ...reservation.waiting, [sku]: waiting },
          fills: reservation.fills + 1,
        };
      }
      case 'BackorderPromiseChanged':
        return reservation;
      case 'BackorderEnded':
        return { ...reservation, waiting: counted(reservation.waiting, [data], -1) };
      default:
        return never(type);
    }
  },
};

/** Units of a SKU at a warehouse among these. */
export const unitsAt = (allocations: readonly Allocation[], sku: string, warehouse: string) =>
  allocations.find((units) => units.sku === sku && units.warehouse === warehouse)?.quantity ?? 0;

/** What remains after these lines are taken from a warehouse. */
export function without(
  open: readonly Allocation[],
  warehouse: string,
  lines: readonly { sku: string; quantity: number }[],
) {
  return open.flatMap((allocation) => {
    const gone = lines.find(({ sku }) => sku === allocation.sku)?.quantity ?? 0;
    if (allocation.warehouse !== warehouse || gone === 0) return [allocation];
    const quantity = allocation.quantity - gone;
    return quantity > 0 ? [{ ...allocation, quantity }] : [];
  });
}

/** One entry for a SKU and a warehouse. */
export function added(to: readonly Allocation[], more: readonly Allocation[]): Allocation[] {
  const all = [...to];
  for (const units of more) {
    const index = all.findIndex(({ sku, warehouse }) => sku === units.sku && warehouse === units.warehouse);
    if (index < 0) all.push(units);
    else all[index] = { ...all[index]!, quantity: all[index]!.quantity + units.quantity };
  }
  return all;
}

function counted(
  units: Readonly<Record<string, number>>,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
  sign: 1 | -1,
): Record<string, number> {
  const after = { ...units };
  for (const { sku, quantity } of lines) after[sku] = (lookup(after, sku) ?? 0) + sign * quantity;
  return after;
}

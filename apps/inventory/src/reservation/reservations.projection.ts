import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf } from '@concord/service';
import { Entity } from 'typeorm';
import { added, reservationEvents, without } from './reservation.aggregate';
import type { Allocation } from './sourcing';

/** The units reserved for an order. */
@Entity('reservation_view')
export class ReservationRow {
  @RowKeyText()
  orderId!: string;

  @RowOneOf(['reserved', 'rejected', 'released', 'shipped'])
  status: string = 'reserved';

  @RowList(
    { sku: 'text', warehouse: 'text', quantity: 'whole' },
    { description: 'Units by SKU and warehouse: reserved, shipped or released.' },
  )
  allocations: Allocation[] = [];

  @RowList(
    { sku: 'text', wanted: 'whole', sellable: 'whole' },
    { description: 'The missing units of a rejected reservation.' },
  )
  short: { sku: string; wanted: number; sellable: number }[] = [];

  @RowList(
    { sku: 'text', quantity: 'whole', 'promisedAt?': 'moment' },
    { description: 'Units that still wait for goods, and the promised date, where there is one.' },
  )
  waiting: { sku: string; quantity: number; promisedAt?: string | undefined }[] = [];
}

export const reservations = projection(
  'inventory.reservations',
  reservationEvents,
  ReservationRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    StockReserved: (row, { data: { allocations, waiting = [] } }) => {
      return { ...row, status: 'reserved', allocations, waiting };
    },
    StockReservationRejected: (row, { data: { short } }) => ({ ...row, status: 'rejected', short }),
    ReservationMoved: (row, { data: { from, sku, allocations, missing } }) => {
      const gone = allocations.reduce((sum, { quantity }) => sum + quantity, missing);
      const stay = without(row.allocations, from, [{ sku, quantity: gone }]);
      return { ...row, allocations: added(stay, allocations) };
    },
    ReservationReduced: (row, { data: { allocations } }) => ({
      ...row,
      allocations: allocations.reduce((left, units) => without(left, units.warehouse, [units]), row.allocations),
    }),
    ReservationReleased: (row) => ({ ...row, status: 'released' }),
    StockShipped: (row, { data: { warehouse, lines } }) => ({
      ...row,
      status: 'shipped',
      // A parcel may have left with units whose cancellation came too late.
      allocations: added(
        without(row.allocations, warehouse, lines),
        lines.map((units) => ({ ...units, warehouse })),
      ),
    }),
    ShippedUnitsReturned: (row) => row,
    BackorderFilled: (row, { data: { sku, allocations, waiting: quantity } }) => ({
      ...row,
      allocations: added(row.allocations, allocations),
      waiting: row.waiting.flatMap((units) =>
        units.sku !== sku ? [units] : quantity > 0 ? [{ ...units, quantity }] : [],
      ),
    }),
    BackorderPromiseChanged: (row, { data: { sku, promisedAt } }) => ({
      ...row,
      waiting: row.waiting.map((units) => (units.sku === sku ? { ...units, promisedAt } : units)),
    }),
    BackorderEnded: (row, { data: { sku, quantity } }) => ({
      ...row,
      waiting: row.waiting.flatMap((units) => {
        const left = units.quantity - (units.sku === sku ? quantity : 0);
        return left > 0 ? [{ ...units, quantity: left }] : [];
      }),
    }),
  },
  { version: 4 },
);

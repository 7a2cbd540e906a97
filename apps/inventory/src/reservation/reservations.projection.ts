import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf } from '@concord/service';
import { Entity } from 'typeorm';
import type { Allocation } from './sourcing';

/** What is set aside for an order. */
@Entity('reservation_view')
export class ReservationRow {
  @RowKeyText()
  orderId!: string;

  @RowOneOf(['reserved', 'rejected', 'released', 'shipped'])
  status: string = 'reserved';

  @RowList(
    { sku: 'text', warehouse: 'text', quantity: 'whole' },
    { description: 'Units by SKU and warehouse, as they were reserved.' },
  )
  allocations: Allocation[] = [];

  @RowList(
    { sku: 'text', wanted: 'whole', sellable: 'whole' },
    { description: 'What was missing, where it was refused.' },
  )
  short: { sku: string; wanted: number; sellable: number }[] = [];
}

export const reservations = projection(
  'inventory.reservations',
  inventoryEvents,
  ReservationRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  {
    StockReserved: (row, { data: { allocations } }) => ({ ...row, status: 'reserved', allocations }),
    StockReservationRejected: (row, { data: { short } }) => ({ ...row, status: 'rejected', short }),
    ReservationMoved: (row, { data: { from, sku, allocations, missing } }) => {
      const gone = allocations.reduce((sum, { quantity }) => sum + quantity, missing);
      const stay = row.allocations.flatMap((units) => {
        const quantity = units.quantity - (units.sku === sku && units.warehouse === from ? gone : 0);
        return quantity > 0 ? [{ ...units, quantity }] : [];
      });
      return { ...row, allocations: [...stay, ...allocations] };
    },
    ReservationReleased: (row) => ({ ...row, status: 'released' }),
    StockShipped: (row) => ({ ...row, status: 'shipped' }),
  },
);

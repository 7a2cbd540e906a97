import { inventoryEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowJson, RowKeyText } from '@concord/service';
import { Entity } from 'typeorm';
import { counted } from './daily-demand';

/** How fast a SKU sells. */
@Entity('demand_view')
export class DemandRow {
  @RowKeyText()
  sku!: string;

  @RowJson({ type: 'object' }, { description: 'Net units of the last forty days, by day, UTC.' })
  days: Readonly<Record<string, number>> = {};
}

const { StockReserved, BackorderCreated, BackorderEnded, ReservationReleased } = inventoryEvents;
const events = { StockReserved, BackorderCreated, BackorderEnded, ReservationReleased };

type Allocated = { data: { allocations: readonly { sku: string; quantity: number }[] } };
const skusOf = ({ data }: Allocated) => [...new Set(data.allocations.map(({ sku }) => sku))].map((sku) => ({ sku }));
const unitsOf = ({ data }: Allocated, sku: string) =>
  data.allocations.reduce((sum, one) => sum + (one.sku === sku ? one.quantity : 0), 0);

/**
 * Net demand: units reserved for orders, and units that wait, less units released. A rejected or cancelled order releases
 * exactly what it reserved, goods that came for waiting units included, and ends what still waits. These events name the
 * SKUs, which the end of an order does not.
 */
export const demand = projection('marketing.demand', events, DemandRow, () => ({ sku: '' }), {
  StockReserved: each(
    (event: EventNamed<typeof events, 'StockReserved'>) => skusOf(event),
    (row: DemandRow, event) => ({ ...row, ...counted(row, unitsOf(event, row.sku), event.occurredAt) }),
  ),
  BackorderCreated: each(
    ({ data: { sku } }: EventNamed<typeof events, 'BackorderCreated'>) => [{ sku }],
    (row: DemandRow, { data: { quantity }, occurredAt }) => ({ ...row, ...counted(row, quantity, occurredAt) }),
  ),
  BackorderEnded: each(
    ({ data: { sku } }: EventNamed<typeof events, 'BackorderEnded'>) => [{ sku }],
    (row: DemandRow, { data: { quantity }, occurredAt }) => ({ ...row, ...counted(row, -quantity, occurredAt) }),
  ),
  ReservationReleased: each(
    (event: EventNamed<typeof events, 'ReservationReleased'>) => skusOf(event),
    (row: DemandRow, event) => ({ ...row, ...counted(row, -unitsOf(event, row.sku), event.occurredAt) }),
  ),
});

import { inventoryEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { StockReserved, BackorderFilled, ReservationReleased, ReservationMoved, StockShipped } = inventoryEvents;
const events = { StockReserved, BackorderFilled, ReservationReleased, ReservationMoved, StockShipped };

/** So many more, or fewer, units are on order from a moment on. */
export interface UnitsChange {
  readonly at: string;
  readonly delta: number;
}

/** The units of a SKU that an order waits for: reserved and not yet shipped, over time. */
@Entity('reserved_units_view')
@Index(['sku', 'firstAt'])
@Index(['closedAt'])
export class ReservedUnitsRow {
  @RowKeyText()
  orderId!: string;

  @RowKeyText()
  sku!: string;

  @RowTime({ nullable: true, description: 'The moment of the first change.' })
  firstAt: string | null = null;

  @RowTime({ nullable: true, description: 'Since when nothing is open; null while units are.' })
  closedAt: string | null = null;

  @RowList({ at: 'moment', delta: 'whole' })
  changes: readonly UnitsChange[] = [];
}

interface Units {
  readonly sku: string;
  readonly quantity: number;
}
type Named = { readonly data: { readonly orderId: string } };

function changed(row: ReservedUnitsRow, at: string, units: readonly Units[], sign: 1 | -1): ReservedUnitsRow {
  const quantity = units.reduce((sum, one) => sum + (one.sku === row.sku ? one.quantity : 0), 0);
  const changes = [...row.changes, { at, delta: sign * quantity }];
  const open = changes.reduce((sum, { delta }) => sum + delta, 0);
  // A reaction has the moment of its cause: changes may come in another order than that of time.
  const moments = changes.map((change) => change.at).toSorted((one, other) => (one < other ? -1 : 1));
  return { ...row, changes, firstAt: moments[0]!, closedAt: open > 0 ? null : moments.at(-1)! };
}

const keysOf = ({ data: { orderId } }: Named, units: readonly Units[]) =>
  [...new Set(units.map(({ sku }) => sku))].map((sku) => ({ orderId, sku }));

type Event<N extends keyof typeof events> = EventNamed<typeof events, N>;

export const reservedUnits = projection(
  'oversight.reserved-units',
  events,
  ReservedUnitsRow,
  () => ({}),
  {
    StockReserved: each(
      (event: Event<'StockReserved'>) => keysOf(event, event.data.allocations),
      (row: ReservedUnitsRow, event) => changed(row, event.occurredAt, event.data.allocations, 1),
    ),
    // Goods came for an order that waited.
    BackorderFilled: each(
      (event: Event<'BackorderFilled'>) => keysOf(event, event.data.allocations),
      (row: ReservedUnitsRow, event) => changed(row, event.occurredAt, event.data.allocations, 1),
    ),
    ReservationReleased: each(
      (event: Event<'ReservationReleased'>) => keysOf(event, event.data.allocations),
      (row: ReservedUnitsRow, event) => changed(row, event.occurredAt, event.data.allocations, -1),
    ),
    // Units that nobody has are no longer waited for; those that were found elsewhere are.
    ReservationMoved: each(
      (event: Event<'ReservationMoved'>) => keysOf(event, [{ sku: event.data.sku, quantity: 0 }]),
      (row: ReservedUnitsRow, { data: { sku, missing }, occurredAt }) =>
        changed(row, occurredAt, [{ sku, quantity: missing }], -1),
    ),
    StockShipped: each(
      (event: Event<'StockShipped'>) => keysOf(event, event.data.lines),
      (row: ReservedUnitsRow, event) => changed(row, event.occurredAt, event.data.lines, -1),
    ),
  },
  { tracksChanges: true },
);

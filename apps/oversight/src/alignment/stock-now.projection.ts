import { inventoryEvents } from '@concord/contracts';
import { each, projection, type EventNamed, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { movesOf, movingEvents } from './moves';

const { AvailabilityChanged } = inventoryEvents;
const events = { AvailabilityChanged, ...movingEvents };

/** The stock of a SKU now. */
@Entity('stock_now_view')
@Index(['level'])
export class StockNowRow {
  @RowKeyText()
  sku!: string;

  @RowWhole()
  version: number = 0;

  @RowWhole()
  sellable: number = 0;

  @RowText()
  level: string = 'out';

  @RowWhole({ description: 'Units in the warehouses, whatever their state.' })
  onHand: number = 0;

  @RowTime({ nullable: true })
  since: string | null = null;
}

/** Events of a SKU come from several streams, in any order: sums do not mind. */
const moved = each<StockNowRow, RecordedEvent>(
  (event) => movesOf(event).map(({ sku }) => ({ sku })),
  (row, event) => ({ ...row, onHand: row.onHand + movesOf(event).find(({ sku }) => sku === row.sku)!.delta }),
);

export const stockNow = projection('oversight.stock-now', events, StockNowRow, () => ({ sku: '' }), {
  ...(Object.fromEntries(Object.keys(movingEvents).map((type) => [type, moved])) as Record<string, typeof moved>),
  AvailabilityChanged: each(
    ({ data: { sku } }: EventNamed<typeof events, 'AvailabilityChanged'>) => [{ sku }],
    (row: StockNowRow, { data: { sellable, level }, occurredAt, version }) => ({
      ...row,
      version,
      sellable,
      level,
      since: occurredAt,
    }),
  ),
});

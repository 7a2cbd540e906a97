import { each, projection, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { movesOf, movingEvents } from './moves';

/** Units of a SKU came into the warehouses or left them. Rows are added and never change. */
@Entity('stock_move_view')
@Index(['sku', 'at'])
export class StockMoveRow {
  @RowKeyText()
  sku!: string;

  @RowKeyText({ description: 'The event behind it.' })
  eventId!: string;

  @RowTime()
  at: string = '';

  @RowWhole({ description: 'Units that came; below 0 where they left.' })
  delta: number = 0;

  @RowText()
  type: string = '';
}

const moved = each<StockMoveRow, RecordedEvent>(
  (event) => movesOf(event).map(({ sku }) => ({ sku, eventId: event.eventId })),
  (row, event, { sku }) => ({
    ...row,
    at: event.occurredAt,
    delta: movesOf(event).find((move) => move.sku === sku)!.delta,
    type: event.type,
  }),
);

export const stockMoves = projection(
  'oversight.stock-moves',
  movingEvents,
  StockMoveRow,
  () => ({ sku: '', eventId: '' }),
  Object.fromEntries(Object.keys(movingEvents).map((type) => [type, moved])) as Record<string, typeof moved>,
  { tracksChanges: true },
);

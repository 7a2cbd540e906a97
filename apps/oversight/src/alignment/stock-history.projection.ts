import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyWhole, RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { AvailabilityChanged } = inventoryEvents;

/** The sellable units of a SKU from one change to the next. Rows are added and never change. */
@Entity('stock_history_view')
@Index(['sku', 'at'])
export class StockHistoryRow {
  @RowKeyText()
  sku!: string;

  @RowKeyWhole({ description: "The number of the change among those of inventory's stream." })
  version!: number;

  @RowTime()
  at: string = '';

  @RowWhole()
  sellable: number = 0;

  @RowText()
  level: string = 'out';
}

export const stockHistory = projection(
  'oversight.stock-history',
  { AvailabilityChanged },
  StockHistoryRow,
  ({ data, version }) => ({ sku: data.sku, version }),
  {
    AvailabilityChanged: (row, { data: { sellable, level }, occurredAt }) => ({
      ...row,
      at: occurredAt,
      sellable,
      level,
    }),
  },
  { tracksChanges: true },
);

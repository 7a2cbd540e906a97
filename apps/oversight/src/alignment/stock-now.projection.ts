import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { AvailabilityChanged } = inventoryEvents;

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

  @RowTime({ nullable: true })
  since: string | null = null;
}

export const stockNow = projection(
  'oversight.stock-now',
  { AvailabilityChanged },
  StockNowRow,
  ({ data }) => ({ sku: data.sku }),
  {
    AvailabilityChanged: (row, { data: { sellable, level }, occurredAt, version }) => ({
      ...row,
      version,
      sellable,
      level,
      since: occurredAt,
    }),
  },
);

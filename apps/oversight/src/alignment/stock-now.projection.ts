import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { AvailabilityChanged, RestockExpected } = inventoryEvents;

/** Units that a purchase order brings, since a moment. */
export interface Expected {
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
  readonly at: string;
}

/** The stock of a SKU now, and what was expected of purchase orders over time. */
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

  @RowList({ purchaseOrderId: 'text', quantity: 'whole', eta: 'moment', at: 'moment' })
  expected: readonly Expected[] = [];
}

export const stockNow = projection(
  'oversight.stock-now',
  { AvailabilityChanged, RestockExpected },
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
    RestockExpected: (row, { data: { purchaseOrderId, quantity, eta }, occurredAt }) => ({
      ...row,
      expected: [...row.expected, { purchaseOrderId, quantity, eta, at: occurredAt }],
    }),
  },
);

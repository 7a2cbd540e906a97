import { AvailabilityChanged } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** The orderable units of a SKU, from inventory. */
@Entity('stock_fact_view')
export class StockFactRow {
  @RowKeyText({ description: 'The SKU as the shop writes it.', example: 'TEE-RED-M' })
  sku!: string;

  @RowWhole({ description: 'Units that can be ordered now.' })
  sellable: number = 0;

  @RowOneOf(['out', 'critical', 'low', 'ok', 'over'])
  level: string = 'out';
}

export const stockFacts = projection(
  'customer-service.stock-facts',
  { AvailabilityChanged },
  StockFactRow,
  ({ data }) => ({ sku: data.sku }),
  { AvailabilityChanged: (row, { data: { sellable, level } }) => ({ ...row, sellable, level }) },
);

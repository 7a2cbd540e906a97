import { StockReceived } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/**
 * What the last received units of a SKU cost each. The last cost and no average: the next unit that is sold must be
 * bought again at the present cost.
 */
@Entity('sku_cost_view')
export class SkuCostRow {
  @RowKeyText()
  sku!: string;

  @RowWhole()
  costMinor: number = 0;
}

export const skuCosts = projection(
  'catalog.sku-costs',
  { StockReceived },
  SkuCostRow,
  ({ data: { sku } }) => ({ sku }),
  { StockReceived: (row, { data: { costMinor } }) => (costMinor === undefined ? undefined : { ...row, costMinor }) },
);

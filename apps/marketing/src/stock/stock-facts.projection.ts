import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';
import { after, type Incoming } from './stock-facts';
import { changeIn } from './stock-change';

/** What marketing knows of the stock of a SKU. */
@Entity('stock_facts_view')
export class StockFactsRow {
  @RowKeyText()
  sku!: string;

  @RowWhole({ description: "The position of inventory's last event of the SKU." })
  version: number = 0;

  @RowWhole()
  sellable: number = 0;

  @RowText()
  level: string = 'out';

  @RowList({ purchaseOrderId: 'text', quantity: 'whole', eta: 'moment' }, { description: 'Units on their way.' })
  incoming: readonly Incoming[] = [];
}

const { AvailabilityChanged, RestockExpected } = inventoryEvents;

export const stockFacts = projection(
  'marketing.stock-facts',
  { AvailabilityChanged, RestockExpected },
  StockFactsRow,
  ({ data }) => ({ sku: data.sku }),
  {
    AvailabilityChanged: (row, event) => ({ ...row, ...after(row, changeIn(event), event.version) }),
    RestockExpected: (row, event) => ({ ...row, ...after(row, changeIn(event), event.version) }),
  },
);

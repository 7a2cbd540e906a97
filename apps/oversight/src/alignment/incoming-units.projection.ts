import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { RestockExpected } = inventoryEvents;

/** What a purchase order still brought of a SKU, from one announcement to the next. */
@Entity('incoming_units_view')
@Index(['sku'])
export class IncomingUnitsRow {
  @RowKeyText()
  purchaseOrderId!: string;

  @RowKeyText()
  sku!: string;

  @RowList({ at: 'moment', quantity: 'whole', eta: 'moment' })
  steps: readonly { readonly at: string; readonly quantity: number; readonly eta: string }[] = [];
}

export const incomingUnits = projection(
  'oversight.incoming-units',
  { RestockExpected },
  IncomingUnitsRow,
  ({ data: { purchaseOrderId, sku } }) => ({ purchaseOrderId, sku }),
  {
    RestockExpected: (row, { data: { quantity, eta }, occurredAt: at }) => ({
      ...row,
      steps: [...row.steps, { at, quantity, eta }],
    }),
  },
  { tracksChanges: true },
);

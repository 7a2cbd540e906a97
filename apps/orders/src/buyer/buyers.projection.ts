import { customerServiceEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** The company for which a customer orders. */
@Entity('buyer_view')
export class BuyerRow {
  @RowKeyText()
  customerId!: string;

  @RowText({ nullable: true, description: 'Null once the customer no longer orders for one.' })
  companyId: string | null = null;

  @RowWhole({ nullable: true, description: 'The largest total of one order; null where there is no limit.' })
  orderLimitMinor: number | null = null;
}

export const buyers = projection(
  'orders.buyers',
  customerServiceEvents,
  BuyerRow,
  ({ data }) => ({ customerId: (data as { customerId: string }).customerId }),
  {
    BuyerAdded: (row, { data: { companyId, orderLimitMinor = null } }) => ({ ...row, companyId, orderLimitMinor }),
    // A customer may order for another company by now.
    BuyerRemoved: (row, { data: { companyId } }) =>
      row.companyId === companyId ? { ...row, companyId: null, orderLimitMinor: null } : undefined,
  },
);

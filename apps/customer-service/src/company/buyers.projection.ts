import { BuyerAdded, BuyerRemoved } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A customer who orders for a company. */
@Entity('buyer_view')
@Index(['companyId', 'customerId'])
export class BuyerRow {
  @RowKeyText()
  customerId!: string;

  @RowText()
  companyId: string = '';

  @RowWhole({ nullable: true, description: 'The largest total of one order; null for no limit but the credit.' })
  orderLimitMinor: number | null = null;

  @RowTime({ nullable: true, description: 'Since when the buyer has this limit.' })
  since: string | null = null;
}

export const buyers = projection(
  'customer-service.buyers',
  { BuyerAdded, BuyerRemoved },
  BuyerRow,
  ({ data }) => ({ customerId: data.customerId }),
  {
    BuyerAdded: (row, { data: { companyId, orderLimitMinor = null }, occurredAt }) => {
      return { ...row, companyId, orderLimitMinor, since: occurredAt };
    },
    BuyerRemoved: () => null,
  },
);

import { customerServiceEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList } from '@concord/service';
import { Entity } from 'typeorm';

/** The groups of a customer: price lists and tax go by them. */
@Entity('customer_group_view')
export class CustomerGroupRow {
  @RowKeyText()
  customerId!: string;

  @RowList('text')
  groups: string[] = [];
}

export const customerGroups = projection(
  'orders.customer-groups',
  customerServiceEvents,
  CustomerGroupRow,
  ({ data }) => ({ customerId: (data as { customerId: string }).customerId }),
  { CustomerGrouped: (row, { data: { groups } }) => ({ ...row, groups }) },
);

import { CustomerRegistered, OrderPlaced } from '@concord/contracts';
import { each, projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowText, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

/** Somebody who is registered or has ordered. */
@Entity('customer_view')
export class CustomerRow {
  @RowKeyText()
  customerId!: string;

  @RowFlag({ description: 'False where only orders name the customer.' })
  registered: boolean = false;

  @RowText({ nullable: true, description: "The shop's own number." })
  reference: string | null = null;

  @RowText({ nullable: true })
  country: string | null = null;

  @RowTime({ nullable: true })
  registeredAt: string | null = null;
}

// What a customer ordered is joined from the order pages when somebody asks: the row is not written at every order.
export const customers = projection(
  'customer-service.customers',
  { CustomerRegistered, OrderPlaced },
  CustomerRow,
  ({ data }) => ({ customerId: data.customerId! }),
  {
    CustomerRegistered: (row, { data: { reference = null, country = null }, occurredAt }) => ({
      ...row,
      ...{ registered: true, reference, country, registeredAt: occurredAt },
    }),
    OrderPlaced: each(orderingCustomer, (row: CustomerRow, { data: { shipTo } }) => {
      if (row.registered || row.country !== null) return undefined;
      return { ...row, country: shipTo.country };
    }),
  },
);

function orderingCustomer({ data: { customerId } }: { data: { customerId?: string; shipTo: { country: string } } }) {
  return customerId === undefined ? [] : [{ customerId }];
}

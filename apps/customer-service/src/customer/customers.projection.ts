import { CustomerRegistered, OrderPlaced } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowObject, RowText, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

/** A customer who is registered or has ordered. */
@Entity('customer_view')
export class CustomerRow {
  @RowKeyText()
  customerId!: string;

  @RowFlag({ description: 'false where only orders name the customer.' })
  registered: boolean = false;

  @RowText({ nullable: true, description: "The shop's own number." })
  reference: string | null = null;

  @RowText({ nullable: true })
  country: string | null = null;

  @RowObject(
    { orderId: 'text', at: 'moment', country: 'text' },
    {
      nullable: true,
      description: 'The first order. The country comes from it, where the customer is not registered.',
    },
  )
  firstOrder: { orderId: string; at: string; country: string } | null = null;

  @RowTime({ nullable: true })
  registeredAt: string | null = null;
}

const heard = { CustomerRegistered, OrderPlaced };

// The orders of a customer are joined when somebody asks: the row is not written at every order.
export const customers = projection(
  'customer-service.customers',
  heard,
  CustomerRow,
  ({ data }) => ({ customerId: data.customerId! }),
  {
    CustomerRegistered: (row, { data: { reference = null, country = null }, occurredAt }) => ({
      ...row,
      registered: true,
      reference,
      country,
      registeredAt: occurredAt,
    }),
    // Orders of one customer arrive in no fixed order: the first one is found by its moment.
    OrderPlaced: each(orderingCustomer, (row: CustomerRow, { data: { orderId, shipTo }, occurredAt }) => {
      const order = { orderId, at: occurredAt, country: shipTo.country };
      if (row.firstOrder && !isBefore(order, row.firstOrder)) return undefined;
      return { ...row, firstOrder: order, country: row.registered ? row.country : order.country };
    }),
  },
  { version: 2 },
);

const isBefore = (one: { at: string; orderId: string }, other: { at: string; orderId: string }) =>
  one.at === other.at ? one.orderId < other.orderId : one.at < other.at;

function orderingCustomer({ data: { customerId } }: EventNamed<typeof heard, 'OrderPlaced'>) {
  return customerId === undefined ? [] : [{ customerId }];
}

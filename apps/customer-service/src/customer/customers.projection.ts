import { OrderPlaced, type ADDRESS_USES, type Personal } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import {
  RowFlag,
  RowKeyText,
  RowList,
  RowObject,
  RowText,
  RowTime,
  listOf,
  objectOf,
  type SealedAddress,
} from '@concord/service';
import { Entity } from 'typeorm';
import { customerEvents } from './customer.aggregate';

/** An entry of the address book. */
interface KnownAddress {
  readonly addressId: string;
  readonly uses: readonly (typeof ADDRESS_USES)[number][];
  readonly address: SealedAddress;
}

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

  @RowText({ nullable: true, description: 'Name, e-mail address and phone number.' })
  contact: Personal | null = null;

  @RowList(
    { addressId: 'text', uses: listOf('text'), address: objectOf({ country: 'text' }) },
    { description: 'The address book.' },
  )
  addresses: KnownAddress[] = [];

  @RowList('text', { description: 'The customer groups: price lists and tax can be for a group.' })
  groups: string[] = [];

  @RowTime({ nullable: true, description: 'When the personal data were erased.' })
  erasedAt: string | null = null;
}

const heard = { ...customerEvents, OrderPlaced };

// The orders of a customer are joined when somebody asks: the row is not written at every order.
export const customers = projection(
  'customer-service.customers',
  heard,
  CustomerRow,
  ({ data }) => ({ customerId: data.customerId! }),
  {
    CustomerRegistered: (row, { data: { reference = null, country = null, contact = null }, occurredAt }) => ({
      ...row,
      contact,
      registered: true,
      reference,
      country,
      registeredAt: occurredAt,
    }),
    ContactUpdated: (row, { data: { contact } }) => ({ ...row, contact }),
    AddressSaved: (row, { data: { addressId, uses, address } }) => ({
      ...row,
      addresses: [...row.addresses.filter((known) => known.addressId !== addressId), { addressId, uses, address }],
    }),
    AddressRemoved: (row, { data: { addressId } }) => ({
      ...row,
      addresses: row.addresses.filter((known) => known.addressId !== addressId),
    }),
    CustomerGrouped: (row, { data: { groups } }) => ({ ...row, groups }),
    CustomerErasureRequested: (row, { occurredAt }) => ({ ...row, contact: null, addresses: [], erasedAt: occurredAt }),
    CustomerErased: (row) => row,
    // Orders of one customer arrive in no fixed order: the first one is found by its moment.
    OrderPlaced: each(orderingCustomer, (row: CustomerRow, { data: { orderId, shipTo }, occurredAt }) => {
      const order = { orderId, at: occurredAt, country: shipTo.country };
      if (row.firstOrder && !isBefore(order, row.firstOrder)) return undefined;
      return { ...row, firstOrder: order, country: row.registered ? row.country : order.country };
    }),
  },
  { version: 3 },
);

const isBefore = (one: { at: string; orderId: string }, other: { at: string; orderId: string }) =>
  one.at === other.at ? one.orderId < other.orderId : one.at < other.at;

function orderingCustomer({ data: { customerId } }: EventNamed<typeof heard, 'OrderPlaced'>) {
  return customerId === undefined ? [] : [{ customerId }];
}

import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, ShortText } from '../fields';
import { Address } from '../orders/order';
import { Personal } from '../personal';

const event = publishedBy('customer-service');

/** The uses of a customer's address. */
export const ADDRESS_USES = ['shipping', 'billing'] as const;

/** The shop knows a customer by this id. `contact` is name, e-mail address and phone number, sealed. */
export const CustomerRegistered = event(
  'CustomerRegistered',
  2,
  {
    customerId: Id,
    reference: Type.Optional(ShortText),
    country: Type.Optional(Type.String({ maxLength: 60 })),
    contact: Type.Optional(Personal('contact')),
  },
  { 1: (data: object) => data },
);

/** Name, e-mail address or phone number of a customer changed; `contact` is all of them, sealed. */
export const ContactUpdated = event('ContactUpdated', 1, { customerId: Id, contact: Personal('contact') });

/** A customer's address book got an address, or a new one in place of the one with this id. */
export const AddressSaved = event('AddressSaved', 1, {
  customerId: Id,
  addressId: Id,
  uses: Type.Array(OneOf(...ADDRESS_USES)),
  address: Address,
});

/** An address is no longer in a customer's address book. */
export const AddressRemoved = event('AddressRemoved', 1, { customerId: Id, addressId: Id });

/**
 * The keys of a customer, and of the orders of this customer, are destroyed: their personal data can be read nowhere any
 * more. Subscribers that keep copies in clear erase them. Orders and sums stay as they are.
 */
export const CustomerErased = event('CustomerErased', 1, { customerId: Id });

/**
 * The keys of a guest's first order and of those that follow it (`firstOrderId` of `OrderPlaced`) are destroyed: their
 * personal data can be read nowhere any more. Subscribers that keep copies in clear erase them.
 */
export const GuestErased = event('GuestErased', 1, { orderId: Id });

/**
 * A customer belongs to these groups and no others. Price lists can be for a group, and so can tax: customers of the
 * group `tax-exempt` pay none.
 */
export const CustomerGrouped = event('CustomerGrouped', 1, {
  customerId: Id,
  groups: Type.Array(Type.String({ minLength: 1, maxLength: 40 })),
});

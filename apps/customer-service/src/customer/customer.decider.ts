import {
  AddressRemoved,
  AddressSaved,
  ContactUpdated,
  CUSTOMER_ADDRESSES_MAX,
  CustomerErased,
  CustomerGrouped,
  CustomerRegistered,
  type Personal,
} from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Command,
  type Decider,
  type EventFrom,
  type Rejection,
} from '@concord/event-sourcing';
import { customerAggregate, CustomerErasureRequested, type Customer, type CustomerEvent } from './customer.aggregate';

export type RegisterCustomer = Command<
  'RegisterCustomer',
  { customerId: string; reference?: string; country?: string; contact?: Personal }
>;
export type UpdateContact = Command<'UpdateContact', { customerId: string; contact: Personal }>;
export type SaveAddress = Command<'SaveAddress', EventFrom<typeof AddressSaved>['data']>;
export type RemoveAddress = Command<'RemoveAddress', { customerId: string; addressId: string }>;
/** Without groups the customer belongs to none. */
export type GroupCustomer = Command<'GroupCustomer', { customerId: string; groups: readonly string[] }>;
/** `subjects` are the customer's own and those of the orders that were placed by the customer. */
export type EraseCustomer = Command<'EraseCustomer', { customerId: string; subjects: readonly string[] }>;
/** The keys are destroyed. */
export type RecordCustomerErasure = Command<'RecordCustomerErasure', { customerId: string }>;
type CustomerCommand =
  | RegisterCustomer
  | UpdateContact
  | SaveAddress
  | RemoveAddress
  | GroupCustomer
  | EraseCustomer
  | RecordCustomerErasure;

/** Registers a customer, and keeps contact and address book. An erased customer takes nothing any more. */
export const customer: Decider<CustomerCommand, CustomerEvent, Customer> = {
  ...customerAggregate,
  commands: [
    'RegisterCustomer',
    'UpdateContact',
    'SaveAddress',
    'RemoveAddress',
    'GroupCustomer',
    'EraseCustomer',
    'RecordCustomerErasure',
  ],
  opens: ['RegisterCustomer', 'UpdateContact', 'SaveAddress', 'EraseCustomer'],
  id: ({ data }) => data.customerId,

  decide(command, known) {
    const { customerId } = command.data;
    if (command.type === 'EraseCustomer')
      return known.erasure === 'none'
        ? [CustomerErasureRequested.of({ customerId, subjects: [...command.data.subjects] })]
        : [];
    if (command.type === 'RecordCustomerErasure')
      return known.erasure === 'requested' ? [CustomerErased.of({ customerId })] : [];
    if (known.erasure !== 'none')
      return conflict('customer-erased', `The customer ${customerId} was erased. Use another id.`);
    switch (command.type) {
      case 'RegisterCustomer':
        return register(command, known);
      case 'UpdateContact':
        return [ContactUpdated.of(command.data)];
      case 'SaveAddress':
        return saveAddress(command, known);
      case 'RemoveAddress':
        return removeAddress(command, known);
      case 'GroupCustomer': {
        const groups = [...new Set(command.data.groups)].sort();
        return groups.join() === known.groups.join() ? [] : [CustomerGrouped.of({ customerId, groups })];
      }
      default:
        return never(command);
    }
  },
};

/** Registers once. A repeated registration may bring a new contact, and no other reference or country. */
function register({ data }: RegisterCustomer, known: Customer): CustomerEvent[] | Rejection {
  const { customerId, reference, country, contact } = data;
  if (!known.isRegistered)
    return [
      CustomerRegistered.of({
        customerId,
        ...(reference !== undefined && { reference }),
        ...(country !== undefined && { country }),
        ...(contact !== undefined && { contact }),
      }),
    ];
  if (known.reference === (reference ?? null) && known.country === (country ?? null))
    return contact === undefined ? [] : [ContactUpdated.of({ customerId, contact })];
  return conflict(
    'customer-exists',
    `The customer ${customerId} is registered with another reference or country. Use another id, or the registered data.`,
  );
}

function saveAddress({ data }: SaveAddress, { addressIds }: Customer): CustomerEvent[] | Rejection {
  if (!addressIds.includes(data.addressId) && addressIds.length >= CUSTOMER_ADDRESSES_MAX)
    return rule('too-many-addresses', `A customer has ${CUSTOMER_ADDRESSES_MAX} addresses at most: remove one first.`);
  return [AddressSaved.of(data)];
}

function removeAddress({ data }: RemoveAddress, { addressIds }: Customer): CustomerEvent[] | Rejection {
  const { customerId, addressId } = data;
  if (!addressIds.includes(addressId))
    return notFound('address-unknown', `The customer ${customerId} has no address ${addressId}.`);
  return [AddressRemoved.of({ customerId, addressId })];
}

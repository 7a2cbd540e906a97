import {
  AddressRemoved,
  AddressSaved,
  ContactUpdated,
  CustomerErased,
  CustomerGrouped,
  CustomerRegistered,
  fields,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The customer is to be forgotten: the keys of these subjects are to be destroyed. */
export const CustomerErasureRequested = event('CustomerErasureRequested', 1, {
  customerId: fields.Id,
  subjects: Type.Array(Type.String()),
});

/** Everything that happens to a customer. */
export const customerEvents = {
  CustomerRegistered,
  ContactUpdated,
  AddressSaved,
  AddressRemoved,
  CustomerGrouped,
  CustomerErasureRequested,
  CustomerErased,
};
export type CustomerEvent = EventFrom<(typeof customerEvents)[keyof typeof customerEvents]>;

export interface Customer {
  readonly isRegistered: boolean;
  readonly reference: string | null;
  readonly country: string | null;
  readonly addressIds: readonly string[];
  readonly groups: readonly string[];
  /** From the request on nothing new is kept. */
  readonly erasure: 'none' | 'requested' | 'done';
}

/** A customer the shop knows. Names and addresses are sealed, and of no interest to any rule. */
export const customerAggregate: Aggregate<CustomerEvent, Customer> = {
  kind: 'customer',
  events: customerEvents,
  shapeVersion: 2,
  initial: { isRegistered: false, reference: null, country: null, addressIds: [], groups: [], erasure: 'none' },

  evolve(customer, { type, data }) {
    switch (type) {
      case 'CustomerRegistered': {
        const { reference = null, country = null } = data;
        return { ...customer, isRegistered: true, reference, country };
      }
      case 'ContactUpdated':
        return customer;
      case 'AddressSaved':
        return { ...customer, addressIds: [...without(customer, data.addressId), data.addressId] };
      case 'AddressRemoved':
        return { ...customer, addressIds: without(customer, data.addressId) };
      case 'CustomerGrouped':
        return { ...customer, groups: data.groups };
      case 'CustomerErasureRequested':
        return { ...customer, addressIds: [], erasure: 'requested' };
      case 'CustomerErased':
        return { ...customer, erasure: 'done' };
      default:
        return never(type);
    }
  },
};

const without = ({ addressIds }: Customer, gone: string) => addressIds.filter((id) => id !== gone);

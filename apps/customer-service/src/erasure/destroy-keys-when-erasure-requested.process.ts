import { subjectOf } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import { CustomerErasureRequested } from '../customer/customer.aggregate';
import { GuestErasureRequested } from './guest.aggregate';
import type { Destruction } from './vault.gateway';

const call = (key: string, request: Destruction) => ({ calls: [{ gateway: 'vault', key: `erase-${key}`, request }] });

/** Has the keys destroyed of whoever is to be forgotten. It has nothing to remember, so its stream stays empty. */
export const destroyKeysWhenErasureRequested = process('customer-service.destroy-keys-when-erasure-requested', {
  kind: 'key-destruction',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { CustomerErasureRequested, GuestErasureRequested },
  opensOn: ['CustomerErasureRequested', 'GuestErasureRequested'],
  idFor: ({ data }) => subjectOf(data),
  on: {
    CustomerErasureRequested: ({ data: { customerId, subjects } }) =>
      call(subjectOf({ customerId }), { subjects, done: { type: 'RecordCustomerErasure', data: { customerId } } }),
    GuestErasureRequested: ({ data: { orderId, subjects } }) => {
      const own = subjectOf({ orderId });
      return call(own, { subjects: subjects ?? [own], done: { type: 'RecordGuestErasure', data: { orderId } } });
    },
  },
});

import { givenProcess, recorded } from '@concord/event-sourcing';
import { CustomerErasureRequested } from '../customer/customer.aggregate';
import { destroyKeysWhenErasureRequested } from './destroy-keys-when-erasure-requested.process';
import { GuestErasureRequested } from './guest.aggregate';

const past = givenProcess(destroyKeysWhenErasureRequested);
const call = (subject: string, request: object) => ({
  calls: [{ gateway: 'vault', key: `erase-${subject}`, request }],
});

describe('an erasure', () => {
  it('destroys the keys of a customer and of the orders', () => {
    const subjects = ['customer-c', 'order-1'];
    past()
      .when(recorded(CustomerErasureRequested.of({ customerId: 'c', subjects })))
      .then(call('customer-c', { subjects, done: { type: 'RecordCustomerErasure', data: { customerId: 'c' } } }));
  });
  it('destroys the key of the order of a guest', () =>
    past()
      .when(recorded(GuestErasureRequested.of({ orderId: 'o' })))
      .then(call('order-o', { subjects: ['order-o'], done: { type: 'RecordGuestErasure', data: { orderId: 'o' } } })));
  it('destroys the keys of the orders that belong to it', () => {
    const subjects = ['order-o', 'order-added'];
    past()
      .when(recorded(GuestErasureRequested.of({ orderId: 'o', subjects })))
      .then(call('order-o', { subjects, done: { type: 'RecordGuestErasure', data: { orderId: 'o' } } }));
  });
});

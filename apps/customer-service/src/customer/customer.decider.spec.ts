import { CustomerRegistered } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { customer, type RegisterCustomer } from './customer.decider';

const past = given(customer);
const data = { customerId: 'c', reference: '17850', country: 'France' };
const register = (more: Partial<RegisterCustomer['data']> = {}): RegisterCustomer => ({
  type: 'RegisterCustomer',
  data: { ...data, ...more },
});
const registered = CustomerRegistered.of(data);

describe('registering a customer', () => {
  it('makes the customer known', () => past().when(register()).then(registered));
  it('changes nothing the second time', () => past(registered).when(register()).then());
  it('is refused with another country', () =>
    past(registered)
      .when(register({ country: 'Spain' }))
      .thenRejected('customer-exists'));
  it('is refused with another reference', () =>
    past(registered)
      .when(register({ reference: '1' }))
      .thenRejected('customer-exists'));
  it('needs nothing but the id', () =>
    past()
      .when({ type: 'RegisterCustomer', data: { customerId: 'c' } })
      .then(CustomerRegistered.of({ customerId: 'c' })));
});

import {
  AddressRemoved,
  AddressSaved,
  ContactUpdated,
  CUSTOMER_ADDRESSES_MAX,
  CustomerErased,
  CustomerGrouped,
  CustomerRegistered,
  notPersonal,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { CustomerErasureRequested } from './customer.aggregate';
import { customer, type EraseCustomer, type RegisterCustomer, type SaveAddress } from './customer.decider';

const past = given(customer);
const customerId = 'c';
const data = { customerId, reference: '17850', country: 'France' };
const contact = notPersonal('sealed contact');
const register = (more: Partial<RegisterCustomer['data']> = {}): RegisterCustomer => ({
  type: 'RegisterCustomer',
  data: { ...data, ...more },
});
const registered = CustomerRegistered.of(data);
const address = (addressId: string) => ({
  customerId,
  addressId,
  uses: ['shipping' as const],
  address: { country: 'France', address: notPersonal('sealed address') },
});
const save = (addressId: string): SaveAddress => ({ type: 'SaveAddress', data: address(addressId) });
const saved = (addressId: string) => AddressSaved.of(address(addressId));
const remove = (addressId: string) => ({ type: 'RemoveAddress', data: { customerId, addressId } }) as const;
const subjects = ['customer-c', 'order-1'];
const erase: EraseCustomer = { type: 'EraseCustomer', data: { customerId, subjects } };
const erasing = CustomerErasureRequested.of({ customerId, subjects });
const keysDestroyed = { type: 'RecordCustomerErasure', data: { customerId } } as const;

describe('registering a customer', () => {
  it('makes the customer known', () => past().when(register()).then(registered));
  it('keeps the contact sealed', () =>
    past()
      .when(register({ contact }))
      .then(CustomerRegistered.of({ ...data, contact })));
  it('changes nothing the second time', () => past(registered).when(register()).then());
  it('takes a contact that comes later', () =>
    past(registered).when(register({ contact })).then(ContactUpdated.of({ customerId, contact })));
  it('is refused with another country', () =>
    past(registered)
      .when(register({ country: 'Spain' }))
      .thenRejected('customer-exists'));
  it('is refused with another reference', () =>
    past(registered)
      .when(register({ reference: '1' }))
      .thenRejected('customer-exists'));
  it('needs nothing but the id', () =>
    past().when({ type: 'RegisterCustomer', data: { customerId } }).then(CustomerRegistered.of({ customerId })));
});

describe('the address book', () => {
  it('takes an address, and another in its place', () => {
    past(registered).when(save('home')).then(saved('home'));
    past(registered, saved('home')).when(save('home')).then(saved('home'));
  });
  it('is of a customer who is known by orders alone, too', () => past().when(save('home')).then(saved('home')));
  it('has a bound, within which addresses can still be replaced', () => {
    const full = Array.from({ length: CUSTOMER_ADDRESSES_MAX }, (_, n) => saved(`a${n}`));
    past(registered, ...full)
      .when(save('one-more'))
      .thenRejected('too-many-addresses');
    past(registered, ...full)
      .when(save('a0'))
      .then(saved('a0'));
  });
  it('loses an address once', () => {
    const removed = AddressRemoved.of({ customerId, addressId: 'home' });
    past(registered, saved('home')).when(remove('home')).then(removed);
    past(registered, saved('home'), removed).when(remove('home')).thenRejected('address-unknown');
  });
});

describe('erasing a customer', () => {
  it('asks for the keys to be destroyed, once', () => {
    past(registered).when(erase).then(erasing);
    past(registered, erasing).when(erase).then();
  });
  it('is done when the keys are destroyed, once', () => {
    const erased = CustomerErased.of({ customerId });
    past(registered, erasing).when(keysDestroyed).then(erased);
    past(registered, erasing, erased).when(keysDestroyed).then();
  });
  it('reaches a customer who is known by orders alone', () => past().when(erase).then(erasing));
  it('leaves nothing that could be added', () => {
    past(registered, erasing).when(register()).thenRejected('customer-erased');
    past(registered, erasing).when(save('home')).thenRejected('customer-erased');
    past(registered, erasing)
      .when({ type: 'UpdateContact', data: { customerId, contact } })
      .thenRejected('customer-erased');
  });
});

describe('the groups of a customer', () => {
  const group = (...groups: string[]) => ({ type: 'GroupCustomer', data: { customerId, groups } }) as const;
  const grouped = (...groups: string[]) => CustomerGrouped.of({ customerId, groups });
  it('are these and no others', () => {
    past(registered)
      .when(group('trade', 'press', 'trade'))
      .then(grouped('press', 'trade'));
    past(registered, grouped('trade')).when(group()).then(grouped());
  });
  it('stay the same where nothing changes', () =>
    past(registered, grouped('press', 'trade')).when(group('trade', 'press')).then());
  it('can be of a customer who only ordered', () => past().when(group('trade')).then(grouped('trade')));
  it('do not change after an erasure', () =>
    past(registered, erasing).when(group('trade')).thenRejected('customer-erased'));
});

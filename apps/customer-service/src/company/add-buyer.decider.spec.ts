import { BuyerAdded, BuyerRemoved, CompanyRegistered } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { customerAggregate, CustomerErasureRequested } from '../customer/customer.aggregate';
import { addBuyer } from './add-buyer.decider';
import { buyerAggregate, type BuyerEvent } from './buyer.aggregate';
import { companyAggregate } from './company.aggregate';

const customerId = 'ada';
const company = (companyId: string) => {
  const terms = { companyId, name: companyId, country: 'Italy', currency: 'EUR', creditLimitMinor: 0, groups: [] };
  return { of: companyAggregate, id: companyId, events: [CompanyRegistered.of(terms)] };
};
const past = (...events: BuyerEvent[]) =>
  givenStreams(addBuyer)(company('acme'), company('other'), { of: buyerAggregate, id: customerId, events });
const add = (companyId = 'acme', orderLimitMinor?: number) =>
  ({
    type: 'AddBuyer',
    data: { customerId, companyId, ...(orderLimitMinor !== undefined && { orderLimitMinor }) },
  }) as const;
const added = (companyId = 'acme', orderLimitMinor?: number) => BuyerAdded.of(add(companyId, orderLimitMinor).data);
const remove = (companyId?: string) =>
  ({ type: 'RemoveBuyer', data: { customerId, ...(companyId !== undefined && { companyId }) } }) as const;
const removed = BuyerRemoved.of({ customerId, companyId: 'acme' });

describe('adding a buyer', () => {
  it('lets a customer order for a company, with or without a limit', () => {
    past().when(add()).then(added());
    past().when(add('acme', 5_000)).then(added('acme', 5_000));
  });
  it('changes the limit, and nothing where it is the same', () => {
    past(added()).when(add('acme', 5_000)).then(added('acme', 5_000));
    past(added('acme', 5_000)).when(add('acme', 5_000)).then();
    past(added('acme', 0)).when(add()).then(added());
  });
  it('is for one company at a time', () => {
    past(added()).when(add('other')).thenRejected('buyer-of-another-company');
    past(added(), removed).when(add('other')).then(added('other'));
  });
  it('needs a company', () => past().when(add('nobody')).thenRejected('company-unknown'));
  it('needs a customer who was not erased', () =>
    givenStreams(addBuyer)(company('acme'), {
      of: customerAggregate,
      id: customerId,
      events: [CustomerErasureRequested.of({ customerId, subjects: [] })],
    })
      .when(add())
      .thenRejected('customer-erased'));
});

describe('removing a buyer', () => {
  it('ends it, once', () => {
    past(added()).when(remove('acme')).then(removed);
    past(added(), removed).when(remove('acme')).then();
  });
  it('leaves a buyer of another company alone', () => past(added()).when(remove('other')).then());
  it('finds the company of an erased customer', () => {
    past(added()).when(remove()).then(removed);
    past().when(remove()).then();
  });
});

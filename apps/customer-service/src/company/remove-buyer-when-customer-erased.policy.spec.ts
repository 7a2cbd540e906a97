import { CustomerErased } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { removeBuyerWhenCustomerErased } from './remove-buyer-when-customer-erased.policy';

it('an erased customer orders for no company any more', () =>
  expect(removeBuyerWhenCustomerErased.react(recorded(CustomerErased.of({ customerId: 'ada' })))).toEqual([
    { type: 'RemoveBuyer', data: { customerId: 'ada' } },
  ]));

import { CustomerErased } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RemoveBuyer } from './add-buyer.decider';

export const removeBuyerWhenCustomerErased = policy(
  'customer-service.remove-buyer-when-customer-erased',
  { CustomerErased },
  {
    CustomerErased: ({ data: { customerId } }): RemoveBuyer[] => [{ type: 'RemoveBuyer', data: { customerId } }],
  },
);

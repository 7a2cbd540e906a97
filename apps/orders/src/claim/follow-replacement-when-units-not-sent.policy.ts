import { CancellationOvertaken, OrderCancelled, OrderLineCancelled, OrderRejected } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { follow } from './follow-replacement.decider';

export const followReplacementWhenUnitsNotSent = policy(
  'orders.follow-replacement-when-units-not-sent',
  { OrderRejected, OrderCancelled, OrderLineCancelled, CancellationOvertaken },
  {
    OrderRejected: ({ data: { orderId, detail } }) => follow(orderId, detail),
    OrderCancelled: ({ data: { orderId } }) => follow(orderId, 'The replacement was cancelled.'),
    OrderLineCancelled: ({ data: { orderId, cause } }) =>
      follow(orderId, cause === 'missing' ? 'Units were not on the shelf.' : 'Units were called off.'),
    CancellationOvertaken: ({ data: { orderId } }) => follow(orderId, 'A parcel left after all.'),
  },
);

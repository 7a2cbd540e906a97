import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CallOffFulfilments } from './plan-fulfilments.decider';

export const callOffFulfilmentsWhenOrderCancelled = policy(
  'logistics.call-off-fulfilments-when-order-cancelled',
  orderEvents,
  {
    OrderCancelled: ({ data: { orderId } }): CallOffFulfilments[] => [
      { type: 'CallOffFulfilments', data: { orderId, reason: 'The order was cancelled.' } },
    ],
  },
);

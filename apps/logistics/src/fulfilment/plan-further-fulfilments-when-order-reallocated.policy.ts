import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { PlanFurtherFulfilments } from './plan-fulfilments.decider';

export const planFurtherFulfilmentsWhenOrderReallocated = policy(
  'logistics.plan-further-fulfilments-when-order-reallocated',
  orderEvents,
  {
    OrderReallocated: ({ data: { orderId, moveId, allocations, shipTo } }): PlanFurtherFulfilments[] =>
      allocations.length === 0
        ? []
        : [{ type: 'PlanFurtherFulfilments', data: { orderId, moveId, allocations, shipTo } }],
  },
);

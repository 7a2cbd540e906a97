import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { PlanFurtherFulfilments } from './plan-fulfilments.decider';

export const planFurtherFulfilmentsWhenBackorderFilled = policy(
  'logistics.plan-further-fulfilments-when-backorder-filled',
  orderEvents,
  {
    OrderBackorderFilled: ({ data: { orderId, fillId, allocations, shipTo } }): PlanFurtherFulfilments[] =>
      allocations.length === 0
        ? []
        : [{ type: 'PlanFurtherFulfilments', data: { orderId, moveId: fillId, allocations, shipTo } }],
  },
);

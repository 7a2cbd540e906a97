import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { PlanFulfilments } from './plan-fulfilments.decider';

export const planFulfilmentsWhenOrderConfirmed = policy(
  'logistics.plan-fulfilments-when-order-confirmed',
  orderEvents,
  {
    // Allocations name only units with stock, so an order of services makes no parcel.
    OrderConfirmed: ({ data: { orderId, allocations, waiting, shipTo, orderedAt } }): PlanFulfilments[] => {
      if (allocations.length === 0 && !waiting) return [];
      const waits = waiting ? { waits: true as const } : {};
      const dated = orderedAt === undefined ? {} : { orderedAt };
      return [{ type: 'PlanFulfilments', data: { orderId, allocations, shipTo, ...waits, ...dated } }];
    },
  },
);

import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';

export const putUnitsBackWhenOrderRefusedThem = policy(
  'inventory.put-units-back-when-order-refused-them',
  orderEvents,
  {
    OrderReallocated: ({ data: { orderId, moveId, refused } }): ReduceReservation[] => {
      const reason = 'The units were cancelled before other warehouses could send them.';
      const data = { orderId, releaseId: `${moveId}.refused`, reason, allocations: refused };
      return refused.length === 0 ? [] : [{ type: 'ReduceReservation', data }];
    },
  },
);

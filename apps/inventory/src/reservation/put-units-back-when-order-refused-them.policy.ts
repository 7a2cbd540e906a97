import { orderEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';

export const putUnitsBackWhenOrderRefusedThem = policy(
  'inventory.put-units-back-when-order-refused-them',
  orderEvents,
  {
    OrderReallocated: ({ data: { orderId, moveId, refused } }, settings): ReduceReservation[] => {
      const reason = 'The units were cancelled before other warehouses could send them.';
      if (refused.length === 0) return [];
      const lowUnits = settings.of(STOCK_LOW_UNITS);
      const data = { orderId, releaseId: `${moveId}.refused`, reason, allocations: refused, lowUnits };
      return [{ type: 'ReduceReservation', data }];
    },
  },
);

import { orderEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy, type Settings } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';
import type { Allocation } from './sourcing';

function putBack(
  orderId: string,
  causeId: string,
  reason: string,
  refused: readonly Allocation[],
  settings: Settings,
): ReduceReservation[] {
  if (refused.length === 0) return [];
  const lowUnits = settings.of(STOCK_LOW_UNITS);
  const data = { orderId, releaseId: `${causeId}.refused`, reason, allocations: refused, lowUnits };
  return [{ type: 'ReduceReservation', data }];
}

export const putUnitsBackWhenOrderRefusedThem = policy(
  'inventory.put-units-back-when-order-refused-them',
  orderEvents,
  {
    OrderReallocated: ({ data: { orderId, moveId, refused } }, settings) =>
      putBack(orderId, moveId, 'The units were cancelled before other warehouses could send them.', refused, settings),
    OrderBackorderFilled: ({ data: { orderId, fillId, refused } }, settings) =>
      putBack(orderId, fillId, 'The units were cancelled before goods came for them.', refused, settings),
  },
);

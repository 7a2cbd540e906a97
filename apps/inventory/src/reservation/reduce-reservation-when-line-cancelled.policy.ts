import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';

export const reduceReservationWhenLineCancelled = policy(
  'inventory.reduce-reservation-when-line-cancelled',
  orderEvents,
  {
    OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, reason, allocations } }): ReduceReservation[] => [
      { type: 'ReduceReservation', data: { orderId, releaseId: `${cancellationId}.${lineId}`, reason, allocations } },
    ],
  },
);

import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';

export const reduceReservationWhenLineCancelled = policy(
  'inventory.reduce-reservation-when-line-cancelled',
  orderEvents,
  {
    // Missing units left the books with the short pick: there is nothing to release.
    OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, cause, allocations } }): ReduceReservation[] =>
      cause === 'missing'
        ? []
        : [
            {
              type: 'ReduceReservation',
              data: {
                orderId,
                releaseId: `${cancellationId}.${lineId}`,
                reason: 'The units were cancelled.',
                allocations,
              },
            },
          ],
  },
);

import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceFulfilments } from './plan-fulfilments.decider';

export const reduceFulfilmentsWhenLineCancelled = policy(
  'logistics.reduce-fulfilments-when-line-cancelled',
  orderEvents,
  {
    // A service has no allocations and is in no parcel. Missing units left their parcel with the short pick.
    OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, cause, allocations } }): ReduceFulfilments[] =>
      allocations.length === 0 || cause === 'missing'
        ? []
        : [
            {
              type: 'ReduceFulfilments',
              data: {
                orderId,
                reductionId: `${cancellationId}.${lineId}`,
                allocations,
                reason: 'The units were cancelled.',
              },
            },
          ],
  },
);

import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { EndPicking } from '../order/order.decider';

export const allowCancellationWhenFulfilmentCancelled = policy(
  'orders.allow-cancellation-when-fulfilment-cancelled',
  logisticsEvents,
  {
    FulfilmentCancelled: ({ data: { orderId, fulfilmentId } }): EndPicking[] => [
      { type: 'EndPicking', data: { orderId, fulfilmentId } },
    ],
  },
);

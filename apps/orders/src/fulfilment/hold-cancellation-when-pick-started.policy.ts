import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { BeginPicking } from '../order/order.decider';

export const holdCancellationWhenPickStarted = policy('orders.hold-cancellation-when-pick-started', logisticsEvents, {
  PickStarted: ({ data: { orderId, fulfilmentId } }): BeginPicking[] => [
    { type: 'BeginPicking', data: { orderId, fulfilmentId } },
  ],
});

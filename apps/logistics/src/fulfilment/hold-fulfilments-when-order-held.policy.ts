import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { HoldFulfilments, ResumeFulfilments } from './plan-fulfilments.decider';

export const holdFulfilmentsWhenOrderHeld = policy('logistics.hold-fulfilments-when-order-held', orderEvents, {
  OrderHeld: ({ data: { orderId, reason } }): HoldFulfilments[] => [
    { type: 'HoldFulfilments', data: { orderId, reason } },
  ],
  OrderReleased: ({ data: { orderId } }): ResumeFulfilments[] => [{ type: 'ResumeFulfilments', data: { orderId } }],
});

import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { DeliverWithoutParcel } from '../order/parcels';

export const deliverOrderWhenNothingIsSent = policy('orders.deliver-order-when-nothing-is-sent', orderEvents, {
  OrderConfirmed: ({ data: { orderId, allocations } }): DeliverWithoutParcel[] =>
    allocations.length === 0 ? [{ type: 'DeliverWithoutParcel', data: { orderId } }] : [],
});

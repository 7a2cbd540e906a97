import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReleaseReservation } from './reserve-stock.decider';

const release = (orderId: string, reason: string): ReleaseReservation[] => [
  { type: 'ReleaseReservation', data: { orderId, reason } },
];

export const releaseStockWhenOrderEnded = policy('inventory.release-stock-when-order-ended', orderEvents, {
  OrderRejected: ({ data }) => release(data.orderId, data.reason),
  OrderCancelled: ({ data }) => release(data.orderId, 'The order was cancelled.'),
});

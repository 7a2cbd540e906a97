import { orderEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy, type Settings } from '@concord/event-sourcing';
import type { ReleaseReservation } from './reserve-stock.decider';

const release = (orderId: string, reason: string, settings: Settings): ReleaseReservation[] => [
  { type: 'ReleaseReservation', data: { orderId, reason, lowUnits: settings.of(STOCK_LOW_UNITS) } },
];

export const releaseStockWhenOrderEnded = policy('inventory.release-stock-when-order-ended', orderEvents, {
  OrderRejected: ({ data }, settings) => release(data.orderId, data.reason, settings),
  OrderCancelled: ({ data }, settings) => release(data.orderId, 'The order was cancelled.', settings),
});

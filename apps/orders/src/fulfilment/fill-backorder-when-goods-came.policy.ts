import { inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { FillBackorder } from '../order/backorder';

export const fillBackorderWhenGoodsCame = policy('orders.fill-backorder-when-goods-came', inventoryEvents, {
  BackorderFilled: ({ data: { orderId, fillId, sku, allocations } }): FillBackorder[] => [
    { type: 'FillBackorder', data: { orderId, fillId, sku, allocations } },
  ],
});

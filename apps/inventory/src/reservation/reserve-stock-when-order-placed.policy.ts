import { orderEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReserveForOrder } from './reserve-stock.decider';

export const reserveStockWhenOrderPlaced = policy('inventory.reserve-stock-when-order-placed', orderEvents, {
  OrderPlaced: ({ data: { orderId, lines, cartId, holdRequest, mayWait, orderedAt } }, settings): ReserveForOrder[] => {
    const stocked = lines.filter((line) => line.stocked).map(({ sku, quantity }) => ({ sku, quantity }));
    // An order of services alone needs no stock, but checkout waits for the answer all the same.
    const lowUnits = settings.of(STOCK_LOW_UNITS);
    const basket = cartId === undefined ? {} : { cartId, ...(holdRequest !== undefined && { holdRequest }) };
    const waits = mayWait ? { mayWait, orderedAt } : {};
    return [{ type: 'ReserveForOrder', data: { orderId, lines: stocked, ...basket, ...waits, lowUnits } }];
  },
});

import { inventoryEvents, notPersonal } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenStockOversold = policy('customer-service.open-case-when-stock-oversold', inventoryEvents, {
  StockOversold: ({ data: { sku, warehouse, orderId, fulfilmentId, quantity } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(`${fulfilmentId}/${sku}`, 'stock-oversold'),
        kind: 'stock-oversold',
        cause: 'event',
        matter: `${fulfilmentId}/${sku}`,
        refs: { orderId, sku },
        text: notPersonal(
          `The parcel ${fulfilmentId} left with ${quantity} x ${sku} that had been sold again: other orders at ${warehouse} lack these units. Have them picked, and report what is short.`,
        ),
      },
    },
  ],
});

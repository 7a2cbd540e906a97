import { StockOversold } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenStockOversold } from './open-case-when-stock-oversold.policy';

describe('a parcel that took the units of other orders', () => {
  it('opens a case with its order and the SKU', () => {
    const units = { sku: 'TEE', warehouse: 'MAIN', orderId: 'o', fulfilmentId: 'o.MAIN', quantity: 3 };
    expect(openCaseWhenStockOversold.react(recorded(StockOversold.of(units)))).toMatchObject([
      { type: 'OpenCase', data: { kind: 'stock-oversold', refs: { orderId: 'o', sku: 'TEE' } } },
    ]);
  });
});

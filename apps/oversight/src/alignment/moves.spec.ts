import { inventoryEvents } from '@concord/contracts';
import { movesOf } from './moves';

const { StockReceived, StockAdjusted, StockShipped, StockReserved, UnitsReturned, UnitsSoldAs, UnitsTakenOver } =
  inventoryEvents;
const place = { warehouse: 'MAIN', quantity: 3 };
const orderId = '0198f3a2-7c1e-7000-8000-0123456789ab';

describe('what is in the warehouses', () => {
  it.each([
    [3, StockReceived.of({ sku: 'A', cause: 'delivery', ...place })],
    [-2, StockAdjusted.of({ sku: 'A', warehouse: 'MAIN', delta: -2, reason: 'count' })],
    [3, UnitsReturned.of({ sku: 'A', returnId: orderId, bucket: 'damaged', ...place })],
    [-3, UnitsSoldAs.of({ sku: 'A', from: 'damaged', asSku: 'A-2', cause: 'scratched', ...place })],
    [3, UnitsTakenOver.of({ sku: 'A', fromSku: 'B', cause: 'scratched', ...place })],
  ])('changes by %i', (delta, event) => expect(movesOf(event)).toEqual([{ sku: 'A', delta }]));

  it('falls by all lines of a parcel', () => {
    const lines = [
      { sku: 'A', quantity: 1 },
      { sku: 'B', quantity: 2 },
      { sku: 'A', quantity: 4 },
    ];
    expect(movesOf(StockShipped.of({ orderId, fulfilmentId: orderId, warehouse: 'MAIN', lines }))).toEqual([
      { sku: 'A', delta: -5 },
      { sku: 'B', delta: -2 },
    ]);
  });

  it('stays when units are reserved', () => {
    const allocations = [{ sku: 'A', ...place }];
    expect(movesOf(StockReserved.of({ orderId, allocations, splitCount: 1 }))).toEqual([]);
  });
});

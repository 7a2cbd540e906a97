import { OrderConfirmed, OrderGoodsAdded, OrderPlaced, ReturnSettled } from '@concord/contracts';
import { fold, type DomainEvent, type Read } from '@concord/event-sourcing';
import type { Order } from '../order/order-state';
import { orderAggregate, ParcelLeft, UnitsGivenBack, type OrderEvent } from '../order/order.aggregate';
import { returnCase } from './return.aggregate';
import { confirmed, left, lines, orderId, placed, promised, returnId } from './return-in-specs';
import { shippingBack } from './shipping-back';

// Three tees, and shipping for 4.50.
const shipping = { ...lines[1]!, lineId: 'shipping', sku: 'shipping-van', isShipping: true as const };
const sold = [lines[0]!, shipping];
const before: OrderEvent[] = [
  OrderPlaced.of({ ...placed.data, lines: sold }),
  OrderConfirmed.of({ ...confirmed.data, lines: sold }),
  ParcelLeft.of({
    ...left.data,
    units: [left.data.units[0]!, { lineId: 'shipping', sku: 'shipping-van', quantity: 1 }],
  }),
];
const settled = (id: string) =>
  ReturnSettled.of({ returnId: id, orderId, refundMinor: 0, currency: 'GBP', byGrade: [] });
const goesBack = (grade: 'A' | 'C' | 'M', quantity: number, id: string, ...more: OrderEvent[]) => {
  const order: Order = fold(orderAggregate, [...before, promised(quantity, 0, id), ...more]);
  const read = ((aggregate: typeof returnCase | typeof orderAggregate, of: string) =>
    aggregate.kind === returnCase.kind
      ? fold(returnCase, of === 'earlier' ? [settled(of)] : [])
      : fold(orderAggregate, [
          OrderPlaced.of({ ...placed.data, orderId: of }),
        ] as DomainEvent[] as OrderEvent[])) as Read;
  return shippingBack([{ lineId: '1', sku: 'TEE', grade, quantity }], order, id, read).length > 0;
};

describe('the price of shipping', () => {
  it('goes back with the last goods, whatever their grade', () => {
    expect(goesBack('C', 3, returnId)).toBe(true);
    expect(goesBack('A', 2, returnId)).toBe(false);
    expect(goesBack('A', 2, returnId, promised(1, 0, 'earlier'))).toBe(true);
    expect(goesBack('A', 2, returnId, promised(1, 0, 'under way'))).toBe(false);
  });
  it('stays due for goods that did not come back', () => expect(goesBack('M', 3, returnId)).toBe(false));
  it('stays due for goods that are exchanged', () => expect(goesBack('A', 3, 'ex-1.return')).toBe(false));
  it('stays due for goods that were added to the order', () => {
    const added = OrderGoodsAdded.of({ orderId, additionId: 'o-2', lines: [], totalMinor: 5, currency: 'GBP' });
    expect(goesBack('A', 3, returnId, added)).toBe(false);
  });
  it('goes back once', () => {
    const given = [{ lineId: 'shipping', percentUnits: 100, refundMinor: 450 }];
    expect(goesBack('A', 3, returnId, UnitsGivenBack.of({ orderId, returnId: 'claim', lines: given }))).toBe(false);
  });
});

import { notPersonal, OrderCancelled } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { endCartWhenOrderCancelled } from './end-cart-when-order-cancelled.policy';

const cancelled = (stage: 'checkout' | 'confirmed') =>
  recorded(OrderCancelled.of({ orderId: 'o-1', reason: notPersonal('changed my mind'), stage }));

describe('the cancellation of an order', () => {
  it('ends its basket where the order was not decided', () =>
    expect(endCartWhenOrderCancelled.react(cancelled('checkout'))).toEqual([
      { type: 'EndCartOfOrder', data: { orderId: 'o-1' } },
    ]));
  it('leaves the basket of a confirmed order alone', () =>
    expect(endCartWhenOrderCancelled.react(cancelled('confirmed'))).toEqual([]));
});

import { OrderRejected } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { reopenCartWhenOrderRejected } from './reopen-cart-when-order-rejected.policy';

const rejected = (cartId?: string) =>
  recorded(
    OrderRejected.of({ orderId: 'o-1', reason: 'payment', detail: 'declined', short: [], ...(cartId && { cartId }) }),
  );

describe('reopening a basket when its order is rejected', () => {
  it('gives its customer ten more minutes with the units', () =>
    expect(reopenCartWhenOrderRejected.react(rejected('c-1'))).toEqual([
      { type: 'ReopenCart', data: { cartId: 'c-1', orderId: 'o-1', holdMinutes: 10 } },
    ]));
  it('has nothing to do for an order without a basket', () =>
    expect(reopenCartWhenOrderRejected.react(rejected())).toEqual([]));
});

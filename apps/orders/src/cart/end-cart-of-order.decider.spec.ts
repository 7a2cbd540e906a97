import { CartCreated, CartEnded, OrderPlaced } from '@concord/contracts';
import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import { cartAggregate, CartOrdered, CartReopened, type CartEvent } from './cart.aggregate';
import { endCartOfOrder } from './end-cart-of-order.decider';

const cartId = 'c-1';
const order = (cart?: string) => {
  const totals = { goodsMinor: 0, discountMinor: 0, totalMinor: 0 };
  const more = { ...totals, shipTo: { country: 'GB' }, channel: 'b2c' as const, orderedAt: SPEC_TIME };
  const placed = OrderPlaced.of({ orderId: 'o-1', currency: 'GBP', lines: [], ...more, ...(cart && { cartId: cart }) });
  return { of: orderAggregate, id: 'o-1', events: [placed] };
};
const basket = (...events: CartEvent[]) => {
  const created = CartCreated.of({ cartId, customerId: 'ada', channel: 'b2c', currency: 'GBP' });
  return { of: cartAggregate, id: cartId, events: [created, ...events] };
};
const ordered = CartOrdered.of({ cartId, orderId: 'o-1', quoteId: 'q-1' });
const past = givenStreams(endCartOfOrder);
const end = { type: 'EndCartOfOrder', data: { orderId: 'o-1' } } as const;

describe('the basket of an order that was cancelled before it was decided', () => {
  it('is over', () =>
    past(order(cartId), basket(ordered))
      .when(end)
      .then(CartEnded.of({ cartId, customerId: 'ada', cause: 'cancelled' })));
  it('is left alone where it is open again, or where there is none', () => {
    past(order(cartId), basket(ordered, CartReopened.of({ cartId, orderId: 'o-1' })))
      .when(end)
      .then();
    past(order()).when(end).then();
  });
});

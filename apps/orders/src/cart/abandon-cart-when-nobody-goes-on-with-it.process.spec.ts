import { CART_ABANDONED_MINUTES, CartLineAdded, QuoteIssued } from '@concord/contracts';
import { givenProcess, recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { abandonCartWhenNobodyGoesOnWithIt } from './abandon-cart-when-nobody-goes-on-with-it.process';
import {
  cartAggregate,
  CartCouponRemoved,
  cartEvents,
  CartOrdered,
  CartVoucherRemoved,
  type CartEvent,
} from './cart.aggregate';

const past = givenProcess(abandonCartWhenNobodyGoesOnWithIt);
const cartId = 'c-1';
const totals = { goodsMinor: 0, discountMinor: 0, taxOnTopMinor: 0, totalMinor: 0 };
const added = recorded(CartLineAdded.of({ cartId, lineId: '1', sku: 'TEE', quantity: 1 }));
const quoted = recorded(
  QuoteIssued.of({ quoteId: 'q', cartId, hash: 'h', currency: 'GBP', lines: [], ...totals, expiresAt: SPEC_TIME }),
);
const inMinutes = (minutes: number) => ({ timers: [{ name: 'idle', inMs: minutes * 60_000 }] });

describe('a basket', () => {
  it('is abandoned an hour after the last sign of its customer, or as the shop says', () => {
    past().when(added).then(inMinutes(60));
    past().when(quoted).then(inMinutes(60));
    givenProcess(abandonCartWhenNobodyGoesOnWithIt, settingsWith(CART_ABANDONED_MINUTES, 30))()
      .when(added)
      .then(inMinutes(30));
    past()
      .whenTimeout('idle', cartId)
      .then({ commands: [{ type: 'AbandonCart', data: { cartId } }] });
  });
  it('is waited for anew after every change that its customer makes', () => {
    past()
      .when(recorded(CartCouponRemoved.of({ cartId, code: 'SPRING' })))
      .then(inMinutes(60));
    past()
      .when(recorded(CartVoucherRemoved.of({ cartId, voucherId: 'v' })))
      .then(inMinutes(60));
    const changes = Object.keys(cartEvents).filter((type) => {
      const event: unknown = { type, data: { cartId, code: '', voucherId: '', lineId: '', sku: '', quantity: 1 } };
      return cartAggregate.evolve(cartAggregate.initial, event as CartEvent).changes > 0;
    });
    expect(changes).toContain('CartCouponRemoved');
    expect(Object.keys(abandonCartWhenNobodyGoesOnWithIt.hears)).toEqual(expect.arrayContaining(changes));
  });
  it('that was ordered is waited for no longer', () =>
    past()
      .when(recorded(CartOrdered.of({ cartId, orderId: 'o-1', quoteId: 'q' })))
      .then({ stopTimers: ['idle'] }));
});

import { CART_ABANDONED_MINUTES, CartLineAdded, QuoteIssued } from '@concord/contracts';
import { givenProcess, recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { abandonCartWhenNobodyGoesOnWithIt } from './abandon-cart-when-nobody-goes-on-with-it.process';
import { CartOrdered } from './cart.aggregate';

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
  it('that was ordered is waited for no longer', () =>
    past()
      .when(recorded(CartOrdered.of({ cartId, orderId: 'o-1', quoteId: 'q' })))
      .then({ stopTimers: ['idle'] }));
});

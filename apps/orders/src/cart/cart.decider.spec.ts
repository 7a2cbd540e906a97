import {
  CartAbandoned,
  CartCouponApplied,
  CartCreated,
  CartEnded,
  CartHoldExtensionRequested,
  CartHoldRequested,
  CartLineAdded,
  CartLineChanged,
  CartLineRemoved,
  CartRecovered,
  QuoteIssued,
} from '@concord/contracts';
import { given, SPEC_TIME } from '@concord/event-sourcing';
import { CartCouponRemoved, CartOrdered, CartReopened, type CartEvent } from './cart.aggregate';
import { cart, type CartCommand } from './cart.decider';

const past = given(cart);
const cartId = 'c-1';
const created = CartCreated.of({ cartId, channel: 'b2c', currency: 'GBP' });
const added = (lineId: string, sku: string, quantity: number) => CartLineAdded.of({ cartId, lineId, sku, quantity });
type Units = [sku: string, quantity: number];
const heldBy = (request: number, ...lines: Units[]) =>
  CartHoldRequested.of({ cartId, request, minutes: 15, lines: lines.map(([sku, quantity]) => ({ sku, quantity })) });
const filled = [created, added('1', 'TEE', 2), heldBy(1, ['TEE', 2])];
const held = (...lines: Units[]) => heldBy(2, ...lines);
const holdMinutes = 15;
const add = (sku: string, quantity: number): CartCommand => {
  return { type: 'AddCartLine', data: { cartId, sku, quantity, holdMinutes } };
};
const ordered = CartOrdered.of({ cartId, orderId: 'o-1', quoteId: 'q-1' });

describe('a line of a basket', () => {
  it('asks inventory for all units of the basket', () =>
    past(...filled)
      .when(add('MUG', 1))
      .then(added('2', 'MUG', 1), held(['TEE', 2], ['MUG', 1])));
  it('is one for each SKU', () =>
    past(...filled)
      .when(add('TEE', 3))
      .then(added('1', 'TEE', 5), held(['TEE', 5])));
  it('has its units changed', () =>
    past(...filled)
      .when({ type: 'ChangeCartLine', data: { cartId, lineId: '1', quantity: 1, holdMinutes } })
      .then(CartLineChanged.of({ cartId, lineId: '1', sku: 'TEE', quantity: 1 }), held(['TEE', 1])));
  it('is taken out, and nothing is held any more', () =>
    past(...filled)
      .when({ type: 'RemoveCartLine', data: { cartId, lineId: '1', holdMinutes } })
      .then(CartLineRemoved.of({ cartId, lineId: '1', sku: 'TEE' }), held()));
  it('gets an id that no other line had', () =>
    past(...filled, CartLineRemoved.of({ cartId, lineId: '1', sku: 'TEE' }))
      .when(add('MUG', 1))
      .then(added('2', 'MUG', 1), held(['MUG', 1])));
  it('must be there', () =>
    past(...filled)
      .when({ type: 'RemoveCartLine', data: { cartId, lineId: '9', holdMinutes } })
      .thenRejected('cart-line-unknown'));
});

describe('a code of a basket', () => {
  const apply = (code: string): CartCommand => ({ type: 'ApplyCoupon', data: { cartId, code } });
  const applied = CartCouponApplied.of({ cartId, code: 'SPRING' });
  it('counts once, in whatever case', () => {
    past(...filled)
      .when(apply('SPRING'))
      .then(applied);
    past(...filled, applied)
      .when(apply(' spring'))
      .then();
  });
  it('is taken back', () =>
    past(...filled, applied)
      .when({ type: 'RemoveCoupon', data: { cartId, code: 'spring' } })
      .then(CartCouponRemoved.of({ cartId, code: 'SPRING' })));
});

describe('the hold of a basket', () => {
  const asked = { cartId, isHeld: true, holdMinutes, extensionMinutes: 10, extensionsMax: 1 };
  const extend: CartCommand = { type: 'ExtendCartHold', data: asked };
  const extended = CartHoldExtensionRequested.of({ cartId, minutes: 10 });
  it('is extended as often as the shop allows', () => {
    past(...filled)
      .when(extend)
      .then(extended);
    past(...filled, extended)
      .when(extend)
      .thenRejected('hold-extended-often');
  });
  it('begins anew with a change', () =>
    past(...filled, extended, held(['TEE', 3]))
      .when(extend)
      .then(extended));
  it('is asked for once more where it is over', () =>
    past(...filled, extended)
      .when({ ...extend, data: { ...asked, isHeld: false } })
      .then(held(['TEE', 2])));
});

describe('a basket', () => {
  it.each<[string, CartEvent[], string]>([
    ['that does not exist', [], 'cart-unknown'],
    ['that was ordered', [...filled, ordered], 'cart-ordered'],
    ['that is over', [...filled, CartEnded.of({ cartId, cause: 'expired' })], 'cart-ended'],
  ])('%s cannot be changed', (_, events, code) =>
    past(...events)
      .when(add('MUG', 1))
      .thenRejected(code),
  );
  it('is open again when its order is not taken, with a new hold', () => {
    const reopen: CartCommand = { type: 'ReopenCart', data: { cartId, orderId: 'o-1', holdMinutes } };
    past(...filled, ordered)
      .when(reopen)
      .then(CartReopened.of({ cartId, orderId: 'o-1' }), held(['TEE', 2]));
    past(...filled)
      .when(reopen)
      .then();
  });
  it('ends when nobody changes it', () => {
    const expire: CartCommand = { type: 'ExpireCart', data: { cartId } };
    past(...filled)
      .when(expire)
      .then(CartEnded.of({ cartId, cause: 'expired' }));
    past(...filled, ordered)
      .when(expire)
      .then();
  });
});

describe('an abandoned basket', () => {
  const abandon: CartCommand = { type: 'AbandonCart', data: { cartId } };
  const lines = [{ sku: 'TEE', quantity: 2 }];
  const abandoned = CartAbandoned.of({ cartId, channel: 'b2c', currency: 'GBP', lines, abandonedAt: SPEC_TIME });
  const recovered = CartRecovered.of({ cartId, cause: 'changed', abandonedAt: SPEC_TIME });
  it('has goods, and is open', () => {
    past(...filled)
      .when(abandon)
      .then(abandoned);
    past(created).when(abandon).then();
    past(...filled, ordered)
      .when(abandon)
      .then();
  });
  it('is announced once, until somebody goes on with it', () => {
    past(...filled, abandoned)
      .when(abandon)
      .then();
    past(...filled, abandoned)
      .when(add('MUG', 1))
      .then(recovered, added('2', 'MUG', 1), held(['TEE', 2], ['MUG', 1]));
    past(...filled, abandoned, recovered)
      .when(abandon)
      .then(abandoned);
  });
  it('stays abandoned where nothing was changed', () =>
    past(...filled, abandoned)
      .when({ type: 'ChangeCartLine', data: { cartId, lineId: '1', quantity: 2, holdMinutes } })
      .then());
});

describe('the quote of a basket', () => {
  const quote = {
    quoteId: 'q-1',
    cartId,
    hash: 'h',
    currency: 'GBP',
    lines: [],
    goodsMinor: 0,
    discountMinor: 0,
    taxOnTopMinor: 0,
    totalMinor: 0,
    expiresAt: '2026-01-05T09:15:00.000Z',
  };
  const issue = (changes: number): CartCommand => ({ type: 'IssueQuote', data: { cartId, quote, changes } });
  it('is of the basket that was priced', () =>
    past(...filled)
      .when(issue(1))
      .then(QuoteIssued.of(quote)));
  it('is refused where the basket changed meanwhile', () =>
    past(...filled, added('2', 'MUG', 1))
      .when(issue(1))
      .thenRejected('cart-changed'));
});

describe('several lines at once', () => {
  it('ask for one hold', () =>
    past(created)
      .when({
        type: 'AddCartLines',
        data: {
          cartId,
          holdMinutes,
          lines: [
            { sku: 'TEE', quantity: 1 },
            { sku: 'MUG', quantity: 2 },
            { sku: 'TEE', quantity: 1 },
          ],
        },
      })
      .then(added('1', 'TEE', 1), added('2', 'MUG', 2), added('1', 'TEE', 2), heldBy(1, ['TEE', 2], ['MUG', 2])));
});

import { CartCouponApplied, CartCreated, CartEnded, CartHoldRequested, CartLineAdded } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { cartAggregate, type CartEvent } from './cart.aggregate';
import { mergeCarts, type MergeCarts } from './merge-carts.decider';

const of = (cartId: string, customerId: string, more: CartEvent[] = [], currency = 'GBP') => {
  const created = CartCreated.of({ cartId, customerId, channel: 'b2c', currency });
  return { of: cartAggregate, id: cartId, events: [created, ...more] };
};
const added = (cartId: string, lineId: string, sku: string, quantity: number) =>
  CartLineAdded.of({ cartId, lineId, sku, quantity });
const merge: MergeCarts = { type: 'MergeCarts', data: { cartId: 'own', fromCartId: 'guest', holdMinutes: 15 } };
const guest = of('guest', 'guest-1', [
  added('guest', '1', 'TEE', 1),
  added('guest', '2', 'MUG', 2),
  CartCouponApplied.of({ cartId: 'guest', code: 'SPRING' }),
]);
const own = of('own', 'ada', [added('own', '1', 'TEE', 2)]);
const outcome = [
  added('own', '1', 'TEE', 3),
  added('own', '2', 'MUG', 2),
  CartCouponApplied.of({ cartId: 'own', code: 'SPRING' }),
  CartHoldRequested.of({
    cartId: 'own',
    request: 1,
    mergedCartId: 'guest',
    minutes: 15,
    lines: [
      { sku: 'TEE', quantity: 3 },
      { sku: 'MUG', quantity: 2 },
    ],
  }),
];

describe('taking the basket of a guest in', () => {
  it('adds its units and codes, and ends it', () =>
    givenStreams(mergeCarts)(own, guest)
      .when(merge)
      .then(...outcome, CartEnded.of({ cartId: 'guest', customerId: 'guest-1', cause: 'merged', intoCartId: 'own' })));
  it('happens once', () =>
    givenStreams(mergeCarts)({ ...own, events: [...own.events, ...outcome] }, guest)
      .when(merge)
      .then());
  it('is refused for baskets that cannot be one order', () =>
    givenStreams(mergeCarts)(own, of('guest', 'guest-1', [], 'EUR'))
      .when(merge)
      .thenRejected('carts-differ'));
  it('is refused for a basket that is over', () => {
    const ended = CartEnded.of({ cartId: 'guest', cause: 'expired' });
    givenStreams(mergeCarts)(own, of('guest', 'guest-1', [ended]))
      .when(merge)
      .thenRejected('cart-ended');
  });
});

import type { Concord } from '../concord';
import type { Orders } from '../generated/services';
import { isProblem } from '../problem';

type Basket = Orders.Cart;
type Answer = { readonly data: Basket };

/**
 * Applies the code of a promotion. Only a quote can say that the code lowers nothing in this basket: it is then taken out
 * again, so that the basket can be quoted, and the refusal is thrown.
 */
export function applyCoupon(shop: Concord, basket: Basket, code: string): Promise<Answer> {
  const path = { cartId: basket.cartId };
  return counted(shop, 'promotion-', {
    take: () => shop.orders.post('/v1/carts/{cartId}/coupons', { path, body: { code } }),
    leave: () => shop.orders.delete('/v1/carts/{cartId}/coupons/{code}', { path: { ...path, code } }),
  });
}

/** Applies a gift voucher. One that cannot pay is taken out again, and the refusal is thrown. */
export function applyVoucher(shop: Concord, basket: Basket, code: string): Promise<Answer> {
  const path = { cartId: basket.cartId };
  const before = new Set(basket.voucherIds);
  return counted(shop, 'voucher-not-usable', {
    take: () => shop.orders.post('/v1/carts/{cartId}/vouchers', { path, body: { code } }),
    leave: async ({ voucherIds }) => {
      const voucherId = voucherIds.find((id) => !before.has(id));
      if (voucherId === undefined) return;
      await shop.orders.delete('/v1/carts/{cartId}/vouchers/{voucherId}', { path: { ...path, voucherId } });
    },
  });
}

/** Pays with so many points. Where they cannot be spent, those of before stay, and the refusal is thrown. */
export function applyPoints(shop: Concord, basket: Basket, points: number): Promise<Answer> {
  const pay = (wanted: number) =>
    shop.orders.post('/v1/carts/{cartId}/points', { path: { cartId: basket.cartId }, body: { points: wanted } });
  return counted(shop, 'points-', { take: () => pay(points), leave: () => pay(basket.points) });
}

interface Tried {
  readonly take: () => Promise<Answer>;
  readonly leave: (taken: Basket) => Promise<unknown>;
}

/** Any other refusal of the quote, whose code begins otherwise, was there before or is shown beside the total. */
async function counted(shop: Concord, refusal: string, { take, leave }: Tried): Promise<Answer> {
  const taken = await take();
  const { cartId, lines, shipTo } = taken.data;
  if (lines.length === 0 || shipTo === null) return taken;
  try {
    await shop.orders.post('/v1/carts/{cartId}/quote', { path: { cartId } });
  } catch (error) {
    if (!isProblem(error) || !error.code.startsWith(refusal)) return taken;
    await leave(taken.data);
    throw error;
  }
  return taken;
}

import {
  CartCouponApplied,
  CartEnded,
  CartLineAdded,
  LINE_UNITS_MAX,
  ORDER_LINES_MAX,
  PROMOTION_CODES_MAX,
  VOUCHERS_MAX,
} from '@concord/contracts';
import { fold, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { cartAggregate, CartAddressSet, CartVoucherApplied, type CartAddress } from './cart.aggregate';
import { isSameCode, recovered, whyClosed, withHold, type HoldTime } from './cart.decider';

/** The basket `fromCartId` of a guest is taken into that of a customer who signed in. */
export type MergeCarts = Command<
  'MergeCarts',
  {
    cartId: string;
    fromCartId: string;
    /** That of the basket that is taken in, sealed for the customer of the other one. */
    address?: CartAddress;
  } & HoldTime
>;

/**
 * Takes one basket into another: units of a SKU are added up, codes and vouchers are kept, and the address of the basket
 * that goes on counts. The held units move with their lines. A repetition changes nothing.
 */
export const mergeCarts: JointDecider<MergeCarts> = {
  commands: ['MergeCarts'],
  aggregate: cartAggregate,
  id: ({ data }) => data.cartId,

  decideJointly({ data: { cartId, fromCartId, address, holdMinutes } }, read) {
    const into = read(cartAggregate, cartId);
    const from = read(cartAggregate, fromCartId);
    if (into.mergedIds.includes(fromCartId)) return [];
    if (cartId === fromCartId) return rule('cart-itself', 'A basket cannot be merged into itself.');
    const closed = whyClosed(cartId, into) ?? whyClosed(fromCartId, from);
    if (closed) return closed;
    if (into.currency !== from.currency || into.channel !== from.channel)
      return rule('carts-differ', 'The baskets are of different channels or currencies: order them one by one.');
    const events = recovered(cartId, into);
    for (const { sku, quantity } of from.lines) {
      const { lines, linesEver } = fold(cartAggregate, events, into);
      const known = lines.find((line) => line.sku === sku);
      if (!known && lines.length >= ORDER_LINES_MAX)
        return rule('too-many-lines', `A basket has at most ${ORDER_LINES_MAX} lines.`);
      const units = Math.min(LINE_UNITS_MAX, (known?.quantity ?? 0) + quantity);
      const lineId = known?.lineId ?? String(linesEver + 1);
      events.push(CartLineAdded.of({ cartId, lineId, sku, quantity: units }));
    }
    const codes = from.codes.filter((code) => !into.codes.some((known) => isSameCode(known, code)));
    for (const code of codes.slice(0, PROMOTION_CODES_MAX - into.codes.length))
      events.push(CartCouponApplied.of({ cartId, code }));
    const vouchers = from.voucherIds.filter((id) => !into.voucherIds.includes(id));
    for (const voucherId of vouchers.slice(0, VOUCHERS_MAX - into.voucherIds.length))
      events.push(CartVoucherApplied.of({ cartId, voucherId }));
    if (!into.address && address) events.push(CartAddressSet.of({ cartId, ...address }));
    const owner = from.customerId === null ? {} : { customerId: from.customerId };
    const ended = CartEnded.of({ cartId: fromCartId, ...owner, cause: 'merged', intoCartId: cartId });
    return [
      {
        to: cartAggregate,
        id: cartId,
        events: withHold(events, into, cartId, holdMinutes, { mergedCartId: fromCartId }),
      },
      { to: cartAggregate, id: fromCartId, events: [ended] },
    ];
  },
};

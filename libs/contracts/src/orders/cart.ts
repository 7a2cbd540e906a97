import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, Sku, Time, Units } from '../fields';
import { OrderLine, OrderShipping } from './order';
import { Credits } from './tender';

const event = publishedBy('orders');

/** A basket exists: of a customer, or of a guest until it is merged into a customer's. */
export const CartCreated = event('CartCreated', 1, {
  cartId: Id,
  customerId: Type.Optional(Id),
  channel: OneOf('b2c', 'b2b', 'd2c'),
  currency: Currency,
});

/**
 * A basket asks inventory to hold its units: all of them, instead of those that it held before. No lines releases the
 * hold. Inventory answers with `HoldPlaced` or `HoldRefused`. The hold of the basket `mergedCartId`, which this one took
 * in, is taken over: its units never count against this basket.
 */
export const CartHoldRequested = event('CartHoldRequested', 1, {
  cartId: Id,
  /** The number of the request among those of its basket: 1, 2, … The order of the basket names the last one. */
  request: Units,
  mergedCartId: Type.Optional(Id),
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
  minutes: Units,
});

/** A basket asks inventory to hold its units for longer. */
export const CartHoldExtensionRequested = event('CartHoldExtensionRequested', 1, { cartId: Id, minutes: Units });

/**
 * A basket is over: it was merged into another one, its time is over, its customer was erased, or its order was cancelled
 * before it was decided (`cancelled`). Inventory releases its hold.
 */
export const CartEnded = event('CartEnded', 1, {
  cartId: Id,
  customerId: Type.Optional(Id),
  cause: OneOf('merged', 'expired', 'erased', 'cancelled'),
  /** The basket that took its lines. */
  intoCartId: Type.Optional(Id),
});

/**
 * Nobody changed a basket with goods for a while (`cart.abandoned-minutes`). It stays open, and its hold goes on or ends by
 * itself. Marketing may remind its customer, unless the customer has ordered meanwhile. `totalMinor` is what its last
 * quote said, where the basket did not change since.
 */
export const CartAbandoned = event('CartAbandoned', 1, {
  cartId: Id,
  customerId: Type.Optional(Id),
  channel: OneOf('b2c', 'b2b', 'd2c'),
  currency: Currency,
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
  totalMinor: Type.Optional(Minor),
  abandonedAt: Time,
});

/** Somebody went on with an abandoned basket: it was changed, quoted, merged into or ordered. Marketing stops reminding. */
export const CartRecovered = event('CartRecovered', 1, {
  cartId: Id,
  customerId: Type.Optional(Id),
  cause: OneOf('changed', 'ordered'),
  /** The order of the basket. */
  orderId: Type.Optional(Id),
  abandonedAt: Time,
});

const line = { cartId: Id, lineId: Id, sku: Sku, quantity: Units };

/** A basket got a SKU, or more of it: `quantity` is what it has now. `source` is the campaign that brought the customer. */
export const CartLineAdded = event('CartLineAdded', 1, { ...line, source: Type.Optional(Id) });

/** A basket has another number of units of a SKU. */
export const CartLineChanged = event('CartLineChanged', 1, line);

/** A basket no longer has a SKU. */
export const CartLineRemoved = event('CartLineRemoved', 1, { cartId: Id, lineId: Id, sku: Sku });

/** The customer typed the code of a promotion. */
export const CartCouponApplied = event('CartCouponApplied', 1, { cartId: Id, code: Type.String({ maxLength: 40 }) });

/**
 * A customer saw what an order of the basket costs, with every discount and its promotion, the tax, and the promised date.
 * The prices hold until `expiresAt`. `hash` is the same for two quotes that say the same.
 */
export const QuoteIssued = event('QuoteIssued', 1, {
  quoteId: Id,
  cartId: Id,
  customerId: Type.Optional(Id),
  hash: Type.String({ maxLength: 64 }),
  currency: Currency,
  lines: Type.Array(OrderLine),
  goodsMinor: Minor,
  discountMinor: Minor,
  taxOnTopMinor: Minor,
  totalMinor: Minor,
  credits: Type.Optional(Credits),
  shipping: Type.Optional(OrderShipping),
  expiresAt: Time,
});

import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, Sku, Time, Units } from '../fields';

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
  mergedCartId: Type.Optional(Id),
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
  minutes: Units,
});

/** A basket asks inventory to hold its units for longer. */
export const CartHoldExtensionRequested = event('CartHoldExtensionRequested', 1, { cartId: Id, minutes: Units });

/** A basket was given up: it is empty, merged into another one, or its time is over. Inventory releases its hold. */
export const CartEnded = event('CartEnded', 1, {
  cartId: Id,
  customerId: Type.Optional(Id),
  cause: OneOf('merged', 'expired', 'erased'),
  /** The basket that took its lines. */
  intoCartId: Type.Optional(Id),
});

/** A customer saw what an order of the basket costs. The price holds until `expiresAt`. */
export const QuoteIssued = event('QuoteIssued', 1, {
  quoteId: Id,
  cartId: Id,
  customerId: Type.Optional(Id),
  hash: Type.String({ maxLength: 64 }),
  totalMinor: Minor,
  currency: Currency,
  expiresAt: Time,
});

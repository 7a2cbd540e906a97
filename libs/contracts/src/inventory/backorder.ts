import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, Sku, Time, Units, UnitsOrNone } from '../fields';
import { Allocation } from './reservation';

const event = publishedBy('inventory');

/**
 * A SKU can be ordered beyond its stock, up to `capUnits` that wait at the same time, with this promised date. A cap of
 * 0 ends it. The promises of units that wait already have events of their own.
 */
export const BackorderPolicySet = event('BackorderPolicySet', 1, {
  sku: Sku,
  capUnits: UnitsOrNone,
  promisedAt: Type.Optional(Time),
});

/** Units of an order wait for goods: the customer was promised this date. */
export const BackorderCreated = event('BackorderCreated', 1, {
  orderId: Id,
  sku: Sku,
  quantity: Units,
  promisedAt: Time,
});

/**
 * Goods came for an order that waited: they are reserved for it. `waiting` units of the SKU still wait. Orders answers
 * with `OrderBackorderFilled`, which names the units that it still wants.
 */
export const BackorderFilled = event('BackorderFilled', 1, {
  orderId: Id,
  fillId: Id,
  sku: Sku,
  allocations: Type.Array(Allocation),
  waiting: UnitsOrNone,
});

/**
 * The date of waiting units moved: somebody set another one, their purchase order comes another day, or never, or the date
 * passed and no goods came. Where it moved later, orders asks the customer whether to wait or to cancel. `from` is the date that was promised before. Without
 * `promisedAt` nobody knows when goods come; without `from` nobody knew.
 */
export const BackorderPromiseChanged = event('BackorderPromiseChanged', 1, {
  orderId: Id,
  sku: Sku,
  quantity: Units,
  from: Type.Optional(Time),
  promisedAt: Type.Optional(Time),
});

/** Units of an order no longer wait: the order was cancelled, or the line was. */
export const BackorderEnded = event('BackorderEnded', 1, {
  orderId: Id,
  sku: Sku,
  quantity: Units,
  cause: OneOf('order-ended', 'line-cancelled'),
});

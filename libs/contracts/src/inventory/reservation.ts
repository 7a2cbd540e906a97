import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** Units of an order at one warehouse. */
export const Allocation = Type.Object({ sku: Sku, warehouse: WarehouseCode, quantity: Units });

/**
 * All units of an order are reserved, or wait for goods by a promise: checkout goes on to the payment, logistics learns
 * where the units are.
 */
export const StockReserved = event(
  'StockReserved',
  2,
  {
    orderId: Id,
    allocations: Type.Array(Allocation),
    /** Units that wait; absent where all are there. */
    waiting: Type.Optional(Type.Array(Type.Object({ sku: Sku, quantity: Units, promisedAt: Time }))),
    splitCount: Units,
  },
  { 1: (data: object) => data },
);

/** Units of an order are short: nothing is reserved, and the checkout ends. */
export const StockReservationRejected = event('StockReservationRejected', 1, {
  orderId: Id,
  short: Type.Array(Type.Object({ sku: Sku, wanted: Units, sellable: UnitsOrNone })),
});

/** The reserved units of an order are for sale again. */
export const ReservationReleased = event('ReservationReleased', 1, {
  orderId: Id,
  reason: ShortText,
  allocations: Type.Array(Allocation),
});

/**
 * Units of an order were not on the shelf at `from`, and the books are corrected. `allocations` says where replacements
 * are reserved, which may be `from` itself. Nobody has the `missing` units: orders cancels them.
 */
export const ReservationMoved = event('ReservationMoved', 1, {
  orderId: Id,
  moveId: Id,
  from: WarehouseCode,
  sku: Sku,
  allocations: Type.Array(Allocation),
  missing: UnitsOrNone,
  reason: ShortText,
});

/** The packed units of a fulfilment left the warehouse, also where they were no longer reserved. */
export const StockShipped = event('StockShipped', 1, {
  orderId: Id,
  fulfilmentId: Id,
  warehouse: WarehouseCode,
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
});

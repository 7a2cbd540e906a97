import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Sku, Units, UnitsOrNone, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** Units of an order at one warehouse. */
export const Allocation = Type.Object({ sku: Sku, warehouse: WarehouseCode, quantity: Units });

/** All units of an order are set aside: checkout goes on to the payment, logistics learns where they are. */
export const StockReserved = event('StockReserved', 1, {
  orderId: Id,
  allocations: Type.Array(Allocation),
  splitCount: Units,
});

/** Not all units of an order can be had: nothing is set aside, checkout ends. */
export const StockReservationRejected = event('StockReservationRejected', 1, {
  orderId: Id,
  short: Type.Array(Type.Object({ sku: Sku, wanted: Units, sellable: UnitsOrNone })),
});

/** What was set aside for an order is for sale again. */
export const ReservationReleased = event('ReservationReleased', 1, {
  orderId: Id,
  reason: ShortText,
  allocations: Type.Array(Allocation),
});

/**
 * Units of an order were not on the shelf at `from`, and the books are corrected. `allocations` says where as many are
 * reserved in their place, which may be `from` where it has more; `missing` units are nowhere: orders cancels them.
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

/** What a fulfilment packed left the house, also where its units were set aside no more. */
export const StockShipped = event('StockShipped', 1, {
  orderId: Id,
  fulfilmentId: Id,
  warehouse: WarehouseCode,
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
});

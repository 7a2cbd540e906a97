import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from './fields';

const event = publishedBy('inventory');

/** How much of a SKU can be sold, in one word. */
export const StockLevel = OneOf('out', 'critical', 'low', 'ok', 'over');

/** A as new, B opened, C damaged, D unusable, M missing, W another item came back. */
export const Grade = OneOf('A', 'B', 'C', 'D', 'M', 'W');

/** Units of an order at one warehouse. */
export const Allocation = Type.Object({ sku: Sku, warehouse: WarehouseCode, quantity: Units });

/** A warehouse may hold stock from now on. */
export const WarehouseOpened = event('WarehouseOpened', 1, {
  warehouse: WarehouseCode,
  name: ShortText,
  country: Type.Optional(Type.String({ maxLength: 60 })),
  sells: Type.Boolean(),
  ships: Type.Boolean(),
  acceptsReturns: Type.Boolean(),
});

/** Name or flags of a warehouse are these from now on. */
export const WarehouseConfigured = event('WarehouseConfigured', 1, {
  warehouse: WarehouseCode,
  name: ShortText,
  sells: Type.Boolean(),
  ships: Type.Boolean(),
  acceptsReturns: Type.Boolean(),
});

/** Goods came in. `AvailabilityChanged` and `RestockExpected` say what follows from it. */
export const StockReceived = event(
  'StockReceived',
  2,
  {
    sku: Sku,
    warehouse: WarehouseCode,
    quantity: Units,
    costMinor: Type.Optional(Minor),
    cause: ShortText,
    reference: Type.Optional(ShortText),
    purchaseOrderId: Type.Optional(Id),
  },
  { 1: (data: object) => data },
);

/** A count, a find or a write-off changed what is on hand. */
export const StockAdjusted = event('StockAdjusted', 1, {
  sku: Sku,
  warehouse: WarehouseCode,
  delta: Type.Integer(),
  reason: ShortText,
  reference: Type.Optional(ShortText),
});

/** Where units wait for a second look: returned and opened, damaged, or in repair. */
export const WaitingBucket = OneOf('quality', 'damaged', 'refurb');

const second = {
  sku: Sku,
  warehouse: WarehouseCode,
  bucket: WaitingBucket,
  quantity: Units,
  cause: ShortText,
  reference: Type.Optional(ShortText),
};

/** A second look found units of no use: they leave the books. */
export const StockWrittenOff = event('StockWrittenOff', 1, second);

/** A second look sent units back to their supplier: they leave the house. */
export const StockReturnedToSupplier = event('StockReturnedToSupplier', 1, second);

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

/**
 * A parcel left with units that were set aside for other orders by then: it had overtaken its cancellation, and they had
 * been sold again. `orderId` is the order of the parcel. Customer service opens a case; others' picks may come up short.
 */
export const StockOversold = event('StockOversold', 1, {
  sku: Sku,
  warehouse: WarehouseCode,
  orderId: Id,
  fulfilmentId: Id,
  quantity: Units,
});

/** Another number of units can be sold: badges, verdicts and promises follow. One per change of a SKU. */
export const AvailabilityChanged = event('AvailabilityChanged', 1, {
  sku: Sku,
  sellable: UnitsOrNone,
  level: StockLevel,
});

/**
 * Sellable units fell to the threshold or below: once an episode, and at most once in 30 minutes where stock flickers.
 * Subscribers outside buy or warn; `AvailabilityChanged` says every change.
 */
export const LowStockDetected = event('LowStockDetected', 1, {
  sku: Sku,
  sellable: UnitsOrNone,
  threshold: UnitsOrNone,
  cause: OneOf('absolute'),
});

/** Sellable units rose above the threshold again, as often as `LowStockDetected`. */
export const StockRecovered = event('StockRecovered', 1, { sku: Sku, sellable: UnitsOrNone, threshold: UnitsOrNone });

/** So many units of a purchase order are still to come, 0 once all came or were called off: campaigns count on them. */
export const RestockExpected = event('RestockExpected', 1, {
  sku: Sku,
  purchaseOrderId: Id,
  quantity: UnitsOrNone,
  eta: Time,
});

/** A return parcel lies in the house and waits for inspection. */
export const ReturnArrived = event('ReturnArrived', 1, {
  returnId: Id,
  orderId: Id,
  warehouse: WarehouseCode,
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
});

/** Returned units were inspected. Grade A is for sale again at `restockedTo`. */
export const ReturnLineGraded = event('ReturnLineGraded', 1, {
  returnId: Id,
  orderId: Id,
  lineId: Id,
  sku: Sku,
  quantity: Units,
  grade: Grade,
  disposition: OneOf('restock', 'quality', 'damaged', 'write-off', 'none'),
  restockedTo: Type.Optional(WarehouseCode),
});

/** Every unit of a return parcel is graded: orders settles the return. */
export const ReturnReceiptClosed = event('ReturnReceiptClosed', 1, {
  returnId: Id,
  orderId: Id,
  graded: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units })),
});

/** What inventory publishes on `inventory.events`. */
export const inventoryEvents = {
  WarehouseOpened,
  WarehouseConfigured,
  StockReceived,
  StockAdjusted,
  StockWrittenOff,
  StockReturnedToSupplier,
  StockReserved,
  StockReservationRejected,
  ReservationReleased,
  ReservationMoved,
  StockShipped,
  StockOversold,
  AvailabilityChanged,
  LowStockDetected,
  StockRecovered,
  RestockExpected,
  ReturnArrived,
  ReturnLineGraded,
  ReturnReceiptClosed,
};

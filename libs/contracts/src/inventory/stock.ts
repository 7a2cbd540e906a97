import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** The level of a SKU's sellable stock. */
export const StockLevel = OneOf('out', 'critical', 'low', 'ok', 'over');

/** Goods were received. `AvailabilityChanged` and `RestockExpected` publish the consequences. */
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

/** A second look found units unusable: they leave the books. */
export const StockWrittenOff = event('StockWrittenOff', 1, second);

/** A second look sent units back to their supplier: they leave the warehouse. */
export const StockReturnedToSupplier = event('StockReturnedToSupplier', 1, second);

/** Returned units are in a warehouse: `sku` is what came, which is another one than was sent where the grade is W. */
export const UnitsReturned = event('UnitsReturned', 1, {
  sku: Sku,
  returnId: Id,
  warehouse: WarehouseCode,
  quantity: Units,
  bucket: OneOf('available', 'quality', 'damaged'),
});

/** Units are sold as second choice from now on, under another SKU: they leave this SKU. */
export const UnitsSoldAs = event('UnitsSoldAs', 1, {
  sku: Sku,
  warehouse: WarehouseCode,
  from: WaitingBucket,
  quantity: Units,
  asSku: Sku,
  cause: ShortText,
});

/** Units of another SKU are sold as this one, second choice. */
export const UnitsTakenOver = event('UnitsTakenOver', 1, {
  sku: Sku,
  warehouse: WarehouseCode,
  quantity: Units,
  fromSku: Sku,
  cause: ShortText,
});

/**
 * A parcel left with units that were reserved for other orders: it overtook its cancellation, and the units had been
 * sold again. `orderId` is the order of the parcel. Customer service opens a case; the picks of other orders may come
 * up short.
 */
export const StockOversold = event('StockOversold', 1, {
  sku: Sku,
  warehouse: WarehouseCode,
  orderId: Id,
  fulfilmentId: Id,
  quantity: Units,
});

/**
 * The number of sellable units changed: badges, verdicts and promises follow. One event per change of a SKU. Sellable is
 * what is in stock and what no basket holds; units that may wait for goods are never counted.
 */
export const AvailabilityChanged = event('AvailabilityChanged', 1, {
  sku: Sku,
  sellable: UnitsOrNone,
  level: StockLevel,
});

/**
 * Sellable units fell to the threshold or below: once per episode, and where stock flickers at most once within the
 * minutes of the setting `stock.notice-minutes`. Subscribers outside buy or warn; `AvailabilityChanged` reports every
 * change.
 */
export const LowStockDetected = event('LowStockDetected', 1, {
  sku: Sku,
  sellable: UnitsOrNone,
  threshold: UnitsOrNone,
  cause: OneOf('absolute'),
});

/** Sellable units rose above the threshold again, as often as `LowStockDetected`. */
export const StockRecovered = event('StockRecovered', 1, { sku: Sku, sellable: UnitsOrNone, threshold: UnitsOrNone });

/** A purchase order still brings this many units, 0 once all came or were cancelled: campaigns count on them. */
export const RestockExpected = event('RestockExpected', 1, {
  sku: Sku,
  purchaseOrderId: Id,
  quantity: UnitsOrNone,
  eta: Time,
});

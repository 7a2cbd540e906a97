import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** How much of a SKU can be sold, in one word. */
export const StockLevel = OneOf('out', 'critical', 'low', 'ok', 'over');

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

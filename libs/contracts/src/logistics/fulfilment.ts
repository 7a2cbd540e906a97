import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Sku, Time, Units, WarehouseCode } from '../fields';
import { ShipTo } from '../orders/order';

const event = publishedBy('logistics');

const fulfilment = { fulfilmentId: Id, orderId: Id };

const lines = Type.Array(Type.Object({ sku: Sku, quantity: Units }));

/** One warehouse has something to pick for an order. One fulfilment per order and warehouse. */
export const FulfilmentPlanned = event(
  'FulfilmentPlanned',
  2,
  {
    ...fulfilment,
    warehouse: WarehouseCode,
    lines,
    shipTo: Type.Optional(ShipTo),
    /** When the customer ordered: the parcel cannot leave before. None where the confirmation did not say it. */
    orderedAt: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);

/** The order was called off before anything was packed. What was picked by then is to be put back. */
export const FulfilmentCancelled = event('FulfilmentCancelled', 1, {
  ...fulfilment,
  reason: ShortText,
  putBack: Type.Optional(lines),
});

/** Somebody walks the aisles. From here on an order is not simply cancelled. */
export const PickStarted = event('PickStarted', 1, { ...fulfilment, by: ShortText });

/** A scan did not fit the order: the unit stays where it is. */
export const PickMismatch = event('PickMismatch', 1, {
  ...fulfilment,
  scanned: Sku,
  quantity: Units,
  reason: ShortText,
  scanId: Type.Optional(Id),
  /** What was still to be picked then. */
  expected: Type.Optional(lines),
});

/**
 * A shelf holds fewer units than the books say: these of the order are not there. Inventory corrects the books and looks
 * for them elsewhere. One event for each SKU.
 */
export const PickShort = event('PickShort', 1, {
  ...fulfilment,
  warehouse: WarehouseCode,
  shortId: Id,
  sku: Sku,
  missing: Units,
  by: ShortText,
});

/** Exactly what was ordered is in the tray. `scans` counts those that matched. */
export const PickFinished = event('PickFinished', 1, { ...fulfilment, lines, scans: Type.Optional(Units) });

/** The parcel is closed; its contents are what was picked. */
export const ParcelPacked = event('ParcelPacked', 1, {
  ...fulfilment,
  parcelId: Id,
  contents: lines,
  weightG: Type.Optional(Type.Integer({ minimum: 1 })),
});

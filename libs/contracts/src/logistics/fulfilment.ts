import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Sku, Time, Units, WarehouseCode } from '../fields';
import { Address } from '../orders/order';

const event = publishedBy('logistics');

const fulfilment = { fulfilmentId: Id, orderId: Id };

const lines = Type.Array(Type.Object({ sku: Sku, quantity: Units }));

/** One warehouse is to pick units for an order. One fulfilment per order and warehouse. */
export const FulfilmentPlanned = event(
  'FulfilmentPlanned',
  3,
  {
    ...fulfilment,
    warehouse: WarehouseCode,
    lines,
    shipTo: Type.Optional(Address),
    /** When the customer ordered: the parcel cannot leave before. Absent where the confirmation did not say it. */
    orderedAt: Type.Optional(Time),
  },
  { 1: (data: object) => data, 2: (data: object) => data },
);

/** The order was cancelled before anything was packed. Picked units are to be put back. */
export const FulfilmentCancelled = event('FulfilmentCancelled', 1, {
  ...fulfilment,
  reason: ShortText,
  putBack: Type.Optional(lines),
});

/** A picker works on the fulfilment. From here on the order is not simply cancelled. */
export const PickStarted = event('PickStarted', 1, { ...fulfilment, by: ShortText });

/** A scan did not match the order: the unit stays on its shelf. */
export const PickMismatch = event('PickMismatch', 1, {
  ...fulfilment,
  scanned: Sku,
  quantity: Units,
  reason: ShortText,
  scanId: Type.Optional(Id),
  /** The units that were still to be picked. */
  expected: Type.Optional(lines),
});

/**
 * A shelf holds fewer units than the books say: these units of the order are missing. Inventory corrects the books and
 * asks other warehouses. One event for each SKU.
 */
export const PickShort = event('PickShort', 1, {
  ...fulfilment,
  warehouse: WarehouseCode,
  shortId: Id,
  sku: Sku,
  missing: Units,
  by: ShortText,
});

/** Exactly the ordered units are in the tray. `scans` counts the matching ones. */
export const PickFinished = event('PickFinished', 1, { ...fulfilment, lines, scans: Type.Optional(Units) });

/** The parcel is closed; it contains the picked units. */
export const ParcelPacked = event('ParcelPacked', 1, {
  ...fulfilment,
  parcelId: Id,
  contents: lines,
  weightG: Type.Optional(Type.Integer({ minimum: 1 })),
});

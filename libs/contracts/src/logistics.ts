import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, ShortText, Sku, Time, Units, WarehouseCode } from './fields';
import { ShipTo } from './orders';

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
/** A carrier, or the own fleet, takes the parcel. */
export const LabelBought = event('LabelBought', 1, {
  ...fulfilment,
  carrier: ShortText,
  service: ShortText,
  costMinor: Minor,
  tracking: ShortText,
});
/** The parcel left the house: inventory ships, orders takes the money. */
export const ShipmentDispatched = event(
  'ShipmentDispatched',
  2,
  {
    ...fulfilment,
    warehouse: WarehouseCode,
    lines,
    carrier: ShortText,
    tracking: ShortText,
    /** The moment at the ramp, which may be before it was recorded. */
    handedOverAt: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);
/** The parcel arrived. */
export const ShipmentDelivered = event('ShipmentDelivered', 1, { ...fulfilment, deliveredAt: Time, proof: ShortText });
/** A return parcel was handed in at a warehouse: inventory inspects it. */
export const ReturnParcelArrived = event('ReturnParcelArrived', 1, {
  returnId: Id,
  orderId: Id,
  warehouse: WarehouseCode,
});

/** The slip of a return parcel named the wrong warehouse: the parcel is at this one. Nothing of it is graded yet. */
export const ReturnArrivalCorrected = event('ReturnArrivalCorrected', 1, {
  returnId: Id,
  orderId: Id,
  from: WarehouseCode,
  warehouse: WarehouseCode,
});
/** A parcel came that nobody announced: it waits in quarantine for a return that it belongs to, or is sent back. */
export const UnannouncedParcelArrived = event('UnannouncedParcelArrived', 1, {
  parcelId: Id,
  warehouse: WarehouseCode,
  orderId: Type.Optional(Id),
  reference: Type.Optional(ShortText),
});
/** An unannounced parcel is the one of this return. */
export const ParcelMatched = event('ParcelMatched', 1, { parcelId: Id, returnId: Id, orderId: Id });
/** An unannounced parcel goes back to whoever sent it. */
export const ParcelSentBack = event('ParcelSentBack', 1, { parcelId: Id, reason: ShortText });

/** What logistics publishes on `logistics.events`. */
export const logisticsEvents = {
  FulfilmentPlanned,
  FulfilmentCancelled,
  PickStarted,
  PickMismatch,
  PickShort,
  PickFinished,
  ParcelPacked,
  LabelBought,
  ShipmentDispatched,
  ShipmentDelivered,
  ReturnParcelArrived,
  ReturnArrivalCorrected,
  UnannouncedParcelArrived,
  ParcelMatched,
  ParcelSentBack,
};

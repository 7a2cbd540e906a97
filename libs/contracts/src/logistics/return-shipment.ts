import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, WarehouseCode } from '../fields';

const event = publishedBy('logistics');

/** A return parcel arrived at a warehouse: inventory inspects it. */
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

/** An unannounced parcel came: it waits in quarantine until it is matched to a return, or is sent back. */
export const UnannouncedParcelArrived = event('UnannouncedParcelArrived', 1, {
  parcelId: Id,
  warehouse: WarehouseCode,
  orderId: Type.Optional(Id),
  reference: Type.Optional(ShortText),
});

/** An unannounced parcel belongs to this return. */
export const ParcelMatched = event('ParcelMatched', 1, { parcelId: Id, returnId: Id, orderId: Id });

/** An unannounced parcel goes back to its sender. */
export const ParcelSentBack = event('ParcelSentBack', 1, { parcelId: Id, reason: ShortText });

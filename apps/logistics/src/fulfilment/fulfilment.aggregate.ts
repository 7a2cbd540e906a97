import {
  fields,
  FulfilmentCancelled,
  FulfilmentPlanned,
  LabelBought,
  ParcelPacked,
  PickFinished,
  PickMismatch,
  PickStarted,
  ShipmentDelivered,
  ShipmentDispatched,
} from '@concord/contracts';
import { event, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const lines = Type.Array(Type.Object({ sku: fields.Sku, quantity: fields.Units }));

/** Units that matched went into the tray. One a call, however many scans it brought. */
export const ItemsPicked = event('ItemsPicked', 1, {
  fulfilmentId: fields.Id,
  scans: Type.Array(Type.Object({ scanId: Type.Optional(fields.Id), sku: fields.Sku, quantity: fields.Units })),
});

/** The parcel is open: its contents were found to be what was picked, its weight to fit them. */
export const PackStarted = event('PackStarted', 1, {
  fulfilmentId: fields.Id,
  contents: lines,
  weightG: Type.Optional(Type.Integer({ minimum: 1 })),
});

/** Everything that happens to a fulfilment. */
export const fulfilmentEvents = {
  FulfilmentPlanned,
  FulfilmentCancelled,
  PickStarted,
  ItemsPicked,
  PickMismatch,
  PickFinished,
  PackStarted,
  ParcelPacked,
  LabelBought,
  ShipmentDispatched,
  ShipmentDelivered,
};
export type FulfilmentEvent = EventFrom<(typeof fulfilmentEvents)[keyof typeof fulfilmentEvents]>;

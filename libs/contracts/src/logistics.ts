import {
  FulfilmentCancelled,
  FulfilmentPlanned,
  ParcelPacked,
  PickFinished,
  PickMismatch,
  PickShort,
  PickStarted,
} from './logistics/fulfilment';
import {
  ParcelMatched,
  ParcelSentBack,
  ReturnArrivalCorrected,
  ReturnParcelArrived,
  UnannouncedParcelArrived,
} from './logistics/return-shipment';
import { ShipOptionOffered, ShipOptionWithdrawn } from './logistics/ship-option';
import { LabelBought, ShipmentDelivered, ShipmentDispatched } from './logistics/shipment';

export * from './logistics/fulfilment';
export * from './logistics/shipment';
export * from './logistics/ship-option';
export * from './logistics/return-shipment';

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
  ShipOptionOffered,
  ShipOptionWithdrawn,
};

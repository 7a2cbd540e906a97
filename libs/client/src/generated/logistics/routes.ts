// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  BoughtLabel,
  Carriers,
  Fulfilment,
  FulfilmentPage,
  LogisticsCarrierListData,
  LogisticsFulfilmentDeliverData,
  LogisticsFulfilmentHandOverData,
  LogisticsFulfilmentLabelData,
  LogisticsFulfilmentListData,
  LogisticsFulfilmentOneData,
  LogisticsPackingCloseData,
  LogisticsPackingStartData,
  LogisticsPaperLabelData,
  LogisticsPaperLabelResponse,
  LogisticsPaperParcelLabelData,
  LogisticsPaperParcelLabelResponse,
  LogisticsPaperSlipData,
  LogisticsPaperSlipResponse,
  LogisticsPickingFinishData,
  LogisticsPickingScanData,
  LogisticsPickingShortData,
  LogisticsPickingStartData,
  LogisticsReturnShipmentArriveData,
  LogisticsReturnShipmentCorrectArrivalData,
  LogisticsReturnShipmentListData,
  LogisticsReturnShipmentMatchData,
  LogisticsReturnShipmentOneData,
  LogisticsReturnShipmentSendBackData,
  LogisticsReturnShipmentTakeInData,
  LogisticsScorecardListData,
  LogisticsShipOptionListData,
  LogisticsShipOptionOfferData,
  LogisticsShipOptionOneData,
  LogisticsShipOptionWithdrawData,
  OfferedOptionPage,
  ReturnShipment,
  ReturnShipmentPage,
  Scorecard,
  ShipOption,
  Written,
} from './types';

/** The routes of logistics. */
export interface LogisticsRoutes {
  get: {
    /** Fulfilments, the youngest order first. */
    '/v1/fulfilments': Route<LogisticsFulfilmentListData, FulfilmentPage>;
    /** One fulfilment. */
    '/v1/fulfilments/{id}': Route<LogisticsFulfilmentOneData, Fulfilment>;
    /** The carriers that sell labels, with their services. */
    '/v1/carriers': Route<LogisticsCarrierListData, Carriers>;
    /** Return parcels, on their way or arrived. */
    '/v1/return-shipments': Route<LogisticsReturnShipmentListData, ReturnShipmentPage>;
    /** One return parcel. */
    '/v1/return-shipments/{returnId}': Route<LogisticsReturnShipmentOneData, ReturnShipment>;
    /** How well each warehouse works: the share of scans that matched. */
    '/v1/scorecards': Route<LogisticsScorecardListData, Scorecard>;
    /** The ways to ship an order, with prices and promised dates. */
    '/v1/ship-options': Route<LogisticsShipOptionListData, OfferedOptionPage>;
    /** A way to ship. */
    '/v1/ship-options/{option}': Route<LogisticsShipOptionOneData, ShipOption>;
    /** The packing slip of a fulfilment, as PDF. */
    '/v1/fulfilments/{id}/packing-slip': Route<LogisticsPaperSlipData, LogisticsPaperSlipResponse>;
    /** The bought label of a parcel, as PDF. */
    '/v1/fulfilments/{id}/label': Route<LogisticsPaperParcelLabelData, LogisticsPaperParcelLabelResponse>;
    /** The label of a return parcel, as PDF. */
    '/v1/return-shipments/{returnId}/label': Route<LogisticsPaperLabelData, LogisticsPaperLabelResponse>;
  };
  post: {
    /** Buys a label for the closed parcel; a repeated request gets the same label. */
    '/v1/fulfilments/{id}/labels': Route<LogisticsFulfilmentLabelData, BoughtLabel>;
    /** Hands the parcel to its carrier. */
    '/v1/shipments/{id}/handover': Route<LogisticsFulfilmentHandOverData, Written>;
    /** The parcel arrived. */
    '/v1/shipments/{id}/deliver': Route<LogisticsFulfilmentDeliverData, Written>;
    /** Starts picking; the call may bring scans and the end. */
    '/v1/pick-tasks': Route<LogisticsPickingStartData, Written>;
    /** Scans units into the tray: all of the call or none. */
    '/v1/pick-tasks/{id}/scans': Route<LogisticsPickingScanData, Written>;
    /** Ends the picking, which must be complete. */
    '/v1/pick-tasks/{id}/finish': Route<LogisticsPickingFinishData, Written>;
    /** Reports units that are not on the shelf. */
    '/v1/pick-tasks/{id}/short': Route<LogisticsPickingShortData, Written>;
    /** Packs the picked units; the parcel may be closed at once. */
    '/v1/pack-sessions': Route<LogisticsPackingStartData, Written>;
    /** Closes the parcel. */
    '/v1/pack-sessions/{id}/close': Route<LogisticsPackingCloseData, Written>;
    /** Records the arrival of an unannounced parcel. */
    '/v1/return-shipments': Route<LogisticsReturnShipmentTakeInData, Written>;
    /** Records the arrival of a return parcel, at a warehouse that accepts returns. */
    '/v1/return-shipments/{returnId}/arrive': Route<LogisticsReturnShipmentArriveData, Written>;
    /** Corrects the warehouse at which a parcel arrived. */
    '/v1/return-shipments/{returnId}/correct-arrival': Route<LogisticsReturnShipmentCorrectArrivalData, Written>;
    /** Matches an unannounced parcel to a return, which has then arrived. */
    '/v1/return-shipments/{returnId}/match': Route<LogisticsReturnShipmentMatchData, Written>;
    /** Sends an unannounced parcel back to its sender. */
    '/v1/return-shipments/{returnId}/send-back': Route<LogisticsReturnShipmentSendBackData, Written>;
    /** Withdraws a way to ship: customers can no longer choose it. */
    '/v1/ship-options/{option}/withdraw': Route<LogisticsShipOptionWithdrawData, Written>;
  };
  put: {
    /** Offers a way to ship, or changes its terms. */
    '/v1/ship-options/{option}': Route<LogisticsShipOptionOfferData, Written>;
  };
  patch: {};
  delete: {};
}

import {
  fields,
  ParcelMatched,
  ParcelSentBack,
  ReturnArrivalCorrected,
  ReturnParcelArrived,
  UnannouncedParcelArrived,
} from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** Orders said that a parcel may come back. Nobody takes a parcel of their own in, so it says whose it is. */
export const ReturnShipmentExpected = event(
  'ReturnShipmentExpected',
  2,
  {
    returnId: fields.Id,
    orderId: fields.Id,
    customerId: Type.Optional(Type.String({ ...fields.Id, secret: true })),
    toWarehouse: fields.WarehouseCode,
    deadline: fields.Time,
  },
  { upcasts: { 1: (data: object) => data } },
);

/**
 * The return was cancelled, or its deadline passed: its parcel is no longer expected. A late parcel is accepted all the
 * same.
 */
export const ReturnShipmentCalledOff = event('ReturnShipmentCalledOff', 1, {
  returnId: fields.Id,
  because: Type.Union([Type.Literal('cancelled'), Type.Literal('expired')]),
});

/** Inventory began to grade: the parcel was opened at this warehouse. */
export const ReturnInspectionNoted = event('ReturnInspectionNoted', 1, { returnId: fields.Id });

/** An unannounced parcel was moved to another warehouse, or its slip was wrong. */
export const UnannouncedParcelMoved = event('UnannouncedParcelMoved', 1, {
  parcelId: fields.Id,
  from: fields.WarehouseCode,
  warehouse: fields.WarehouseCode,
});

export const returnShipmentEvents = {
  ReturnShipmentExpected,
  ReturnShipmentCalledOff,
  ReturnParcelArrived,
  ReturnArrivalCorrected,
  ReturnInspectionNoted,
  UnannouncedParcelArrived,
  UnannouncedParcelMoved,
  ParcelMatched,
  ParcelSentBack,
};
export type ReturnShipmentEvent = EventFrom<(typeof returnShipmentEvents)[keyof typeof returnShipmentEvents]>;

/** An unannounced parcel waits in `quarantine`; `cancelled` and `expired` are returns whose parcel never came. */
export const RETURN_SHIPMENT_STATUSES = [
  'expected',
  'cancelled',
  'expired',
  'arrived',
  'quarantine',
  'matched',
  'sent_back',
] as const;

export interface ReturnShipment {
  readonly status: 'unknown' | (typeof RETURN_SHIPMENT_STATUSES)[number];
  readonly orderId: string;
  /** Null where the order is nobody's, and where no return is known. */
  readonly customerId: string | null;
  /** The warehouse of the parcel. */
  readonly arrivedAt: string | null;
  readonly isInspected: boolean;
  /** The return to which an unannounced parcel belongs. */
  readonly matchedTo: string | null;
}

/** A return parcel on its way back, or an unannounced parcel. */
export const returnShipmentAggregate: Aggregate<ReturnShipmentEvent, ReturnShipment> = {
  kind: 'return-shipment',
  events: returnShipmentEvents,
  shapeVersion: 3,
  initial: { status: 'unknown', orderId: '', customerId: null, arrivedAt: null, isInspected: false, matchedTo: null },

  evolve(shipment, { type, data }) {
    switch (type) {
      case 'ReturnShipmentExpected':
        return { ...shipment, status: 'expected', orderId: data.orderId, customerId: data.customerId ?? null };
      case 'ReturnShipmentCalledOff':
        return { ...shipment, status: data.because };
      case 'ReturnParcelArrived':
        return { ...shipment, status: 'arrived', arrivedAt: data.warehouse };
      case 'ReturnArrivalCorrected':
      case 'UnannouncedParcelMoved':
        return { ...shipment, arrivedAt: data.warehouse };
      case 'ReturnInspectionNoted':
        return { ...shipment, isInspected: true };
      case 'UnannouncedParcelArrived':
        return { ...shipment, status: 'quarantine', orderId: data.orderId ?? '', arrivedAt: data.warehouse };
      case 'ParcelMatched':
        return { ...shipment, status: 'matched', orderId: data.orderId, matchedTo: data.returnId };
      case 'ParcelSentBack':
        return { ...shipment, status: 'sent_back' };
    }
  },
};

/** Whether a parcel of the return may still come: a late one is accepted too. */
export const isAwaited = ({ status }: ReturnShipment) =>
  status === 'expected' || status === 'cancelled' || status === 'expired';

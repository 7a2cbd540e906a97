import { fields, ReturnParcelArrived } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** Orders said that a parcel may come back. */
export const ReturnShipmentExpected = event('ReturnShipmentExpected', 1, {
  returnId: fields.Id,
  orderId: fields.Id,
  toWarehouse: fields.WarehouseCode,
  deadline: fields.Time,
});

export const returnShipmentEvents = { ReturnShipmentExpected, ReturnParcelArrived };
export type ReturnShipmentEvent = EventFrom<(typeof returnShipmentEvents)[keyof typeof returnShipmentEvents]>;

export interface ReturnShipment {
  readonly status: 'unknown' | 'expected' | 'arrived';
  readonly orderId: string;
  readonly arrivedAt: string | null;
}

/** A parcel on its way back. */
export const returnShipmentAggregate: Aggregate<ReturnShipmentEvent, ReturnShipment> = {
  kind: 'return-shipment',
  events: returnShipmentEvents,
  initial: { status: 'unknown', orderId: '', arrivedAt: null },

  evolve(shipment, { type, data }) {
    switch (type) {
      case 'ReturnShipmentExpected':
        return { ...shipment, status: 'expected', orderId: data.orderId };
      case 'ReturnParcelArrived':
        return { ...shipment, status: 'arrived', arrivedAt: data.warehouse };
    }
  },
};

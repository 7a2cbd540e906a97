import { fields, ReturnParcelArrived } from '@concord/contracts';
import { conflict, event, never, notFound, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';

/** Orders said that a parcel may come back. */
export const ReturnShipmentExpected = event('ReturnShipmentExpected', 1, {
  returnId: fields.Id,
  orderId: fields.Id,
  toWarehouse: fields.WarehouseCode,
  deadline: fields.Time,
});

export const returnShipmentEvents = { ReturnShipmentExpected, ReturnParcelArrived };
type ReturnShipmentEvent = EventFrom<(typeof returnShipmentEvents)[keyof typeof returnShipmentEvents]>;

export type ExpectReturnShipment = Command<
  'ExpectReturnShipment',
  { returnId: string; orderId: string; toWarehouse: string; deadline: string }
>;
export type RecordReturnArrival = Command<'RecordReturnArrival', { returnId: string; warehouse: string }>;

export interface ReturnShipment {
  readonly status: 'unknown' | 'expected' | 'arrived';
  readonly orderId: string;
  readonly arrivedAt: string | null;
}

/** A parcel on its way back. It arrives once, at whatever warehouse takes it in. */
export const returnShipment: Decider<ExpectReturnShipment | RecordReturnArrival, ReturnShipmentEvent, ReturnShipment> =
  {
    kind: 'return-shipment',
    events: returnShipmentEvents,
    initial: { status: 'unknown', orderId: '', arrivedAt: null },
    commands: ['ExpectReturnShipment', 'RecordReturnArrival'],
    opens: ['ExpectReturnShipment'],
    id: ({ data }) => data.returnId,

    decide(command, { status, orderId, arrivedAt }) {
      const { returnId } = command.data;
      switch (command.type) {
        case 'ExpectReturnShipment':
          return status === 'unknown' ? [ReturnShipmentExpected.of(command.data)] : [];
        case 'RecordReturnArrival': {
          const { warehouse } = command.data;
          if (status === 'unknown')
            return notFound('return-unknown', `No authorised return ${returnId} is known here. Try again in a moment.`);
          if (status === 'expected') return [ReturnParcelArrived.of({ returnId, orderId, warehouse })];
          if (arrivedAt === warehouse) return [];
          const detail = `The parcel of the return ${returnId} arrived at ${arrivedAt} already.`;
          return conflict('illegal-transition', detail, { state: status, warehouse: arrivedAt });
        }
        default:
          return never(command);
      }
    },

    evolve(shipment, { type, data }) {
      switch (type) {
        case 'ReturnShipmentExpected':
          return { ...shipment, status: 'expected', orderId: data.orderId };
        case 'ReturnParcelArrived':
          return { ...shipment, status: 'arrived', arrivedAt: data.warehouse };
      }
    },
  };

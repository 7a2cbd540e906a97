import { ReturnParcelArrived } from '@concord/contracts';
import { conflict, never, notFound, type Command, type Decider } from '@concord/event-sourcing';
import {
  returnShipmentAggregate,
  ReturnShipmentExpected,
  type ReturnShipment,
  type ReturnShipmentEvent,
} from './return-shipment.aggregate';

export type ExpectReturnShipment = Command<
  'ExpectReturnShipment',
  { returnId: string; orderId: string; toWarehouse: string; deadline: string }
>;
export type RecordReturnArrival = Command<'RecordReturnArrival', { returnId: string; warehouse: string }>;

/** A parcel on its way back. It arrives once, at whatever warehouse takes it in. */
export const returnShipment: Decider<ExpectReturnShipment | RecordReturnArrival, ReturnShipmentEvent, ReturnShipment> =
  {
    ...returnShipmentAggregate,
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
  };

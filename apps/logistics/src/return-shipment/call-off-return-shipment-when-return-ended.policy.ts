import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CallOffReturnShipment } from './return-shipment.decider';

const callOff = (returnId: string, because: 'cancelled' | 'expired'): CallOffReturnShipment[] => [
  { type: 'CallOffReturnShipment', data: { returnId, because } },
];

export const callOffReturnShipmentWhenReturnEnded = policy(
  'logistics.call-off-return-shipment-when-return-ended',
  orderEvents,
  {
    ReturnCancelled: ({ data: { returnId } }) => callOff(returnId, 'cancelled'),
    ReturnExpired: ({ data: { returnId } }) => callOff(returnId, 'expired'),
  },
);

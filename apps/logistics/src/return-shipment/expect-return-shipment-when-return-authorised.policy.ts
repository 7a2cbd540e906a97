import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ExpectReturnShipment } from './return-shipment.decider';

export const expectReturnShipmentWhenReturnAuthorised = policy(
  'logistics.expect-return-shipment-when-return-authorised',
  orderEvents,
  {
    ReturnAuthorised: ({ data: { returnId, orderId, toWarehouse, deadline } }): ExpectReturnShipment[] => [
      { type: 'ExpectReturnShipment', data: { returnId, orderId, toWarehouse, deadline } },
    ],
  },
);

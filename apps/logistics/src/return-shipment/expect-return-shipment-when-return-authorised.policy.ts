import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ExpectReturnShipment } from './return-shipment.decider';

export const expectReturnShipmentWhenReturnAuthorised = policy(
  'logistics.expect-return-shipment-when-return-authorised',
  orderEvents,
  {
    ReturnAuthorised: ({ data: { returnId, orderId, customerId, toWarehouse, deadline } }): ExpectReturnShipment[] => {
      const customer = customerId === undefined ? {} : { customerId };
      return [{ type: 'ExpectReturnShipment', data: { returnId, orderId, ...customer, toWarehouse, deadline } }];
    },
  },
);

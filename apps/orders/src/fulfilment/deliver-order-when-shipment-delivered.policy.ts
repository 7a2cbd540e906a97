import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RecordDelivery } from '../order/parcels';

export const deliverOrderWhenShipmentDelivered = policy(
  'orders.deliver-order-when-shipment-delivered',
  logisticsEvents,
  {
    ShipmentDelivered: ({ data: { orderId, fulfilmentId, deliveredAt } }): RecordDelivery[] => [
      { type: 'RecordDelivery', data: { orderId, fulfilmentId, deliveredAt } },
    ],
  },
);

import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RecordDispatch } from '../order/parcels';

export const shipOrderWhenShipmentDispatched = policy('orders.ship-order-when-shipment-dispatched', logisticsEvents, {
  ShipmentDispatched: ({ data: { orderId, fulfilmentId, warehouse, lines } }): RecordDispatch[] => [
    { type: 'RecordDispatch', data: { orderId, fulfilmentId, warehouse, lines } },
  ],
});

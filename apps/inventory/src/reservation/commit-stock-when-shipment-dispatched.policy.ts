import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CommitShipment } from './reserve-stock.decider';

export const commitStockWhenShipmentDispatched = policy(
  'inventory.commit-stock-when-shipment-dispatched',
  logisticsEvents,
  {
    ShipmentDispatched: ({ data: { orderId, fulfilmentId, warehouse, lines } }): CommitShipment[] => [
      { type: 'CommitShipment', data: { orderId, fulfilmentId, warehouse, lines } },
    ],
  },
);

import { logisticsEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CommitShipment } from './reserve-stock.decider';

export const commitStockWhenShipmentDispatched = policy(
  'inventory.commit-stock-when-shipment-dispatched',
  logisticsEvents,
  {
    ShipmentDispatched: ({ data: { orderId, fulfilmentId, warehouse, lines } }, settings): CommitShipment[] => {
      const lowUnits = settings.of(STOCK_LOW_UNITS);
      return [{ type: 'CommitShipment', data: { orderId, fulfilmentId, warehouse, lines, lowUnits } }];
    },
  },
);

import { logisticsEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReplaceMissingUnits } from './reserve-stock.decider';

export const replaceMissingUnitsWhenPickShort = policy(
  'inventory.replace-missing-units-when-pick-short',
  logisticsEvents,
  {
    PickShort: ({ data: { orderId, shortId, warehouse, sku, missing } }, settings): ReplaceMissingUnits[] => [
      {
        type: 'ReplaceMissingUnits',
        data: { orderId, moveId: shortId, warehouse, sku, missing, lowUnits: settings.of(STOCK_LOW_UNITS) },
      },
    ],
  },
);

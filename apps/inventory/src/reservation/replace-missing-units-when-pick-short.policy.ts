import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReplaceMissingUnits } from './reserve-stock.decider';

export const replaceMissingUnitsWhenPickShort = policy(
  'inventory.replace-missing-units-when-pick-short',
  logisticsEvents,
  {
    PickShort: ({ data: { orderId, shortId, warehouse, sku, missing } }): ReplaceMissingUnits[] => [
      { type: 'ReplaceMissingUnits', data: { orderId, moveId: shortId, warehouse, sku, missing } },
    ],
  },
);

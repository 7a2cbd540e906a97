import { inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { KeepReturnArrival } from './return-shipment.decider';

export const keepArrivalWhenInventoryGradedFirst = policy(
  'logistics.keep-arrival-when-inventory-graded-first',
  inventoryEvents,
  {
    ReturnArrivalKept: ({ data: { returnId, warehouse } }): KeepReturnArrival[] => [
      { type: 'KeepReturnArrival', data: { returnId, warehouse } },
    ],
  },
);

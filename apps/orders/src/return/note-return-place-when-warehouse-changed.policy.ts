import { inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { NoteReturnPlace } from './return-places.decider';

export const noteReturnPlaceWhenWarehouseChanged = policy(
  'orders.note-return-place-when-warehouse-changed',
  inventoryEvents,
  {
    WarehouseOpened: ({ data: { warehouse, country, acceptsReturns } }): NoteReturnPlace[] => [
      { type: 'NoteReturnPlace', data: { warehouse, acceptsReturns, ...(country !== undefined && { country }) } },
    ],
    WarehouseConfigured: ({ data: { warehouse, acceptsReturns } }): NoteReturnPlace[] => [
      { type: 'NoteReturnPlace', data: { warehouse, acceptsReturns } },
    ],
  },
);

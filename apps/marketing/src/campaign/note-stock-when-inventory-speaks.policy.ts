import { inventoryEvents } from '@concord/contracts';
import { policy, type RecordedEvent } from '@concord/event-sourcing';
import { changeIn } from '../stock/stock-change';
import type { NoteStock } from './align-campaign.decider';

const note = (event: RecordedEvent & Parameters<typeof changeIn>[0]): NoteStock[] => [
  { type: 'NoteStock', data: { sku: event.data.sku, version: event.version, change: changeIn(event) } },
];

// LowStockDetected, StockRecovered and StockReceived come together with an AvailabilityChanged that carries the level.
export const noteStockWhenInventorySpeaks = policy('marketing.note-stock-when-inventory-speaks', inventoryEvents, {
  AvailabilityChanged: note,
  RestockExpected: note,
});

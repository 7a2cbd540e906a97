import { CAMPAIGN_COVERAGE, inventoryEvents } from '@concord/contracts';
import { policy, type RecordedEvent, type Settings } from '@concord/event-sourcing';
import { changeIn } from '../stock/stock-change';
import type { NoteStock } from './align-campaign.decider';

const note = (event: RecordedEvent & Parameters<typeof changeIn>[0], settings: Settings): NoteStock[] => {
  const { sku } = event.data;
  const bounds = settings.of(CAMPAIGN_COVERAGE);
  return [{ type: 'NoteStock', data: { sku, version: event.version, change: changeIn(event), bounds } }];
};

// LowStockDetected, StockRecovered and StockReceived come together with an AvailabilityChanged that carries the level.
export const noteStockWhenInventorySpeaks = policy('marketing.note-stock-when-inventory-speaks', inventoryEvents, {
  AvailabilityChanged: note,
  RestockExpected: note,
});

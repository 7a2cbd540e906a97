import { LowStockDetected, STOCK_LOW_UNITS, STOCK_NOTICE_MINUTES, StockRecovered } from '@concord/contracts';
import { process, type Settings } from '@concord/event-sourcing';
import type { SettleNotices } from './stock-item.decider';

const wait = (_event: unknown, _state: object, settings: Settings) => {
  return { timers: [{ name: 'settle', inMs: settings.of(STOCK_NOTICE_MINUTES) * 60_000 }] };
};

export const settleNoticesWhenStockStopsFlickering = process('inventory.settle-notices-when-stock-stops-flickering', {
  kind: 'stock-notices',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { LowStockDetected, StockRecovered },
  idFor: ({ data }) => data.sku,
  on: { LowStockDetected: wait, StockRecovered: wait },
  timers: {
    settle: (_, sku, _at, settings) => {
      const data = { sku, lowUnits: settings.of(STOCK_LOW_UNITS) };
      const command: SettleNotices = { type: 'SettleNotices', data };
      return { commands: [command] };
    },
  },
});

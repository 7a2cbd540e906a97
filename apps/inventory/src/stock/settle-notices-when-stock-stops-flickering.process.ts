import { LowStockDetected, StockRecovered } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { SettleNotices } from './stock-item.decider';

/** After an alarm and its recovery, at most one crossing of the threshold is announced in this many minutes. */
const NOTICE_MINUTES = 30;

const wait = () => ({ timers: [{ name: 'settle', inMs: NOTICE_MINUTES * 60_000 }] });

export const settleNoticesWhenStockStopsFlickering = process('inventory.settle-notices-when-stock-stops-flickering', {
  kind: 'stock-notices',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { LowStockDetected, StockRecovered },
  idFor: ({ data }) => data.sku,
  on: { LowStockDetected: wait, StockRecovered: wait },
  timers: {
    settle: (_, sku) => {
      const command: SettleNotices = { type: 'SettleNotices', data: { sku } };
      return { commands: [command] };
    },
  },
});

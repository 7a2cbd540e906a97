import { LowStockDetected, STOCK_NOTICE_MINUTES, StockRecovered } from '@concord/contracts';
import { givenProcess, recorded, settingsWith } from '@concord/event-sourcing';
import { settleNoticesWhenStockStopsFlickering } from './settle-notices-when-stock-stops-flickering.process';

const past = givenProcess(settleNoticesWhenStockStopsFlickering);
const waits = { timers: [{ name: 'settle', inMs: 1_800_000 }] };

describe('stock that crosses its threshold', () => {
  it('is looked at again after half an hour', () => {
    past()
      .when(recorded(LowStockDetected.of({ sku: 'TEE', sellable: 5, threshold: 5, cause: 'absolute' })))
      .then(waits);
    past()
      .when(recorded(StockRecovered.of({ sku: 'TEE', sellable: 6, threshold: 5 })))
      .then(waits);
  });
  it('waits for as long as the shop says', () =>
    givenProcess(settleNoticesWhenStockStopsFlickering, settingsWith(STOCK_NOTICE_MINUTES, 2))()
      .when(recorded(StockRecovered.of({ sku: 'TEE', sellable: 6, threshold: 5 })))
      .then({ timers: [{ name: 'settle', inMs: 120_000 }] }));
  it('is announced then, where it is still crossed', () =>
    past()
      .whenTimeout('settle', 'TEE')
      .then({ commands: [{ type: 'SettleNotices', data: { sku: 'TEE', lowUnits: 5 } }] }));
});

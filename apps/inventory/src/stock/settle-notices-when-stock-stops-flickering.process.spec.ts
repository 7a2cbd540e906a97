import { LowStockDetected, StockRecovered } from '@concord/contracts';
import { givenProcess, recorded } from '@concord/event-sourcing';
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
  it('is announced then, where it is still crossed', () =>
    past()
      .whenTimeout('settle', 'TEE')
      .then({ commands: [{ type: 'SettleNotices', data: { sku: 'TEE' } }] }));
});

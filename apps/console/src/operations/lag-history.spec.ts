import { LagHistory } from './lag-history';

const MINUTE_MS = 60_000;

describe('the lags that were seen', () => {
  it('are kept by service and source, the earliest first', () => {
    const history = new LagHistory();
    history.note('marketing', { inventory: 3, orders: 0 }, MINUTE_MS);
    history.note('marketing', { inventory: 1, orders: 0 }, 2 * MINUTE_MS);
    expect(history.of('marketing', 'inventory').map(({ messages }) => messages)).toEqual([3, 1]);
    expect(history.of('orders', 'inventory')).toEqual([]);
  });

  it('count an answer once, however often it is drawn', () => {
    const history = new LagHistory();
    history.note('marketing', { inventory: 3 }, MINUTE_MS);
    history.note('marketing', { inventory: 3 }, MINUTE_MS);
    expect(history.of('marketing', 'inventory')).toHaveLength(1);
  });

  it('are forgotten after an hour', () => {
    const history = new LagHistory();
    history.note('marketing', { inventory: 3 }, 0);
    history.note('marketing', { inventory: 1 }, 61 * MINUTE_MS);
    expect(history.of('marketing', 'inventory')).toEqual([{ at: 61 * MINUTE_MS, messages: 1 }]);
  });
});

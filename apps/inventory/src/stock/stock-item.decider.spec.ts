import { AvailabilityChanged, LowStockDetected, StockReceived, StockRecovered } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { NoticesCalmed, StockLocationAdded, ThresholdsSet } from './stock-item.aggregate';
import { levelOf, type SetThresholds, stockItem } from './stock-item.decider';

const sku = 'TEE';
const located = StockLocationAdded.of({ warehouse: 'MAIN', sells: true });
const received = (quantity: number) => StockReceived.of({ sku, warehouse: 'MAIN', quantity, cause: 'delivery' });
const available = (sellable: number, level: 'out' | 'critical' | 'low' | 'ok') =>
  AvailabilityChanged.of({ sku, sellable, level });
const ranLow = (sellable: number, threshold: number) =>
  LowStockDetected.of({ sku, sellable, threshold, cause: 'absolute' });
const recovered = (sellable: number, threshold: number) => StockRecovered.of({ sku, sellable, threshold });
const lowFrom = (lowUnitsMax: number): SetThresholds => ({ type: 'SetThresholds', data: { sku, lowUnitsMax } });
const threshold = (lowUnitsMax: number) => ThresholdsSet.of({ sku, lowUnitsMax });

const past = given(stockItem);
const ten = [located, received(10), available(10, 'ok')] as const;

describe('the threshold of a SKU', () => {
  it('announces low stock when it rises above the sellable units', () =>
    past(...ten)
      .when(lowFrom(10))
      .then(threshold(10), available(10, 'low'), ranLow(10, 10)));
  it('announces recovery when it falls below the sellable units', () =>
    past(...ten, threshold(10), available(10, 'low'), ranLow(10, 10))
      .when(lowFrom(9))
      .then(threshold(9), available(10, 'ok'), recovered(10, 9)));
  it('announces low stock once per episode', () =>
    past(...ten, threshold(10), available(10, 'low'), ranLow(10, 10))
      .when(lowFrom(12))
      .then(threshold(12)));
  it('changes nothing when it is set to the same value', () =>
    past(...ten, threshold(5))
      .when(lowFrom(5))
      .then());
  it('is kept also where it is that of the shop, which may change', () =>
    past(...ten)
      .when(lowFrom(5))
      .then(threshold(5)));
});

describe('stock that flickers around the threshold', () => {
  const down = [threshold(10), available(10, 'low'), ranLow(10, 10)] as const;
  const up = [threshold(9), available(10, 'ok'), recovered(10, 9)] as const;
  const settle = { type: 'SettleNotices', data: { sku, lowUnits: 5 } } as const;
  const again = [threshold(10), available(10, 'low')] as const;
  it('is announced low once, and recovered once', () =>
    past(...ten, ...down, ...up)
      .when(lowFrom(10))
      .then(...again));
  it('is announced later where it stays low', () =>
    past(...ten, ...down, ...up, ...again)
      .when(settle)
      .then(ranLow(10, 10)));
  it('is then announced once per period at most', () =>
    past(...ten, ...down, ...up, ...again, ranLow(10, 10))
      .when(lowFrom(9))
      .then(threshold(9), available(10, 'ok')));
  it('begins a new episode after a calm time', () => {
    past(...ten, ...down, ...up)
      .when(settle)
      .then(NoticesCalmed.of({ sku }));
    past(...ten, ...down, ...up, NoticesCalmed.of({ sku }))
      .when(lowFrom(10))
      .then(...down);
  });
  it('is left alone during an episode', () =>
    past(...ten, ...down)
      .when(settle)
      .then());
});

describe('the level of a SKU', () => {
  it.each([
    [0, 5, 'out'],
    [1, 5, 'critical'],
    [2, 5, 'critical'],
    [3, 5, 'low'],
    [5, 5, 'low'],
    [6, 5, 'ok'],
    [0, 0, 'out'],
    [1, 0, 'ok'],
  ])('of %i units with the threshold %i is %s', (sellable, lowUnitsMax, level) =>
    expect(levelOf(sellable, lowUnitsMax)).toBe(level),
  );
});

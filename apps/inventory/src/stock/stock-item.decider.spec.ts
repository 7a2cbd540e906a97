import {
  AvailabilityChanged,
  LowStockDetected,
  RestockExpected,
  StockReceived,
  StockRecovered,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { StockLocationAdded, ThresholdsSet } from './stock-item.aggregate';
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
  it('that rises above what is there announces low stock', () =>
    past(...ten)
      .when(lowFrom(10))
      .then(threshold(10), available(10, 'low'), ranLow(10, 10)));
  it('that falls below what is there announces recovery', () =>
    past(...ten, threshold(10), available(10, 'low'), ranLow(10, 10))
      .when(lowFrom(9))
      .then(threshold(9), available(10, 'ok'), recovered(10, 9)));
  it('announces low stock once an episode', () =>
    past(...ten, threshold(10), available(10, 'low'), ranLow(10, 10))
      .when(lowFrom(12))
      .then(threshold(12)));
  it('that is set again as it is changes nothing', () =>
    past(...ten)
      .when(lowFrom(5))
      .then());
});

describe('units on their way', () => {
  it('are announced and cannot be sold yet', () => {
    const data = { sku, purchaseOrderId: 'po1', quantity: 50, eta: '2026-02-01T00:00:00.000Z' };
    past(...ten)
      .when({ type: 'ExpectRestock', data })
      .then(RestockExpected.of(data));
  });
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

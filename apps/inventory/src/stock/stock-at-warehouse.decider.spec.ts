import {
  AvailabilityChanged,
  LowStockDetected,
  StockAdjusted,
  StockReceived,
  StockRecovered,
  WarehouseOpened,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { stockAtWarehouse, type AdjustStock, type ReceiveStock } from './stock-at-warehouse.decider';
import { stockItemAggregate } from './stock-item.decider';
import { StockLocationAdded, UnitsReserved } from './stock-movement';

const sku = 'TEE';
const opened = (warehouse: string, sells = true) => ({
  of: warehouses,
  id: warehouse,
  events: [WarehouseOpened.of({ warehouse, name: warehouse, sells, ships: true, acceptsReturns: true })],
});
const main = opened('MAIN');
const returnsOnly = opened('BACK', false);
const stock = (...events: DomainEvent[]) => ({ of: stockItemAggregate, id: sku, events });

const receive = (quantity: number, warehouse = 'MAIN'): ReceiveStock => {
  return { type: 'ReceiveStock', data: { sku, warehouse, quantity, cause: 'delivery' } };
};
const adjust = (delta: number, warehouse = 'MAIN'): AdjustStock => {
  return { type: 'AdjustStock', data: { sku, warehouse, delta, reason: 'count' } };
};
const located = (warehouse = 'MAIN', sells = true) => StockLocationAdded.of({ warehouse, sells });
const received = (quantity: number, warehouse = 'MAIN') =>
  StockReceived.of({ sku, warehouse, quantity, cause: 'delivery' });
const adjusted = (delta: number) => StockAdjusted.of({ sku, warehouse: 'MAIN', delta, reason: 'count' });
const available = (sellable: number, level: 'out' | 'critical' | 'low' | 'ok') =>
  AvailabilityChanged.of({ sku, sellable, level });
const ranLow = (sellable: number) => LowStockDetected.of({ sku, sellable, threshold: 5, cause: 'absolute' });
const recovered = (sellable: number) => StockRecovered.of({ sku, sellable, threshold: 5 });

const past = givenStreams(stockAtWarehouse);
const ten = stock(located(), received(10), available(10, 'ok'));
const three = stock(located(), received(3), available(3, 'low'), ranLow(3));

describe('receiving', () => {
  it('makes units sellable, and the place known the first time', () => {
    past(main).when(receive(10)).then(located(), received(10), available(10, 'ok'));
    past(main, ten).when(receive(5)).then(received(5), available(15, 'ok'));
  });
  it('announces recovery once the threshold is passed', () => {
    past(main, three).when(receive(2)).then(received(2), available(5, 'low'));
    past(main, three).when(receive(3)).then(received(3), available(6, 'ok'), recovered(6));
  });
  it('at a warehouse that does not sell makes nothing sellable', () =>
    past(main, returnsOnly, ten).when(receive(5, 'BACK')).then(located('BACK', false), received(5, 'BACK')));
  it('needs a warehouse', () => past().when(receive(1)).thenRejected('warehouse-unknown'));
});

describe('adjusting', () => {
  it('corrects what is on hand and announces low stock', () =>
    past(main, ten).when(adjust(-6)).then(adjusted(-6), available(4, 'low'), ranLow(4)));
  it('cannot take away what is not free', () => {
    past(main, ten).when(adjust(-11)).thenRejected('stock-not-sufficient');
    const reserved = UnitsReserved.of({ sku, orderId: 'o1', takes: [{ warehouse: 'MAIN', quantity: 8 }] });
    past(main, stock(located(), received(10), reserved))
      .when(adjust(-3))
      .thenRejected('stock-not-sufficient');
  });
  it('finds units where none were', () => past(main).when(adjust(6)).then(located(), adjusted(6), available(6, 'ok')));
  it('needs a warehouse', () => past(ten).when(adjust(1)).thenRejected('warehouse-unknown'));
});

import {
  AvailabilityChanged,
  LowStockDetected,
  RestockExpected,
  StockAdjusted,
  StockReceived,
  StockRecovered,
  WarehouseOpened,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { deliveryNote, DeliveryNoteBooked, deliveryNoteId } from './delivery-note.aggregate';
import { type AdjustStock, type ApplyWarehouse, bookStock, type ReceiveStock } from './book-stock.decider';
import {
  stockItemAggregate,
  StockLocationAdded,
  StockLocationChanged,
  ThresholdsSet,
  UnitsReserved,
} from './stock-item.aggregate';

const sku = 'TEE';
const lowUnits = 5;
const opened = (warehouse: string, sells = true, ships = true) => ({
  of: warehouses,
  id: warehouse,
  events: [WarehouseOpened.of({ warehouse, name: warehouse, sells, ships, acceptsReturns: true })],
});
const main = opened('MAIN');
const returnsOnly = opened('BACK', false);
const stock = (...events: DomainEvent[]) => ({ of: stockItemAggregate, id: sku, events });

const receive = (quantity: number, warehouse = 'MAIN', purchaseOrderId?: string, overPercent = 10): ReceiveStock => {
  const receiptId = 'receipt-1';
  const data = {
    sku,
    warehouse,
    quantity,
    cause: 'delivery',
    receiptId,
    overPercent,
    lowUnits,
    ...(purchaseOrderId && { purchaseOrderId }),
  };
  return { type: 'ReceiveStock', data };
};
const apply = (warehouse = 'MAIN'): ApplyWarehouse => ({ type: 'ApplyWarehouse', data: { sku, warehouse, lowUnits } });
const adjust = (delta: number, warehouse = 'MAIN', low = lowUnits): AdjustStock => {
  return { type: 'AdjustStock', data: { sku, warehouse, delta, reason: 'count', lowUnits: low } };
};
const located = (warehouse = 'MAIN', sells = true) => StockLocationAdded.of({ warehouse, sells });
const received = (quantity: number, warehouse = 'MAIN', purchaseOrderId?: string) =>
  StockReceived.of({ sku, warehouse, quantity, cause: 'delivery', ...(purchaseOrderId && { purchaseOrderId }) });
const expected = (purchaseOrderId: string, quantity: number, eta = '2026-02-01T00:00:00.000Z') =>
  RestockExpected.of({ sku, purchaseOrderId, quantity, eta });
const adjusted = (delta: number) => StockAdjusted.of({ sku, warehouse: 'MAIN', delta, reason: 'count' });
const available = (sellable: number, level: 'out' | 'critical' | 'low' | 'ok') =>
  AvailabilityChanged.of({ sku, sellable, level });
const ranLow = (sellable: number) => LowStockDetected.of({ sku, sellable, threshold: 5, cause: 'absolute' });
const recovered = (sellable: number) => StockRecovered.of({ sku, sellable, threshold: 5 });

const past = givenStreams(bookStock);
const ten = stock(located(), received(10), available(10, 'ok'));
const three = stock(located(), received(3), available(3, 'low'), ranLow(3));

describe('receiving', () => {
  it('makes units sellable, and the warehouse known the first time', () => {
    past(main).when(receive(10)).then(located(), received(10), available(10, 'ok'));
    past(main, ten).when(receive(5)).then(received(5), available(15, 'ok'));
  });
  it('announces recovery once the threshold is passed', () => {
    past(main, three).when(receive(2)).then(received(2), available(5, 'low'));
    past(main, three).when(receive(3)).then(received(3), available(6, 'ok'), recovered(6));
  });
  it('at a warehouse that does not sell makes nothing sellable', () =>
    past(main, returnsOnly, ten).when(receive(5, 'BACK')).then(located('BACK', false), received(5, 'BACK')));
  it('at a warehouse that does not ship makes nothing sellable either', () =>
    past(main, opened('BACK', true, false), ten)
      .when(receive(5, 'BACK'))
      .then(located('BACK', false), received(5, 'BACK')));
  it('takes the units off the purchase order that it names', () =>
    past(main, stock(located(), received(10), available(10, 'ok'), expected('po1', 20), expected('po2', 30)))
      .when(receive(5, 'MAIN', 'po2'))
      .then(received(5, 'MAIN', 'po2'), expected('po2', 25), available(15, 'ok')));
  it('takes nothing off where it names none, whatever its reference says', () => {
    const data = { sku, warehouse: 'MAIN', quantity: 5, cause: 'delivery', reference: 'po1' };
    past(main, stock(located(), received(10), available(10, 'ok'), expected('po1', 20)))
      .when({ type: 'ReceiveStock', data: { ...data, receiptId: 'receipt-1', overPercent: 10, lowUnits } })
      .then(StockReceived.of(data), available(15, 'ok'));
  });
  it('may bring a tenth more than was ordered, and no more once all units came', () => {
    const announced = [located(), received(10), available(10, 'ok'), expected('po1', 20)];
    past(main, stock(...announced))
      .when(receive(22, 'MAIN', 'po1'))
      .then(received(22, 'MAIN', 'po1'), expected('po1', 0), available(32, 'ok'));
    past(main, stock(...announced))
      .when(receive(23, 'MAIN', 'po1'))
      .thenRejected('receipt-beyond-order');
    const half = [...announced, received(15, 'MAIN', 'po1'), expected('po1', 5), available(25, 'ok')];
    past(main, stock(...half))
      .when(receive(7, 'MAIN', 'po1'))
      .then(received(7, 'MAIN', 'po1'), expected('po1', 0), available(32, 'ok'));
    past(main, stock(...half))
      .when(receive(8, 'MAIN', 'po1'))
      .thenRejected('receipt-beyond-order');
    past(main, stock(...announced, received(20, 'MAIN', 'po1'), expected('po1', 0), available(30, 'ok')))
      .when(receive(1, 'MAIN', 'po1'))
      .thenRejected('purchase-order-spent');
  });
  it('may bring as much more as the shop says', () => {
    const announced = stock(located(), received(10), available(10, 'ok'), expected('po1', 20));
    past(main, announced)
      .when(receive(26, 'MAIN', 'po1', 30))
      .then(received(26, 'MAIN', 'po1'), expected('po1', 0), available(36, 'ok'));
    past(main, announced)
      .when(receive(21, 'MAIN', 'po1', 0))
      .thenRejected('receipt-beyond-order');
  });
  it('books a delivery note of a purchase order once, however often its receipt names the SKU', () => {
    const note = { purchaseOrderId: 'po1', reference: 'DN-1' };
    const data = { ...receive(5, 'MAIN', 'po1').data, ...note };
    const booked = DeliveryNoteBooked.of({ ...note, sku, receiptId: 'receipt-1' });
    const notes = { of: deliveryNote, id: deliveryNoteId('po1', 'DN-1', sku), events: [booked] };
    const announced = stock(located(), received(10), available(10, 'ok'), expected('po1', 20));
    const { receiptId: _, overPercent: __, lowUnits: ___, ...fact } = data;
    const came = [StockReceived.of(fact), expected('po1', 15), available(15, 'ok')];
    past(main, announced)
      .when({ type: 'ReceiveStock', data })
      .then(...came, booked);
    past(main, announced, notes)
      .when({ type: 'ReceiveStock', data })
      .then(...came);
    past(main, announced, notes)
      .when({ type: 'ReceiveStock', data: { ...data, reference: ' dn-1', receiptId: 'receipt-2' } })
      .thenRejected('delivery-note-booked');
  });
  it('names a purchase order that brings the SKU, or none', () =>
    past(main, ten)
      .when(receive(5, 'MAIN', 'po9'))
      .thenRejected('purchase-order-unknown'));
  it('needs a warehouse', () => past().when(receive(1)).thenRejected('warehouse-unknown'));
});

describe('adjusting', () => {
  it('corrects what is on hand and announces low stock', () =>
    past(main, ten).when(adjust(-6)).then(adjusted(-6), available(4, 'low'), ranLow(4)));
  it('goes by the threshold of the shop where the SKU has none of its own', () => {
    const low = LowStockDetected.of({ sku, sellable: 8, threshold: 8, cause: 'absolute' });
    past(main, ten)
      .when(adjust(-2, 'MAIN', 8))
      .then(adjusted(-2), available(8, 'low'), low);
    const own = stock(located(), received(10), available(10, 'ok'), ThresholdsSet.of({ sku, lowUnitsMax: 3 }));
    past(main, own)
      .when(adjust(-2, 'MAIN', 8))
      .then(adjusted(-2), available(8, 'ok'));
  });
  it('cannot take away units that are not free', () => {
    past(main, ten).when(adjust(-11)).thenRejected('stock-not-sufficient');
    const reserved = UnitsReserved.of({ sku, orderId: 'o1', takes: [{ warehouse: 'MAIN', quantity: 8 }] });
    past(main, stock(located(), received(10), reserved))
      .when(adjust(-3))
      .thenRejected('stock-not-sufficient');
  });
  it('finds units at an empty warehouse', () =>
    past(main).when(adjust(6)).then(located(), adjusted(6), available(6, 'ok')));
  it('needs a warehouse', () => past(ten).when(adjust(1)).thenRejected('warehouse-unknown'));
});

describe('a warehouse that changed', () => {
  const pickUp = opened('MAIN', true, false);
  const hidden = StockLocationChanged.of({ warehouse: 'MAIN', sells: false });
  it('makes units unsellable that it can no longer send', () =>
    past(pickUp, ten).when(apply()).then(hidden, available(0, 'out'), ranLow(0)));
  it('makes them sellable again when it can', () =>
    past(main, stock(located(), received(10), hidden, available(0, 'out'), ranLow(0)))
      .when(apply())
      .then(StockLocationChanged.of({ warehouse: 'MAIN', sells: true }), available(10, 'ok'), recovered(10)));
  it('changes nothing for SKUs that it sold before and sells now', () => past(main, ten).when(apply()).then());
  it('does not matter to SKUs that it does not keep', () =>
    past(main, opened('BACK', false), ten).when(apply('BACK')).then());
  it('is noticed by the next units that come there', () =>
    past(pickUp, ten).when(receive(1)).then(hidden, received(1), available(0, 'out'), ranLow(0)));
});

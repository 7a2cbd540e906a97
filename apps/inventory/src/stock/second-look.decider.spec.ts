import {
  AvailabilityChanged,
  LowStockDetected,
  StockRecovered,
  StockReturnedToSupplier,
  StockWrittenOff,
  UnitsReturned,
  UnitsSoldAs,
  UnitsTakenOver,
  WarehouseOpened,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import { secondLook, type RecordSecondLook } from './second-look.decider';
import { stockItemAggregate, StockLocationAdded, UnitsMoved } from './stock-item.aggregate';

const sku = 'TEE';
const units = { sku, warehouse: 'MAIN', quantity: 8, cause: 'looked at' };
const main = {
  of: warehouseAggregate,
  id: 'MAIN',
  events: [WarehouseOpened.of({ warehouse: 'MAIN', name: 'M', sells: true, ships: true, acceptsReturns: true })],
};
const located = StockLocationAdded.of({ warehouse: 'MAIN', sells: true });
const returned = (bucket: 'quality' | 'damaged') =>
  UnitsReturned.of({ sku, returnId: 'r', warehouse: 'MAIN', quantity: 10, bucket });
const none = AvailabilityChanged.of({ sku, sellable: 0, level: 'out' });
const low = LowStockDetected.of({ sku, sellable: 0, threshold: 5, cause: 'absolute' });
const stock = (...events: DomainEvent[]) => ({
  of: stockItemAggregate,
  id: sku,
  events: [located, ...events, none, low],
});
const look = (data: Partial<RecordSecondLook['data']>): RecordSecondLook => {
  return { type: 'RecordSecondLook', data: { ...units, from: 'quality', outcome: 'restock', lowUnits: 5, ...data } };
};
const past = givenStreams(secondLook);
const here = [main, stock(returned('quality'), returned('damaged'))] as const;

describe('a second look', () => {
  it('makes units sellable as new', () =>
    past(...here)
      .when(look({}))
      .then(
        UnitsMoved.of({ ...units, from: 'quality', to: 'available' }),
        AvailabilityChanged.of({ sku, sellable: 8, level: 'ok' }),
        StockRecovered.of({ sku, sellable: 8, threshold: 5 }),
      ));
  it('sells them as second choice, under a SKU that the catalog knows', () => {
    past(...here)
      .when(look({ outcome: 'b-stock', from: 'damaged', asSku: 'TEE-B', isKnown: true }))
      .then(
        UnitsSoldAs.of({ ...units, from: 'damaged', asSku: 'TEE-B' }),
        StockLocationAdded.of({ warehouse: 'MAIN', sells: true }),
        UnitsTakenOver.of({ ...units, sku: 'TEE-B', fromSku: sku }),
        AvailabilityChanged.of({ sku: 'TEE-B', sellable: 8, level: 'ok' }),
      );
    past(...here)
      .when(look({ outcome: 'b-stock' }))
      .thenRejected('b-stock-sku-missing');
    past(...here)
      .when(look({ outcome: 'b-stock', asSku: 'TEE-B', isKnown: false }))
      .thenRejected('sku-unknown');
  });
  it('has them repaired, and looked at again', () => {
    const moved = UnitsMoved.of({ ...units, from: 'damaged', to: 'refurb' });
    past(...here)
      .when(look({ outcome: 'repair', from: 'damaged' }))
      .then(moved);
    past(main, stock(returned('damaged'), moved))
      .when(look({ outcome: 'repair', from: 'refurb' }))
      .thenRejected('repair-under-way');
  });
  it('writes them off, or sends them to the supplier', () => {
    const gone = { ...units, bucket: 'damaged' as const };
    past(...here)
      .when(look({ outcome: 'write-off', from: 'damaged' }))
      .then(StockWrittenOff.of(gone));
    past(...here)
      .when(look({ outcome: 'supplier', from: 'damaged', reference: 'claim 7' }))
      .then(StockReturnedToSupplier.of({ ...gone, reference: 'claim 7' }));
  });
  it('moves no more units than wait there', () => {
    past(...here)
      .when(look({ quantity: 11 }))
      .thenRejected('stock-not-sufficient');
    past(...here)
      .when(look({ from: 'refurb' }))
      .thenRejected('stock-not-sufficient');
    past(stock(returned('quality')))
      .when(look({}))
      .thenRejected('warehouse-unknown');
  });
});

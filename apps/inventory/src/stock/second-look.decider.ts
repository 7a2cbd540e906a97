import { StockReturnedToSupplier, StockWrittenOff, UnitsSoldAs, UnitsTakenOver } from '@concord/contracts';
import {
  lookup,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { warehouseAggregate } from '../warehouse/warehouse.aggregate';
import type { Waiting } from './buckets';
import { stockItemAggregate, UnitsMoved, type StockEvent } from './stock-item.aggregate';
import { located, type ShopThreshold } from './stock-item.decider';

/** The outcome for units that waited: for sale as new, for sale as second choice, repaired, or gone. */
export const OUTCOMES = ['restock', 'b-stock', 'repair', 'write-off', 'supplier'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `asSku` is the SKU under which second choice is sold; `isKnown` says whether the catalog knows it. */
export type RecordSecondLook = Command<
  'RecordSecondLook',
  {
    sku: string;
    warehouse: string;
    from: Waiting;
    quantity: number;
    outcome: Outcome;
    cause: string;
    reference?: string;
    asSku?: string;
    isKnown?: boolean;
  } & ShopThreshold
>;

/** Units that wait in quality, damaged or refurb leave it, each with a cause. */
export const secondLook: JointDecider<RecordSecondLook> = {
  commands: ['RecordSecondLook'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly({ data }, read) {
    const { sku, warehouse, from, quantity, outcome, cause, reference } = data;
    const book = (happened: StockEvent) => booked(read, data, sku, happened);
    const stock = read(stockItemAggregate, sku);
    if (!read(warehouseAggregate, warehouse).isOpen)
      return notFound('warehouse-unknown', `There is no warehouse ${warehouse}.`);
    const waiting = lookup(stock.warehouses, warehouse)?.[from] ?? 0;
    if (quantity > waiting)
      return rule('stock-not-sufficient', `Only ${waiting} units of ${sku} wait in ${from} at ${warehouse}.`, {
        waiting,
      });
    const units = { sku, warehouse, quantity, cause };
    const gone = { ...units, bucket: from, ...(reference !== undefined && { reference }) };
    switch (outcome) {
      case 'restock':
        return book(UnitsMoved.of({ ...units, from, to: 'available' }));
      case 'repair':
        if (from === 'refurb')
          return rule('repair-under-way', 'These units are being repaired. Choose the outcome of the repair.');
        return book(UnitsMoved.of({ ...units, from, to: 'refurb' }));
      case 'write-off':
        return book(StockWrittenOff.of(gone));
      case 'supplier':
        return book(StockReturnedToSupplier.of(gone));
      case 'b-stock':
        return sellAs(data, read);
    }
  },
};

function sellAs(data: RecordSecondLook['data'], read: Read) {
  const { sku, warehouse, from, quantity, cause, asSku, isKnown } = data;
  if (asSku === undefined || asSku === sku)
    return rule('b-stock-sku-missing', 'Second choice needs its own SKU: name it as asSku.');
  if (isKnown !== true)
    return rule('sku-unknown', `The catalog knows no SKU ${asSku}. Create it first.`, { sku: asSku });
  return [
    ...booked(read, data, sku, UnitsSoldAs.of({ sku, warehouse, from, quantity, asSku, cause })),
    ...booked(read, data, asSku, UnitsTakenOver.of({ sku: asSku, warehouse, quantity, fromSku: sku, cause })),
  ];
}

function booked(
  read: Read,
  { warehouse, lowUnits }: RecordSecondLook['data'],
  sku: string,
  happened: StockEvent,
): Change[] {
  const stock = read(stockItemAggregate, sku);
  const place = located(stock, warehouse, read(warehouseAggregate, warehouse));
  return stockChanges(sku, stock, [...place, happened], lowUnits, read);
}

import { AvailabilityChanged, LowStockDetected, RestockExpected, StockRecovered } from '@concord/contracts';
import { fold, never, type Command, type Decider } from '@concord/event-sourcing';
import type { Warehouse } from '../warehouse/warehouse.aggregate';
import { sellableOf } from './buckets';
import {
  type StockEvent,
  type StockItem,
  stockItemAggregate,
  StockLocationAdded,
  StockLocationChanged,
  ThresholdsSet,
} from './stock-item.aggregate';

export type SetThresholds = Command<'SetThresholds', { sku: string; lowUnitsMax: number }>;
export type ExpectRestock = Command<
  'ExpectRestock',
  { sku: string; purchaseOrderId: string; quantity: number; eta: string }
>;
export type StockItemCommand = SetThresholds | ExpectRestock;

export const stockItem: Decider<StockItemCommand, StockEvent, StockItem> = {
  ...stockItemAggregate,
  commands: ['SetThresholds', 'ExpectRestock'],
  id: ({ data }) => data.sku,

  decide(command, stock) {
    switch (command.type) {
      case 'SetThresholds':
        if (command.data.lowUnitsMax === stock.lowUnitsMax) return [];
        return withNotices(command.data.sku, stock, [ThresholdsSet.of(command.data)]);
      case 'ExpectRestock':
        return [RestockExpected.of(command.data)];
      default:
        return never(command);
    }
  },
};

/** Makes a place known the first time, and says whenever what lies there can be ordered or no longer. */
export function located(stock: StockItem, warehouse: string, { sells, ships }: Warehouse): StockEvent[] {
  const known = stock.warehouses[warehouse];
  // Whoever orders here gets a parcel: what a warehouse cannot send is not for sale.
  const place = { warehouse, sells: sells && ships };
  if (!known) return [StockLocationAdded.of(place)];
  return known.sells === place.sells ? [] : [StockLocationChanged.of(place)];
}

/** Adds what others must hear: another number that can be sold, and the threshold crossed, once per crossing. */
export function withNotices(sku: string, stock: StockItem, events: readonly StockEvent[]): StockEvent[] {
  const after = fold(stockItemAggregate, events, stock);
  const sellable = sellableOf(after.warehouses);
  const threshold = after.lowUnitsMax;
  const level = levelOf(sellable, threshold);
  const notices: StockEvent[] = [];
  if (after.announced?.sellable !== sellable || after.announced.level !== level)
    notices.push(AvailabilityChanged.of({ sku, sellable, level }));
  if (!after.isLow && sellable <= threshold)
    notices.push(LowStockDetected.of({ sku, sellable, threshold, cause: 'absolute' }));
  if (after.isLow && sellable > threshold) notices.push(StockRecovered.of({ sku, sellable, threshold }));
  return [...events, ...notices];
}

/** Low up to the threshold, critical up to half of it. */
export function levelOf(sellable: number, lowUnitsMax: number) {
  if (sellable === 0) return 'out';
  if (sellable <= lowUnitsMax / 2) return 'critical';
  return sellable <= lowUnitsMax ? 'low' : 'ok';
}

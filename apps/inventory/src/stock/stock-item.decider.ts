import { AvailabilityChanged, LowStockDetected, StockRecovered } from '@concord/contracts';
import { fold, lookup, never, type Command, type Decider } from '@concord/event-sourcing';
import type { Warehouse } from '../warehouse/warehouse.aggregate';
import { sellableOf } from './buckets';
import {
  NoticesCalmed,
  type StockEvent,
  type StockItem,
  stockItemAggregate,
  StockLocationAdded,
  StockLocationChanged,
  ThresholdsSet,
} from './stock-item.aggregate';

/** Stock is low at so many units where the SKU has no threshold of its own: the setting of the shop. */
export interface ShopThreshold {
  readonly lowUnits: number;
}

export type SetThresholds = Command<'SetThresholds', { sku: string; lowUnitsMax: number }>;
/** Stock has been calm for a while: a crossing that was not announced is announced now, where it still holds. */
export type SettleNotices = Command<'SettleNotices', { sku: string } & ShopThreshold>;
export type StockItemCommand = SetThresholds | SettleNotices;

export const stockItem: Decider<StockItemCommand, StockEvent, StockItem> = {
  ...stockItemAggregate,
  commands: ['SetThresholds', 'SettleNotices'],
  id: ({ data }) => data.sku,

  decide(command, stock) {
    switch (command.type) {
      case 'SetThresholds':
        if (command.data.lowUnitsMax === stock.lowUnitsMax) return [];
        return withNotices(command.data.sku, stock, [ThresholdsSet.of(command.data)], command.data.lowUnitsMax);
      case 'SettleNotices': {
        if (stock.notices !== 'muted') return [];
        const { sku, lowUnits } = command.data;
        const crossed = crossing(sku, stock, lowUnits);
        return [crossed ?? NoticesCalmed.of({ sku })];
      }
      default:
        return never(command);
    }
  },
};

/** Records a warehouse the first time, and every change of whether its units can be ordered. */
export function located(stock: StockItem, warehouse: string, { sells, ships }: Warehouse): StockEvent[] {
  const known = lookup(stock.warehouses, warehouse);
  // Every customer here gets a parcel: what a warehouse cannot ship is not for sale.
  const place = { warehouse, sells: sells && ships };
  if (!known) return [StockLocationAdded.of(place)];
  return known.sells === place.sells ? [] : [StockLocationChanged.of(place)];
}

/** Adds the public events: a changed number of sellable units, and a crossed threshold, once per episode. */
export function withNotices(
  sku: string,
  stock: StockItem,
  events: readonly StockEvent[],
  lowUnits: number,
): StockEvent[] {
  const after = fold(stockItemAggregate, events, stock);
  const sellable = sellableOf(after);
  const level = levelOf(sellable, after.lowUnitsMax ?? lowUnits);
  const notices: StockEvent[] = [];
  if (after.announced?.sellable !== sellable || after.announced.level !== level)
    notices.push(AvailabilityChanged.of({ sku, sellable, level }));
  const crossed = after.notices === 'muted' ? undefined : crossing(sku, after, lowUnits);
  return [...events, ...notices, ...(crossed ? [crossed] : [])];
}

/** The threshold was crossed, and this was not announced yet. */
function crossing(sku: string, stock: StockItem, lowUnits: number): StockEvent | undefined {
  const { lowUnitsMax, isLow } = stock;
  const threshold = lowUnitsMax ?? lowUnits;
  const sellable = sellableOf(stock);
  if (!isLow && sellable <= threshold) return LowStockDetected.of({ sku, sellable, threshold, cause: 'absolute' });
  if (isLow && sellable > threshold) return StockRecovered.of({ sku, sellable, threshold });
  return undefined;
}

/** Low up to the threshold, critical up to half of it. */
export function levelOf(sellable: number, lowUnitsMax: number) {
  if (sellable === 0) return 'out';
  if (sellable <= lowUnitsMax / 2) return 'critical';
  return sellable <= lowUnitsMax ? 'low' : 'ok';
}

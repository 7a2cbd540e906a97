import { AvailabilityChanged, LowStockDetected, RestockExpected, StockRecovered } from '@concord/contracts';
import { fold, lookup, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import type { Warehouse } from '../warehouse/warehouse.aggregate';
import { sellableOf } from './buckets';
import {
  NoticesCalmed,
  RestockWithdrawn,
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
export type ExpectRestock = Command<
  'ExpectRestock',
  { sku: string; purchaseOrderId: string; quantity: number; eta: string }
>;
export type WithdrawRestock = Command<'WithdrawRestock', { sku: string; purchaseOrderId: string; reason: string }>;
/** Stock has been calm for a while: a crossing that was not announced is announced now, where it still holds. */
export type SettleNotices = Command<'SettleNotices', { sku: string } & ShopThreshold>;
export type StockItemCommand = SetThresholds | ExpectRestock | WithdrawRestock | SettleNotices;

export const stockItem: Decider<StockItemCommand, StockEvent, StockItem> = {
  ...stockItemAggregate,
  commands: ['SetThresholds', 'ExpectRestock', 'WithdrawRestock', 'SettleNotices'],
  id: ({ data }) => data.sku,

  decide(command, stock) {
    switch (command.type) {
      case 'SetThresholds':
        if (command.data.lowUnitsMax === stock.lowUnitsMax) return [];
        return withNotices(command.data.sku, stock, [ThresholdsSet.of(command.data)], command.data.lowUnitsMax);
      case 'ExpectRestock':
        return announced(command.data, stock, command.at);
      case 'WithdrawRestock': {
        const { sku, purchaseOrderId, reason } = command.data;
        const known = stock.incoming.find((one) => one.purchaseOrderId === purchaseOrderId);
        if (!known) return restockUnknown(purchaseOrderId);
        const { quantity, eta } = known;
        return [
          RestockWithdrawn.of({ sku, purchaseOrderId, quantity, reason }),
          RestockExpected.of({ sku, purchaseOrderId, quantity: 0, eta }),
        ];
      }
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

function announced(order: ExpectRestock['data'], { incoming }: StockItem, at: string) {
  const { purchaseOrderId, quantity, eta } = order;
  const known = incoming.find((one) => one.purchaseOrderId === purchaseOrderId);
  if (known?.quantity === quantity && known.eta === eta) return [];
  if (Date.parse(eta) > Date.parse(at)) return [RestockExpected.of(order)];
  return rule('restock-date-passed', `${eta} is in the past: name the day on which the units arrive.`);
}

const restockUnknown = (purchaseOrderId: string) =>
  notFound('restock-unknown', `Nothing is on its way with the purchase order ${purchaseOrderId}.`);

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

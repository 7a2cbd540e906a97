import { StockAdjusted, StockOversold } from '@concord/contracts';
import { fold, lookup } from '@concord/event-sourcing';
import { emptyAt } from '../stock/buckets';
import {
  stockItemAggregate,
  UnitsReserved,
  UnitsShipped,
  type StockEvent,
  type StockItem,
} from '../stock/stock-item.aggregate';
import { located } from '../stock/stock-item.decider';
import type { Warehouse } from '../warehouse/warehouse.aggregate';

/** Units of a SKU in a shipped parcel; `reserved` of them are reserved there for the order of the parcel. */
export interface PackedUnits {
  readonly orderId: string;
  readonly fulfilmentId: string;
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: number;
  readonly reserved: number;
}

const FOUND = 'Packed, though the books had no more.';

/**
 * Takes packed units off the books: first those reserved for the order, then those for sale, then those reserved for
 * other orders. Units beyond the books did exist, and are booked as found.
 */
export function takenOut(packed: PackedUnits, stock: StockItem, place: Warehouse): StockEvent[] {
  const { orderId, fulfilmentId, sku, warehouse, quantity } = packed;
  const known = lookup(stock.warehouses, warehouse);
  const { available, reserved, oversold } = known ?? emptyAt(false);
  const found = Math.max(0, quantity - (available + reserved - oversold));
  const booked: StockEvent[] = [
    ...(known ? [] : located(stock, warehouse, place)),
    ...(found > 0 ? [StockAdjusted.of({ sku, warehouse, delta: found, reason: FOUND, reference: fulfilmentId })] : []),
  ];
  const free = lookup(fold(stockItemAggregate, booked, stock).warehouses, warehouse)?.available ?? 0;
  const beyondOwn = Math.max(0, quantity - packed.reserved);
  const again = Math.min(beyondOwn, free);
  const others = beyondOwn - again;
  return [
    ...booked,
    ...(again > 0 ? [UnitsReserved.of({ sku, orderId, takes: [{ warehouse, quantity: again }] })] : []),
    ...(others > 0 ? [StockOversold.of({ sku, warehouse, orderId, fulfilmentId, quantity: others })] : []),
    UnitsShipped.of({ sku, orderId, fulfilmentId, takes: [{ warehouse, quantity }] }),
  ];
}

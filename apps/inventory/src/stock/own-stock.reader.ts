import type { Caller } from '@concord/service';
import { freeOf, onHand } from './buckets';
import type { StockRow } from './stock.projection';

/** Sums over all warehouses, which callers limited to some warehouses do not see. */
export const OVER_ALL = [
  'received',
  'adjusted',
  'restocked',
  'shipped',
  'level',
  'held',
  'waiting',
  'backorderCap',
  'backorderDate',
  'waitingCap',
] as const;

/** The sums of a row that the caller does not see. */
export const hiddenFrom = ({ scopes }: Caller): readonly string[] => (scopes.warehouseIds ? OVER_ALL : []);

/**
 * The part of a row about the caller's warehouses. Sums that include other warehouses are left out, and named in
 * `masked`.
 */
export function ownStock(caller: Caller, row: StockRow) {
  const { warehouseIds } = caller.scopes;
  if (!warehouseIds) return row;
  const own = new Set(warehouseIds);
  const warehouses = Object.fromEntries(Object.entries(row.warehouses).filter(([code]) => own.has(code)));
  const buckets = Object.values(warehouses);
  return {
    sku: row.sku,
    // Baskets hold units of no certain warehouse.
    sellable: Math.min(row.sellable, freeOf(warehouses)),
    onHand: buckets.reduce((sum, one) => sum + onHand(one), 0),
    reserved: buckets.reduce((sum, { reserved }) => sum + reserved, 0),
    incoming: row.incoming,
    expected: row.expected,
    warehouses,
    masked: [...hiddenFrom(caller)],
  };
}

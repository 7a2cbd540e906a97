import type { Warehouses } from '../stock/buckets';

/** Units of a SKU at one warehouse. */
export interface Allocation {
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: number;
}

/**
 * Chooses the warehouses of an order so that few parcels are sent. The warehouse that can fill the most SKUs completely
 * goes first, ties by its code. A SKU is split only where no warehouse has all of it. The caller has checked that the
 * sum suffices.
 */
export function chooseSources(
  wanted: ReadonlyMap<string, number>,
  stock: ReadonlyMap<string, Warehouses>,
): Allocation[] {
  const order = ranked(wanted, stock);
  return [...wanted].flatMap(([sku, quantity]) => {
    const free = (code: string) => freeAt(stock.get(sku), code);
    const whole = order.find((code) => free(code) >= quantity);
    if (whole !== undefined) return [{ sku, warehouse: whole, quantity }];
    let left = quantity;
    return order.flatMap((warehouse) => {
      const taken = Math.min(left, free(warehouse));
      left -= taken;
      return taken > 0 ? [{ sku, warehouse, quantity: taken }] : [];
    });
  });
}

function ranked(wanted: ReadonlyMap<string, number>, stock: ReadonlyMap<string, Warehouses>): string[] {
  const filled = new Map<string, number>();
  for (const [sku, quantity] of wanted)
    for (const code of Object.keys(stock.get(sku) ?? {}))
      filled.set(code, (filled.get(code) ?? 0) + (freeAt(stock.get(sku), code) >= quantity ? 1 : 0));
  return [...filled].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code]) => code);
}

const freeAt = (warehouses: Warehouses | undefined, code: string) => {
  const buckets = warehouses?.[code];
  return buckets?.sells ? buckets.available : 0;
};

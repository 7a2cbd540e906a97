import type { Oversight } from '@concord/client';

/** The facts whose rows are of a SKU or an order, by the key of the row. */
const SCREENS: ReadonlyMap<string, string> = new Map([
  ['catalog.variants', '/skus'],
  ['catalog.weights', '/skus'],
  ['inventory.stock', '/skus'],
  ['inventory.expected', '/skus'],
  ['inventory.on-hand', '/skus'],
  ['orders.orders', '/orders'],
  ['orders.returns', '/returns'],
  ['orders.open-returns', '/returns'],
  ['inventory.inspections', '/returns'],
  ['customer-service.cases', '/cases'],
  ['logistics.parcels', '/parcels'],
  ['marketing.campaigns', '/campaigns'],
  ['oversight.settings', '/settings'],
]);

/** The screen of what a drift is about, where one sees who believes what; undefined where there is none. */
export function subjectOf({ fact, key }: Pick<Oversight.Drift, 'fact' | 'key'>): string | undefined {
  const screen = SCREENS.get(fact);
  return screen && `${screen}/${encodeURIComponent(key)}`;
}

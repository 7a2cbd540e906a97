import type { ServiceName } from '@concord/client';
import { aligned } from '../../src/replay/alignment';
import type { System } from '../../src/system/system';
import { pathClientAs, pathClientOf, type PathClient } from '../path-client';

export const WAREHOUSE = 'MAIN';
const LONG = { from: '2026-01-01T00:00:00Z', to: '2046-01-01T00:00:00Z' };

/** SKU, title, price in pence, units. */
const PRODUCTS: readonly (readonly [string, string, number, number])[] = [
  ['LANTERN-1', 'Storm lantern', 1_999, 40],
  ['MUG-BLUE', 'Blue enamel mug', 850, 200],
  ['MUG-RED', 'Red enamel mug', 850, 3],
  ['KETTLE-1', 'Camping kettle, 1.2 litres, with a bail handle', 3_450, 12],
  ['ROPE-20', 'Twenty metres of rope', 1_275, 60],
  ['TENT-2', 'Tent for two', 18_900, 0],
  ['STOVE-1', 'Small gas stove', 4_200, 9],
  ['MAP-ALPS', 'Map of the Alps', 1_100, 30],
];

/** A shop with everything that a customer meets: goods, ways to ship, tax, a promotion, a reduced price. */
export async function fillShop(system: System): Promise<PathClient> {
  const shop = pathClientOf(system);
  const put = (client: PathClient, service: ServiceName, path: string, body: object) =>
    client.call(service, 'PUT', path, { body });
  await shop.write('inventory', '/v1/warehouses', { warehouse: WAREHOUSE, name: 'Main' });
  const rows = PRODUCTS.map(([sku, title, priceMinor]) => {
    return {
      sku,
      title,
      kind: 'shippable',
      priceMinor,
      currency: 'GBP',
      weightG: 400,
      description: `${title}, for every day.`,
    };
  });
  await shop.write('catalog', '/v1/imports', { rows, publish: true });
  // A lower price than yesterday's: the lowest one of the 30 days before stands beside it.
  await shop.write('catalog', '/v1/imports', { rows: [{ ...rows[3]!, priceMinor: 2_950 }], publish: true });
  const lines = PRODUCTS.filter(([, , , units]) => units > 0).map(([sku, , , quantity]) => ({ sku, quantity }));
  await shop.write('inventory', '/v1/receipts', { warehouse: WAREHOUSE, cause: 'spec', lines });
  const marta = pathClientAs(system, { roles: ['marketing_manager'], subject: 'marta' });
  const promotion = { code: 'TENTH', name: 'A tenth off', reward: { kind: 'percent', value: 10 }, ...LONG };
  const { id } = await marta.write<{ id: string }>('marketing', '/v1/promotions', promotion);
  await marta.write('marketing', `/v1/promotions/${id}/activate`);
  const countries = ['United Kingdom', 'GB'];
  await put(shop, 'orders', '/v1/tax/zones/UK', { name: 'United Kingdom', kind: 'domestic', countries });
  await put(shop, 'orders', '/v1/tax/zones/UK/rates/standard', { rateMilli: 20_000, from: LONG.from });
  const luca = pathClientAs(system, { roles: ['logistics_manager'], subject: 'luca' });
  const way = { countries: ['United Kingdom'], currency: 'GBP', cutOffMinute: 840 };
  const standard = { ...way, name: 'Standard', priceMinor: 395, freeFromMinor: 5_000, daysMin: 2, daysMax: 4 };
  await put(luca, 'logistics', '/v1/ship-options/standard', standard);
  await put(luca, 'logistics', '/v1/ship-options/express', {
    ...way,
    name: 'Express',
    priceMinor: 895,
    daysMin: 1,
    daysMax: 1,
  });
  await aligned(shop);
  return shop;
}

import { v7 as newId } from 'uuid';
import type { ServiceName } from '@concord/contracts';
import { eventually, uniqueName } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { clientOf } from '../src/replay/replay.command';
import type { Client } from '../src/system/client';
import { startedSystem } from './started-system';

interface Audit {
  readonly keys: number;
  readonly drifts: number;
  readonly comparisons: readonly { readonly view: string; readonly keys: number; readonly drifts: number }[];
}
interface Drift {
  readonly view: string;
  readonly key: string;
  readonly column: string;
  readonly expected: unknown;
  readonly found: unknown;
  readonly missingEvent: { readonly type: string; readonly eventId: string } | null;
}

/** All services as processes; somebody changes their tables behind their backs. */
describe('the auditor', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: Client;
  const skus = Array.from({ length: 4 }, () => uniqueName('SKU').toUpperCase());
  const [changed, deleted, behind, twice] = skus as [string, string, string, string];

  const post = async <T>(service: ServiceName, route: string, body: object = {}) =>
    (await client.post<T>(service, route, body, newId())).body;
  const audit = () => post<Audit>('oversight', '/v1/audits');
  const drifts = async () => (await client.get<{ items: Drift[] }>('oversight', '/v1/drifts?limit=200')).items;
  const sql = async (service: ServiceName, text: string, values: unknown[] = []) => {
    const database = new Database({ connectionString: started.system.databases.get(service)! });
    await database.connect();
    const { rows } = await database.query(text, values);
    await database.end();
    return rows as Record<string, unknown>[];
  };
  const receive = (sku: string, quantity: number) =>
    post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity }] });
  const tableOf = async (service: ServiceName, table: string) => {
    const [row] = await sql(
      service,
      `select tablename as name from pg_tables where tablename like $1 order by 1 desc limit 1`,
      [`${table}%`],
    );
    return `"${String(row!['name'])}"`;
  };

  beforeAll(async () => {
    started = await startedSystem();
    client = clientOf(started.system);
    await post('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    // One of them never gets stock: nobody need have a row for it.
    const rows = [...skus, uniqueName('NONE').toUpperCase()].map((sku) => ({
      sku,
      title: sku,
      kind: 'shippable',
      priceMinor: 1_000,
      currency: 'GBP',
    }));
    await post('catalog', '/v1/imports', { rows, publish: true });
    for (const sku of skus) await receive(sku, 10);
    for (const sku of skus) await receive(sku, 5);
    await aligned(client);
  }, 120_000);
  afterAll(async () => {
    client?.close();
    await started?.stop();
  }, 60_000);

  it('finds that everyone agrees, also while the shop trades', async () => {
    const trade = (async () => {
      for (let n = 0; n < 30; n++)
        await post('orders', '/v1/orders', {
          channel: 'b2c',
          currency: 'GBP',
          lines: [{ sku: skus[n % 4], quantity: 1 }],
          shipTo: { country: 'United Kingdom' },
          payment: { method: 'card' },
        });
    })();
    const results = [await audit(), await audit()];
    await trade;
    results.push(await audit());
    expect(results.map((result) => result.drifts)).toEqual([0, 0, 0]);
    expect(
      results
        .at(-1)!
        .comparisons.map(({ view }) => view)
        .sort(),
    ).toEqual([
      'catalog.variants',
      'customer-service.order-pages',
      'customer-service.stock-facts',
      'marketing.stock-facts',
      'orders.products',
      'oversight.stock-now',
    ]);
    expect(results.at(-1)!.keys).toBeGreaterThanOrEqual(4 * 5 + 30);
  }, 90_000);

  it('names every planted drift by view, row, column and event', async () => {
    const facts = await tableOf('marketing', 'stock_facts_view');
    const desk = await tableOf('customer-service', 'stock_fact_view');
    const products = await tableOf('orders', 'product_view');
    await sql('marketing', `update ${facts} set sellable = 777 where sku = $1`, [changed]);
    await sql('customer-service', `delete from ${desk} where sku = $1`, [deleted]);
    // An event that was skipped: the row is as it was after the first receipt.
    await sql('marketing', `update ${facts} set sellable = 10 where sku = $1`, [behind]);
    // A price that was applied twice, as a bug would do it.
    await sql('orders', `update ${products} set price_minor = price_minor * 2 where sku = $1`, [twice]);
    expect((await audit()).drifts).toBe(4);
    const found = await drifts();
    expect(found).toHaveLength(4);
    const of = (key: string) => found.find((drift) => drift.key === key)!;
    expect(of(changed)).toMatchObject({
      view: 'marketing.stock-facts',
      column: 'sellable',
      found: 777,
      missingEvent: null,
    });
    expect(of(deleted)).toMatchObject({ view: 'customer-service.stock-facts', column: 'row', found: null });
    expect(of(behind)).toMatchObject({
      view: 'marketing.stock-facts',
      column: 'sellable',
      found: 10,
      missingEvent: { type: 'AvailabilityChanged' },
    });
    expect(of(twice)).toMatchObject({ view: 'orders.products', column: 'priceMinor', expected: 1_000, found: 2_000 });
  }, 90_000);

  it('says that they are gone once the views are rebuilt', async () => {
    for (const [service, view] of [
      ['marketing', 'stock-facts'],
      ['customer-service', 'stock-facts'],
      ['orders', 'products'],
    ] as const)
      await post(service, `/v1/projections/${service}.${view}/rebuild`);
    await eventually(async () => expect((await audit()).drifts).toBe(0), { within: 60_000 });
    expect(await drifts()).toEqual([]);
    const gone = await client.get<{ items: Drift[] }>('oversight', '/v1/drifts?status=gone');
    expect(gone.items).toHaveLength(4);
  }, 120_000);
});

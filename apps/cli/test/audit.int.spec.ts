import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServiceName } from '@concord/contracts';
import { snakeCase } from '@concord/event-store';
import { eventually, uniqueName } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { ROOT } from '../src/workspace';
import { pathClientOf, type PathClient } from './path-client';
import { keptIn, MIRRORING_VIEWS, ofClass, plantingsOf, type Planting } from './planted-drifts';
import { shopDay } from './shop-day';
import { startedSystem } from './started-system';

interface Audit {
  readonly keys: number;
  readonly drifts: number;
  readonly comparisons: readonly { readonly view: string; readonly keys: number; readonly drifts: number }[];
}
interface Drift {
  readonly fact: string;
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
  let client: PathClient;
  const skus = Array.from({ length: 4 }, () => uniqueName('SKU').toUpperCase());
  const [changed, deleted, behind, twice] = skus as [string, string, string, string];

  const post = <T>(service: ServiceName, route: string, body: object = {}) => client.write<T>(service, route, body);
  const audit = () => post<Audit>('oversight', '/v1/audits');
  const drifts = async () => (await client.read<{ items: Drift[] }>('oversight', '/v1/drifts?limit=200')).items;
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
    client = pathClientOf(started.system);
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
    const day = shopDay(client, started.system);
    const results = [await audit(), await audit()];
    await Promise.all([trade, day]);
    results.push(await audit());
    expect(results.map((result) => result.drifts)).toEqual([0, 0, 0]);
    const views = results.at(-1)!.comparisons.map(({ view }) => view);
    expect([...new Set(views)].sort()).toEqual(MIRRORING_VIEWS.map(({ name }) => name).sort());
    // Of everything that is compared there is something.
    expect(results.at(-1)!.comparisons.filter(({ keys }) => keys === 0)).toEqual([]);
  }, 150_000);

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
    expect(of(deleted)).toMatchObject({ missingEvent: { type: 'AvailabilityChanged' } });
    expect(of(behind)).toMatchObject({
      view: 'marketing.stock-facts',
      column: 'sellable',
      found: 10,
      missingEvent: { type: 'AvailabilityChanged' },
    });
    expect(of(twice)).toMatchObject({ view: 'orders.products', column: 'priceMinor', expected: 1_000, found: 2_000 });
    const figures = await (await fetch(`${started.system.addresses.services.oversight}/metrics`)).text();
    expect(figures).toContain('\nconcord_drifts_open 4\n');
    expect(Number(/\nconcord_audit_age_seconds ([\d.]+)/.exec(figures)?.[1])).toBeLessThan(30);
    const told = await command(started.system.addresses);
    expect(told.status).toBe(1);
    expect(told.stdout).toContain(`✗ marketing.stock-facts, row ${changed}, sellable: inventory.stock says `);
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
    expect(await command(started.system.addresses)).toMatchObject({ status: 0 });
    const away = { ...started.system.addresses.services, oversight: 'http://127.0.0.1:1' };
    expect(await command({ ...started.system.addresses, services: away })).toMatchObject({ status: 2 });
    const gone = await client.read<{ items: Drift[] }>('oversight', '/v1/drifts?status=gone');
    expect(gone.items).toHaveLength(4);
  }, 120_000);

  it('names a drift in every column of every view that repeats a fact', async () => {
    const planted = new Map<string, Planting[]>();
    for (const view of MIRRORING_VIEWS) {
      const rows = await sql(view.service as ServiceName, `select * from "${view.table}"`);
      planted.set(view.name, plantingsOf(view, rows.map(ofClass)));
    }
    const rounds = Math.max(...[...planted.values()].map(({ length }) => length));
    for (let round = 0; round < rounds; round++) {
      const now = [...planted.values()].flatMap((plantings) => plantings[round] ?? []);
      const undo = await Promise.all(now.map(plant));
      await audit();
      const open = await drifts();
      const found = open.map(({ fact, view, key, column }) => `${view} ${fact} ${key}: ${column}`);
      // Where a column decides whether the row counts, the row is missing.
      const unnamed = now.filter(
        ({ view, fact, key, column }) =>
          !found.includes(`${view} ${fact} ${key}: ${column}`) && !found.includes(`${view} ${fact} ${key}: row`),
      );
      expect(unnamed).toEqual([]);
      const views = new Set(now.map(({ view }) => view));
      // A view of the catalog repeats the stock and holds a fact of its own.
      expect(open.filter(({ view, fact }) => !views.has(view) && !views.has(keptIn(fact)))).toEqual([]);
      for (const restore of undo) await restore();
    }
    expect((await audit()).drifts).toBe(0);
  }, 400_000);

  /** `npm run audit` on a system with these addresses. */
  async function command(addresses: object) {
    const file = path.join(started.dataFolder, 'addresses-of-the-audit.json');
    writeFileSync(file, JSON.stringify(addresses));
    const env = { ...process.env, CONCORD_TOKEN: await started.system.issuer.mint({ roles: 'it_operator' }) };
    const main = path.join(ROOT, 'apps/cli/dist/main.js');
    const run = promisify(execFile)(process.execPath, [main, 'audit', '--addresses', file], { env });
    return run.then(
      ({ stdout }) => ({ status: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ status: code, stdout }),
    );
  }

  /** Changes or deletes a row behind the back of its service, and returns what puts it back. */
  async function plant({ view: name, fact, key, change }: Planting) {
    const view = MIRRORING_VIEWS.find((each) => each.name === name)!;
    const service = view.service as ServiceName;
    const mirror = view.mirrors.find(({ of }) => of === fact)!;
    const rows = await sql(service, `select to_jsonb(t) as document, t.* from "${view.table}" t`);
    const row = rows.find((each) => mirror.rows(ofClass(each)).some((repeated) => repeated.key === key))!;
    const by = snakeCase(mirror.by);
    const place = row[by];
    if (!change) await sql(service, `delete from "${view.table}" where "${by}" = $1`, [place]);
    else {
      const { property, value } = change;
      const text = value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
      await sql(service, `update "${view.table}" set "${snakeCase(property)}" = $1 where "${by}" = $2`, [text, place]);
    }
    const changedPlace = change?.property === mirror.by ? change.value : place;
    return async () => {
      await sql(service, `delete from "${view.table}" where "${by}" = $1`, [changedPlace]);
      await sql(
        service,
        `insert into "${view.table}" select * from jsonb_populate_record(null::"${view.table}", $1::jsonb)`,
        [JSON.stringify(row['document'])],
      );
    };
  }
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { concord, isProblem, type Concord, type Orders } from '@concord/client';
import { uniqueName } from '@concord/testing';
import { INTEGRATOR } from '../src/system/running-system';
import { ROOT } from '../src/workspace';
import { startedSystem } from './started-system';

/** All services as processes, called by whoever has the client and nothing else. */
describe('the typed client', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let shop: Concord;
  let folder: string;
  const sku = uniqueName('CLIENT').toUpperCase();

  beforeAll(async () => {
    mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
    folder = mkdtempSync(path.join(ROOT, '.concord', 'test-client-'));
    started = await startedSystem();
    const { addresses, issuer } = started.system;
    shop = concord({ address: addresses.services, token: () => issuer.mint({ roles: INTEGRATOR, subject: 'client' }) });
    await shop.inventory.post('/v1/warehouses', { body: { warehouse: 'MAIN', name: 'Main' } });
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' } as const;
    await shop.catalog.post('/v1/imports', { body: { rows: [row], publish: true } });
  }, 120_000);
  afterAll(async () => {
    await started?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const receive = (quantity: number, key?: string) =>
    shop.inventory.post('/v1/receipts', {
      body: { warehouse: 'MAIN', cause: 'delivery', lines: [{ sku, quantity }] },
      ...(key !== undefined && { key }),
    });
  const place = () =>
    shop.orders.post('/v1/orders', {
      body: {
        channel: 'b2c',
        currency: 'GBP',
        lines: [{ sku, quantity: 1 }],
        shipTo: { country: 'GB' },
        payment: { method: 'card' },
      },
      wait: 5,
    });

  it('sees its own writes in every other service, without any wait of its own', async () => {
    for (let round = 1; round <= 10; round++) {
      await receive(2);
      const [catalog, marketing, desk, stock] = await Promise.all([
        shop.catalog.get('/v1/variants', { query: { sku } }),
        shop.marketing.get('/v1/alignment', { query: { sku } }),
        shop.customerService.get('/v1/stock', { query: { sku } }),
        shop.inventory.get('/v1/stock/{sku}', { path: { sku } }),
      ]);
      const seen = [catalog, marketing, desk].map(({ data }) => data.items[0]?.sellable);
      expect([...seen, stock.data.sellable]).toEqual(Array(4).fill(2 * round));
      expect(catalog.lagMs).toEqual(expect.any(Number));
    }
  }, 60_000);

  it('places an order, and changes it only as it was seen', async () => {
    const placed = await place();
    const order: Orders.Order = placed.data;
    expect([placed.status, order.status]).toEqual([201, 'confirmed']);
    const path = { orderId: order.orderId };
    const body = { reason: 'changed my mind' };
    const stale = shop.orders.post('/v1/orders/{orderId}/cancel', { path, body, ifMatch: '"1"' });
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'version-conflict' });
    const { etag, data } = await shop.orders.post('/v1/orders/{orderId}/cancel', { path, body });
    expect(etag).toBe(`"${data.version}"`);
  }, 30_000);

  it('gets the stored answer where it repeats a write under its key', async () => {
    const key = uniqueName('key');
    const [first, second] = [await receive(1, key), await receive(1, key)];
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.data).toEqual(first.data);
    expect(second.token).toBe(first.token);
  });

  it('walks through all pages', async () => {
    await Promise.all(Array.from({ length: 5 }, place));
    const ids = new Set<string>();
    for await (const { orderId } of shop.orders.pages('/v1/orders', { query: { limit: 2 } })) ids.add(orderId);
    expect(ids.size).toBeGreaterThanOrEqual(5);
  }, 30_000);

  it('is told by name what is refused, and what is wrong with a request', async () => {
    const unknown = shop.orders.get('/v1/orders/{orderId}', { path: { orderId: 'none' } });
    expect(await unknown.catch((error: unknown) => isProblem(error, 'order-unknown'))).toBe(true);
    await expect(receive(0)).rejects.toMatchObject({
      code: 'request-invalid',
      errors: [expect.objectContaining({ path: 'lines.0.quantity' })],
    });
  });

  it('hears what happens while it happens', async () => {
    const stop = new AbortController();
    const heard: string[] = [];
    for await (const event of shop.oversight.events('/v1/alignment/live', { query: { sku }, signal: stop.signal })) {
      if (heard.length === 0) await receive(1);
      heard.push(event.type);
      if (event.type === 'moment' && event.data.type === 'StockReceived') break;
    }
    expect(heard).toContain('moment');
  }, 60_000);

  it('reads the routes that all services have by the name of a service', async () => {
    const { data } = await shop.of('marketing').get('/v1/projections');
    expect(data.positions.length).toBeGreaterThan(0);
    expect((await shop.marketing.get('/v1/me')).data).toMatchObject({ subject: 'client' });
  });

  it('works as docs/api.md shows it, and compiles there', async () => {
    const page = readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
    const shown = /<!-- client -->\s*```ts\n([\s\S]*?)```/.exec(page)![1]!;
    const [imported, ...lines] = shown.split('\n');
    const address = JSON.stringify(started.system.addresses.services);
    const text = lines
      .join('\n')
      .replace(`'http://localhost:3000'`, address)
      .replaceAll('LANTERN-1', sku)
      .replaceAll(`'README'`, `'MAIN'`);
    writeFileSync(path.join(folder, 'shown.ts'), `${imported}\nvoid (async () => {\n${text}\n})();\n`);
    const config = { extends: '../../tsconfig.base.json', include: ['*.ts'] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/lib/tsc.js'), '-p', folder]);
    const flags = ['--conditions=@concord/source', '-r', path.join(ROOT, 'tools/source.cjs')];
    const token = await started.system.issuer.mint({ roles: INTEGRATOR, subject: 'reader' });
    const before = (await shop.inventory.get('/v1/stock/{sku}', { path: { sku } })).data.sellable;
    const told = execFileSync(process.execPath, [...flags, path.join(folder, 'shown.ts')], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, TOKEN: token },
    }).split('\n');
    expect([told[0], told.at(-2)]).toEqual([String(before + 3), 'true']);
  }, 90_000);

  it('is one small file in a page, with none of what only a server has', () => {
    const entry = path.join(folder, 'page.ts');
    writeFileSync(entry, `export { concord, isProblem } from '@concord/client';\n`);
    const options = {
      configFile: false,
      logLevel: 'silent',
      resolve: { conditions: ['@concord/source', 'browser', 'module'] },
      build: { outDir: path.join(folder, 'page'), lib: { entry, formats: ['es'], fileName: 'page' } },
    };
    const program = `import { build } from 'vite'; await build(${JSON.stringify(options)});`;
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT });
    expect(readdirSync(path.join(folder, 'page'))).toEqual(['page.mjs']);
    const page = readFileSync(path.join(folder, 'page/page.mjs'), 'utf8');
    expect(page).not.toMatch(/\bimport\b|\brequire\b|\bprocess\b/);
    expect(page.length).toBeLessThan(20_000);
  }, 60_000);

  it('is loaded by whoever uses CommonJS', () => {
    const program = `console.log(typeof require('@concord/client').concord)`;
    expect(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' }).trim()).toBe('function');
  });
});

import type { RunningService, ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { catalog, CatalogModule } from '../src/catalog.module';

const declaration: ServiceDeclaration = {
  module: CatalogModule,
  parts: catalog,
  title: 'Catalog',
  description: 'Products.',
  port: 0,
};
const database = testDatabase('shop_window');

describe('catalog', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let operator: object;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    operator = await bearer({ roles: 'it_operator' });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const bearer = async (token: Parameters<typeof system.issuer.mint>[0]) => {
    return { authorization: `Bearer ${await system.issuer.mint(token)}` };
  };
  const ask = (method: string, route: string, body?: unknown, by: object = {}) =>
    system.ask(running, method, route, body, { ...operator, ...by });
  const draft = async (sku: string) => {
    const { json } = await ask('POST', '/v1/products', {
      title: sku,
      kind: 'service',
      variants: [{ sku, options: {} }],
    });
    await ask('POST', '/v1/prices/proposals', { sku, amountMinor: 1_000, currency: 'GBP' });
    return json.id as string;
  };
  const row = (sku: string, more: object = {}) => {
    return { sku, title: sku, kind: 'service', priceMinor: 100, currency: 'GBP', ...more };
  };

  it('shows customers what is published, and neither drafts nor who set a price', async () => {
    const customer = await bearer({ roles: 'customer' });
    const productId = await draft('DRAFT');
    for (const route of [
      `/v1/products/${productId}`,
      '/v1/variants/DRAFT',
      '/v1/prices/DRAFT',
      '/v1/prices/DRAFT/history',
    ])
      expect((await ask('GET', route, undefined, customer)).status).toBe(404);
    expect((await ask('GET', '/v1/products?status=draft', undefined, customer)).json.items).toEqual([]);
    expect((await ask('GET', '/v1/prices/proposals', undefined, customer)).status).toBe(403);
    await ask('POST', `/v1/products/${productId}/publish`, {});
    expect((await ask('GET', `/v1/products/${productId}`, undefined, customer)).json.skus).toEqual(['DRAFT']);
    const [price] = (await ask('GET', '/v1/prices/DRAFT/history', undefined, customer)).json.items;
    expect(price).toMatchObject({ amountMinor: 1_000 });
    expect(price).not.toHaveProperty('by');
  });

  it('lets callers who are limited to a sales channel change only that channel', async () => {
    const by = await bearer({ roles: ['content_editor', 'marketing_manager'], scopes: { channels: ['b2c'] } });
    const productId = await draft('TRADE');
    await ask('POST', `/v1/products/${productId}/publish`, { channels: ['b2b'] });
    const refused = [
      await ask('GET', `/v1/products/${productId}`, undefined, by),
      await ask('GET', '/v1/listing?channel=b2b', undefined, by),
      await ask('PATCH', `/v1/products/${productId}`, { title: 'Mine' }, by),
      await ask('POST', `/v1/products/${productId}/publish`, { channels: ['b2c'] }, by),
      await ask('POST', '/v1/prices/proposals', { sku: 'TRADE', amountMinor: 1_010, currency: 'GBP' }, by),
    ];
    for (const { status, json } of refused) expect([status, json.code]).toEqual([403, 'channel-out-of-scope']);
    const imported = await ask('POST', '/v1/imports', { rows: [row('TRADE', { priceMinor: 1_000 })] }, by);
    expect(imported.json).toMatchObject({ failed: 1, rows: [{ code: 'product-channel-out-of-scope' }] });
    const ownId = await draft('OWN');
    await ask('POST', `/v1/products/${ownId}/publish`, {}, by);
    expect((await ask('GET', `/v1/products/${ownId}`)).json.channels).toEqual(['b2c']);
  });

  it('says that an imported row stays unpublished, and why', async () => {
    const editor = await bearer({ roles: 'content_editor' });
    const rows = [row('UNPRICED', { priceMinor: 0 })];
    const { json } = await ask('POST', '/v1/imports', { rows, publish: true }, editor);
    expect(json.rows).toEqual([
      { row: 0, sku: 'UNPRICED', status: 'imported', published: false, detail: expect.any(String) },
    ]);
    const priced = await ask('POST', '/v1/imports', { rows: [row('PRICED')], publish: true });
    expect(priced.json.rows).toEqual([{ row: 0, sku: 'PRICED', status: 'imported', published: true }]);
    const again = await ask('POST', '/v1/imports', { rows: [row('PRICED')], publish: true });
    expect(again.json.rows).toMatchObject([{ status: 'unchanged', published: true }]);
  });

  it('shows goods without a list price last, and without a price', async () => {
    await ask('POST', '/v1/categories', { name: 'Lamps', slug: 'lamps' });
    const prices = { 'LAMP-FREE': 0, 'LAMP-DEAR': 900, 'LAMP-CHEAP': 300 };
    const rows = Object.entries(prices).map(([sku, priceMinor]) => row(sku, { priceMinor, categories: ['lamps'] }));
    const byMaster = await bearer({ roles: 'service' });
    const imported = await ask('POST', '/v1/imports', { rows, publish: true }, byMaster);
    expect(imported.json).toMatchObject({ imported: 3, failed: 0 });
    const walk = async (sort: string) => {
      const seen: [string, number | null][] = [];
      for (let next: string | null = ''; next !== null;) {
        const route: string = `/v1/listing?category=lamps&sort=${sort}&limit=1${next && `&cursor=${next}`}`;
        const { json } = await ask('GET', route);
        for (const { title, priceMinor, offers } of json.items) {
          expect(offers).toMatchObject([{ sku: title, priceMinor }]);
          seen.push([title, priceMinor]);
        }
        next = json.next;
      }
      return seen;
    };
    const [free, dear, cheap] = [
      ['LAMP-FREE', null],
      ['LAMP-DEAR', 900],
      ['LAMP-CHEAP', 300],
    ];
    expect(await walk('price')).toEqual([cheap, dear, free]);
    expect(await walk('-price')).toEqual([dear, cheap, free]);
  });

  it('imports each row alone, once under its key', async () => {
    const key = { 'idempotency-key': 'file-1' };
    const rows = [row('GOOD'), row('BAD', { currency: 'QQQ' }), row('FINE')];
    const first = await ask('POST', '/v1/imports', { rows }, key);
    expect(first.json).toMatchObject({ imported: 2, failed: 1 });
    expect(first.json.rows[1]).toMatchObject({
      row: 1,
      status: 'failed',
      code: 'row-invalid',
      path: 'rows.1.currency',
    });
    await ask('POST', '/v1/imports', { rows: [row('GOOD', { priceMinor: 110 })] });
    const again = await ask('POST', '/v1/imports', { rows }, key);
    expect(again.json).toEqual(first.json);
    // A member that is null is one that is left out, and the order of members is no matter.
    const turned = rows.map((one) => Object.fromEntries([...Object.entries(one), ['tiers', null]].toReversed()));
    expect((await ask('POST', '/v1/imports', { rows: turned, publish: null }, key)).json).toEqual(first.json);
    expect((await ask('GET', '/v1/prices/GOOD')).json.amountMinor).toBe(110);
    expect((await ask('POST', '/v1/imports', { rows: [row('GOOD')] }, key)).json.code).toBe('idempotency-key-reused');
  });

  it('sorts titles by the alphabet, page by page', async () => {
    const titles = ['apple', 'Äpfel', 'Banana', 'Zebra'];
    await ask('POST', '/v1/categories', { name: 'Fruit', slug: 'fruit' });
    const rows = titles.map((title, n) => row(`FRUIT-${n}`, { title, categories: ['fruit'] }));
    await ask('POST', '/v1/imports', { rows });
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const route: string = `/v1/listing?category=fruit&limit=1${next && `&cursor=${next}`}`;
      const { json } = await ask('GET', route);
      seen.push(...json.items.map(({ title }: { title: string }) => title));
      next = json.next as string | null;
    }
    expect(seen).toEqual(['Äpfel', 'apple', 'Banana', 'Zebra'].sort(new Intl.Collator('en').compare));
  });

  it('finds variants by the beginning of the SKU or a part of the title', async () => {
    const titles = { 'OAK-1': 'Round table', 'OAK-2': 'Square table, 50% wool', 'ASH-1': 'Stool of oak' };
    const rows = Object.entries(titles).map(([sku, title]) => row(sku, { title }));
    await ask('POST', '/v1/imports', { rows, publish: true });
    await draft('OAK-DRAFT');
    const found = async (q: string, by: object = {}) =>
      (await ask('GET', `/v1/variants?q=${encodeURIComponent(q)}`, undefined, by)).json.items.map(
        ({ sku }: { sku: string }) => sku,
      );
    expect(await found('oak')).toEqual(['ASH-1', 'OAK-1', 'OAK-2', 'OAK-DRAFT']);
    expect(await found('TABLE')).toEqual(['OAK-1', 'OAK-2']);
    expect(await found('0%')).toEqual([]);
    expect(await found('50% w')).toEqual(['OAK-2']);
    expect(await found('ro')).toEqual(['OAK-1']);
    expect(await found('oak', await bearer({ roles: 'customer' }))).toEqual(['ASH-1', 'OAK-1', 'OAK-2']);
  });
});

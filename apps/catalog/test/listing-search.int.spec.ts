import type { RunningService } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { declaration } from '../src/declaration';

const database = testDatabase('listing-search');

describe('the search of the listing', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    await ask('POST', '/v1/categories', { name: 'Tables', slug: 'tables' });
    const goods = [
      ['OAK-1', 'Round table', { priceMinor: 900, categories: ['tables'] }],
      ['OAK-2', 'Square table, 50% wool', { priceMinor: 300, categories: ['tables'] }],
      ['ASH-1', 'Stool of oak', {}],
      ['A_1', 'Under_score', {}],
      ['AB1', 'Underscore', {}],
      ['TRADE-1', 'Oak for the trade', {}],
    ] as const;
    const rows = goods.map(([sku, title, more]) => row(sku, title, more));
    await ask('POST', '/v1/imports', { rows, publish: true });
    const [trade] = (await ask('GET', '/v1/variants?q=TRADE-1')).json.items;
    await ask('POST', `/v1/products/${trade.productId}/publish`, { channels: ['b2b'] });
    // A draft, and one product of two variants with titles of their own.
    await ask('POST', '/v1/imports', { rows: [row('OAK-3', 'Oak shelf')], publish: false });
    const variants = ['LAMP-RED', 'LAMP-BLUE'].map((sku) => ({ sku, options: { colour: sku.slice(5) } }));
    const lamp = await ask('POST', '/v1/products', { title: 'Desk lamp', kind: 'service', variants });
    for (const { sku } of variants)
      await ask('POST', '/v1/prices/proposals', { sku, amountMinor: 500, currency: 'GBP' });
    await ask('POST', `/v1/products/${lamp.json.id}/publish`, {});
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  type Token = Parameters<typeof system.issuer.mint>[0];
  const CUSTOMER: Token = { roles: 'customer' };

  async function ask(method: string, route: string, body?: unknown, by: Token = { roles: ['service', 'it_operator'] }) {
    return system.ask(running, method, route, body, { authorization: `Bearer ${await system.issuer.mint(by)}` });
  }
  function row(sku: string, title: string, more: object = {}) {
    return { sku, title, kind: 'service', priceMinor: 100, currency: 'GBP', ...more };
  }
  const search = (query: Readonly<Record<string, string>>, by: Token = CUSTOMER) =>
    ask('GET', `/v1/listing?${new URLSearchParams(query).toString()}`, undefined, by);
  const found = async (query: Readonly<Record<string, string>>, by?: Token): Promise<string[]> =>
    (await search(query, by)).json.items.map(({ title }: { title: string }) => title);

  it('finds products by the beginning of a SKU or a part of the title, whatever their case', async () => {
    expect(await found({ q: 'oak', channel: 'b2c' })).toEqual([
      'Round table',
      'Square table, 50% wool',
      'Stool of oak',
    ]);
    expect(await found({ q: 'TABLE' })).toEqual(['Round table', 'Square table, 50% wool']);
    expect(await found({ q: 'ak-1' })).toEqual([]);
    expect(await found({ q: 'nothing' })).toEqual([]);
  });
  it('wants the beginning of the title for a short text', async () => {
    expect(await found({ q: 'ro' })).toEqual(['Round table']);
    expect(await found({ q: 'ol' })).toEqual([]);
  });
  it('takes the signs of a pattern as they are typed', async () => {
    expect(await found({ q: '50% w' })).toEqual(['Square table, 50% wool']);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ q: 'a_' })).toEqual(['Under_score']);
    expect(await found({ q: '\\' })).toEqual([]);
    expect(await found({ q: "'; drop table product_view; --" })).toEqual([]);
  });
  it('finds a product once, by any of its variants, and shows all of them', async () => {
    for (const q of ['LAMP-', 'lamp-blue', 'desk']) {
      const { json } = await search({ q });
      expect(json.items).toMatchObject([{ title: 'Desk lamp' }]);
      expect(json.items[0].offers.map(({ sku }: { sku: string }) => sku).sort()).toEqual(['LAMP-BLUE', 'LAMP-RED']);
    }
  });
  it('finds no drafts, not even for those who write them', async () =>
    expect(await found({ q: 'Oak shelf' }, { roles: 'content_editor' })).toEqual([]));
  it('finds only what is for sale in the channels of the caller', async () => {
    expect(await found({ q: 'trade' }, { ...CUSTOMER, scopes: { channels: ['b2c'] } })).toEqual([]);
    expect(await found({ q: 'trade', channel: 'b2b' })).toEqual(['Oak for the trade']);
  });
  it('goes with category, order and pages', async () => {
    expect(await found({ q: 'oak', category: 'tables', sort: 'price' })).toEqual([
      'Square table, 50% wool',
      'Round table',
    ]);
    const { json } = await search({ q: 'table', limit: '1' });
    expect(json.items).toMatchObject([{ title: 'Round table' }]);
    expect(await found({ q: 'table', limit: '1', cursor: json.next })).toEqual(['Square table, 50% wool']);
  });
  it('finds drafts among the products, for those who read drafts', async () => {
    const titles = async (query: string, by: Token) =>
      (await ask('GET', `/v1/products?${query}`, undefined, by)).json.items.map(
        ({ title }: { title: string }) => title,
      );
    const editor: Token = { roles: 'content_editor' };
    expect(await titles('q=Oak shelf', editor)).toEqual(['Oak shelf']);
    expect(await titles('q=OAK-3', editor)).toEqual(['Oak shelf']);
    expect(await titles('q=OAK-3', CUSTOMER)).toEqual([]);
    expect(await titles('q=lamp-b', CUSTOMER)).toEqual(['Desk lamp']);
    expect((await titles('category=tables&q=oak', editor)).sort()).toEqual(['Round table', 'Square table, 50% wool']);
    expect((await ask('GET', '/v1/products?category=chairs', undefined, editor)).json.code).toBe('category-unknown');
  });
  it('says since when a product is for sale, until it is withdrawn', async () => {
    const [lamp] = (await ask('GET', '/v1/products?q=desk')).json.items;
    const since = async () => (await ask('GET', `/v1/products/${lamp.productId}`)).json.publishedAt;
    expect(Date.parse(lamp.publishedAt)).toBeGreaterThanOrEqual(Date.parse(lamp.createdAt));
    await ask('POST', `/v1/products/${lamp.productId}/publish`, { channels: ['b2c'] });
    expect(await since()).toBe(lamp.publishedAt);
    await ask('POST', `/v1/products/${lamp.productId}/unpublish`, { reason: 'sold out' });
    expect(await since()).toBeNull();
    const [draft] = (await ask('GET', '/v1/products?q=OAK-3')).json.items;
    expect(draft.publishedAt).toBeNull();
  });
  it('refuses a text that is too long, and names the member', async () =>
    expect((await search({ q: 'x'.repeat(101) })).json).toMatchObject({ status: 400, errors: [{ path: 'q' }] }));
});

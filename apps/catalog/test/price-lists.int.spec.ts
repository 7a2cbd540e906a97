import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { catalog, CatalogModule } from '../src/catalog.module';

const declaration: ServiceDeclaration = {
  module: CatalogModule,
  parts: catalog,
  title: 'Catalog',
  description: 'Prices.',
  port: 0,
};
const database = testDatabase('price_lists');
const TRADE = { name: 'Trade', currency: 'EUR', taxIncluded: false, channels: ['b2b'], groups: ['trade'] };
const PATIENCE = { within: 10_000 };

describe('price lists', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let mia: object;
  let hal: object;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    mia = await bearer({ roles: ['marketing_manager', 'it_operator'], subject: 'mia' });
    hal = await bearer({ roles: 'head_of_digital', subject: 'hal' });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const bearer = async (token: Parameters<typeof system.issuer.mint>[0]) => {
    return { authorization: `Bearer ${await system.issuer.mint(token)}` };
  };
  const ask = (method: string, route: string, body?: unknown, by: object = mia) =>
    system.ask(running, method, route, body, by);
  const priced = async (sku: string, amountMinor = 1_000) => {
    const body = { title: sku, kind: 'service', variants: [{ sku }] };
    const { json } = await ask('POST', '/v1/products', body);
    await ask('POST', '/v1/prices/proposals', { sku, amountMinor, currency: 'EUR' });
    return json.id as string;
  };
  const propose = (sku: string, amountMinor: number, more: object = {}) =>
    ask('POST', '/v1/prices/proposals', { sku, amountMinor, currency: 'EUR', ...more });
  const present = async (sku: string, list = 'standard') =>
    (await ask('GET', `/v1/prices/${sku}?list=${list}`)).json as { amountMinor?: number; code?: string };
  const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
  const status = async (id: string) =>
    (await ask('GET', '/v1/prices/proposals')).json.items.find((row: { proposalId: string }) => row.proposalId === id)
      ?.status as string;

  it('are defined by those who approve prices, and shown with their prices page by page', async () => {
    expect((await ask('PUT', '/v1/price-lists/trade', TRADE)).status).toBe(403);
    expect((await ask('PUT', '/v1/price-lists/trade', TRADE, hal)).status).toBe(200);
    expect((await ask('PUT', '/v1/price-lists/Trade EU', TRADE, hal)).status).toBe(422);
    expect((await ask('PUT', '/v1/price-lists/standard', TRADE, hal)).json.code).toBe('price-list-standard');
    expect((await ask('PUT', '/v1/price-lists/trade', { ...TRADE, currency: 'GBP' }, hal)).json.code).toBe(
      'price-list-fixed',
    );
    for (const sku of ['PEN', 'INK']) {
      await priced(sku);
      const { json } = await propose(sku, 900, { list: 'trade', tiers: [{ fromUnits: 10, amountMinor: 850 }] });
      expect(json.status).toBe('active');
    }
    const first = (await ask('GET', '/v1/price-lists/trade?limit=1')).json;
    expect(first).toMatchObject({ ...TRADE, list: 'trade', customerIds: [], from: null });
    expect(first.items).toMatchObject([{ sku: 'INK', amountMinor: 900, tiers: [{ fromUnits: 10, amountMinor: 850 }] }]);
    const second = (await ask('GET', `/v1/price-lists/trade?limit=1&cursor=${first.next}`)).json;
    expect(second).toMatchObject({ items: [{ sku: 'PEN' }], next: null });
    const lists = (await ask('GET', '/v1/price-lists')).json.items.map(({ list }: { list: string }) => list);
    expect(lists).toEqual(['standard', 'trade']);
    expect((await ask('GET', '/v1/price-lists/standard?sku=PE')).json.items).toMatchObject([{ sku: 'PEN' }]);
    expect(await present('PEN', 'trade')).toMatchObject({ amountMinor: 900, lowest30dMinor: null });
  });

  it('are the only lists that take prices', async () => {
    await priced('CUP');
    const unknown = await propose('CUP', 900, { list: 'nobody' });
    expect([unknown.status, unknown.json.code]).toEqual([404, 'price-list-unknown']);
    expect((await propose('CUP', 900, { list: 'trade', currency: 'GBP' })).json.code).toBe('price-currency-differs');
    expect((await ask('GET', '/v1/price-lists/nobody')).json.code).toBe('price-list-unknown');
  });

  it('of other sales channels are out of reach', async () => {
    const own = await bearer({ roles: ['head_of_digital', 'marketing_manager'], scopes: { channels: ['b2c'] } });
    await priced('JAR');
    const refused = [
      await ask('GET', '/v1/price-lists/trade', undefined, own),
      await ask('PUT', '/v1/price-lists/trade', TRADE, own),
      await ask('PUT', '/v1/price-lists/all', { ...TRADE, channels: [] }, own),
      await ask('POST', '/v1/prices/proposals', { sku: 'JAR', list: 'trade', amountMinor: 9, currency: 'EUR' }, own),
    ];
    for (const { json } of refused) expect(json.code).toBe('channel-out-of-scope');
    const lists = (await ask('GET', '/v1/price-lists', undefined, own)).json.items;
    expect(lists.map(({ list }: { list: string }) => list)).toEqual(['standard']);
  });

  it('have prices that begin and end at their moments, and give way to the lasting price', async () => {
    const productId = await priced('LAMP');
    await ask('POST', `/v1/products/${productId}/publish`, {});
    const { json } = await propose('LAMP', 900, { from: inMs(1_500), until: inMs(4_000) });
    expect(json.status).toBe('scheduled');
    expect(await present('LAMP')).toMatchObject({ amountMinor: 1_000 });
    await eventually(async () => expect(await present('LAMP')).toMatchObject({ amountMinor: 900 }), PATIENCE);
    expect(await status(json.id)).toBe('active');
    expect((await ask('GET', '/v1/variants/LAMP')).json.priceMinor).toBe(900);
    const queued = await propose('LAMP', 1_100);
    expect(queued.json.status).toBe('scheduled');
    await eventually(async () => expect(await present('LAMP')).toMatchObject({ amountMinor: 1_100 }), PATIENCE);
    const { items } = (await ask('GET', '/v1/prices/LAMP/history')).json;
    expect(items.map(({ amountMinor }: { amountMinor: number }) => amountMinor)).toEqual([1_100, 900, 1_000]);
    expect((await ask('GET', '/v1/prices/LAMP')).json.lowest30dMinor).toBe(900);
  });

  it('have no price after the end of the only one', async () => {
    await priced('VASE');
    await propose('VASE', 900, { list: 'trade', until: inMs(1_000) });
    await eventually(async () => expect((await present('VASE', 'trade')).code).toBe('price-unknown'), PATIENCE);
    const { items } = (await ask('GET', '/v1/price-lists/trade?sku=VASE')).json;
    expect(items).toEqual([]);
    expect(await present('VASE')).toMatchObject({ amountMinor: 1_000 });
  });

  it('keep a withdrawn price from beginning', async () => {
    await priced('BOWL');
    const { json } = await propose('BOWL', 900, { from: inMs(1_000) });
    const withdrawn = await ask('POST', `/v1/prices/proposals/${json.id}/withdraw`, { reason: 'too early' });
    expect(withdrawn.json.status).toBe('withdrawn');
    const marker = await propose('BOWL', 950, { from: inMs(1_500) });
    await eventually(async () => expect(await status(marker.json.id)).toBe('active'), PATIENCE);
    expect(await status(json.id)).toBe('withdrawn');
    const { items } = (await ask('GET', '/v1/prices/BOWL/history')).json;
    expect(items.map(({ amountMinor }: { amountMinor: number }) => amountMinor)).toEqual([950, 1_000]);
  });

  it('take a large change with the approval of a second person, who can take it back', async () => {
    await priced('DESK');
    const { json } = await propose('DESK', 1_000, { tiers: [{ fromUnits: 5, amountMinor: 500 }] });
    expect(json.status).toBe('proposed');
    expect((await ask('POST', `/v1/prices/proposals/${json.id}/approve`, undefined, hal)).json.status).toBe('active');
    expect(await present('DESK')).toMatchObject({ tiers: [{ fromUnits: 5, amountMinor: 500 }] });
    const revert = { reason: 'a zero too few' };
    expect((await ask('POST', '/v1/prices/DESK/revert', revert)).status).toBe(403);
    expect((await ask('POST', '/v1/prices/DESK/revert', revert, hal)).json).toEqual({ sku: 'DESK', list: 'standard' });
    expect(await present('DESK')).toMatchObject({ amountMinor: 1_000, tiers: [] });
    expect((await ask('POST', '/v1/prices/DESK/revert', revert, hal)).json.code).toBe('price-not-revertible');
  });

  it('keep their moments through a stop of the service', async () => {
    await priced('CLOCK');
    await propose('CLOCK', 900, { from: inMs(700), until: inMs(1_400) });
    await propose('CLOCK', 950, { from: '9999-12-31T00:00:00Z' });
    await running.stop();
    running = await system.start(declaration, database.url);
    await eventually(async () => {
      const { items } = (await ask('GET', '/v1/prices/proposals?sku=CLOCK')).json;
      expect(items.map((row: { status: string }) => row.status)).toEqual([
        'scheduled',
        expect.stringMatching(/active|withdrawn/),
      ]);
    }, PATIENCE);
    await eventually(async () => expect(await present('CLOCK')).toMatchObject({ amountMinor: 1_000 }), PATIENCE);
  }, 30_000);

  it('let one of two prices for the same dates win', async () => {
    await priced('RACE');
    const dates = { from: inMs(60_000), until: inMs(120_000) };
    const answers = await Promise.all([900, 910, 920].map((amountMinor) => propose('RACE', amountMinor, dates)));
    const codes = answers.map((answer) => String(answer.json.code ?? answer.json.status)).sort();
    expect(codes).toEqual(['price-dates-overlap', 'price-dates-overlap', 'scheduled']);
  });

  it('leave the temporary price alone when an import brings the lasting one', async () => {
    await priced('SOFA');
    await propose('SOFA', 900, { until: inMs(60_000) });
    const row = { sku: 'SOFA', title: 'SOFA', kind: 'service', priceMinor: 1_000, currency: 'EUR' };
    const master = await bearer({ roles: 'service' });
    const again = await ask('POST', '/v1/imports', { rows: [row] }, master);
    expect(again.json.rows).toMatchObject([{ status: 'imported' }]);
    expect((await ask('POST', '/v1/imports', { rows: [row] }, master)).json).toMatchObject({ unchanged: 1 });
    await ask('POST', '/v1/imports', { rows: [{ ...row, priceMinor: 3_000 }] }, master);
    expect(await present('SOFA')).toMatchObject({ amountMinor: 900 });
    await ask('POST', '/v1/prices/SOFA/revert', { reason: 'sold enough' }, hal);
    expect(await present('SOFA')).toMatchObject({ amountMinor: 3_000 });
  });
});

describe('tax classes', () => {
  const other = testDatabase('tax_classes');
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, other.url);
    running = await system.start(declaration, other.url);
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const as = async (roles: Parameters<typeof system.issuer.mint>[0]['roles']) => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles })}` };
    return (method: string, route: string, body?: unknown) => system.ask(running, method, route, body, by);
  };

  it('are of a product and its variants, the later ones too', async () => {
    const ask = await as('it_operator');
    const body = { title: 'Bread', kind: 'shippable', variants: [{ sku: 'BREAD' }] };
    const { id } = (await ask('POST', '/v1/products', { ...body, taxClass: 'food' })).json;
    await ask('POST', `/v1/products/${id}/variants`, { sku: 'BREAD-XL', options: { size: 'XL' } });
    const classes = async () => {
      const { json } = await ask('GET', `/v1/products/${id}`);
      return [json.taxClass, ...json.variants.map(({ taxClass }: { taxClass: string }) => taxClass)];
    };
    expect(await classes()).toEqual(['food', 'food', 'food']);
    expect((await ask('PUT', `/v1/products/${id}/tax-class`, { taxClass: 'standard' })).status).toBe(200);
    expect(await classes()).toEqual(['standard', 'standard', 'standard']);
    expect((await ask('PUT', `/v1/products/${id}/tax-class`, { taxClass: 'No!' })).status).toBe(400);
    expect((await ask('PUT', '/v1/products/none/tax-class', { taxClass: 'food' })).status).toBe(404);
  });

  it('are not set by editors of content', async () => {
    const [operator, editor] = [await as('it_operator'), await as('content_editor')];
    const body = { title: 'Milk', kind: 'shippable', variants: [{ sku: 'MILK' }] };
    const refused = await editor('POST', '/v1/products', { ...body, taxClass: 'food' });
    expect([refused.status, refused.json.code]).toEqual([403, 'tax-class-not-allowed']);
    const { id } = (await editor('POST', '/v1/products', body)).json;
    expect((await editor('PUT', `/v1/products/${id}/tax-class`, { taxClass: 'food' })).status).toBe(403);
    const row = { sku: 'MILK', title: 'Milk', kind: 'shippable', priceMinor: 0, currency: 'EUR', taxClass: 'food' };
    const { json } = await editor('POST', '/v1/imports', { rows: [row] });
    expect(json.rows).toMatchObject([{ code: 'tax-class-not-allowed', path: 'rows.0.taxClass' }]);
    expect((await operator('POST', '/v1/imports', { rows: [row] })).json).toMatchObject({ imported: 1 });
    expect((await operator('GET', '/v1/variants/MILK')).json.taxClass).toBe('food');
  });
});

import type { ServiceName } from '@concord/contracts';
import { eventually, uniqueName } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

interface Standing {
  readonly sku: string;
  readonly state: string;
  readonly words: string;
  readonly stock: { readonly sellable: number };
  readonly promotions: readonly { readonly status: string }[];
  readonly orders: { readonly orders: number; readonly units: number };
}
interface SkuPage extends Standing {
  readonly content: { readonly gaps: readonly { readonly what: string }[] };
  readonly teams: readonly string[];
  readonly incoming: readonly object[];
}
interface History {
  readonly points: readonly { readonly sellable: number; readonly onHand: number; readonly reserved: number }[];
  readonly marks: readonly { readonly kind: string }[];
}
interface Moments {
  readonly items: readonly { readonly at: string; readonly type: string; readonly words: string }[];
}

const REBUILT = [
  'stock-history',
  'stock-now',
  'stock-moves',
  'sku-contents',
  'order-states',
  'promotion-histories',
  'reserved-units',
  'moments',
];

/** All services as processes: one SKU is promoted, sold out and received again, and oversight hears of it. */
describe('the alignment board', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let sku: string;
  let orderId: string;
  /** The moments after each step of the story. */
  const after: Record<'received' | 'promoted' | 'soldOut', string> = { received: '', promoted: '', soldOut: '' };

  const post = <T>(service: ServiceName, route: string, body: object = {}) => client.write<T>(service, route, body);
  const standing = (asOf?: string) =>
    client.read<Standing>('oversight', `/v1/alignment/skus/${sku}${asOf ? `?asOf=${encodeURIComponent(asOf)}` : ''}`);
  const onBoard = async (asOf?: string) => {
    const query = asOf ? `?asOf=${encodeURIComponent(asOf)}&limit=200` : '?limit=200';
    const { items } = await client.read<{ items: Standing[] }>('oversight', `/v1/alignment/board${query}`);
    return items.find((row) => row.sku === sku);
  };
  /** The moment at which oversight has heard of what the story did. */
  const until = (isSo: (row: Standing) => boolean) =>
    eventually(
      async () => {
        const row = await standing();
        if (!isSo(row)) throw new Error(`Oversight has not heard: ${JSON.stringify(row)}`);
        return new Date().toISOString();
      },
      { within: 20_000 },
    );

  beforeAll(async () => {
    started = await startedSystem();
    client = pathClientOf(started.system);
    sku = uniqueName('SKU').toUpperCase();
    await post('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await post('catalog', '/v1/imports', { rows: [row], publish: true });
    await post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 10 }] });
    after.received = await until(({ stock }) => stock.sellable === 10);
    const promotion = {
      code: uniqueName('SPRING').toUpperCase(),
      name: 'Spring',
      skus: [sku],
      reward: { kind: 'percent', value: 10 },
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const { id } = await post<{ id: string }>('marketing', '/v1/promotions', promotion);
    await post('marketing', `/v1/promotions/${id}/activate`);
    after.promoted = await until(({ promotions }) => promotions.length === 1);
    await aligned(client);
    const order = {
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku, quantity: 10 }],
      shipTo: { country: 'United Kingdom' },
      payment: { method: 'card' },
    };
    orderId = (await post<{ orderId: string }>('orders', '/v1/orders', order)).orderId;
    after.soldOut = await until(({ stock, orders }) => stock.sellable === 0 && orders.units === 10);
    const refill = { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 30 }] };
    await post('inventory', '/v1/receipts', refill);
    await until(({ stock }) => stock.sellable === 30);
  }, 180_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  it('shows what is promised and sold out as broken, and says why', async () => {
    const row = await onBoard(after.soldOut);
    expect(row).toMatchObject({ state: 'broken', orders: { orders: 1, units: 10 } });
    expect(row!.words).toMatch(/^Nothing is left to sell while the promotion SPRING/);
  });

  it('shows how it stood at any moment', async () => {
    expect(await standing(after.received)).toMatchObject({ state: 'ok', stock: { sellable: 10 }, promotions: [] });
    expect(await standing(after.promoted)).toMatchObject({ state: 'ok', promotions: [{ status: 'active' }] });
    expect(await onBoard()).toMatchObject({ state: 'ok', stock: { sellable: 30 } });
    expect(await onBoard(after.received)).toBeUndefined();
    expect(await standing('2001-01-01T00:00:00Z')).toMatchObject({ stock: { sellable: 0, since: null } });
  });

  it('says what the catalog, inventory, orders and the desk say of the SKU', async () => {
    const page = await client.read<SkuPage>('oversight', `/v1/alignment/skus/${sku}?asOf=${after.soldOut}`);
    expect(page).toMatchObject({
      title: 'A thing',
      stock: { sellable: 0, onHand: 10, reserved: 10 },
      content: { status: 'published' },
      openOrders: [{ orderId, units: 10 }],
      incoming: [],
      openCases: [],
    });
    expect(page.content.gaps.map(({ what }) => what)).toEqual(['description', 'brand', 'category', 'weight']);
    expect(page.teams).toEqual(['inventory', 'marketing', 'logistics', 'catalog']);
    const expected = { sku, quantity: 25, eta: new Date(Date.now() + 86_400_000).toISOString() };
    await post('inventory', '/v1/purchase-orders', expected);
    const now = () => client.read<SkuPage>('oversight', `/v1/alignment/${sku}`);
    await eventually(async () => expect((await now()).incoming).toMatchObject([{ quantity: 25 }]), { within: 20_000 });
  }, 60_000);

  it('draws the stock over time, with marks', async () => {
    const { points, marks } = await client.read<History>('oversight', `/v1/alignment/skus/${sku}/history`);
    expect(points[0]).toMatchObject({ sellable: 0, onHand: 0, reserved: 0 });
    expect(points.at(-1)).toMatchObject({ sellable: 30, onHand: 40, reserved: 10 });
    expect(points.some(({ sellable, reserved }) => sellable === 0 && reserved === 10)).toBe(true);
    expect(marks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['receipt', 'order']));
    expect(marks.filter(({ kind }) => kind === 'receipt')).toHaveLength(2);
  });

  it('is filtered by team, state, text and category, and read page by page', async () => {
    const items = async (query: string) =>
      (await client.read<{ items: Standing[] }>('oversight', `/v1/alignment/board?asOf=${after.soldOut}&${query}`))
        .items;
    expect(await items(`q=${sku.toLowerCase()}`)).toMatchObject([{ sku, title: 'A thing' }]);
    expect(await items(`q=${sku}&team=marketing&state=broken`)).toHaveLength(1);
    expect(await items(`q=${sku}&team=customer-service`)).toEqual([]);
    expect(await items(`q=${sku}&state=ok`)).toEqual([]);
    expect(await items(`q=${sku}&category=nowhere`)).toEqual([]);
    const [row] = (await items(`q=${sku}`)) as unknown as { sparkline: (number | null)[] }[];
    expect(row!.sparkline).toHaveLength(14);
    expect([row!.sparkline[0], row!.sparkline.at(-1)]).toEqual([null, 0]);
  });

  it('tells what happened to a SKU and to an order, the latest first', async () => {
    const types = async (subject: string) => {
      const { items } = await client.read<Moments>('oversight', `/v1/timelines/${subject}?limit=200`);
      expect(items.every(({ words }) => words.endsWith('.'))).toBe(true);
      return items.map(({ type }) => type);
    };
    expect((await types(`skus/${sku}`)).filter((type) => type === 'StockReceived')).toHaveLength(2);
    expect(await types(`skus/${sku}`)).toEqual(
      expect.arrayContaining(['PriceActivated', 'PromotionActivated', 'StockReserved', 'LowStockDetected']),
    );
    expect((await types(`orders/${orderId}`)).at(-1)).toBe('OrderPlaced');
    expect(await types(`orders/${orderId}`)).toEqual(expect.arrayContaining(['StockReserved', 'OrderConfirmed']));
  });

  it('agrees with a fold of the events as of any moment, live and after a rebuild', async () => {
    const changes = await changesOfStock();
    const moments = changes.flatMap(({ at }) => [at, new Date(Date.parse(at) - 1).toISOString()]);
    const folded = moments.map((moment) => changes.findLast(({ at }) => at <= moment)?.sellable ?? 0);
    const asked = async () => {
      const rows = [];
      for (const moment of moments) rows.push((await standing(moment)).stock.sellable);
      return rows;
    };
    expect(await asked()).toEqual(folded);
    const before = await standing(after.soldOut);
    for (const name of REBUILT) await post('oversight', `/v1/projections/oversight.${name}/rebuild`);
    expect(await asked()).toEqual(folded);
    expect(await standing(after.soldOut)).toEqual(before);
  }, 120_000);

  /** The changes of sellable units, from inventory's own events. */
  async function changesOfStock() {
    const database = new Database({ connectionString: started.system.databases.get('inventory')! });
    await database.connect();
    const { rows } = await database.query<{ at: string; sellable: number }>(
      `select occurred_at as at, (data ->> 'sellable')::int as sellable from events
       where type = 'AvailabilityChanged' and data ->> 'sku' = $1 order by version`,
      [sku],
    );
    await database.end();
    expect(rows.length).toBeGreaterThanOrEqual(3);
    return rows;
  }
});

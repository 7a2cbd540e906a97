import { SETTING_LEAD_S } from '@concord/contracts';
import { eventually, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { shopDay } from './shop-day';
import { startedSystem } from './started-system';

const KEY = 'price.approval-percent';

interface Story {
  readonly items: readonly { readonly type: string; readonly meta: { readonly settings?: object } }[];
}

interface Preview {
  readonly looked: number;
  readonly different: number;
  readonly examples: readonly string[];
}

/** All services as processes: people of the shop change a number that another service decides by. */
describe('a setting', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let author: PathClient;
  let approver: PathClient;
  let sku: string;

  const as = (subject: string, roles: 'head_of_digital' | 'ecommerce_sme') =>
    pathClientAs(started.system, { subject, roles });

  beforeAll(async () => {
    started = await startedSystem();
    client = pathClientOf(started.system);
    author = as('ada', 'ecommerce_sme');
    approver = as('bob', 'head_of_digital');
    sku = uniqueName('SKU').toUpperCase();
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    await aligned(client);
  }, 120_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  const propose = async (amountMinor: number) => {
    const body = { sku, amountMinor, currency: 'GBP' };
    return (await client.write<{ status: string }>('catalog', '/v1/prices/proposals', body)).status;
  };

  it('is drafted by one person, approved by another, and used by every service from its moment on', async () => {
    const before = await client.read('oversight', `/v1/settings/${KEY}`);
    expect(before).toMatchObject({ value: 15, version: 0, unit: 'percent', versions: [], draft: null });
    const from = new Date(Date.now() + (SETTING_LEAD_S + 4) * 1_000).toISOString();
    const drafts = `/v1/settings/${KEY}/drafts`;
    const drafted = await author.write<{ draftId: string }>('oversight', drafts, { value: 50, from, reason: 'sale' });
    const approve = `${drafts}/${drafted.draftId}/approve`;
    await expect(author.write('oversight', approve, {})).rejects.toMatchObject({
      code: 'second-person-needed',
    });
    await approver.write('oversight', approve, {});
    expect(await propose(1_200)).toBe('proposed');
    const waiting = await client.read<{ items: { proposalId: string }[] }>(
      'catalog',
      '/v1/prices/proposals?status=proposed',
    );
    const reject = `/v1/prices/proposals/${waiting.items[0]!.proposalId}/reject`;
    await approver.write('catalog', reject, { reason: 'too much' });
    await eventually(
      async () => {
        expect(await client.read('oversight', `/v1/settings/${KEY}`)).toMatchObject({ value: 50, version: 1 });
      },
      { within: 60_000 },
    );
    expect(await propose(1_400)).toBe('active');
    const asOf = `/v1/settings/${KEY}?asOf=${encodeURIComponent(new Date(Date.parse(from) - 1).toISOString())}`;
    expect(await client.read('oversight', asOf)).toMatchObject({ value: 15, version: 0 });
    const { items } = await client.read<Story>('catalog', `/v1/streams/price/${sku}`);
    expect(items.at(-1)).toMatchObject({ type: 'PriceActivated', meta: { settings: { [KEY]: 1 } } });
  }, 90_000);

  it('is kept by an order from its day, and refused where a worse grade would give more', async () => {
    const key = 'return.grade-percents';
    expect(await client.read('oversight', `/v1/settings/${key}`)).toMatchObject({ value: { A: 100, B: 80, C: 50 } });
    const from = new Date(Date.now() + (SETTING_LEAD_S + 4) * 1_000).toISOString();
    const draft = (value: object) =>
      author.write<{ draftId: string }>('oversight', `/v1/settings/${key}/drafts`, { value, from, reason: 'terms' });
    await expect(draft({ A: 80, B: 90, C: 50 })).rejects.toMatchObject({ status: 422, code: 'setting-invalid' });
    await draft({ A: 100, B: 70, C: 30 });
    const order = {
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku, quantity: 1 }],
      shipTo: { country: 'United Kingdom' },
      payment: { method: 'card' },
    };
    const { orderId } = await client.write<{ orderId: string }>('orders', '/v1/orders', order);
    const { items } = await client.read<Story>('orders', `/v1/streams/order/${orderId}`);
    expect(items[0]).toMatchObject({
      type: 'OrderPlaced',
      data: { returnWindowDays: 30, returnGradePercents: { A: 100, B: 80, C: 50 } },
      meta: { settings: { [key]: 0, 'return.window-days': 0 } },
    });
  }, 60_000);

  it('is previewed on what was decided before', async () => {
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const day = await shopDay(client, started.system);
    const agent = pathClientAs(started.system, { subject: 'ann', roles: 'cs_agent' });
    await agent.write('orders', `/v1/orders/${day.orderId}/refunds`, { amountMinor: 100, reason: 'a scratch' });
    await aligned(client);
    const preview = (key: string, value: unknown) =>
      author.write<Preview>('oversight', `/v1/settings/${key}/preview`, { value });
    expect(await client.read('oversight', '/v1/settings/refund.agent-limit')).toMatchObject({ preview: true });

    const ofPrices = await preview(KEY, 5);
    expect(ofPrices).toMatchObject({ looked: 2, different: 2 });
    expect(ofPrices.examples.join(' ')).toContain(`The price of ${day.sku} in the list standard went from 25.00 GBP`);
    const ofRefunds = await preview('refund.agent-limit', { amountMinor: 50, currency: 'GBP' });
    expect(ofRefunds).toMatchObject({ looked: 1, different: 1 });
    expect(ofRefunds.examples[0]).toContain(`of 1.00 GBP for the order ${day.orderId}`);
    expect(await preview('refund.lead-limit', { amountMinor: 50, currency: 'GBP' })).toMatchObject({ looked: 0 });
    expect(await preview('return.window-days', 14)).toMatchObject({ looked: 2, different: 0 });

    expect(await client.read('oversight', '/v1/settings/stock.low-units')).toMatchObject({ preview: false });
    await expect(preview('stock.low-units', 3)).rejects.toMatchObject({ status: 422, code: 'setting-without-preview' });
    await expect(preview(KEY, 'many')).rejects.toMatchObject({ status: 422, code: 'setting-invalid' });
    await expect(preview('stock.colour', 3)).rejects.toMatchObject({ status: 404, code: 'setting-unknown' });
  }, 120_000);
});

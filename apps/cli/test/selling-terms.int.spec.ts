import { eventually, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

/** What several services must know before a price can be quoted, over the real topics. */
describe('the terms on which the shop sells', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  const sku = uniqueName('SKU').toUpperCase();

  beforeAll(async () => {
    started = await startedSystem();
    client = pathClientOf(started.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'A lamp', kind: 'shippable', priceMinor: 1_000, currency: 'GBP', weightG: 700 };
    await client.write('catalog', '/v1/imports', { rows: [{ ...row, taxClass: 'reduced' }], publish: true });
  }, 150_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  const propose = async (amountMinor: number) => {
    const mia = pathClientAs(started.system, { roles: 'marketing_manager', subject: 'mia' });
    const body = { sku, amountMinor, currency: 'GBP' };
    return mia.write<{ status: string; id: string }>('catalog', '/v1/prices/proposals', body);
  };

  it('include the cost of the last receipt: a price too near to it waits for a second person', async () => {
    expect((await propose(1_010)).status).toBe('active');
    const receipt = { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 5, costMinor: 990 }] };
    await client.write('inventory', '/v1/receipts', receipt);
    await aligned(client);
    expect((await propose(1_020)).status).toBe('proposed');
    const { items } = await client.read<{ items: object[] }>('catalog', `/v1/prices/proposals?sku=${sku}`);
    expect(items).toMatchObject([{ status: 'proposed', previousMinor: 1_010, marginPercent: 2 }]);
  });

  it('include the weight of the goods: ways to ship that are too weak are not offered', async () => {
    const manager = pathClientAs(started.system, { roles: 'logistics_manager' });
    const terms = { currency: 'GBP', priceMinor: 300, daysMin: 1, daysMax: 2, cutOffMinute: 840 };
    for (const [option, weightGMax] of Object.entries({ letter: 500, parcel: 2_000 }))
      await manager.call('logistics', 'PUT', `/v1/ship-options/${option}`, {
        body: { ...terms, name: option, weightGMax },
      });
    const offered = async (skus: string) => {
      const path = `/v1/ship-options?shipTo=France&skus=${skus}`;
      const { items } = await client.read<{ items: { option: string; goodsWeightG: number }[] }>('logistics', path);
      return items.map(({ option, goodsWeightG }) => `${option} ${goodsWeightG}`);
    };
    await eventually(async () => expect(await offered(`${sku}:2`)).toEqual(['parcel 1400']));
    expect(await offered(`${sku}:3`)).toEqual([]);
  });

  it('include the price lists of the buyer: each caller is told the own prices, as a basket has them', async () => {
    const hal = pathClientAs(started.system, { roles: 'head_of_digital', subject: 'hal' });
    const mia = pathClientAs(started.system, { roles: 'marketing_manager', subject: 'mia' });
    const list = { name: 'Friends', currency: 'GBP', taxIncluded: true, customerIds: ['ada'] };
    await hal.call('catalog', 'PUT', '/v1/price-lists/friends', { body: list });
    const price = { sku, list: 'friends', amountMinor: 950, currency: 'GBP' };
    const tiers = [{ fromUnits: 10, amountMinor: 900 }];
    // It is near to the cost: a second person agrees.
    const { id } = await mia.write<{ id: string }>('catalog', '/v1/prices/proposals', { ...price, tiers });
    await hal.write('catalog', `/v1/prices/proposals/${id}/approve`);
    await aligned(client);
    const customer = (customerId: string) =>
      pathClientAs(started.system, { roles: ['customer'], subject: customerId, customerId });
    const pricesOf = async (buyer: PathClient, more = '') =>
      (await buyer.read<{ items: object[] }>('orders', `/v1/prices?sku=${sku},NOBODY&currency=GBP${more}`)).items;
    const own = [{ sku, currency: 'GBP', unitMinor: 950, taxIncluded: true, isStandard: false, tiers }];
    const standard = [{ sku, currency: 'GBP', unitMinor: 1_010, taxIncluded: true, isStandard: true, tiers: [] }];
    expect(await pricesOf(customer('ada'))).toEqual(own);
    expect(await pricesOf(customer('bob'))).toEqual(standard);
    const agent = pathClientAs(started.system, { roles: ['cs_agent'], subject: 'alice' });
    expect(await pricesOf(agent, '&customer=ada')).toEqual(own);
    expect(await pricesOf(agent)).toEqual(standard);
    const code = (asked: Promise<unknown>) => asked.catch((error: { code?: string }) => error.code);
    expect(await code(pricesOf(customer('bob'), '&customer=ada'))).toBe('order-for-another');
    expect(await code(pricesOf(customer('bob'), '&channel=b2b'))).toBe('channel-not-allowed');
    const ada = customer('ada');
    const { cartId } = await ada.write<{ cartId: string }>('orders', '/v1/carts', { currency: 'GBP' });
    const pallet = { name: 'pallet', currency: 'GBP', priceMinor: 900, daysMin: 1, daysMax: 2, cutOffMinute: 840 };
    const logistics = pathClientAs(started.system, { roles: 'logistics_manager' });
    await logistics.call('logistics', 'PUT', '/v1/ship-options/pallet', { body: pallet });
    await aligned(client);
    await ada.write('orders', `/v1/carts/${cartId}/lines`, { sku, quantity: 10 });
    await ada.call('orders', 'PUT', `/v1/carts/${cartId}/address`, { body: { shipTo: { country: 'GB' } } });
    const { quote } = await ada.write<{ quote: { lines: object[] } }>('orders', `/v1/carts/${cartId}/quote`);
    expect(quote.lines[0]).toMatchObject({ list: 'friends', unitMinor: 900 });
  });

  it('are those of a company for its own orders alone: what a buyer orders as a private person is not of it', async () => {
    const hal = pathClientAs(started.system, { roles: 'head_of_digital', subject: 'hal' });
    const put = (service: 'catalog' | 'customer-service', route: string, body: object) =>
      hal.call(service, 'PUT', route, { body });
    await put('catalog', '/v1/price-lists/firm', {
      name: 'Firm',
      currency: 'GBP',
      taxIncluded: true,
      customerIds: ['firm'],
    });
    const price = { sku, list: 'firm', amountMinor: 1_200, currency: 'GBP' };
    const mia = pathClientAs(started.system, { roles: 'marketing_manager', subject: 'mia' });
    const { id } = await mia.write<{ id: string }>('catalog', '/v1/prices/proposals', price);
    await hal.write('catalog', `/v1/prices/proposals/${id}/approve`);
    const firm = { companyId: 'firm', name: 'Firm', country: 'GB', currency: 'GBP', creditLimitMinor: 100_000 };
    await hal.write('customer-service', '/v1/companies', firm);
    await client.write('customer-service', '/v1/customers', { customerId: 'bess', country: 'GB' });
    await put('customer-service', '/v1/companies/firm/buyers/bess', { orderLimitMinor: 50_000 });
    await aligned(client);
    const bess = pathClientAs(started.system, { roles: ['customer'], subject: 'bess', customerId: 'bess' });
    const basketIn = async (channel: string) => {
      const { cartId } = await bess.write<{ cartId: string }>('orders', '/v1/carts', { currency: 'GBP', channel });
      await bess.write('orders', `/v1/carts/${cartId}/lines`, { sku, quantity: 1 });
      await bess.call('orders', 'PUT', `/v1/carts/${cartId}/address`, { body: { shipTo: { country: 'GB' } } });
      const quoted = await bess.write<{ quote: { quoteId: string; lines: { list: string }[] } }>(
        'orders',
        `/v1/carts/${cartId}/quote`,
      );
      const { quoteId, lines } = quoted.quote;
      const order = () =>
        bess.write<{ orderId: string }>('orders', '/v1/orders', { cartId, quoteId, payment: { method: 'invoice' } });
      return { list: lines[0]!.list, order };
    };
    const [own, ofFirm] = [await basketIn('b2c'), await basketIn('b2b')];
    expect([own.list, ofFirm.list]).toEqual([undefined, 'firm']);
    await expect(own.order()).rejects.toMatchObject({ code: 'basket-not-of-company' });
    const { orderId } = await ofFirm.order();
    await eventually(async () =>
      expect(await bess.read('orders', `/v1/orders/${orderId}`)).toMatchObject({
        status: 'confirmed',
        companyId: 'firm',
      }),
    );
  });

  it('are repeated nowhere in another way', async () => {
    const variant = await client.read<object>('catalog', `/v1/variants/${sku}`);
    expect(variant).toMatchObject({ taxClass: 'reduced', priceMinor: 1_010 });
    await aligned(client);
    const audit = await client.write<{ auditId: string }>('oversight', '/v1/audits');
    expect(audit).toMatchObject({ drifts: 0 });
  });
});

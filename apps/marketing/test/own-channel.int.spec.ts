import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { marketing, MarketingModule } from '../src/marketing.module';
import { LoyaltyEntryRow } from '../src/points/loyalty-ledger.projection';
import { PromotionClaimRow } from '../src/promotion/promotion-claims.projection';
import { VoucherRow } from '../src/voucher/vouchers.projection';

const declaration: ServiceDeclaration = {
  module: MarketingModule,
  parts: marketing,
  title: 'Marketing',
  description: 'Promotions.',
  port: 0,
};
const database = testDatabase('own-claims');

describe('the promotions, vouchers and points of an order', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const source = running.app.get(DataSource);
    await source
      .getRepository(OrderChannelRow)
      .insert({ orderId: 'of-trade', channel: 'b2b', customerId: 'trader', warehouses: ['LEEDS'] });
    const claims = Object.assign(new PromotionClaimRow(), { orderId: 'of-trade' });
    await source.getRepository(PromotionClaimRow).insert(claims);
    const vouchers = [
      { voucherId: 'voucher-of-trade', orderId: 'of-trade', customerId: 'trader' },
      { voucherId: 'goodwill-of-trade', customerId: 'trader' },
      { voucherId: 'voucher-of-nobody' },
      { voucherId: 'goodwill-of-new', customerId: 'new' },
    ].map((each) => Object.assign(new VoucherRow(), each));
    await source.getRepository(VoucherRow).insert(vouchers);
    const entry = { customerId: 'trader', entry: 1, orderId: 'of-trade', at: new Date().toISOString() };
    await source.getRepository(LoyaltyEntryRow).insert(Object.assign(new LoyaltyEntryRow(), entry));
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const claim = 'GET /v1/promotion-claims/{orderId}';
  const reason = { reason: 'a mistake' };
  const probesOf = (voucher: string, issued: object) => ({
    [claim]: { address: '/v1/promotion-claims/of-trade' },
    'GET /v1/vouchers': { address: '/v1/vouchers' },
    'GET /v1/vouchers/{voucherId}': { address: voucher },
    'GET /v1/vouchers/{voucherId}/ledger': { address: `${voucher}/ledger` },
    'POST /v1/vouchers': {
      address: '/v1/vouchers',
      body: { amountMinor: 1, currency: 'GBP', cause: 'goodwill', ...issued },
    },
    'POST /v1/vouchers/{voucherId}/activate': { address: `${voucher}/activate` },
    'POST /v1/vouchers/{voucherId}/void': { address: `${voucher}/void`, body: reason },
    'POST /v1/vouchers/{voucherId}/transfer': { address: `${voucher}/transfer`, body: {} },
    'POST /v1/vouchers/{voucherId}/code': { address: `${voucher}/code` },
  });

  const OF_TRADE = [
    ['voucher-of-trade', { orderId: 'of-trade' }],
    ['goodwill-of-trade', { customerId: 'trader' }],
    ['voucher-of-nobody', {}],
  ] as const;
  const ELSEWHERE = [{ channels: ['b2c'] }, { channels: [] }, { warehouseIds: ['LDN'] }, { warehouseIds: [] }];
  const roles = ['marketing_manager', 'cs_lead', 'head_of_digital', 'service'] as const;
  const bearer = async (scopes: object, ...who: (typeof roles)[number][]) =>
    `Bearer ${await system.issuer.mint({ roles: who.length > 0 ? who : roles, scopes })}`;

  it.each(ELSEWHERE)('are not reached from other sales channels and warehouses: %j', async (scopes) => {
    const by = await bearer(scopes);
    for (const [voucherId, issued] of OF_TRADE) {
      const probes = probesOf(`/v1/vouchers/${voucherId}`, issued);
      const foreign = ['of-trade', 'of-nobody'];
      // Promotions, campaigns and stock belong to no sales channel.
      expect(await reachesOutOfScope(system, running, probes, by, foreign, [], 'all others')).toEqual([]);
    }
    // Who shops elsewhere alone is unknown, with all points.
    const routes = ['', '/lots', '/history', '/adjustments'].map((part) => `/v1/loyalty/trader${part}`);
    for (const route of routes) {
      const body = route.endsWith('/adjustments') ? { points: 1, ...reason } : undefined;
      const answer = await system.ask(running, body ? 'POST' : 'GET', route, body, { authorization: by });
      expect([route, answer.json.code]).toEqual([route, 'loyalty-account-unknown']);
    }
    const sums = await system.ask(running, 'GET', '/v1/liabilities', undefined, { authorization: by });
    expect(sums.status).toBe(403);
  });

  it.each(ELSEWHERE)('are not transferred to a customer who shops elsewhere: %j', async (scopes) => {
    const authorization = await bearer(scopes, 'cs_lead');
    const body = { customerId: 'trader' };
    const { status } = await system.ask(running, 'POST', '/v1/vouchers/goodwill-of-new/transfer', body, {
      authorization,
    });
    expect(status).toBe(403);
  });

  it.each([{ channels: ['b2b'] }, { warehouseIds: ['LEEDS'] }])('are read in their own place: %j', async (scopes) => {
    const by = { authorization: await bearer(scopes, 'marketing_manager') };
    const addresses = [
      '/v1/promotion-claims/of-trade',
      ...['voucher-of-trade', 'goodwill-of-trade', 'goodwill-of-new'].map((id) => `/v1/vouchers/${id}`),
      '/v1/loyalty/trader',
    ];
    for (const address of addresses)
      expect([address, (await system.ask(running, 'GET', address, undefined, by)).status]).toEqual([address, 200]);
    const { json } = await system.ask(running, 'GET', '/v1/vouchers', undefined, by);
    const seen = (json.items as { voucherId: string }[]).map(({ voucherId }) => voucherId);
    expect(seen.sort()).toEqual(['goodwill-of-new', 'goodwill-of-trade', 'voucher-of-trade']);
  });
});

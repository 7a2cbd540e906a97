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
    await source.getRepository(OrderChannelRow).insert({ orderId: 'of-trade', channel: 'b2b' });
    const claims = Object.assign(new PromotionClaimRow(), { orderId: 'of-trade' });
    await source.getRepository(PromotionClaimRow).insert(claims);
    const voucher = { voucherId: 'voucher-of-trade', orderId: 'of-trade', customerId: 'trader' };
    await source.getRepository(VoucherRow).insert(Object.assign(new VoucherRow(), voucher));
    const entry = { customerId: 'trader', entry: 1, orderId: 'of-trade', at: new Date().toISOString() };
    await source.getRepository(LoyaltyEntryRow).insert(Object.assign(new LoyaltyEntryRow(), entry));
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const claim = 'GET /v1/promotion-claims/{orderId}';
  const voucher = '/v1/vouchers/voucher-of-trade';
  const reason = { reason: 'a mistake' };
  const probes = {
    [claim]: { address: '/v1/promotion-claims/of-trade' },
    'GET /v1/vouchers': { address: '/v1/vouchers' },
    'GET /v1/vouchers/{voucherId}': { address: voucher },
    'GET /v1/vouchers/{voucherId}/ledger': { address: `${voucher}/ledger` },
    'POST /v1/vouchers': {
      address: '/v1/vouchers',
      body: { amountMinor: 1, currency: 'GBP', cause: 'goodwill', orderId: 'of-trade' },
    },
    'POST /v1/vouchers/{voucherId}/activate': { address: `${voucher}/activate` },
    'POST /v1/vouchers/{voucherId}/void': { address: `${voucher}/void`, body: reason },
    'POST /v1/vouchers/{voucherId}/transfer': { address: `${voucher}/transfer`, body: {} },
    'POST /v1/vouchers/{voucherId}/code': { address: `${voucher}/code` },
  };

  it.each([[['b2c']], [[]]])('are not reached from other sales channels: %j', async (channels) => {
    const roles = ['marketing_manager', 'cs_lead', 'head_of_digital', 'service'] as const;
    const by = `Bearer ${await system.issuer.mint({ roles, scopes: { channels } })}`;
    // Promotions, campaigns and stock belong to no sales channel.
    expect(await reachesOutOfScope(system, running, probes, by, ['of-trade'], [], 'all others')).toEqual([]);
    // Who shops in other channels alone is unknown, with all points.
    const routes = ['', '/lots', '/history', '/adjustments'].map((part) => `/v1/loyalty/trader${part}`);
    for (const route of routes) {
      const body = route.endsWith('/adjustments') ? { points: 1, ...reason } : undefined;
      const answer = await system.ask(running, body ? 'POST' : 'GET', route, body, { authorization: by });
      expect([route, answer.json.code]).toEqual([route, 'loyalty-account-unknown']);
    }
    const sums = await system.ask(running, 'GET', '/v1/liabilities', undefined, { authorization: by });
    expect(sums.status).toBe(403);
  });

  it('are read in their own sales channel', async () => {
    const token = await system.issuer.mint({ roles: 'marketing_manager', scopes: { channels: ['b2b'] } });
    const by = { authorization: `Bearer ${token}` };
    expect((await system.ask(running, 'GET', probes[claim]!.address, undefined, by)).status).toBe(200);
  });
});

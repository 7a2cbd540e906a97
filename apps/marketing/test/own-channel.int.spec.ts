import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { marketing, MarketingModule } from '../src/marketing.module';
import { PromotionClaimRow } from '../src/promotion/promotion-claims.projection';

const declaration: ServiceDeclaration = {
  module: MarketingModule,
  parts: marketing,
  title: 'Marketing',
  description: 'Promotions.',
  port: 0,
};
const database = testDatabase('own-claims');

describe('the promotions of an order', () => {
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
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const claim = 'GET /v1/promotion-claims/{orderId}';
  const probes = { [claim]: { address: '/v1/promotion-claims/of-trade' } };

  it.each([[['b2c']], [[]]])('are not reached from other sales channels: %j', async (channels) => {
    const roles = ['marketing_manager', 'service'] as const;
    const by = `Bearer ${await system.issuer.mint({ roles, scopes: { channels } })}`;
    // Promotions, campaigns and stock belong to no sales channel.
    expect(await reachesOutOfScope(system, running, probes, by, ['of-trade'], [], 'all others')).toEqual([]);
  });

  it('are read in their own sales channel', async () => {
    const token = await system.issuer.mint({ roles: 'marketing_manager', scopes: { channels: ['b2b'] } });
    const by = { authorization: `Bearer ${token}` };
    expect((await system.ask(running, 'GET', probes[claim]!.address, undefined, by)).status).toBe(200);
  });
});

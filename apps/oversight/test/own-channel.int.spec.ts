import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { oversight, OversightModule } from '../src/oversight.module';
import { MomentRow, orderSubject, skuSubject } from '../src/timeline/moments.projection';

const declaration: ServiceDeclaration = {
  module: OversightModule,
  parts: oversight,
  title: 'Oversight',
  description: 'Settings and timelines.',
  port: 0,
};
const database = testDatabase('own-moments');

describe('the timeline of an order', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const source = running.app.get(DataSource);
    await source.getRepository(OrderChannelRow).insert({ orderId: 'of-trade', channel: 'b2b' });
    const moment = (subject: string, eventId: string, orderId: string | null, words: string) =>
      Object.assign(new MomentRow(), {
        subject,
        eventId,
        orderId,
        words,
        at: '2026-03-01T10:00:00.000Z',
        place: eventId,
      });
    await source
      .getRepository(MomentRow)
      .insert([
        moment(orderSubject('of-trade'), 'e1', 'of-trade', 'The order of-trade was placed.'),
        moment(skuSubject('MUG'), 'e1', 'of-trade', '1 unit reserved for the order of-trade.'),
        moment(skuSubject('MUG'), 'e2', null, '10 units received at MAIN.'),
      ]);
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ofOrder = 'GET /v1/timelines/orders/{orderId}';
  const ofSku = 'GET /v1/timelines/skus/{sku}';
  const probes = {
    [ofOrder]: { address: '/v1/timelines/orders/of-trade' },
    [ofSku]: { address: '/v1/timelines/skus/MUG' },
    'GET /v1/beliefs/orders/{orderId}': { address: '/v1/beliefs/orders/of-trade' },
    'GET /v1/beliefs/skus/{sku}': { address: '/v1/beliefs/skus/MUG' },
  };

  it.each([[['b2c']], [[]]])('is not reached from other sales channels: %j', async (channels) => {
    const roles = ['marketing_manager', 'ecommerce_sme', 'service'] as const;
    const by = `Bearer ${await system.issuer.mint({ roles, scopes: { channels } })}`;
    // Settings and the sums of a SKU belong to no sales channel.
    expect(await reachesOutOfScope(system, running, probes, by, ['of-trade'], [], 'all others')).toEqual([]);
  });

  it('shows what concerns no order in every sales channel, and the rest in its own', async () => {
    const seen = async (channels: string[]) => {
      const token = await system.issuer.mint({ roles: 'marketing_manager', scopes: { channels } });
      const by = { authorization: `Bearer ${token}` };
      const { json } = await system.ask(running, 'GET', probes[ofSku]!.address, undefined, by);
      return (json.items as { eventId: string }[]).map(({ eventId }) => eventId);
    };
    expect(await seen(['b2c'])).toEqual(['e2']);
    expect(await seen(['b2b'])).toEqual(['e2', 'e1']);
  });
});

import { Engine } from '@concord/event-sourcing';
import type { Role, RunningService, ServiceDeclaration } from '@concord/service';
import { meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { logistics, LogisticsModule } from '../src/logistics.module';

const declaration: ServiceDeclaration = {
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Parcels.',
  port: 0,
};
const database = testDatabase('personal-data');
const ID = 'o1.LDN';

describe('the postcode and the proof of a delivery', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const scans = [{ sku: 'TEE', quantity: 1 }];
    const shipTo = { country: 'United Kingdom', postcode: 'N1 9GU' };
    const data = { orderId: 'o1', allocations: [{ ...scans[0], warehouse: 'LDN' }], shipTo };
    const commands = [{ command: { type: 'PlanFulfilments', data } }];
    await running.app.get(Engine).execute({ commands, commandId: 'plan', meta });
    const roles = ['warehouse_operator', 'service'] as const;
    const shipping = { authorization: `Bearer ${await system.issuer.mint({ roles })}` };
    const post = async (route: string, body: unknown = {}) =>
      expect(await system.ask(running, 'POST', route, body, shipping)).toMatchObject({ json: { id: ID } });
    await post('/v1/pick-tasks', { fulfilmentId: ID, scans, finish: true });
    await post('/v1/pack-sessions', { fulfilmentId: ID, contents: scans, close: true });
    await post(`/v1/fulfilments/${ID}/labels`);
    await post(`/v1/shipments/${ID}/handover`);
    await post(`/v1/shipments/${ID}/deliver`, { proof: 'signed by a neighbour' });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  /** The row as a role gets it, alone and in the list. */
  const seenBy = async (...roles: Role[]) => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles })}` };
    const one = await system.ask(running, 'GET', `/v1/fulfilments/${ID}`, undefined, by);
    const list = await system.ask(running, 'GET', '/v1/fulfilments', undefined, by);
    return [one.json, list.json.items[0]];
  };

  it.each<Role>(['marketing_manager', 'business_analyst', 'content_editor', 'tester', 'driver'])(
    'are left out for %s, who is told so',
    async (role) => {
      const seen = await seenBy(role);
      for (const row of seen)
        expect(row).toMatchObject({ fulfilmentId: ID, status: 'delivered', masked: ['postcode', 'proof'] });
      expect(JSON.stringify(seen)).not.toMatch(/N1 9GU|neighbour/);
    },
  );

  it('are in the feed only for services and for callers who may read them', async () => {
    const fed = async (...roles: Role[]) => {
      const by = { authorization: `Bearer ${await system.issuer.mint({ roles })}` };
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, lane) => system.ask(running, 'GET', `/v1/feed?lane=${lane}`, undefined, by)),
      );
      return answers.map(({ status }) => status);
    };
    for (const role of ['tester', 'it_operator'] as const) expect(new Set(await fed(role))).toEqual(new Set([403]));
    for (const role of ['feed_reader', 'service'] as const) expect(new Set(await fed(role))).toEqual(new Set([200]));
  });

  it.each<Role[]>([['logistics_manager'], ['warehouse_operator'], ['cs_agent'], ['driver', 'warehouse_operator']])(
    'are shown to %s',
    async (...roles) => {
      for (const row of await seenBy(...roles))
        expect(row).toMatchObject({ postcode: 'N1 9GU', proof: 'signed by a neighbour' });
    },
  );
});

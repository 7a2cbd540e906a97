import { Engine } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { logistics, LogisticsModule } from '../src/logistics.module';

const declaration: ServiceDeclaration = {
  ...{ module: LogisticsModule, parts: logistics, title: 'Logistics', description: 'Parcels.', port: 0 },
};
const database = testDatabase('own-warehouse');

describe('a token that is limited to a warehouse', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let here: { authorization: string };

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const token = await system.issuer.mint({ roles: 'logistics_manager', scopes: { warehouseIds: ['LDN'] } });
    here = { authorization: `Bearer ${token}` };
    const allocations = ['LDN', 'LEEDS'].map((warehouse) => ({ sku: 'TEE', warehouse, quantity: 1 }));
    const data = { orderId: 'o1', allocations, shipTo: { country: 'United Kingdom' } };
    const command = { type: 'PlanFulfilments', data };
    await running.app.get(Engine).execute({ commands: [{ command }], commandId: 'plan', meta });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown) => system.ask(running, method, route, body, here);
  const scans = [{ sku: 'TEE', quantity: 1 }];

  it('sees the fulfilments of that warehouse alone', async () => {
    const { json } = await ask('GET', '/v1/fulfilments');
    expect(json.items.map(({ warehouse }: { warehouse: string }) => warehouse)).toEqual(['LDN']);
    expect((await ask('GET', '/v1/fulfilments/o1.LEEDS')).json).toMatchObject({ code: 'fulfilment-unknown' });
    expect((await ask('GET', '/v1/fulfilments/o1.LDN')).status).toBe(200);
    const scores = await ask('GET', '/v1/scorecards?by=warehouse');
    expect(scores.json.items).toMatchObject([{ warehouse: 'LDN' }]);
  });

  it.each([
    ['/v1/pick-tasks', { fulfilmentId: 'o1.LEEDS', scans, finish: true }],
    ['/v1/pick-tasks/o1.LEEDS/scans', { scans }],
    ['/v1/pick-tasks/o1.LEEDS/finish', undefined],
    ['/v1/pack-sessions', { fulfilmentId: 'o1.LEEDS', contents: scans }],
    ['/v1/pack-sessions/o1.LEEDS/close', {}],
    ['/v1/fulfilments/o1.LEEDS/labels', {}],
    ['/v1/shipments/o1.LEEDS/handover', undefined],
    ['/v1/return-shipments/r1/arrive', { warehouse: 'LEEDS' }],
  ])('is refused at another one: POST %s', async (route, body) => {
    const { status, json } = await ask('POST', route, body);
    expect([status, json.code]).toEqual([403, 'warehouse-out-of-scope']);
  });

  it('works in its own', async () => {
    const picked = await ask('POST', '/v1/pick-tasks', { fulfilmentId: 'o1.LDN', scans, finish: true });
    expect(picked.json).toMatchObject({ id: 'o1.LDN' });
    const packed = await ask('POST', '/v1/pack-sessions', { fulfilmentId: 'o1.LDN', contents: scans, close: true });
    expect(packed.status).toBe(201);
  });

  it('reaches a fulfilment that does not exist as everybody does', async () => {
    const { json } = await ask('POST', '/v1/pick-tasks', { fulfilmentId: 'o9.LDN', scans });
    expect(json.code).toBe('fulfilment-unknown');
  });
});

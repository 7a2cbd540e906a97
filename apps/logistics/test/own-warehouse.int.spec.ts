import { Engine } from '@concord/event-sourcing';
import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { meta, readPdf, testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope, type Probe } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { logistics, LogisticsModule } from '../src/logistics.module';

const declaration: ServiceDeclaration = {
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Parcels.',
  port: 0,
};
const database = testDatabase('own-warehouse');
const OF_TRADE = uuid7();
/** Carriers and ways to ship are for all warehouses and sales channels. */
const SHARED = [
  'GET /v1/carriers',
  'GET /v1/ship-options',
  'GET /v1/ship-options/{option}',
  'PUT /v1/ship-options/{option}',
  'POST /v1/ship-options/{option}/withdraw',
];
const ROLES = ['logistics_manager', 'warehouse_operator', 'driver', 'service'] as const;

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
    const deadline = '2099-01-01T00:00:00.000Z';
    const returning = { returnId: 'r1', orderId: 'o1', toWarehouse: 'LEEDS', deadline };
    const ofPat = { ...returning, returnId: 'r3', customerId: 'pat' };
    const expected = [returning, ofPat].map((one) => ({ command: { type: 'ExpectReturnShipment', data: one } }));
    const commands = [{ command }, ...expected];
    await running.app.get(Engine).execute({ commands, commandId: 'plan', meta });
    await running.app
      .get(DataSource)
      .getRepository(OrderChannelRow)
      .insert(['o1', OF_TRADE].map((orderId) => ({ orderId, channel: 'b2b', warehouses: ['LDN'] })));
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown) => system.ask(running, method, route, body, here);
  const scans = [{ sku: 'TEE', quantity: 1 }];
  const probes: Record<string, Probe> = {
    'GET /v1/fulfilments': { address: '/v1/fulfilments' },
    'GET /v1/fulfilments/{id}': { address: '/v1/fulfilments/o1.LEEDS' },
    'GET /v1/fulfilments/{id}/packing-slip': { address: '/v1/fulfilments/o1.LEEDS/packing-slip' },
    'GET /v1/fulfilments/{id}/label': { address: '/v1/fulfilments/o1.LEEDS/label' },
    'GET /v1/return-shipments/{returnId}/label': { address: '/v1/return-shipments/r1/label' },
    'POST /v1/fulfilments/{id}/labels': { address: '/v1/fulfilments/o1.LEEDS/labels', body: {} },
    'POST /v1/pick-tasks': { address: '/v1/pick-tasks', body: { fulfilmentId: 'o1.LEEDS', scans, finish: true } },
    'POST /v1/pick-tasks/{id}/scans': { address: '/v1/pick-tasks/o1.LEEDS/scans', body: { scans } },
    'POST /v1/pick-tasks/{id}/short': { address: '/v1/pick-tasks/o1.LEEDS/short', body: { lines: scans } },
    'POST /v1/pick-tasks/{id}/finish': { address: '/v1/pick-tasks/o1.LEEDS/finish' },
    'POST /v1/pack-sessions': { address: '/v1/pack-sessions', body: { fulfilmentId: 'o1.LEEDS', contents: scans } },
    'POST /v1/pack-sessions/{id}/close': { address: '/v1/pack-sessions/o1.LEEDS/close', body: {} },
    'POST /v1/shipments/{id}/handover': { address: '/v1/shipments/o1.LEEDS/handover' },
    'POST /v1/shipments/{id}/deliver': { address: '/v1/shipments/o1.LEEDS/deliver', body: {} },
    'GET /v1/return-shipments': { address: '/v1/return-shipments' },
    'GET /v1/return-shipments/{returnId}': { address: '/v1/return-shipments/r1' },
    'POST /v1/return-shipments/{returnId}/arrive': {
      address: '/v1/return-shipments/r1/arrive',
      body: { warehouse: 'LEEDS' },
    },
    'POST /v1/return-shipments': { address: '/v1/return-shipments', body: { warehouse: 'LEEDS' } },
    'POST /v1/return-shipments/{returnId}/correct-arrival': {
      address: '/v1/return-shipments/r1/correct-arrival',
      body: { warehouse: 'LDN' },
    },
    'POST /v1/return-shipments/{returnId}/match': {
      address: '/v1/return-shipments/r1/match',
      body: { returnId: 'r2' },
    },
    'POST /v1/return-shipments/{returnId}/send-back': {
      address: '/v1/return-shipments/r1/send-back',
      body: { reason: 'not ours' },
    },
    'GET /v1/scorecards': { address: '/v1/scorecards?by=warehouse' },
  };

  it('sees only the fulfilments of that warehouse', async () => {
    const { json } = await ask('GET', '/v1/fulfilments');
    expect(json.items.map(({ warehouse }: { warehouse: string }) => warehouse)).toEqual(['LDN']);
    expect((await ask('GET', '/v1/fulfilments/o1.LDN')).status).toBe(200);
    const scores = await ask('GET', '/v1/scorecards?by=warehouse');
    expect(scores.json.items).toMatchObject([{ warehouse: 'LDN' }]);
  });

  it.each([[['LDN']], [[]]])('reaches nothing of another warehouse: %s', async (warehouseIds) => {
    const token = await system.issuer.mint({ roles: [...ROLES], scopes: { warehouseIds } });
    const findings = await reachesOutOfScope(
      system,
      running,
      probes,
      `Bearer ${token}`,
      ['LEEDS'],
      ['fulfilment/o1.LEEDS'],
      SHARED,
    );
    expect(findings).toEqual([]);
  });

  it.each([[['b2c']], [[]]])('reaches nothing of the orders of other sales channels: %j', async (channels) => {
    const by = `Bearer ${await system.issuer.mint({ roles: [...ROLES], scopes: { channels } })}`;
    const takeIn = { address: '/v1/return-shipments', body: { warehouse: 'LEEDS', orderId: OF_TRADE } };
    const ofOrder = { ...probes, 'POST /v1/return-shipments': takeIn };
    const streams = ['fulfilment/o1.LEEDS'];
    expect(await reachesOutOfScope(system, running, ofOrder, by, ['o1', 'LEEDS'], streams, SHARED)).toEqual([]);
  });

  it('works in its own warehouse', async () => {
    const toDo = async (next: string) => {
      const { json } = await ask('GET', `/v1/fulfilments?next=${next}`);
      return json.items.map(({ fulfilmentId }: { fulfilmentId: string }) => fulfilmentId);
    };
    expect([await toDo('pick'), await toDo('pack')]).toEqual([['o1.LDN'], []]);
    const picked = await ask('POST', '/v1/pick-tasks', { fulfilmentId: 'o1.LDN', scans, finish: true });
    expect(picked.json).toMatchObject({ id: 'o1.LDN' });
    const packed = await ask('POST', '/v1/pack-sessions', { fulfilmentId: 'o1.LDN', contents: scans, close: true });
    expect(packed.status).toBe(201);
    expect([await toDo('pick'), await toDo('label')]).toEqual([[], ['o1.LDN']]);
    expect((await ask('GET', '/v1/fulfilments/o1.LDN')).json.picked).toEqual([{ sku: 'TEE', quantity: 1 }]);
  });

  it('prints the label that it bought from one of the carriers', async () => {
    const early = await ask('GET', '/v1/fulfilments/o1.LDN/label');
    expect([early.status, early.json.code]).toEqual([409, 'illegal-transition']);
    const { json: carriers } = await ask('GET', '/v1/carriers');
    expect(carriers.items).toContainEqual({ carrier: 'own-fleet', services: ['van', 'truck'] });
    const bought = await ask('POST', '/v1/fulfilments/o1.LDN/labels', { carrier: 'own-fleet', service: 'van' });
    expect(bought.json).toMatchObject({ carrier: 'own-fleet', service: 'van' });
    const pdf = await running.app.inject({ url: '/v1/fulfilments/o1.LDN/label', headers: here });
    const paper = await readPdf(new Uint8Array(pdf.rawPayload));
    expect(paper.text).toContain('own-fleet');
    expect(paper.text).toContain(bought.json.tracking);
  });

  it('gets the usual answer for a fulfilment that does not exist', async () => {
    const { json } = await ask('POST', '/v1/pick-tasks', { fulfilmentId: 'o9.LDN', scans });
    expect(json.code).toBe('fulfilment-unknown');
  });

  it('needs a second person to take a return of its own in', async () => {
    const roles = [...ROLES, 'customer'] as const;
    const pat = { authorization: `Bearer ${await system.issuer.mint({ roles, subject: 'p', customerId: 'pat' })}` };
    const bob = { authorization: `Bearer ${await system.issuer.mint({ roles, subject: 'b', customerId: 'bob' })}` };
    for (const verb of ['arrive', 'correct-arrival']) {
      const at = `/v1/return-shipments/r3/${verb}`;
      const own = await system.ask(running, 'POST', at, { warehouse: 'LDN' }, pat);
      expect([own.status, own.json.code]).toEqual([422, 'second-person-needed']);
      const others = await system.ask(running, 'POST', at, { warehouse: 'LDN' }, bob);
      expect(others.json.code).not.toBe('second-person-needed');
    }
    const matching = { returnId: 'r3' };
    const matched = await system.ask(running, 'POST', '/v1/return-shipments/none/match', matching, pat);
    expect(matched.json.code).toBe('second-person-needed');
  });
});

import type { RunningService, ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { logistics, LogisticsModule } from '../src/logistics.module';

const declaration: ServiceDeclaration = {
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Parcels.',
  port: 0,
};
const database = testDatabase('ship-options');
const STANDARD = { name: 'Standard', currency: 'EUR', priceMinor: 490, daysMin: 2, daysMax: 4, cutOffMinute: 840 };
const EXPRESS = { ...STANDARD, name: 'Express', priceMinor: 990, countries: ['Italy'], daysMin: 1, daysMax: 1 };

describe('ways to ship', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let manager: object;
  let customer: object;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const bearer = async (roles: 'logistics_manager' | 'customer') => {
      return { authorization: `Bearer ${await system.issuer.mint({ roles })}` };
    };
    manager = await bearer('logistics_manager');
    customer = await bearer('customer');
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown, by: object = manager) =>
    system.ask(running, method, route, body, by);
  const offered = async (query: string) =>
    (await ask('GET', `/v1/ship-options?${query}`, undefined, customer)).json.items as {
      readonly option: string;
      readonly toPayMinor: number;
    }[];
  const codes = async (query: string) => (await offered(query)).map(({ option }) => option);

  it('are offered by logistics, and seen by customers with prices and dates', async () => {
    expect((await ask('PUT', '/v1/ship-options/standard', STANDARD, customer)).status).toBe(403);
    const standard = { ...STANDARD, freeFromMinor: 5_000 };
    expect((await ask('PUT', '/v1/ship-options/standard', standard)).status).toBe(200);
    expect((await ask('PUT', '/v1/ship-options/express', EXPRESS)).status).toBe(200);
    const at = 'at=2026-03-06T09:00:00Z';
    expect(await offered(`shipTo=Italy&currency=EUR&goodsMinor=4999&${at}`)).toMatchObject([
      { option: 'express', toPayMinor: 990, dispatchOn: '2026-03-06', deliveredFrom: '2026-03-09' },
      { option: 'standard', toPayMinor: 490, deliveredFrom: '2026-03-10', deliveredTo: '2026-03-12' },
    ]);
    expect(await offered(`shipTo=France&goodsMinor=5000&${at}`)).toMatchObject([{ option: 'standard', toPayMinor: 0 }]);
    expect(await codes('shipTo=%20italy')).toEqual(['express', 'standard']);
    expect(await codes('currency=GBP')).toEqual([]);
    expect(await codes('limit=1')).toEqual(['express']);
  });

  it('take goods whose weight is not known', async () => {
    await ask('PUT', '/v1/ship-options/letter', { ...STANDARD, name: 'Letter', weightGMax: 100 });
    expect(await codes('skus=NOBODY,KNOWS:3')).toContain('letter');
    for (const skus of ['A:0', 'A:1:2', ',', 'A:x'])
      expect((await ask('GET', `/v1/ship-options?skus=${skus}`)).status).toBe(400);
  });

  it('are withdrawn, and offered again', async () => {
    await ask('PUT', '/v1/ship-options/bike', { ...STANDARD, name: 'Bike' });
    expect((await ask('POST', '/v1/ship-options/bike/withdraw')).status).toBe(200);
    expect(await codes('shipTo=Italy')).not.toContain('bike');
    expect(await codes('status=withdrawn')).not.toContain('bike');
    expect((await ask('GET', '/v1/ship-options/bike', undefined, customer)).status).toBe(404);
    expect((await ask('GET', '/v1/ship-options?status=withdrawn')).json.items).toMatchObject([{ option: 'bike' }]);
    expect((await ask('GET', '/v1/ship-options/bike')).json.status).toBe('withdrawn');
    await ask('PUT', '/v1/ship-options/bike', { ...STANDARD, name: 'Bike' });
    expect(await codes('shipTo=Italy')).toContain('bike');
  });

  it('are refused where they make no sense', async () => {
    const wrong = await ask('PUT', '/v1/ship-options/slow', { ...STANDARD, daysMin: 5 });
    expect([wrong.status, wrong.json.code]).toEqual([422, 'ship-option-days-wrong']);
    expect((await ask('PUT', '/v1/ship-options/No!', STANDARD)).status).toBe(422);
    expect((await ask('POST', '/v1/ship-options/nothing/withdraw')).json.code).toBe('ship-option-unknown');
  });
});

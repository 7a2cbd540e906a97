import type { RunningService, ServiceDeclaration } from '@concord/service';
import { testDatabase, uniqueName } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { customerService, CustomerServiceModule } from '../src/customer-service.module';
import { OrderPageRow } from '../src/order-page/order-pages.projection';
import { ReturnDeskRow } from '../src/return-desk/return-desk.projection';

const declaration: ServiceDeclaration = {
  ...{
    module: CustomerServiceModule,
    parts: customerService,
    title: 'Customer service',
    description: 'Cases.',
    port: 0,
  },
};
const database = testDatabase('case-refs');

describe('what a case is about', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let agent: object;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    agent = { authorization: `Bearer ${await system.issuer.mint({ roles: 'cs_agent' })}` };
    const source = running.app.get(DataSource);
    for (const [orderId, customerId] of [
      ['of-alice', 'alice'],
      ['of-bob', 'bob'],
      ['of-a-guest', null],
    ] as const) {
      const page = { ...new OrderPageRow(), orderId, customerId, channel: 'b2c' };
      await source.getRepository(OrderPageRow).insert(page);
      const back = { ...new ReturnDeskRow(), returnId: `back-${orderId}`, orderId, customerId };
      await source.getRepository(ReturnDeskRow).insert(back);
    }
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const open = (about: object) =>
    system.ask(running, 'POST', '/v1/cases', { kind: uniqueName('kind'), text: 'A case.', ...about }, agent);

  it.each([
    [{ orderId: 'of-alice', customerId: 'bob' }],
    [{ orderId: 'of-a-guest', customerId: 'bob' }],
    [{ returnId: 'back-of-alice', customerId: 'bob' }],
    [{ returnId: 'back-of-alice', orderId: 'of-bob' }],
    [{ returnId: 'back-of-alice', orderId: 'of-bob', customerId: 'alice' }],
    [{ returnId: 'back-of-a-guest', orderId: 'of-alice' }],
  ])('belongs together, unlike %j', async (about) => {
    const { status, json } = await open(about);
    expect([status, json.code]).toEqual([422, 'case-about-others']);
  });

  it.each([
    [{ orderId: 'of-alice' }, 'alice'],
    [{ orderId: 'of-alice', customerId: 'alice' }, 'alice'],
    [{ returnId: 'back-of-alice' }, 'alice'],
    [{ returnId: 'back-of-alice', orderId: 'of-alice' }, 'alice'],
    [{ orderId: 'of-a-guest' }, null],
    [{ customerId: 'bob' }, 'bob'],
    [{}, null],
  ])('names its customer: %j', async (about, customerId) => {
    const { json } = await open(about);
    const found = await system.ask(running, 'GET', `/v1/cases/${json.id}`, undefined, agent);
    expect(found.json).toMatchObject({ caseId: json.id, customerId });
  });
});

import type { RunningService, ServiceDeclaration } from '@concord/service';
import { testDatabase, uniqueName } from '@concord/testing';
import { openSystem, reachesOutOfScope, type Probe } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { CaseRow } from '../src/case/cases.projection';
import { customerService, CustomerServiceModule } from '../src/customer-service.module';
import { CustomerRow } from '../src/customer/customers.projection';
import { OrderPageRow } from '../src/order-page/order-pages.projection';
import { withParcel } from '../src/order-page/parcels';
import { ReturnDeskRow } from '../src/return-desk/return-desk.projection';

const declaration: ServiceDeclaration = {
  module: CustomerServiceModule,
  parts: customerService,
  title: 'Customer service',
  description: 'Cases.',
  port: 0,
};
const database = testDatabase('case-refs');

describe('the subjects of a case', () => {
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
      ['of-trade', 'firm'],
    ] as const) {
      const channel = orderId === 'of-trade' ? 'b2b' : 'b2c';
      const parcel = { fulfilmentId: `${orderId}.LEEDS`, warehouse: 'LEEDS', status: 'planned' as const };
      const page = { ...new OrderPageRow(), orderId, customerId, channel, parcels: withParcel([], parcel) };
      await source.getRepository(OrderPageRow).insert(page);
      const back = { ...new ReturnDeskRow(), returnId: `back-${orderId}`, orderId, customerId };
      await source.getRepository(ReturnDeskRow).insert(back);
    }
    const file = { ...new CaseRow(), caseId: 'case-of-trade', orderId: 'of-trade', customerId: 'firm', kind: 'late' };
    const others = [
      { ...file, caseId: 'case-of-firm', orderId: null },
      { ...file, caseId: 'case-of-return', orderId: null, customerId: null, refs: { returnId: 'back-of-trade' } },
      { ...file, caseId: 'case-of-parcel', orderId: null, customerId: null, refs: { warehouse: 'LEEDS' } },
      { ...file, caseId: 'case-elsewhere', orderId: 'of-bob', customerId: null, refs: { warehouse: 'LDN' } },
    ];
    await source.getRepository(CaseRow).insert([file, ...others]);
    await source.getRepository(CustomerRow).insert({ ...new CustomerRow(), customerId: 'firm' });
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
  ])('belong together, unlike %j', async (about) => {
    const { status, json } = await open(about);
    expect([status, json.code]).toEqual([422, 'case-about-others']);
  });

  it('are those of the customer who asks, and a customer who names another one is told so', async () => {
    const bob = { authorization: `Bearer ${await system.issuer.mint({ roles: 'customer', customerId: 'bob' })}` };
    const ask = (about: object) =>
      system.ask(running, 'POST', '/v1/cases', { kind: uniqueName('kind'), text: 'A case.', ...about }, bob);
    const refused = await ask({ customerId: 'alice' });
    expect([refused.status, refused.json.code]).toEqual([403, 'case-for-another']);
    for (const about of [{}, { customerId: 'bob' }, { orderId: 'of-bob' }]) expect((await ask(about)).status).toBe(201);
  });

  const COMPANY = { name: 'Acme', country: 'Italy', currency: 'EUR' };
  const line = { lineId: '1', quantity: 1 };
  const probes: Record<string, Probe> = {
    'GET /v1/customers': { address: '/v1/customers' },
    'GET /v1/customers/{customerId}/360': { address: '/v1/customers/firm/360' },
    'GET /v1/customers/{customerId}': { address: '/v1/customers/firm' },
    'POST /v1/customers/{customerId}/contact': { address: '/v1/customers/firm/contact', body: { name: 'x' } },
    'PUT /v1/customers/{customerId}/addresses/{addressId}': {
      address: '/v1/customers/firm/addresses/home',
      body: { address: { country: 'GB' } },
    },
    'POST /v1/customers/{customerId}/addresses/{addressId}/remove': {
      address: '/v1/customers/firm/addresses/home/remove',
      body: {},
    },
    'POST /v1/customers/{customerId}/erase': { address: '/v1/customers/firm/erase', body: {} },
    'POST /v1/customers/{customerId}/export': { address: '/v1/customers/firm/export', body: {} },
    'POST /v1/guests/{orderId}/erase': { address: '/v1/guests/of-trade/erase', body: {} },
    'POST /v1/guests/{orderId}/export': { address: '/v1/guests/of-trade/export', body: {} },
    'GET /v1/orders': { address: '/v1/orders' },
    'GET /v1/orders/{orderId}': { address: '/v1/orders/of-trade' },
    'GET /v1/orders/{orderId}/status-explained': { address: '/v1/orders/of-trade/status-explained' },
    'POST /v1/return-desk/eligibility': {
      address: '/v1/return-desk/eligibility',
      body: { orderId: 'of-trade', lines: [line] },
    },
    'POST /v1/return-desk/requests': {
      address: '/v1/return-desk/requests',
      body: { orderId: 'of-trade', lines: [{ ...line, reason: 'x' }] },
    },
    'GET /v1/return-desk': { address: '/v1/return-desk' },
    'GET /v1/return-desk/{returnId}': { address: '/v1/return-desk/back-of-trade' },
    'GET /v1/cases': { address: '/v1/cases' },
    'POST /v1/customers': { address: '/v1/customers', body: { customerId: 'firm', contact: { name: 'x' } } },
    'GET /v1/stock': { address: '/v1/stock' },
    'PUT /v1/customers/{customerId}/groups': { address: '/v1/customers/firm/groups', body: { groups: [] } },
    'GET /v1/companies': { address: '/v1/companies' },
    'POST /v1/companies': { address: '/v1/companies', body: COMPANY },
    'GET /v1/companies/{companyId}': { address: '/v1/companies/acme' },
    'PUT /v1/companies/{companyId}': { address: '/v1/companies/acme', body: COMPANY },
    'POST /v1/companies/{companyId}/check-vat-number': { address: '/v1/companies/acme/check-vat-number', body: {} },
    'GET /v1/companies/{companyId}/buyers': { address: '/v1/companies/acme/buyers' },
    'PUT /v1/companies/{companyId}/buyers/{customerId}': { address: '/v1/companies/acme/buyers/firm', body: {} },
    'POST /v1/companies/{companyId}/buyers/{customerId}/remove': {
      address: '/v1/companies/acme/buyers/firm/remove',
    },
    'GET /v1/campaigns': { address: '/v1/campaigns' },
    'GET /v1/campaigns/{campaignId}': { address: '/v1/campaigns/none' },
  };
  /** A case, and what a new one is about. */
  const casesOf = (caseId: string, about: object): Record<string, Probe> => ({
    'GET /v1/cases/{caseId}': { address: `/v1/cases/${caseId}` },
    'POST /v1/cases': { address: '/v1/cases', body: { kind: 'x', text: 'x', ...about } },
    'POST /v1/cases/{caseId}/assign': { address: `/v1/cases/${caseId}/assign`, body: {} },
    'POST /v1/cases/{caseId}/resolve': { address: `/v1/cases/${caseId}/resolve`, body: { outcome: 'x' } },
    'POST /v1/cases/{caseId}/reopen': { address: `/v1/cases/${caseId}/reopen`, body: { reason: 'x' } },
  });
  const CASES = [
    casesOf('case-of-trade', { orderId: 'of-trade' }),
    casesOf('case-of-firm', { customerId: 'firm' }),
    casesOf('case-of-return', { returnId: 'back-of-trade' }),
  ];
  /** A parcel that nobody announced is in a warehouse, and in no sales channel. */
  const PARCEL_CASE = casesOf('case-of-parcel', { orderId: 'of-trade' });
  /** Campaigns belong to no sales channel or warehouse; a customer of other ones alone is unknown. */
  const SHARED = [
    'GET /v1/campaigns/{campaignId} answers 404',
    'GET /v1/customers/{customerId}/360 answers 404',
    'GET /v1/customers/{customerId} answers 404',
    'POST /v1/customers/{customerId}/contact answers 404',
    'PUT /v1/customers/{customerId}/groups answers 404',
    'PUT /v1/customers/{customerId}/addresses/{addressId} answers 404',
    'POST /v1/customers/{customerId}/addresses/{addressId}/remove answers 404',
  ];

  /** Companies belong to no warehouse, nor do their buyers; a customer of other warehouses is unknown there too. */
  const OF_NO_WAREHOUSE = Object.keys(probes).filter((operation) => operation.includes(' /v1/companies'));

  it.each([{ channels: ['b2c'] }, { channels: [] }, { warehouseIds: ['LDN'] }, { warehouseIds: [] }])(
    'is not reached from other sales channels and warehouses: %j',
    async (scopes) => {
      const roles = ['service', 'cs_lead', 'it_operator'] as const;
      const by = `Bearer ${await system.issuer.mint({ roles, scopes })}`;
      const unbound = 'channels' in scopes ? [] : OF_NO_WAREHOUSE;
      const ofParcel = 'channels' in scopes ? [] : ['case-of-parcel'];
      const foreign = ['of-trade', 'case-of-trade', 'back-of-trade', 'case-of-firm', 'case-of-return', ...ofParcel];
      const streams = ['case/case-of-trade'];
      for (const cases of ofParcel.length > 0 ? [...CASES, PARCEL_CASE] : CASES) {
        const asked = { ...probes, ...cases };
        const findings = await reachesOutOfScope(system, running, asked, by, foreign, streams, unbound);
        expect(findings.filter((finding) => !SHARED.some((known) => finding.startsWith(known)))).toEqual([]);
      }
    },
  );

  it('belongs to the warehouse of a parcel that nobody announced, whichever sent its order', async () => {
    const statusFor = async (warehouse: string) => {
      const by = {
        authorization: `Bearer ${await system.issuer.mint({ roles: 'cs_agent', scopes: { warehouseIds: [warehouse] } })}`,
      };
      const one = await system.ask(running, 'GET', '/v1/cases/case-elsewhere', undefined, by);
      const all = await system.ask(running, 'GET', '/v1/cases?limit=100', undefined, by);
      const isListed = (all.json.items as { caseId: string }[]).some(({ caseId }) => caseId === 'case-elsewhere');
      return [one.status, isListed];
    };
    expect(await statusFor('LDN')).toEqual([200, true]);
    expect(await statusFor('LEEDS')).toEqual([403, false]);
  });

  it.each([
    [{ orderId: 'of-alice' }, 'alice'],
    [{ orderId: 'of-alice', customerId: 'alice' }, 'alice'],
    [{ returnId: 'back-of-alice' }, 'alice'],
    [{ returnId: 'back-of-alice', orderId: 'of-alice' }, 'alice'],
    [{ orderId: 'of-a-guest' }, null],
    [{ customerId: 'bob' }, 'bob'],
    [{}, null],
  ])('name the customer of the case: %j', async (about, customerId) => {
    const { json } = await open(about);
    const found = await system.ask(running, 'GET', `/v1/cases/${json.id}`, undefined, agent);
    expect(found.json).toMatchObject({ caseId: json.id, customerId });
  });
});

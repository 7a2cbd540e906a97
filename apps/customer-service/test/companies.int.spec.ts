import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { customerService, CustomerServiceModule } from '../src/customer-service.module';

const declaration: ServiceDeclaration = {
  module: CustomerServiceModule,
  parts: customerService,
  title: 'Customer service',
  description: 'Customers.',
  port: 0,
};
const database = testDatabase('companies');
const ACME = { companyId: 'acme', name: 'Acme', country: 'Italy', currency: 'EUR', creditLimitMinor: 100_000 };

describe('customers in groups, and companies with buyers', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let lead: object;
  let agent: object;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const bearer = async (token: Parameters<typeof system.issuer.mint>[0]) => {
      return { authorization: `Bearer ${await system.issuer.mint(token)}` };
    };
    lead = await bearer({ roles: 'cs_lead', subject: 'lena' });
    agent = await bearer({ roles: 'cs_agent' });
    for (const customerId of ['ada', 'bob', 'lena']) await ask('POST', '/v1/customers', { customerId });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown, by: object = lead) =>
    system.ask(running, method, route, body, by);
  const code = async (method: string, route: string, body?: unknown, by?: object) => {
    const { status, json } = await ask(method, route, body, by);
    return [status, json.code];
  };
  const company = async (id = 'acme') => (await ask('GET', `/v1/companies/${id}`)).json;

  it('shows the groups of a customer', async () => {
    expect((await ask('PUT', '/v1/customers/ada/groups', { groups: ['trade', 'press'] })).status).toBe(200);
    expect((await ask('GET', '/v1/customers/ada')).json.groups).toEqual(['press', 'trade']);
    expect(await code('PUT', '/v1/customers/nobody/groups', { groups: [] })).toEqual([404, 'customer-unknown']);
    expect(await code('PUT', '/v1/customers/lena/groups', { groups: ['vip'] })).toEqual([422, 'second-person-needed']);
    expect((await ask('PUT', '/v1/customers/ada/groups', { groups: ['No Blanks'] })).status).toBe(400);
    expect((await ask('PUT', '/v1/customers/ada/groups', { groups: [] }, agent)).status).toBe(403);
  });

  it('registers companies and changes their terms', async () => {
    expect((await ask('POST', '/v1/companies', ACME, agent)).status).toBe(403);
    expect((await ask('POST', '/v1/companies', ACME)).json).toMatchObject({ id: 'acme' });
    expect((await ask('POST', '/v1/companies', ACME)).status).toBe(201);
    expect(await code('POST', '/v1/companies', { ...ACME, name: 'Other' })).toEqual([409, 'company-exists']);
    const { companyId: _, ...terms } = ACME;
    const wrong = { ...terms, vatNumber: 'DE123456789' };
    expect(await code('PUT', '/v1/companies/acme', wrong)).toEqual([422, 'vat-number-invalid']);
    const changed = { ...terms, vatNumber: 'it 123 456 789 01', groups: ['trade'] };
    expect((await ask('PUT', '/v1/companies/acme', changed)).status).toBe(200);
    expect(await company()).toMatchObject({ vatNumber: 'IT12345678901', groups: ['trade'], vatCheckedAt: null });
    expect(await code('PUT', '/v1/companies/none', terms)).toEqual([404, 'company-unknown']);
    const found = (await ask('GET', '/v1/companies?q=ACM', undefined, agent)).json.items;
    expect(found).toMatchObject([{ companyId: 'acme' }]);
    expect((await ask('GET', '/v1/companies?q=x%25', undefined, agent)).json.items).toEqual([]);
  });

  it('checks VAT numbers in the register, or takes the word of a person', async () => {
    await ask('POST', '/v1/companies', { ...ACME, companyId: 'v', vatNumber: 'IT00000000000' });
    const check = '/v1/companies/v/check-vat-number';
    expect(await code('POST', check, {})).toEqual([422, 'vat-number-not-registered']);
    const terms = { name: 'Acme', country: 'Italy', currency: 'EUR' };
    await ask('PUT', '/v1/companies/v', { ...terms, vatNumber: 'IT00000000999' });
    expect(await code('POST', check, {})).toEqual([503, 'vat-register-unavailable']);
    expect((await ask('POST', check, { reference: 'VIES-17' })).status).toBe(200);
    expect(await company('v')).toMatchObject({ vatCheckedBy: 'person', vatReference: 'VIES-17' });
    await ask('PUT', '/v1/companies/v', { ...terms, vatNumber: 'IT00000000001' });
    expect(await company('v')).toMatchObject({ vatCheckedAt: null, vatCheckedBy: null });
    expect((await ask('POST', check, {})).status).toBe(200);
    expect(await company('v')).toMatchObject({ vatCheckedBy: 'register', vatCheckedAt: expect.any(String) });
    await ask('PUT', '/v1/companies/v', terms);
    expect(await code('POST', check, {})).toEqual([409, 'vat-number-missing']);
  });

  it('lets a customer order for one company, up to a limit', async () => {
    await ask('POST', '/v1/companies', { ...ACME, companyId: 'other' });
    const put = (companyId: string, customerId: string, body: object = {}) =>
      code('PUT', `/v1/companies/${companyId}/buyers/${customerId}`, body);
    expect(await put('acme', 'ada', { orderLimitMinor: 5_000 })).toEqual([200, undefined]);
    expect(await put('acme', 'bob')).toEqual([200, undefined]);
    expect(await put('other', 'ada')).toEqual([409, 'buyer-of-another-company']);
    expect(await put('acme', 'nobody')).toEqual([404, 'customer-unknown']);
    expect(await put('none', 'ada')).toEqual([404, 'company-unknown']);
    expect(await put('acme', 'lena')).toEqual([422, 'second-person-needed']);
    const buyers = async () => (await ask('GET', '/v1/companies/acme/buyers', undefined, agent)).json.items;
    expect(await buyers()).toMatchObject([
      { customerId: 'ada', orderLimitMinor: 5_000 },
      { customerId: 'bob', orderLimitMinor: null },
    ]);
    expect((await ask('POST', '/v1/companies/acme/buyers/ada/remove')).status).toBe(200);
    expect((await ask('POST', '/v1/companies/acme/buyers/ada/remove')).status).toBe(200);
    expect(await buyers()).toMatchObject([{ customerId: 'bob' }]);
    expect(await put('other', 'ada')).toEqual([200, undefined]);
  });

  it('removes a buyer who is erased', async () => {
    await ask('POST', '/v1/customers', { customerId: 'eve' });
    await ask('PUT', '/v1/companies/acme/buyers/eve', {});
    await ask('POST', '/v1/customers/eve/erase');
    await eventually(async () => {
      const { items } = (await ask('GET', '/v1/companies/acme/buyers')).json;
      expect(items.map(({ customerId }: { customerId: string }) => customerId)).not.toContain('eve');
    });
    const again = await code('PUT', '/v1/companies/acme/buyers/eve', {});
    expect(again).toEqual([409, 'customer-erased']);
  });
});

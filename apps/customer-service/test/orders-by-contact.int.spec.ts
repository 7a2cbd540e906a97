import { OrderRejected, subjectOf } from '@concord/contracts';
import { Engine, recorded, type DomainEvent } from '@concord/event-sourcing';
import { findableBy, Vault, type RunningService } from '@concord/service';
import { eventually, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { placed } from '@concord/testing/told-by-orders';
import { v7 as uuid7 } from 'uuid';
import { declaration } from '../src/declaration';

const database = testDatabase('orders-by-contact');
const ADA = { email: 'ada.bell@shop.test', phone: '+44 20 7946 0001' };
const HOME = { email: 'home@shop.test', phone: '+44 20 7946 0002' };

describe('the search of orders by contact', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  const [first, second, ofGuest, ofTrade] = [uuid7(), uuid7(), uuid7(), uuid7()].sort() as [
    string,
    string,
    string,
    string,
  ];

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    await ask('POST', '/v1/customers', { customerId: 'ada', contact: ADA }, { roles: 'cs_lead' });
    await order(first, { customerId: 'ada' });
    await order(second, { customerId: 'ada' });
    await order(ofTrade, { customerId: 'firm', channel: 'b2b' });
    await order(ofGuest, {});
    // Orders makes an order findable when it takes it.
    const vault = running.app.get(Vault);
    await vault.index(subjectOf({ orderId: ofGuest }), findableBy(HOME));
    await vault.index(subjectOf({ customerId: 'firm' }), findableBy({ email: HOME.email }));
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  type Token = Parameters<typeof system.issuer.mint>[0];
  const AGENT: Token = { roles: 'cs_agent' };

  async function ask(method: string, route: string, body?: unknown, by: Token = AGENT) {
    return system.ask(running, method, route, body, { authorization: `Bearer ${await system.issuer.mint(by)}` });
  }
  async function hear(event: DomainEvent) {
    const events = [{ ...recorded(event, { occurredAt: new Date().toISOString() }), eventId: uuid7() }];
    await running.app.get(Engine).deliver({ events, positions: [], parked: [] });
  }
  function order(orderId: string, more: { customerId?: string; channel?: string }) {
    const { data, ...event } = placed(orderId, 'MUG', 1);
    return hear({ ...event, data: { ...data, ...more } });
  }
  const search = (sought: Readonly<Record<string, string>>, by?: Token) =>
    ask('GET', `/v1/orders?${new URLSearchParams(sought).toString()}`, undefined, by);
  const found = async (sought: Readonly<Record<string, string>>, by?: Token) => {
    const { status, json } = await search(sought, by);
    expect(status).toBe(200);
    return json.items.map(({ orderId }: { orderId: string }) => orderId);
  };

  it('finds all orders of a customer by the exact address, whatever its case', async () => {
    expect(await found({ email: 'Ada.Bell@SHOP.test' })).toEqual([second, first]);
    expect(await found({ email: 'ada.bell@shop.tes' })).toEqual([]);
  });
  it('finds them by the digits of the phone number', async () => {
    expect(await found({ phone: '+442079460001' })).toEqual([second, first]);
    expect(await found({ phone: '+44 20 7946 0009' })).toEqual([]);
  });
  it('finds the order of a guest, beside those of a customer with the same address', async () =>
    expect(await found({ email: HOME.email })).toEqual([ofTrade, ofGuest]));
  it('wants both, where both are asked for', async () => {
    expect(await found(HOME)).toEqual([ofGuest]);
    expect(await found({ email: ADA.email, phone: HOME.phone })).toEqual([]);
  });
  it('goes with the other filters', async () => {
    expect(await found({ email: HOME.email, customer: 'firm' })).toEqual([ofTrade]);
    expect(await found({ email: HOME.email, status: 'delivered' })).toEqual([]);
    const { json } = await search({ email: ADA.email, limit: '1' });
    expect(json.items).toMatchObject([{ orderId: second }]);
    expect(await found({ email: ADA.email, limit: '1', cursor: json.next })).toEqual([first]);
  });
  it('refuses what is no address and no number, and names the member', async () => {
    for (const [path, text] of [
      ['email', 'ada'],
      ['phone', 'mobile'],
    ] as const)
      expect((await search({ [path]: text })).json).toMatchObject({ status: 400, errors: [{ path }] });
  });
  it('is not for those who see no personal data', async () => {
    const analyst: Token = { roles: 'business_analyst' };
    for (const member of ['email', 'phone'] as const)
      expect((await search({ [member]: ADA[member] }, analyst)).json).toMatchObject({
        status: 403,
        code: 'filter-masked',
      });
    expect(await found({}, analyst)).toHaveLength(4);
  });
  it('shows customers their own orders alone, and staff those of their channels', async () => {
    const bob: Token = { roles: 'customer', customerId: 'bob' };
    expect(await found({ email: ADA.email }, bob)).toEqual([]);
    expect(await found({ email: ADA.email }, { roles: 'customer', customerId: 'ada' })).toEqual([second, first]);
    expect(await found({ email: HOME.email }, { ...AGENT, scopes: { channels: ['b2c'] } })).toEqual([ofGuest]);
  });
  it('finds nothing of a customer who was erased', async () => {
    for (const orderId of [first, second])
      await hear(OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] }));
    const erased = await ask('POST', '/v1/customers/ada/erase', {}, { roles: 'cs_lead' });
    expect(erased.status).toBe(200);
    // Her keys are destroyed in the background.
    await eventually(async () => expect(await found({ email: ADA.email })).toEqual([]));
  });
});

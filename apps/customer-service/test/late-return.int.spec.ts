import { OrderUnitsDelivered } from '@concord/contracts';
import { Engine, recorded, type DomainEvent } from '@concord/event-sourcing';
import type { RunningService } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { placed } from '@concord/testing/told-by-orders';
import { v7 as uuid7 } from 'uuid';
import { declaration } from '../src/declaration';

const database = testDatabase('late-return');
const LONG_AGO = '2025-01-10T09:00:00.000Z';

describe('a return after the return period', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  const [ofAda, ofLea] = [uuid7(), uuid7()];

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    for (const [orderId, customerId] of [
      [ofAda, 'ada'],
      [ofLea, 'lea'],
    ] as const) {
      const { data, ...event } = placed(orderId, 'MUG', 2);
      await hear({ ...event, data: { ...data, customerId } });
      const units = [{ lineId: '1', sku: 'MUG', quantity: 2 }];
      await hear(OrderUnitsDelivered.of({ orderId, fulfilmentId: `${orderId}.MAIN`, deliveredAt: LONG_AGO, units }));
    }
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  type Token = Parameters<typeof system.issuer.mint>[0];
  const AGENT: Token = { roles: 'cs_agent', subject: 'ann' };
  const LEAD: Token = { roles: 'cs_lead', subject: 'lea' };
  const late = { beyondWindow: true, beyondWindowReason: 'was in hospital' };

  async function hear(event: DomainEvent) {
    const events = [{ ...recorded(event, { occurredAt: LONG_AGO }), eventId: uuid7() }];
    await running.app.get(Engine).deliver({ events, positions: [], parked: [] });
  }
  async function ask(method: string, route: string, by: Token, body?: unknown) {
    return system.ask(running, method, route, body, { authorization: `Bearer ${await system.issuer.mint(by)}` });
  }
  const request = (orderId: string, by: Token, more: object = {}, quantity = 1) => {
    const lines = [{ lineId: '1', quantity, reason: 'too big' }];
    return ask('POST', '/v1/return-desk/requests', by, { orderId, lines, ...more });
  };
  const refusal = async (...asked: Parameters<typeof request>) => {
    const { status, json } = await request(...asked);
    return [status, json.code];
  };

  it('is for a lead alone, who says why', async () => {
    const { status, json } = await request(ofAda, LEAD);
    expect([status, json.code, json.lines[0].reason]).toEqual([422, 'return-not-eligible', 'window-closed']);
    for (const by of [AGENT, { roles: 'service', subject: 'till' }, { roles: 'customer', customerId: 'ada' }] as const)
      expect(await refusal(ofAda, by, late)).toEqual([403, 'late-return-not-allowed']);
    expect(await refusal(ofAda, LEAD, { beyondWindow: true })).toEqual([422, 'late-return-reason-needed']);
  });

  it('is not for the order of the lead', async () =>
    expect(await refusal(ofLea, LEAD, late)).toEqual([422, 'second-person-needed']));

  it('names no more units than came', async () =>
    expect(await refusal(ofAda, LEAD, late, 3)).toEqual([422, 'return-not-eligible']));

  it('says who allowed it and why, and the customer can read that', async () => {
    const { status, json } = await request(ofAda, LEAD, late);
    expect(status).toBe(201);
    const route = `/v1/return-desk/${json.id}`;
    const beyondWindow = { allowedBy: 'lea', reason: 'was in hospital' };
    for (const by of [AGENT, { roles: 'customer', customerId: 'ada' }] as const)
      expect((await ask('GET', route, by)).json).toMatchObject({ status: 'requested', beyondWindow });
    const { json: unseen } = await ask('GET', route, { roles: 'marketing_manager' });
    expect(unseen.beyondWindow).toEqual({ allowedBy: 'lea' });
    expect(unseen.masked).toContain('beyondWindow.reason');
  });
});

import { notPersonal, ReturnRequestedByDesk, ShipmentDelivered } from '@concord/contracts';
import { eventually } from '@concord/testing';
import { v7 as uuid7 } from 'uuid';
import { openPayingShop } from './paying-shop';

describe('the returns of orders', () => {
  const shop = openPayingShop('returns', 'sandbox');
  beforeAll(() => shop.start(), 60_000);
  afterAll(() => shop.stop(), 15_000);

  const DAY_MS = 86_400_000;
  const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

  async function arrived(deliveredAt: string): Promise<string> {
    const orderId = await shop.order(2, 'ok');
    await shop.until(orderId, 'confirmed');
    await shop.ship(orderId, `${orderId}.MAIN`, 2);
    await shop.until(orderId, 'shipped');
    await shop.hear(
      ShipmentDelivered.of({ fulfilmentId: `${orderId}.MAIN`, orderId, deliveredAt, proof }),
      deliveredAt,
    );
    await shop.until(orderId, 'delivered');
    return orderId;
  }
  const proof = notPersonal('at the door');
  async function requested(orderId: string, more: object = {}) {
    const returnId = uuid7();
    const lines = [{ lineId: '1', sku: 'TEE', quantity: 1, reason: notPersonal('too big') }];
    const asked = { returnId, orderId, customerId: 'alice', lines, preferredOutcome: 'refund' as const, ...more };
    await shop.hear(ReturnRequestedByDesk.of(asked));
    return returnId;
  }
  const token = (claims: Parameters<typeof shop.system.issuer.mint>[0]) => shop.system.issuer.mint(claims);
  const seen = (returnId: string, by?: string) =>
    eventually(async () => {
      const { status, json } = await shop.ask('GET', `/v1/returns/${returnId}`, undefined, by);
      expect(status).toBe(200);
      return json;
    });

  it('are rejected after the return period, unless a person allows them', async () => {
    const orderId = await arrived(daysAgo(40));
    expect(await seen(await requested(orderId))).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'window-closed' },
      beyondWindow: null,
    });
    const beyondWindow = { allowedBy: 'lea', reason: notPersonal('was in hospital') };
    expect(await seen(await requested(orderId, { beyondWindow }))).toMatchObject({
      status: 'authorised',
      rejection: null,
      beyondWindow,
    });
  }, 30_000);

  it('are rejected by the shop until their parcel comes, and the customer reads why', async () => {
    const orderId = await arrived(daysAgo(1));
    const returnId = await requested(orderId);
    expect(await seen(returnId)).toMatchObject({ status: 'authorised', beyondWindow: null });
    const agent = await token({ roles: 'cs_agent', subject: 'ann' });
    const reject = async (by: string, id = returnId) => {
      const { status, json } = await shop.ask('POST', `/v1/returns/${id}/reject`, { reason: 'the seal is broken' }, by);
      return [status, json.code];
    };
    const alice = await token({ roles: 'customer', customerId: 'alice' });
    expect(await reject(alice)).toEqual([403, 'permission-missing']);
    const own = await token({ roles: ['cs_agent', 'customer'], subject: 'al', customerId: 'alice' });
    expect(await reject(own)).toEqual([422, 'second-person-needed']);
    expect(await reject(agent)).toEqual([200, undefined]);
    expect(await seen(returnId, alice)).toMatchObject({
      status: 'cancelled',
      rejection: { reason: 'rejected-by-shop', detail: 'the seal is broken' },
    });
    const { json } = await shop.ask('GET', `/v1/orders/${orderId}/story`, undefined, alice);
    expect(json.items.map(({ words }: { words: string }) => words)).toContain(
      'The shop rejected a return: the seal is broken',
    );
    expect(await reject(agent, uuid7())).toEqual([404, 'return-unknown']);
  }, 30_000);

  it('belong to orders that are found by their day', async () => {
    const orderId = await shop.order(1, 'ok');
    const { json } = await shop.ask('GET', `/v1/orders/${orderId}`);
    const at = json.placedAt as string;
    const later = new Date(Date.parse(at) + 1).toISOString();
    const found = async (from: string, to: string) => {
      const { json: page } = await shop.ask('GET', `/v1/orders?from=${from}&to=${to}&limit=200`);
      return page.items.some((order: { orderId: string }) => order.orderId === orderId);
    };
    expect(await found(at, later)).toBe(true);
    expect(await found(daysAgo(1), at)).toBe(false);
    expect(await found(later, daysAgo(-1))).toBe(false);
    expect((await shop.ask('GET', '/v1/orders?from=yesterday')).status).toBe(400);
  }, 30_000);
});

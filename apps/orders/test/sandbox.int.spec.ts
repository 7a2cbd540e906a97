import { eventually } from '@concord/testing';
import { openPayingShop } from './paying-shop';

describe('orders paid in the sandbox, with a step of the customer', () => {
  const shop = openPayingShop('sandbox', 'sandbox');
  beforeAll(() => shop.start(), 60_000);
  afterAll(() => shop.stop(), 15_000);

  /** The address of the page, at the service that runs here. */
  const waiting = async () => {
    const orderId = await shop.order(1, 'challenge');
    const url = await eventually(async () => {
      const { json } = await shop.ask('GET', `/v1/orders/${orderId}`);
      expect(json).toMatchObject({ status: 'pending', paymentAction: { url: expect.any(String) } });
      return json.paymentAction.url as string;
    });
    return { orderId, page: shop.running.url + new URL(url).pathname };
  };
  const finish = async (page: string, confirmed: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${page}/finish`, { method: 'POST', headers, body: JSON.stringify({ confirmed }) });
    return { status: answer.status, json: (await answer.json()) as { status?: string; code?: string } };
  };

  it('show a page of the bank, and are confirmed on it', async () => {
    const { orderId, page } = await waiting();
    const answer = await fetch(page);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('Nobody is charged');
    expect(await finish(page, true)).toMatchObject({ status: 200, json: { status: 'authorised' } });
    await shop.until(orderId, 'confirmed');
    expect(await finish(page, false)).toMatchObject({ status: 409, json: { code: 'challenge-over' } });
    expect((await fetch(page)).status).toBe(409);
    await shop.money(orderId, { status: 'authorised' });
    await shop.ship(orderId, `${orderId}.1`, 1);
    expect(await shop.money(orderId, { capturedMinor: 1_000 })).toMatchObject({ status: 'captured' });
  });
  it('are rejected where it is refused', async () => {
    const { orderId, page } = await waiting();
    await finish(page, false);
    expect(await shop.until(orderId, 'rejected')).toMatchObject({ paymentAction: null });
    expect(await finish(page, true)).toMatchObject({ status: 409, json: { code: 'challenge-over' } });
  });
  it('are not confirmed any more once they were cancelled', async () => {
    const { orderId, page } = await waiting();
    await shop.ask('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
    await shop.money(orderId, { status: 'voided' });
    expect(await finish(page, true)).toMatchObject({ status: 409, json: { code: 'challenge-over' } });
    await shop.money(orderId, { status: 'voided', authorisedMinor: 0 });
  });
  it('have no page for anything else', async () => {
    const orderId = await shop.order(1, 'good');
    await shop.until(orderId, 'confirmed');
    const base = `${shop.running.url}/v1/payments/challenges`;
    for (const ref of [`sandbox-challenge-${orderId}`, 'sandbox-challenge-none', 'other'])
      expect((await fetch(`${base}/${ref}`)).status).toBe(404);
    expect(await finish(`${base}/none`, 'yes')).toMatchObject({ status: 400 });
  });
});

import { eventually, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { refusal, tradeOf } from './basket-trade';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

jest.setTimeout(60_000);

/** All services as processes: what customers want after their goods have come. */
describe('an order that came', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let shop: PathClient;
  let trade: ReturnType<typeof tradeOf>;
  const [A, B] = [uniqueName('A').toUpperCase(), uniqueName('B').toUpperCase()];
  const customer = (customerId: string) =>
    pathClientAs(started.system, { roles: ['customer'], subject: customerId, customerId });
  beforeAll(async () => {
    started = await startedSystem();
    shop = pathClientOf(started.system);
    trade = tradeOf(shop);
    await trade.offers([
      [A, 197],
      [B, 1_000],
    ]);
    await aligned(shop);
  }, 180_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  async function bought(client: PathClient, sku: string, quantity: number) {
    const cartId = await trade.filled(client, [[sku, quantity]]);
    const { quote } = await trade.quoted(client, cartId);
    const payment = { method: 'card', token: 'ok' };
    const { orderId } = await trade.place(client, { cartId, quoteId: quote.quoteId, payment });
    await trade.decided(client, orderId);
    await trade.sent(orderId, [{ sku, quantity }]);
    return orderId;
  }
  /** The desk decides on a claim. */
  const resolve = (claimId: string, resolution: string) =>
    pathClientAs(started.system, { roles: ['cs_agent'], subject: 'agent' }).write(
      'orders',
      `/v1/claims/${claimId}/resolve`,
      { resolution, reason: 'a photograph shows it' },
    );
  const seen = <T>(path: string) => shop.read<T>('orders', path);
  /** How many units the desk would take back; or how many and why not so many. */
  async function offered(client: PathClient, orderId: string, quantity: number) {
    const asked = { orderId, lines: [{ lineId: '1', quantity }] };
    const desk = await client.write<{ lines: { left: number; reason: string | null }[] }>(
      'customer-service',
      '/v1/return-desk/eligibility',
      asked,
    );
    const { left, reason } = desk.lines[0]!;
    return reason === null ? left : `${left} ${reason}`;
  }
  /** What the desk offers, where it refuses a request for more too. */
  async function returnable(client: PathClient, orderId: string, quantity: number) {
    const offer = await offered(client, orderId, quantity);
    if (typeof offer === 'number') return offer;
    const lines = [{ lineId: '1', quantity }];
    const body = { orderId, lines: lines.map((line) => ({ ...line, reason: 'torn' })) };
    const refused = await refusal(client.write('customer-service', '/v1/return-desk/requests', body));
    expect(refused).toBe('return-not-eligible');
    return offer;
  }

  it('is exchanged for other goods, which are reserved at once and sent when the first ones are graded', async () => {
    const gil = customer('gil');
    const orderId = await bought(gil, A, 1);
    const wanted = { lineId: '1', quantity: 1, toSku: B };
    const quote = (one: object) => gil.write<object>('orders', '/v1/exchanges/quote', { orderId, lines: [one] });
    expect(await quote(wanted)).toMatchObject({ paidMinor: 197, totalMinor: 1_000, differenceMinor: 803 });
    expect(await refusal(quote({ ...wanted, toSku: 'NONE' }))).toBe('lines-not-orderable');
    const asked = { orderId, mode: 'after-return', lines: [{ ...wanted, reason: 'too small' }] };
    const request = (expectedTotalMinor: number) =>
      gil.write<{ id: string }>('orders', '/v1/exchanges', { ...asked, expectedTotalMinor });
    expect(await refusal(request(999))).toBe('total-differs');
    const { id } = await request(1_000);
    const exchange = () =>
      seen<{ status: string; returnId: string; replacementOrderId: string }>(`/v1/exchanges/${id}`);
    await eventually(async () => expect(await exchange()).toMatchObject({ status: 'confirmed' }), { within: 20_000 });
    const { returnId, replacementOrderId } = await exchange();
    await eventually(async () => expect(await returnable(gil, orderId, 1)).toBe('0 quantity-beyond-delivered'));
    await eventually(async () =>
      expect(await seen(`/v1/orders/${replacementOrderId}`)).toMatchObject({
        hold: { reason: 'return-items' },
        totalMinor: 1_000,
      }),
    );
    await aligned(shop);
    await shop.write('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: 'MAIN' });
    await aligned(shop);
    const grades = [{ lineId: '1', quantity: 1, grade: 'A' }];
    await shop.write('inventory', `/v1/return-receipts/${returnId}/grades`, { grades });
    await eventually(async () => expect(await exchange()).toMatchObject({ status: 'completed' }), { within: 20_000 });
    // Logistics hears a moment later that the replacement may go.
    await aligned(shop);
    await trade.sent(replacementOrderId, [{ sku: B, quantity: 1 }]);
    expect(await seen(`/v1/orders/${replacementOrderId}`)).toMatchObject({ capturedMinor: 1_000, hold: null });
    await eventually(async () =>
      expect(await seen(`/v1/orders/${orderId}`)).toMatchObject({ capturedMinor: 197, refundedMinor: 197 }),
    );
  }, 90_000);

  it('is claimed: a unit is refunded once, another replaced at no price', async () => {
    const hal = customer('hal');
    const orderId = await bought(hal, A, 2);
    const open = async () => {
      const body = { orderId, kind: 'damaged', lines: [{ lineId: '1', quantity: 1 }], description: 'torn' };
      return (await hal.write<{ id: string }>('orders', '/v1/claims', body)).id;
    };
    const [first, second] = [await open(), await open()];
    expect(await refusal(open())).toBe('units-not-claimable');
    await eventually(async () => expect(await returnable(hal, orderId, 1)).toBe('0 units-claimed'));
    // A rejected claim gives its unit back, to a return or to another claim.
    await resolve(first, 'rejected');
    // A request that comes when the claim is over is accepted: nothing is requested here.
    await eventually(async () => expect(await offered(hal, orderId, 1)).toBe(1));
    expect(await returnable(hal, orderId, 2)).toBe('1 units-claimed');
    const third = await open();
    await resolve(third, 'refund');
    await resolve(second, 'replacement');
    await eventually(async () => expect(await returnable(hal, orderId, 2)).toBe('1 units-claimed'));
    expect(await refusal(resolve(second, 'refund'))).toBe('claim-resolved');
    await eventually(async () =>
      expect(await seen(`/v1/orders/${orderId}`)).toMatchObject({ capturedMinor: 394, refundedMinor: 197 }),
    );
    const { items: told } = await seen<{ items: { words: string }[] }>(`/v1/orders/${orderId}/story`);
    expect(told.filter(({ words }) => words.includes('claim'))).toHaveLength(6);
    const { replacementOrderId } = await seen<{ replacementOrderId: string }>(`/v1/claims/${second}`);
    expect(await trade.decided(hal, replacementOrderId)).toMatchObject({ status: 'confirmed', totalMinor: 0 });
    await trade.sent(replacementOrderId, [{ sku: A, quantity: 1 }]);
    await eventually(async () => {
      const { items } = await shop.read<{ items: { status: string }[] }>(
        'customer-service',
        `/v1/cases?kind=claim&order=${orderId}`,
      );
      // A case for each claim, closed with it.
      expect(items.map(({ status }) => status)).toEqual(['resolved', 'resolved', 'resolved']);
    });
  }, 90_000);

  it('was replaced: a replacement that comes back, or is claimed itself, is decided on by its claim', async () => {
    const ida = customer('ida');
    const orderId = await bought(ida, B, 2);
    const claimed = async (of: string, quantity: number) => {
      const body = { orderId: of, kind: 'damaged', lines: [{ lineId: '1', quantity }], description: 'torn' };
      return (await ida.write<{ id: string }>('orders', '/v1/claims', body)).id;
    };
    const claimId = await claimed(orderId, 2);
    await resolve(claimId, 'replacement');
    const { replacementOrderId } = await seen<{ replacementOrderId: string }>(`/v1/claims/${claimId}`);
    await trade.decided(ida, replacementOrderId);
    await trade.sent(replacementOrderId, [{ sku: B, quantity: 2 }]);

    // One unit comes back, as good as new: it has no price of its own, so its claim is open again.
    await trade.returned(replacementOrderId, '1', 1);
    const part = `${claimId}.part-1`;
    await eventually(async () => expect(await seen(`/v1/claims/${part}`)).toMatchObject({ status: 'open', orderId }));
    await resolve(part, 'refund');
    // The other is torn too: that is a claim about the order that was paid.
    const other = await claimed(replacementOrderId, 1);
    expect(await seen(`/v1/claims/${other}`)).toMatchObject({ status: 'open', orderId });
    await resolve(other, 'refund');
    await eventually(async () =>
      expect(await seen(`/v1/orders/${orderId}`)).toMatchObject({ capturedMinor: 2_000, refundedMinor: 2_000 }),
    );
    expect(await seen(`/v1/orders/${replacementOrderId}`)).toMatchObject({ capturedMinor: 0, refundedMinor: 0 });
    const { items } = await seen<{ items: { kind: string; totalMinor: number }[] }>(`/v1/orders/${orderId}/documents`);
    const credited = items.filter(({ kind }) => kind === 'credit-note').map(({ totalMinor }) => totalMinor);
    expect(credited).toEqual([1_000, 1_000]);
    await aligned(shop);
    const { items: cases } = await shop.read<{ items: { kind: string; status: string }[] }>(
      'customer-service',
      `/v1/cases?order=${orderId}`,
    );
    expect(cases.map(({ kind, status }) => `${kind} ${status}`)).toEqual(Array(3).fill('claim resolved'));
  }, 120_000);
});

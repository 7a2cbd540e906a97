import { guestIdOf } from '@concord/contracts';
import { eventually, uniqueName } from '@concord/testing';
import { v4 as uuid4 } from 'uuid';
import { aligned } from '../src/replay/alignment';
import { timerIsDue } from './due-timer';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

interface Question {
  readonly questionId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly status: string;
}
interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly waiting: readonly { readonly sku: string; readonly quantity: number; readonly promisedAt?: string }[];
  readonly promiseQuestions: readonly Question[];
  readonly cancelledMinor: number;
}

jest.setTimeout(60_000);

const MARCH = '2099-03-01T00:00:00.000Z';
const APRIL = '2099-04-01T00:00:00.000Z';
const MAY = '2099-05-01T00:00:00.000Z';

/** All services as processes: goods come later than promised, and the customer decides. */
describe('a promise that slips', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let shop: PathClient;
  let buyer: PathClient;
  const customer = (customerId: string) =>
    pathClientAs(started.system, { roles: ['customer'], subject: customerId, customerId });
  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: { code?: string; status?: number }) => `${error.status} ${error.code}`,
    );

  beforeAll(async () => {
    started = await startedSystem();
    shop = pathClientOf(started.system);
    buyer = pathClientAs(started.system, { roles: ['inventory_manager'], subject: 'ivo' });
    await shop.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
  }, 150_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  /** Some units are there, up to ten may wait for a purchase order, and are promised for March. */
  async function sold(units: number) {
    const purchaseOrderId = uuid4();
    const sku = uniqueName('TEE').toUpperCase();
    const row = { sku, title: 'A tee', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await shop.write('catalog', '/v1/imports', { rows: [row], publish: true });
    if (units > 0) {
      const lines = [{ sku, quantity: units }];
      await shop.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    }
    await aligned(shop);
    await expected(sku, purchaseOrderId, MARCH);
    const policy = { capUnits: 10, promisedAt: MARCH };
    await buyer.call('inventory', 'PUT', `/v1/backorder-policies/${sku}`, { body: policy });
    return { sku, purchaseOrderId };
  }
  const expected = (sku: string, purchaseOrderId: string, eta: string) =>
    buyer.write('inventory', '/v1/purchase-orders', { purchaseOrderId, sku, quantity: 10, eta });
  const withdrawn = (purchaseOrderId: string) =>
    buyer.write('inventory', `/v1/purchase-orders/${purchaseOrderId}/cancel`, { reason: 'the supplier gave up' });
  async function ordered(client: PathClient, sku: string, quantity: number) {
    const body = {
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku, quantity }],
      shipTo: { country: 'GB' },
      payment: { method: 'card', token: 'tok_visa' },
      mayWait: true,
    };
    const { orderId } = (await client.call('orders', 'POST', '/v1/orders', { body, wait: 5 })).data as Order;
    await until(client, orderId, ({ status }) => expect(status).toBe('confirmed'));
    return orderId;
  }
  const until = (client: PathClient, orderId: string, holds: (order: Order) => void) =>
    eventually(
      async () => {
        const order = await client.read<Order>('orders', `/v1/orders/${orderId}`);
        holds(order);
        return order;
      },
      { within: 20_000 },
    );
  const asked = async (client: PathClient, orderId: string) => {
    const isOpen = ({ promiseQuestions }: Order) => expect(promiseQuestions.at(-1)?.status).toBe('open');
    return (await until(client, orderId, isOpen)).promiseQuestions.at(-1)!;
  };
  const answer = (client: PathClient, orderId: string, questionId: string, says: string) =>
    refusal(client.write('orders', `/v1/orders/${orderId}/promise-questions/${questionId}/answer`, { answer: says }));
  const story = async (client: PathClient, orderId: string) =>
    (await client.read<{ items: { type: string; words: string }[] }>('orders', `/v1/orders/${orderId}/story`)).items
      .filter(({ type }) => /Promise/.test(type))
      .map(({ words }) => words);

  it('is asked about, and the guest cancels what waits; what is there is sent', async () => {
    const { sku, purchaseOrderId } = await sold(2);
    const guest = customer(guestIdOf(uuid4()));
    const orderId = await ordered(guest, sku, 5);
    await expected(sku, purchaseOrderId, APRIL);
    const question = await asked(guest, orderId);
    expect(question).toMatchObject({ sku, quantity: 3, from: MARCH, promisedAt: APRIL, unanswered: 'wait' });
    expect((await guest.read<Order>('orders', `/v1/orders/${orderId}`)).waiting).toEqual([
      { sku, quantity: 3, promisedAt: APRIL },
    ]);
    // New orders are promised the later date.
    expect(await shop.read('inventory', `/v1/backorder-policies/${sku}`)).toMatchObject({ promisedAt: APRIL });

    const { questionId } = question;
    expect(await answer(customer('mallory'), orderId, questionId, 'cancel')).toBe('404 order-unknown');
    expect(await answer(guest, orderId, questionId, 'swap')).toBe('400 request-invalid');
    expect(await answer(guest, orderId, `${orderId}.9`, 'wait')).toBe('404 promise-question-unknown');
    expect(await answer(guest, orderId, questionId, 'cancel')).toBe('done');
    expect(await answer(guest, orderId, questionId, 'cancel')).toBe('done');
    expect(await answer(guest, orderId, questionId, 'wait')).toBe('409 promise-question-answered');
    const order = await until(guest, orderId, ({ waiting }) => expect(waiting).toEqual([]));
    expect(order).toMatchObject({
      status: 'confirmed',
      cancelledMinor: 3_000,
      promiseQuestions: [{ status: 'cancel' }],
    });
    await eventually(async () =>
      expect(await shop.read('inventory', `/v1/stock/${sku}`)).toMatchObject({ waiting: 0, reserved: 2 }),
    );
    expect(await story(guest, orderId)).toEqual([
      `3 units of ${sku} are now promised for 2099-04-01.`,
      expect.stringMatching(/^The customer is asked until .* Without an answer the units wait\.$/),
      `The customer answered: ${sku} is cancelled.`,
    ]);
  });

  it('has no date after the purchase order was withdrawn; the customer waits, and hears of the next one', async () => {
    const { sku, purchaseOrderId } = await sold(0);
    const ada = customer('ada');
    const orderId = await ordered(ada, sku, 2);
    await withdrawn(purchaseOrderId);
    const { questionId } = await asked(ada, orderId);
    expect((await ada.read<Order>('orders', `/v1/orders/${orderId}`)).waiting).toEqual([{ sku, quantity: 2 }]);
    const agent = pathClientAs(started.system, { roles: ['cs_agent'], subject: 'alice' });
    expect(await answer(agent, orderId, questionId, 'wait')).toBe('done');
    await expected(sku, uuid4(), MAY);
    const order = await until(ada, orderId, ({ waiting }) =>
      expect(waiting).toEqual([{ sku, quantity: 2, promisedAt: MAY }]),
    );
    expect(order.promiseQuestions).toMatchObject([{ status: 'wait' }]);
    const lines = [{ sku, quantity: 2 }];
    await shop.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await until(ada, orderId, ({ waiting }) => expect(waiting).toEqual([]));
  });

  it('is a question no more once goods came after all', async () => {
    const { sku, purchaseOrderId } = await sold(0);
    const eve = customer('eve');
    const orderId = await ordered(eve, sku, 2);
    await expected(sku, purchaseOrderId, APRIL);
    const { questionId } = await asked(eve, orderId);
    const lines = [{ sku, quantity: 2 }];
    await shop.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await until(eve, orderId, ({ promiseQuestions }) => expect(promiseQuestions).toMatchObject([{ status: 'over' }]));
    expect(await answer(eve, orderId, questionId, 'cancel')).toBe('409 promise-question-over');
  });

  it('is a question no more once its day is put right, and new orders are promised that day too', async () => {
    const { sku, purchaseOrderId } = await sold(0);
    const dan = customer('dan');
    const orderId = await ordered(dan, sku, 2);
    await expected(sku, purchaseOrderId, APRIL);
    await asked(dan, orderId);
    await expected(sku, purchaseOrderId, MARCH);
    const order = await until(dan, orderId, ({ promiseQuestions }) =>
      expect(promiseQuestions).toMatchObject([{ status: 'over' }]),
    );
    expect(order.waiting).toEqual([{ sku, quantity: 2, promisedAt: MARCH }]);
    expect(await shop.read('inventory', `/v1/backorder-policies/${sku}`)).toMatchObject({ promisedAt: MARCH });
  });

  it('is settled by the rule of the shop where nobody answers', async () => {
    const { sku, purchaseOrderId } = await sold(0);
    const bob = customer('bob');
    const orderId = await ordered(bob, sku, 1);
    await expected(sku, purchaseOrderId, APRIL);
    const { questionId } = await asked(bob, orderId);
    await timerIsDue(started, 'orders', questionId, 'deadline');
    await until(bob, orderId, ({ promiseQuestions }) => expect(promiseQuestions).toMatchObject([{ status: 'wait' }]));
    expect((await story(bob, orderId)).at(-1)).toBe(`Nobody answered in time: ${sku} waits for the goods.`);
    expect(await answer(bob, orderId, questionId, 'cancel')).toBe('409 promise-question-answered');
  });

  it('leaves the books right', async () => {
    await aligned(shop);
    const operator = pathClientAs(started.system, { roles: ['it_operator'], subject: 'otto' });
    for (const service of ['orders', 'inventory', 'logistics'] as const) {
      expect(await operator.read(service, '/v1/invariants')).toMatchObject({ ok: true });
      expect(await operator.read(service, '/v1/refused')).toMatchObject({ items: [] });
    }
  });
});

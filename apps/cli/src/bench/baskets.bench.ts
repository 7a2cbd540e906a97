import { setTimeout as pause } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import type { Benchmark, Run } from './benchmark';
import { closedLoop, type Loop } from './closed-loop';
import { cpuEach, cpuTime } from './cpu-time';
import { figure, percentiles, type Figure } from './figure';
import type { ShopFloor } from './shop-floor';

const CLIENTS = 8;
const WARM_SECONDS = 60;
const SECONDS = 12;
const REFUNDS = 100;
const PAID_WITHIN_MS = 10_000;
const ADDRESS =
  '{"shipTo":{"country":"GB","postcode":"N1 9GU","name":"Ada Bell","street":"12 Mill Lane","city":"London"}}';

/** Baskets: filled, quoted, ordered and paid; quotes alone; and money that goes back. */
export const baskets: Benchmark = {
  names: ['basket.8', 'quote.8', 'refund'],
  takes: 180,
  on: 'shop-floor',
  async run(run, wanted) {
    const floor = run.place;
    await floor.warmUp(run.say, run.seconds(WARM_SECONDS));
    const figures: Figure[] = [];
    if (wanted.has('basket.8'))
      figures.push(await measured(run, 'basket.8', 'baskets/s', (client, n) => bought(floor, client, n)));
    if (wanted.has('quote.8')) {
      const carts = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => filled(floor, client, 0)));
      const quote = async (client: number) =>
        void (await asked(floor, client, 'POST', `/v1/carts/${carts[client]}/quote`));
      figures.push(await measured(run, 'quote.8', 'quotes/s', quote));
    }
    if (wanted.has('refund')) figures.push(await refunds(run));
    return figures;
  },
};

async function measured(
  run: Run<ShopFloor>,
  name: string,
  unit: string,
  work: (client: number, n: number) => Promise<void>,
): Promise<Figure> {
  run.say(`${name}: ${CLIENTS} clients …`);
  await closedLoop(CLIENTS, run.seconds(SECONDS / 2), work);
  const before = cpuTime(run.place.parts);
  const loop: Loop = await closedLoop(CLIENTS, run.seconds(SECONDS), work);
  const cpu = cpuEach(before, cpuTime(run.place.parts), loop.samples.length);
  return figure(name, loop.perSecond, unit, null, { ...percentiles(loop.samples), ...cpu });
}

/** A basket from its first line to the confirmed order. */
async function bought(floor: ShopFloor, client: number, n: number): Promise<void> {
  const cartId = await filled(floor, client, n);
  const { quote } = await asked<{ quote: { quoteId: string } }>(floor, client, 'POST', `/v1/carts/${cartId}/quote`);
  const body = JSON.stringify({ cartId, quoteId: quote.quoteId, payment: { method: 'card' } });
  let order = await asked<Order>(floor, client, 'POST', '/v1/orders', body, 'prefer: wait=5\r\n');
  while (order.status === 'pending') {
    await pause(100);
    order = await seen(floor, client, order.orderId);
  }
  if (order.status !== 'confirmed') throw new Error(`The order of a basket is ${order.status}.`);
}

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

async function filled(floor: ShopFloor, client: number, n: number): Promise<string> {
  const { cartId } = await asked<{ cartId: string }>(floor, client, 'POST', '/v1/carts', '{"currency":"GBP"}');
  const [sku] = floor.anySku(client, n);
  await asked(floor, client, 'POST', `/v1/carts/${cartId}/lines`, JSON.stringify({ sku, quantity: 1 }));
  await asked(floor, client, 'PUT', `/v1/carts/${cartId}/address`, ADDRESS);
  return cartId;
}

async function asked<T>(
  floor: ShopFloor,
  client: number,
  method: 'POST' | 'PUT',
  path: string,
  body = '{}',
  headers = '',
): Promise<T> {
  const line = await floor.line('orders', client);
  const answer = await line.send(method, path, body, `${headers}idempotency-key: ${newId()}\r\n`);
  if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body}`);
  return JSON.parse(answer.body) as T;
}

async function seen(floor: ShopFloor, client: number, orderId: string): Promise<Order> {
  return JSON.parse((await (await floor.line('orders', client)).get(`/v1/orders/${orderId}`)).body) as Order;
}

/** Milliseconds from the request of a refund until the order shows that the money is back. */
async function refunds(run: Run<ShopFloor>): Promise<Figure> {
  const floor = run.place;
  const count = run.count(REFUNDS);
  run.say(`refund: ${count} paid orders …`);
  const paid: Order[] = [];
  for (let n = 0; n < count; n++) paid.push(await paidOrder(floor, n));
  const samples: number[] = [];
  for (const { orderId, capturedMinor } of paid) {
    const from = performance.now();
    const body = JSON.stringify({ amountMinor: capturedMinor, reason: 'benchmark' });
    await asked(floor, 0, 'POST', `/v1/orders/${orderId}/refunds`, body);
    await until(floor, orderId, ({ refundedMinor }) => refundedMinor === capturedMinor);
    samples.push(performance.now() - from);
  }
  const { p50, ...others } = percentiles(samples);
  return figure('refund', p50, 'ms', null, { p50, ...others });
}

async function paidOrder(floor: ShopFloor, n: number): Promise<Order> {
  const [sku] = floor.anySku(0, n);
  const lines = [{ sku: sku!, quantity: 1 }];
  const body = {
    channel: 'b2c',
    currency: 'GBP',
    lines,
    shipTo: { country: 'GB' },
    payment: { method: 'card' },
  } as const;
  const { orderId } = (await floor.client.orders.post('/v1/orders', { body, wait: 5 })).data;
  const fulfilmentId = `${orderId}.MAIN`;
  const { logistics } = floor.client;
  const deadline = Date.now() + PAID_WITHIN_MS;
  for (;;) {
    const picked = logistics.post('/v1/pick-tasks', { body: { fulfilmentId, scans: lines, finish: true } });
    const isPicked = await picked.then(
      () => true,
      () => false,
    );
    if (isPicked) break;
    if (Date.now() > deadline) await picked;
    await pause(20);
  }
  await logistics.post('/v1/pack-sessions', { body: { fulfilmentId, contents: lines, close: true } });
  await logistics.post('/v1/fulfilments/{id}/labels', { path: { id: fulfilmentId }, body: {} });
  await logistics.post('/v1/shipments/{id}/handover', { path: { id: fulfilmentId }, body: {} });
  return until(floor, orderId, ({ capturedMinor }) => capturedMinor > 0);
}

async function until(floor: ShopFloor, orderId: string, holds: (order: Order) => boolean): Promise<Order> {
  const deadline = Date.now() + PAID_WITHIN_MS;
  for (;;) {
    const order = await seen(floor, 0, orderId);
    if (holds(order)) return order;
    if (Date.now() > deadline) throw new Error(`The order ${orderId} does not settle: ${JSON.stringify(order)}`);
    await pause(5);
  }
}

import { broken, openCounter, refusal, type Counter } from '../test/counter';
import { concord, isProblem, NoAnswer, Problem, type ConcordOptions } from './index';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const shop = (options: Partial<ConcordOptions> = {}) => concord({ address: counter.url, ...options });
const header = (name: string) => counter.arrived.map(({ headers }) => headers[name]);
const caught = async (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

const DONE = { status: 200, json: { id: 'w', version: 3 } };
const PLACE = {
  channel: 'b2c',
  currency: 'GBP',
  lines: [{ sku: 'MUG', quantity: 1 }],
  shipTo: { country: 'GB' },
  payment: { method: 'card' },
} as const;

describe('a call', () => {
  it('fills the path and the query, each part encoded', async () => {
    counter.answers({ status: 200, json: { items: [], next: null } });
    await shop().orders.get('/v1/orders/{orderId}', { path: { orderId: 'a/b c' } });
    await shop().catalog.get('/v1/variants', { query: { sku: 'A&B', limit: 5 } });
    expect(counter.arrived.map(({ url }) => url)).toEqual([
      '/orders/v1/orders/a%2Fb%20c',
      '/catalog/v1/variants?sku=A%26B&limit=5',
    ]);
  });

  it('goes to the address of its service where each has one, and instances take turns', async () => {
    counter.answers(DONE);
    const { orders, customerService } = concord({
      address: { orders: [`${counter.url}/one`, `${counter.url}/two/`], 'customer-service': counter.url },
    });
    for (let n = 0; n < 3; n++) await orders.get('/v1/projections');
    await customerService.get('/v1/projections');
    expect(counter.arrived.map(({ url }) => url)).toEqual([
      '/one/v1/projections',
      '/two/v1/projections',
      '/one/v1/projections',
      '/v1/projections',
    ]);
  });

  it('answers the data with the headers of Concord', async () => {
    const headers = {
      etag: '"3"',
      'projection-lag-ms': '12',
      'consistency-token': 'orders.1.1.7.1',
      'idempotency-replayed': 'true',
    };
    counter.answers({ status: 201, json: { orderId: 'o', masked: ['shipTo.name'] }, headers });
    expect(await shop().orders.post('/v1/orders', { body: PLACE })).toEqual({
      data: { orderId: 'o', masked: ['shipTo.name'] },
      status: 201,
      etag: '"3"',
      token: 'orders.1.1.7.1',
      lagMs: 12,
      masked: ['shipTo.name'],
      replayed: true,
    });
  });

  it('sends what its options say', async () => {
    counter.answers(DONE);
    const options = { ifMatch: '"3"', wait: 5, key: 'mine', headers: { 'x-correlation-id': 'c' } };
    await shop({ csrf: true }).orders.post('/v1/orders', { body: PLACE, ...options });
    expect(counter.arrived[0]!.body).toEqual(PLACE);
    expect(counter.arrived[0]!.headers).toMatchObject({
      'if-match': '"3"',
      prefer: 'wait=5',
      'idempotency-key': 'mine',
      'x-correlation-id': 'c',
      'x-concord-csrf': '1',
      'content-type': 'application/json',
    });
  });
});

describe('retries', () => {
  it('repeat a write under one key until it is answered', async () => {
    counter.answers(broken, refusal(503, 'overloaded'), DONE);
    await shop().orders.post('/v1/orders', { body: PLACE });
    const [first, ...others] = header('idempotency-key');
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(others).toEqual([first, first]);
  });

  it('keep the key of a write that nobody answered, when the same is asked for once more', async () => {
    counter.answers(broken);
    const { orders } = shop({ retry: false });
    expect(await caught(orders.post('/v1/orders', { body: PLACE }))).toBeInstanceOf(NoAnswer);
    counter.answers(DONE);
    await orders.post('/v1/orders', { body: { ...PLACE, channel: 'b2b' } });
    await orders.post('/v1/orders', { body: PLACE });
    await orders.post('/v1/orders', { body: PLACE });
    const [lost, other, again, next] = header('idempotency-key');
    expect(again).toBe(lost);
    expect(new Set([lost, other, next]).size).toBe(3);
  });

  it('make a new key where the write was refused', async () => {
    counter.answers(broken, refusal(409, 'stock-not-available'), DONE);
    const { orders } = shop({ retry: false });
    for (let n = 0; n < 3; n++) await caught(orders.post('/v1/orders', { body: PLACE }));
    const [lost, refused, next] = header('idempotency-key');
    expect(refused).toBe(lost);
    expect(next).not.toBe(lost);
  });

  it('make a new key for each call', async () => {
    counter.answers(DONE);
    const { orders } = shop();
    await orders.post('/v1/orders', { body: PLACE });
    await orders.post('/v1/orders', { body: PLACE });
    expect(new Set(header('idempotency-key')).size).toBe(2);
  });

  it('wait as long as Retry-After says', async () => {
    counter.answers(refusal(429, 'too-many-requests', { 'retry-after': '1' }), DONE);
    const began = performance.now();
    await shop().orders.get('/v1/projections');
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000);
  });

  it('end at once where Retry-After is beyond the patience', async () => {
    counter.answers(refusal(503, 'overloaded', { 'retry-after': '60' }), DONE);
    expect(await caught(shop().orders.get('/v1/projections'))).toMatchObject({ code: 'overloaded' });
    expect(counter.arrived).toHaveLength(1);
  });

  it('are bounded in number, and then the last failure is thrown', async () => {
    counter.answers(broken);
    const error = await caught(shop({ retry: { attempts: 3 } }).orders.get('/v1/projections'));
    expect(error).toBeInstanceOf(NoAnswer);
    expect((error as NoAnswer).call).toBe('GET orders/v1/projections');
    expect(counter.arrived).toHaveLength(3);
  });

  it('can be switched off, for a client or a call', async () => {
    counter.answers(refusal(503, 'overloaded'));
    await caught(shop({ retry: false }).orders.get('/v1/projections'));
    await caught(shop().orders.get('/v1/projections', { retry: false }));
    expect(counter.arrived).toHaveLength(2);
  });

  it.each([400, 403, 404, 409, 412, 422, 500])('do not follow on %i', async (status) => {
    counter.answers(refusal(status, 'order-unknown'));
    await caught(shop().orders.post('/v1/orders', { body: PLACE }));
    expect(counter.arrived).toHaveLength(1);
  });

  it('go to the next instance', async () => {
    counter.answers(broken, DONE);
    await concord({ address: { orders: [`${counter.url}/one`, `${counter.url}/two`] } }).orders.get('/v1/projections');
    expect(counter.arrived.map(({ url }) => url)).toEqual(['/one/v1/projections', '/two/v1/projections']);
  });
});

describe('a refusal', () => {
  it('is thrown as a problem with all that the service said', async () => {
    const errors = [{ path: 'lines.0.quantity', rule: 'whole', message: 'must be a whole number' }];
    const json = {
      title: 'Malformed request',
      status: 400,
      code: 'request-invalid',
      detail: 'Why.',
      traceId: 't',
      errors,
    };
    counter.answers({ status: 400, json });
    const error = await caught(shop().orders.post('/v1/orders', { body: PLACE }));
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 400, code: 'request-invalid', detail: 'Why.', traceId: 't', errors });
    expect((error as Problem).facts).toEqual(json);
  });

  it('is known by its code', async () => {
    counter.answers(refusal(404, 'order-unknown'));
    const error = await caught(shop().orders.get('/v1/orders/{orderId}', { path: { orderId: 'o' } }));
    expect([isProblem(error), isProblem(error, 'order-unknown'), isProblem(error, 'version-conflict')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isProblem(new Error('order-unknown'), 'order-unknown')).toBe(false);
  });

  it('has the status as its code where a proxy says no more', async () => {
    counter.answers((response) => void response.writeHead(502).end('<h1>Bad gateway</h1>'));
    const error = await caught(shop({ retry: false }).orders.get('/v1/projections'));
    expect(error).toMatchObject({ status: 502, code: 'http-502', detail: '<h1>Bad gateway</h1>' });
  });
});

describe('an end', () => {
  it('comes with the signal, also while a retry is waited for', async () => {
    const stop = new AbortController();
    counter.answers((response) => {
      response.destroy();
      setImmediate(() => stop.abort(new Error('enough')));
    });
    const call = shop().orders.get('/v1/projections', { signal: stop.signal });
    expect(await caught(call)).toEqual(new Error('enough'));
  });

  it('comes with the time of an attempt', async () => {
    counter.answers(() => undefined);
    const error = await caught(shop({ retry: false, timeoutMs: 50 }).orders.get('/v1/projections'));
    expect(error).toBeInstanceOf(NoAnswer);
    expect((error as Error).message).toBe('GET orders/v1/projections was not answered in time.');
  });

  it('comes with the time of an attempt within its answer', async () => {
    counter.answers((response) => void response.writeHead(200).write('{"items"'));
    const error = await caught(shop({ retry: false, timeoutMs: 50 }).orders.get('/v1/projections'));
    expect(error).toBeInstanceOf(NoAnswer);
  });
});

describe('a token', () => {
  it('is asked for again once a service refuses it', async () => {
    counter.answers(refusal(401, 'token-expired'), DONE);
    let asked = 0;
    const { orders } = shop({ token: async () => `token-${(asked += 1)}` });
    await orders.get('/v1/projections');
    await orders.get('/v1/projections');
    expect(header('authorization')).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-2']);
  });

  it('is asked for again only once in a call', async () => {
    counter.answers(refusal(401, 'token-invalid'));
    let asked = 0;
    const error = await caught(shop({ token: () => `token-${(asked += 1)}` }).orders.get('/v1/projections'));
    expect(error).toMatchObject({ status: 401 });
    expect(header('authorization')).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is asked for once by calls at the same time', async () => {
    counter.answers(refusal(401, 'token-expired'), refusal(401, 'token-expired'), refusal(401, 'token-expired'), DONE);
    let asked = 0;
    const { orders } = shop({ token: async () => `token-${(asked += 1)}` });
    await Promise.all([1, 2, 3].map(() => orders.get('/v1/projections')));
    expect(asked).toBe(2);
  });

  it('that is a text is not sent twice', async () => {
    counter.answers(refusal(401, 'token-expired'));
    await caught(shop({ token: 'mine' }).orders.get('/v1/projections'));
    expect(header('authorization')).toEqual(['Bearer mine']);
  });

  it('is not sent where a cookie says who calls', async () => {
    counter.answers(DONE);
    await shop().orders.get('/v1/projections');
    expect(header('authorization')).toEqual([undefined]);
  });
});

describe('own writes', () => {
  const written = (token: string) => ({ ...DONE, headers: { 'consistency-token': token } });

  it('are seen by later calls to other services', async () => {
    counter.answers(written('inventory.2.1.70.4'), { status: 200, json: {} });
    const { inventory, catalog } = shop();
    await inventory.post('/v1/warehouses', { body: { warehouse: 'MAIN', name: 'Main' } });
    await catalog.get('/v1/variants');
    expect(header('consistency-token')).toEqual([undefined, 'inventory.2.1.70.4']);
  });

  it('are not told to a service again that has shown them, nor to their own', async () => {
    counter.answers(written('inventory.2.1.70.4'), { status: 200, json: {} });
    const { inventory, catalog } = shop();
    await inventory.post('/v1/warehouses', { body: { warehouse: 'MAIN', name: 'Main' } });
    for (const { get } of [inventory, catalog, catalog]) await get('/v1/projections');
    expect(header('consistency-token')).toEqual([undefined, undefined, 'inventory.2.1.70.4', undefined]);
  });

  it('can be left out, and those of others be asked for', async () => {
    counter.answers(written('inventory.2.1.70.4'), { status: 200, json: {} });
    const { inventory, catalog } = shop({ readOwnWrites: false });
    await inventory.post('/v1/warehouses', { body: { warehouse: 'MAIN', name: 'Main' } });
    await catalog.get('/v1/variants');
    await catalog.get('/v1/variants', { after: 'orders.1.1.9.1' });
    expect(header('consistency-token')).toEqual([undefined, undefined, 'orders.1.1.9.1']);
  });
});

describe('pages', () => {
  it('give all items of a list, with the same filter', async () => {
    const page = (orderIds: string[], next: string | null) => ({
      status: 200,
      json: { items: orderIds.map((orderId) => ({ orderId })), next },
    });
    counter.answers(page(['1', '2'], 'c2'), page([], 'c3'), page(['3'], null));
    const found: string[] = [];
    for await (const { orderId } of shop().orders.pages('/v1/orders', { query: { status: 'confirmed' } }))
      found.push(orderId);
    expect(found).toEqual(['1', '2', '3']);
    expect(counter.arrived.map(({ url }) => url)).toEqual([
      '/orders/v1/orders?status=confirmed',
      '/orders/v1/orders?status=confirmed&cursor=c2',
      '/orders/v1/orders?status=confirmed&cursor=c3',
    ]);
  });

  it('are read as far as the loop goes', async () => {
    counter.answers({ status: 200, json: { items: [{ orderId: '1' }], next: 'more' } });
    for await (const _ of shop().orders.pages('/v1/orders')) break;
    expect(counter.arrived).toHaveLength(1);
  });
});

describe('whoever watches', () => {
  it('is told of each attempt and of each write that was answered', async () => {
    counter.answers(broken, DONE);
    const seen: unknown[] = [];
    const { orders } = shop({ onAttempt: (each) => seen.push(each), onWritten: (each) => seen.push(each) });
    await orders.post('/v1/orders', { body: PLACE, key: 'k' });
    await orders.get('/v1/projections');
    const call = 'POST orders/v1/orders';
    expect(seen).toEqual([
      { call, before: 0 },
      { call, before: 1 },
      { service: 'orders', call, key: 'k', data: DONE.json, token: undefined },
      { call: 'GET orders/v1/projections', before: 0 },
    ]);
  });
});

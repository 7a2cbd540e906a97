import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { Retention } from '@concord/event-store';
import { eventually, testDatabase, uniqueName } from '@concord/testing';
import { DataSource } from 'typeorm';
import type { RunningService } from '../src';
import { openSystem } from '@concord/testing/system';
import { forgetfulService, tillsService } from './tills-service';

const database = testDatabase('requests');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(tillsService, database.url);
  running = await system.start(tillsService, database.url);
}, 30_000);
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

const ask = (method: string, route: string, body?: unknown, headers?: object) =>
  system.ask(running, method, route, body, headers);
const add = (name: string, coins: number, headers?: object) =>
  ask('POST', `/v1/tills/${name}/coins`, { coins }, headers);

/** Every refusal is a problem document: code and status agree, and somebody can look it up in the log. */
function expectProblem(answer: Awaited<ReturnType<typeof ask>>, status: number, code: string) {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.json).toMatchObject({
    status,
    code,
    type: `/errors/${code}`,
    title: expect.any(String),
    detail: expect.any(String),
    traceId: expect.any(String),
  });
  expect(answer.status).toBe(status);
}

describe('a request that is not well formed', () => {
  it('is told every bad field by its path', async () => {
    const answer = await ask('POST', '/v1/tills/a/coins', {
      coins: 0,
      note: 7,
      list: [{ value: 1, mint: 'x' }, { value: 'y' }],
    });
    expectProblem(answer, 400, 'request-invalid');
    const paths = answer.json.errors.map(({ path }: { path: string }) => path);
    expect(new Set(paths)).toEqual(new Set(['coins', 'note', 'list.1.value', 'list.1.mint']));
  });
  it('is told of fields that nobody knows, also deep inside', async () => {
    const answer = await ask('POST', '/v1/tills/a/coins', {
      coins: 1,
      role: 'boss',
      list: [{ value: 1, mint: 'x', price: 2 }],
    });
    expectProblem(answer, 400, 'request-invalid');
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['role', 'list.0.price']),
    );
  });
  it.each([
    ['malformed JSON', 'POST', '/v1/tills/a/coins', '{"coins": ', {}, 400, 'request-invalid'],
    ['no body', 'POST', '/v1/tills/a/coins', undefined, {}, 400, 'request-invalid'],
    ['a list instead of an object', 'POST', '/v1/tills/a/coins', [1], {}, 400, 'request-invalid'],
    [
      'a body that is too large',
      'POST',
      '/v1/tills/a/coins',
      { note: 'x'.repeat(1_100_000) },
      {},
      413,
      'body-too-large',
    ],
    [
      'another media type',
      'POST',
      '/v1/tills/a/coins',
      '<coins/>',
      { 'content-type': 'text/xml' },
      415,
      'media-type-unknown',
    ],
    ['a route that is not there', 'GET', '/v1/nowhere', undefined, {}, 404, 'route-unknown'],
    ['a method that is not there', 'DELETE', '/v1/tills/a', undefined, {}, 405, 'method-not-allowed'],
    ['a broken address', 'GET', '/v1/tills/%E0%A4%A', undefined, {}, 400, 'request-invalid'],
    [
      'a key that is too long',
      'POST',
      '/v1/tills/a/coins',
      { coins: 1 },
      { 'idempotency-key': 'k'.repeat(201) },
      400,
      'idempotency-key-invalid',
    ],
    [
      'an If-Match that is no ETag',
      'PUT',
      '/v1/tills/a/count',
      undefined,
      { 'if-match': '"abc"' },
      400,
      'if-match-invalid',
    ],
    [
      'a bad consistency token',
      'GET',
      '/v1/tills/a',
      undefined,
      { 'consistency-token': 'tills' },
      400,
      'consistency-token-invalid',
    ],
    ['too large a page', 'GET', '/v1/tills?limit=10000', undefined, {}, 400, 'request-invalid'],
  ])('because of %s is told so', async (_what, method, route, body, headers, status, code) => {
    expectProblem(await ask(method, route, body, headers), status, code);
  });
  it('is no fault of the database where its sender goes away within the body', async () => {
    const { hostname, port } = new URL(running.url);
    const token = await system.issuer.mint({ roles: 'inventory_manager' });
    const head = [
      'POST /v1/tills/a/coins HTTP/1.1',
      'host: tills',
      `authorization: Bearer ${token}`,
      'idempotency-key: gone',
      'content-type: application/json',
      'content-length: 100',
      '',
      '{"coins":',
    ];
    const counted = async () => (await ask('GET', '/metrics')).text.match(/^concord_problems.*$/gm) ?? [];
    const before = await counted();
    const server = running.app.getHttpServer() as Server;
    const socket = connect(Number(port), hostname);
    const asked = once(server, 'request');
    socket.write(head.join('\r\n'));
    const [request] = (await asked) as [IncomingMessage];
    socket.destroy();
    await new Promise((resolve) => request.once('close', resolve));
    expect(await counted()).toEqual(before);
  });
  it('because of polluting names harms nobody', async () => {
    const answer = await ask('POST', '/v1/tills/a/coins', '{"coins": 1, "__proto__": {"admin": true}}');
    expect(answer.status).toBe(400);
  });
});

describe('a request that may not', () => {
  it('is asked for a token', async () =>
    expectProblem(await ask('GET', '/v1/tills', undefined, { authorization: '' }), 401, 'token-missing'));
  it('is told which permission is missing', async () => {
    const token = await system.issuer.mint({ roles: 'driver' });
    const answer = await add('a', 1, { authorization: `Bearer ${token}` });
    expectProblem(answer, 403, 'permission-missing');
    expect(answer.json.permission).toBe('inventory.adjust');
  });
});

describe('a rule of the business', () => {
  it('answers with its code', async () => {
    await add('full', 1_000);
    expectProblem(await add('full', 1), 409, 'till-full');
  });
  it('of something unknown is a 404 with its name', async () =>
    expectProblem(await ask('GET', '/v1/tills/none'), 404, 'till-unknown'));
});

describe('an idempotency key', () => {
  it('is demanded of every POST', async () =>
    expectProblem(await add('k', 1, { 'idempotency-key': undefined }), 400, 'idempotency-key-missing'));
  it('gives the same answer again, with the token of the first', async () => {
    const key = { 'idempotency-key': uniqueName('same') };
    const first = await add('same', 3, key);
    const second = await add('same', 3, key);
    expect(second.json).toEqual(first.json);
    expect(second.status).toBe(first.status);
    expect(second.headers.get('consistency-token')).toBe(first.headers.get('consistency-token'));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await ask('GET', '/v1/tills/same')).json.coins).toBe(3);
  });
  it('is refused for another body', async () => {
    const key = { 'idempotency-key': uniqueName('other') };
    await add('other', 3, key);
    expectProblem(await add('other', 4, key), 422, 'idempotency-key-reused');
  });
  it('whose answer is not kept any longer still has one effect', async () => {
    const key = { 'idempotency-key': uniqueName('late') };
    await add('late', 3, key);
    await running.app
      .get(DataSource)
      .query(`update idempotency_keys set answered_at = answered_at - interval '8 days' where key = $1`, [
        key['idempotency-key'],
      ]);
    await running.app.get(Retention).round();
    expectProblem(await add('late', 3, key), 422, 'idempotency-key-reused');
    expect((await ask('GET', '/v1/tills/late')).json.coins).toBe(3);
    expect((await ask('GET', '/metrics')).text).toContain('concord_rows_cleared{table="idempotency_keys"} 1');
  });
  it('is the subject’s through one client: through another one it is another wish', async () => {
    const key = { 'idempotency-key': uniqueName('client') };
    for (const client of ['till', 'web', 'till']) {
      const token = await system.issuer.mint({ roles: 'inventory_manager', subject: 'sue', client });
      expect((await add('clients', 1, { ...key, authorization: `Bearer ${token}` })).status).toBe(200);
    }
    expect((await ask('GET', '/v1/tills/clients')).json.coins).toBe(2);
  });
  it('gives its answer to nobody who may do less', async () => {
    const key = { 'idempotency-key': uniqueName('rights') };
    const as = async (token: object) => {
      const minted = await system.issuer.mint({ roles: 'inventory_manager', subject: 'sue', ...token });
      return add('rights', 1, { ...key, authorization: `Bearer ${minted}` });
    };
    const scopes = { warehouseIds: ['LDN', 'LEEDS'] };
    const first = await as({ scopes });
    expectProblem(await as({ scopes: { warehouseIds: ['LDN'] } }), 403, 'stored-answer-out-of-scope');
    expectProblem(await as({ scopes, roles: 'service' }), 403, 'stored-answer-out-of-scope');
    for (const token of [{ scopes }, {}, { roles: ['inventory_manager', 'cs_agent'] }])
      expect((await as(token)).json).toEqual(first.json);
    expect((await ask('GET', '/v1/tills/rights')).json.coins).toBe(1);
  });
  it('has one effect, however many come at once', async () => {
    const key = { 'idempotency-key': uniqueName('rush') };
    const answers = await Promise.all(Array.from({ length: 50 }, () => add('rush', 1, key)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await ask('GET', '/v1/tills/rush')).json.coins).toBe(1);
  });
});

describe('an edit', () => {
  it('of the version that was read goes through, of an older one does not', async () => {
    const etag = (await add('edit', 1)).headers.get('etag')!;
    expect(etag).toBe('"1"');
    const edited = await ask('PUT', '/v1/tills/edit/count', undefined, { 'if-match': etag });
    expect([edited.status, edited.headers.get('etag')]).toEqual([200, '"2"']);
    const stale = await ask('PUT', '/v1/tills/edit/count', undefined, { 'if-match': etag });
    expectProblem(stale, 412, 'version-conflict');
    expect(stale.json.version).toBe(2);
  });
});

describe('a list', () => {
  it.each(['/v1/tills', '/v1/tills/listed'])(
    '%s comes in pages that rows which come meanwhile do not shift',
    async (route) => {
      const name = uniqueName('page');
      for (let n = 1; n <= 12; n++) await add(`${name}-${n}`, 800 + (n % 3));
      const seen: string[] = [];
      let cursor = '';
      for (let page = 0; ; page++) {
        const { json } = await ask('GET', `${route}?limit=4${cursor && `&cursor=${cursor}`}`);
        seen.push(...json.items.map(({ till }: { till: string }) => till));
        // Before all that was read, and behind what is to come.
        await add(`before-${name}-${page}`, 900 + page);
        if (json.next === null) break;
        cursor = json.next;
      }
      expect(new Set(seen).size).toBe(seen.length);
      for (let n = 1; n <= 12; n++) expect(seen).toContain(`${name}-${n}`);
    },
  );
  it('tells what else was asked of each row', async () => {
    const { json } = await ask('GET', '/v1/tills/listed?limit=200');
    for (const item of json.items)
      expect(item).toEqual({ till: item.till, coins: item.coins, isRich: item.coins >= 900 });
  });
  it.each([
    ['nonsense', 'nonsense'],
    ['a cursor of another list', Buffer.from('["a","b","c"]').toString('base64url')],
    ['values that no column has', Buffer.from('["a","b"]').toString('base64url')],
    ['values that no number is', Buffer.from('[1e99,"b"]').toString('base64url')],
    ['values with a zero byte', Buffer.from('[1,"\\u0000"]').toString('base64url')],
  ])('refuses %s as a cursor', async (_what, cursor) => {
    for (const route of ['/v1/tills', '/v1/tills/listed'])
      expectProblem(await ask('GET', `${route}?cursor=${cursor}`), 400, 'cursor-invalid');
  });
});

describe('what every service serves', () => {
  it('describes all its routes as OpenAPI 3.1', async () => {
    const { json } = await ask('GET', '/openapi.json');
    expect(json.openapi).toMatch(/^3\.1/);
    expect(json.info.contact).toBeUndefined();
    expect(Object.keys(json.paths)).toEqual(
      expect.arrayContaining([
        '/v1/tills',
        '/v1/tills/{till}',
        '/v1/tills/{till}/coins',
        '/v1/tills/{till}/count',
        '/v1/feed',
      ]),
    );
    expect(json.paths['/v1/tills/{till}/coins'].post['x-permission']).toBe('inventory.adjust');
  });
  it.each([{ channels: ['b2c'] }, { channels: [] }, { warehouseIds: ['LDN'] }, { warehouseIds: [] }])(
    'shows nothing of its machinery to a token that is limited to %j',
    async (scopes) => {
      await add('limited', 1);
      const { json } = await ask('GET', '/openapi.json');
      const reads = Object.entries<Record<string, { tags?: string[]; 'x-permission'?: string }>>(json.paths).filter(
        ([, { get }]) => get?.tags?.includes('operations') && get['x-permission'] !== 'public',
      );
      expect(reads.length).toBeGreaterThan(8);
      const token = await system.issuer.mint({ roles: ['it_operator', 'service', 'feed_reader'], scopes });
      const by = { authorization: `Bearer ${token}` };
      for (const [path] of reads) {
        const address = path.replace('{kind}', 'till').replace('{id}', 'limited');
        expectProblem(await ask('GET', `${address}?lane=0`, undefined, by), 403, 'token-limited');
      }
    },
  );
  it('counts in Prometheus’s words', async () => {
    const { text, headers } = await ask('GET', '/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toMatch(/^concord_events_appended_total \d+$/m);
  });
  it('says that it lives and is ready', async () => {
    expect((await ask('GET', '/health/live')).json).toEqual({ status: 'ok' });
    expect((await ask('GET', '/health/ready')).json).toMatchObject({
      status: 'ok',
      checks: { database: 'ok', bus: 'ok' },
    });
  });
  it('gives subscribers what a topic lost, after a position', async () => {
    const token = await system.issuer.mint({ roles: 'service' });
    await add('fed', 1);
    const written = (await add('fed', 2)).headers.get('consistency-token')!;
    const [, lane] = written.split('.');
    const feed = async (after = '') =>
      (await ask('GET', `/v1/feed?lane=${lane}${after}`, undefined, { authorization: `Bearer ${token}` })).json.items;
    const ofTill = ({ streamId }: { streamId: string }) => streamId === 'till-fed';
    // What others write on the same server at the same time holds the end of a feed back for a moment.
    const items = await eventually(async () => {
      const found = await feed();
      expect(found.filter(ofTill)).toHaveLength(2);
      return found;
    });
    const first = items.find(ofTill);
    expect(first).toMatchObject({ type: 'CoinsAdded', pubSeq: 1 });
    expect((await feed(`&after=${first.position}`)).find(ofTill)).toMatchObject({ pubSeq: 2 });
  });
});

it('does not start with a route that declares no permission', async () => {
  await expect(system.start(forgetfulService, database.url)).rejects.toThrow('GET /v1/forgotten');
});

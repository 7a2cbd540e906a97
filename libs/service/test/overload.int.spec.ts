import { connect, type Socket } from 'node:net';
import { eventually, testDatabase } from '@concord/testing';
import type { RunningService } from '../src';
import { openSystem } from '@concord/testing/system';
import { tillsService } from './tills-service';

const REQUESTS_MAX = 4;

const database = testDatabase('overload');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(tillsService, database.url);
  running = await system.start(tillsService, database.url, { CONCORD_REQUESTS_MAX: String(REQUESTS_MAX) });
}, 30_000);
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

const LARGE = 'GET /v1/tills/large';
const ask = (method: string, route: string, body?: unknown) => system.ask(running, method, route, body);
const slow = () => ask('GET', '/v1/tills/slow');
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status);

/** A connection that sends the beginning of a request and then nothing. */
function silent(text: string): Socket {
  const { hostname, port } = new URL(running.url);
  const socket = connect(Number(port), hostname, () => socket.write(text));
  socket.on('error', () => undefined);
  return socket;
}

describe('a service of which more is asked at once than it works on', () => {
  it('serves a burst that comes out of nothing, each request in its turn', async () => {
    const answers = await Promise.all(Array.from({ length: REQUESTS_MAX * 3 }, slow));
    expect(statuses(answers)).toEqual(answers.map(() => 200));
  }, 15_000);

  it('tells those who would wait for more than a second at once when to come back', async () => {
    const asked = performance.now();
    const answers = await Promise.all(
      Array.from({ length: REQUESTS_MAX * 8 }, async () => ({ ...(await slow()), afterMs: performance.now() - asked })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThan(REQUESTS_MAX);
    expect(refused.length).toBeGreaterThan(REQUESTS_MAX);
    for (const { status, json, headers } of refused)
      expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'overloaded', '1']);
    const firstServed = Math.min(...answers.filter(({ status }) => status === 200).map(({ afterMs }) => afterMs));
    for (const { afterMs } of refused) expect(afterMs).toBeLessThan(firstServed);
  }, 15_000);

  it('takes writes beside reads, and says all the while that it lives and what it counts', async () => {
    const reads = Array.from({ length: REQUESTS_MAX * 2 }, slow);
    expect((await ask('POST', '/v1/tills/a/coins', { coins: 1 })).status).toBe(200);
    expect((await ask('GET', '/health/live')).status).toBe(200);
    expect((await ask('GET', '/metrics')).text).toMatch(/^concord_requests_refused [1-9]\d*$/m);
    await Promise.all(reads);
  }, 15_000);

  it('has room again when callers go away without waiting for their answer', async () => {
    const impatient = Array.from({ length: REQUESTS_MAX * 2 }, () => {
      const leaving = new AbortController();
      const headers = { authorization: `Bearer ${manager}` };
      const asked = fetch(`${running.url}/v1/tills/slow`, { signal: leaving.signal, headers });
      return { leaving, asked: asked.then(() => 'answered').catch(() => 'left') };
    });
    for (const { leaving } of impatient) setTimeout(() => leaving.abort(), 50);
    expect(await Promise.all(impatient.map(({ asked }) => asked))).toEqual(impatient.map(() => 'left'));
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: REQUESTS_MAX }, slow));
      expect(statuses(answers)).toEqual(answers.map(() => 200));
    });
  }, 15_000);

  it('gives no place to connections that send no body, with or without a token', async () => {
    const head = 'POST /v1/tills/held/coins HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const open = Array.from({ length: REQUESTS_MAX * 4 }, (_, n) =>
      silent(`${head}${n % 2 ? `Authorization: Bearer ${manager}\r\n` : ''}Content-Length: 1000\r\n\r\n{`),
    );
    for (let n = 0; n < REQUESTS_MAX * 2; n++)
      expect((await ask('POST', '/v1/tills/held/coins', { coins: 1 })).status).toBe(200);
    for (const socket of open) socket.destroy();
  });

  it.each([
    ['answers', REQUESTS_MAX * 2, () => [LARGE]],
    ['answers to pipelined reads', 1, () => [LARGE, ...Array<string>(REQUESTS_MAX * 2).fill('GET /v1/tills/a')]],
    ['answers to pipelined writes', 1, () => [LARGE, ...Array<string>(REQUESTS_MAX * 2).fill('PUT /v1/tills/a/count')]],
  ])('gives no place to who does not read %s', async (_, connections, asked) => {
    const text = asked().map((line) => `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${manager}\r\n\r\n`);
    const open = Array.from({ length: connections }, () => silent(text.join('')).pause());
    // They have begun: an answer waits in each.
    const begun = open.map((socket) => new Promise((resolve) => socket.once('readable', resolve)));
    await Promise.all(begun);
    for (let n = 0; n < REQUESTS_MAX; n++) {
      expect((await ask('GET', '/v1/tills?limit=1')).status).toBe(200);
      expect((await ask('POST', '/v1/tills/a/coins', { coins: 1 })).status).toBe(200);
    }
    for (const socket of open) socket.destroy();
  });

  it('decides by the route, however its address is written', async () => {
    const reads = Array.from({ length: REQUESTS_MAX * 20 }, () => ask('GET', '/%76%31/tills/slow'));
    const answers = await Promise.all(reads);
    expect(statuses(answers)).toContain(503);
  }, 15_000);
});

let manager: string;
beforeAll(async () => {
  manager = await system.issuer.mint({ roles: 'inventory_manager' });
});

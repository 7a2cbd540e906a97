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

const ask = (method: string, route: string, body?: unknown) => system.ask(running, method, route, body);

describe('a service of which more is asked than it takes', () => {
  it('serves those that it took, and tells the others at once when to come back', async () => {
    const asked = performance.now();
    const answers = await Promise.all(
      Array.from({ length: REQUESTS_MAX * 5 }, async () => {
        const answer = await ask('GET', '/v1/tills/slow');
        return { ...answer, afterMs: performance.now() - asked };
      }),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBe(REQUESTS_MAX);
    for (const { status, json, headers, text } of refused) {
      expect(text).toContain('overloaded');
      expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'overloaded', '1']);
    }
    const firstServed = Math.min(...answers.filter(({ status }) => status === 200).map(({ afterMs }) => afterMs));
    for (const { afterMs } of refused) expect(afterMs).toBeLessThan(firstServed);
  });

  it('takes writes beside reads, and says all the while that it lives and what it counts', async () => {
    const reads = Array.from({ length: REQUESTS_MAX * 2 }, () => ask('GET', '/v1/tills/slow'));
    await eventually(async () => expect((await ask('GET', '/v1/tills/slow')).status).toBe(503));
    expect((await ask('POST', '/v1/tills/a/coins', { coins: 1 })).status).toBe(200);
    expect((await ask('GET', '/health/live')).status).toBe(200);
    expect((await ask('GET', '/metrics')).text).toMatch(/^concord_requests_refused [1-9]\d*$/m);
    await Promise.all(reads);
  });

  it('has done nothing for a write that it refused, and takes its repetition', async () => {
    const writes = await Promise.all(
      Array.from({ length: REQUESTS_MAX * 10 }, () => ask('POST', '/v1/tills/counted/coins', { coins: 1 })),
    );
    const taken = writes.filter(({ status }) => status === 200).length;
    expect(new Set(writes.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect((await ask('GET', '/v1/tills/counted')).json.coins).toBe(taken);
  });

  it('has room again when callers go away without waiting for their answer', async () => {
    const impatient = Array.from({ length: REQUESTS_MAX }, () => {
      const leaving = new AbortController();
      const asked = fetch(`${running.url}/v1/tills/slow`, { signal: leaving.signal });
      return { leaving, asked: asked.then(() => 'answered').catch(() => 'left') };
    });
    await eventually(async () => expect((await ask('GET', '/v1/tills/slow')).status).toBe(503));
    for (const { leaving } of impatient) leaving.abort();
    expect(await Promise.all(impatient.map(({ asked }) => asked))).toEqual(impatient.map(() => 'left'));
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: REQUESTS_MAX }, () => ask('GET', '/v1/tills/slow')));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    });
  });

  it('is as before when they have gone', async () => {
    for (let n = 0; n < REQUESTS_MAX * 3; n++) expect((await ask('GET', '/v1/tills/counted')).status).toBe(200);
  });
});

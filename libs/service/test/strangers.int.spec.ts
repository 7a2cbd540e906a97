import { testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import type { RunningService } from '../src';
import { tillsService } from './tills-service';

const database = testDatabase('strangers');
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

/** The answers to so many requests at once that were 429. */
async function slowed(count: number, method: string, route: string, headers: object = { authorization: undefined }) {
  const asked = Array.from({ length: count }, () => system.ask(running, method, route, undefined, headers));
  return (await Promise.all(asked)).filter(({ status }) => status === 429);
}

describe('a stranger', () => {
  it.each([
    ['asks for unknown routes', 260, 'GET', '/v1/nowhere', undefined],
    ['uses methods that a route does not take', 260, 'DELETE', '/v1/tills/a', undefined],
    ['has a refused token', 260, 'GET', '/v1/tills/a', 'Bearer a.b.c'],
    ['asks for a public route', 800, 'GET', '/health/ready', undefined],
    ['asks for the document of the API', 800, 'GET', '/openapi.json', undefined],
  ])('who %s is soon told when to come back', async (_, count, method, route, authorization) => {
    const answers = await slowed(count, method, route, { authorization });
    expect(answers.length).toBeGreaterThan(0);
    for (const { json, headers } of answers)
      expect([json.code, headers.get('retry-after')]).toEqual([
        'too-many-requests',
        expect.stringMatching(/^[1-9]\d*$/),
      ]);
  });

  it('slows nobody at the same address who has a token, and no probe', async () => {
    await slowed(260, 'GET', '/v1/nowhere');
    expect(await slowed(300, 'GET', '/v1/tills?limit=1', {})).toEqual([]);
    expect(await slowed(300, 'GET', '/v1/nowhere', {})).toEqual([]);
    expect(await slowed(800, 'GET', '/health/live')).toEqual([]);
  });
});

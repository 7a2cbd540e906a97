import { eventually, testDatabase, uniqueName } from '@concord/testing';
import { Client } from 'pg';
import type { RunningService } from '../src';
import { openSystem } from '@concord/testing/system';
import { bankService, tillsService } from './tills-service';

const source = testDatabase('svc-tills');
const target = testDatabase('svc-bank');
let system: Awaited<ReturnType<typeof openSystem>>;
let tills: RunningService;
let bank: RunningService;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(tillsService, source.url);
  await system.migrate(bankService, target.url);
  [tills, bank] = await Promise.all([system.start(tillsService, source.url), system.start(bankService, target.url)]);
}, 40_000);
afterAll(async () => {
  await Promise.all([tills.stop(), bank.stop()]);
  system.close();
}, 20_000);

const add = (name: string, coins: number, key = uniqueName('key')) =>
  system.ask(tills, 'POST', `/v1/tills/${name}/coins`, { coins }, { 'idempotency-key': key });
const saved = (name: string, token?: string | null) =>
  system.ask(bank, 'GET', `/v1/savings/${name}`, undefined, token ? { 'consistency-token': token } : {});
const ready = (running: RunningService) => system.ask(running, 'GET', '/health/ready');

/** Does something to the server of a database, from outside of it. */
async function onServer(url: string, sql: string) {
  const server = new URL(url);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  const client = new Client(server.href);
  await client.connect();
  await client.query(sql.replaceAll('$db', `"${name}"`).replaceAll('$name', `'${name}'`));
  await client.end();
}
const killAll = (url: string) =>
  onServer(url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = $name`);

describe('a write in one service, read in another', () => {
  it('is never answered stale with its token', async () => {
    await eventually(async () => expect((await ready(bank)).status).toBe(200), { within: 15_000 });
    for (let round = 1; round <= 10; round++) {
      await Promise.all(
        Array.from({ length: 5 }, async (_, n) => {
          const written = await add(`walk-${n}`, 1);
          const read = await saved(`walk-${n}`, written.headers.get('consistency-token'));
          expect([read.status, read.json.coins]).toEqual([200, round]);
        }),
      );
    }
  }, 20_000);

  it('is refused at once with a token of a service that the system does not have', async () => {
    const { status, json } = await saved('walk-0', 'nowhere.0.1.1.1');
    expect([status, json.code]).toEqual([400, 'consistency-token-invalid']);
  });

  it('says how old its facts may be', async () => {
    await eventually(async () => {
      const lag = Number((await saved('walk-0')).headers.get('projection-lag-ms'));
      expect(lag).toBeLessThan(1_000);
    });
  });

  it('is refused within two seconds where it is not known yet, and the facts grow old', async () => {
    const lock = new Client(target.url);
    await lock.connect();
    await lock.query('begin');
    await lock.query('lock table bank_view in exclusive mode');
    const written = await add('walk-0', 1);
    const since = performance.now();
    const read = await saved('walk-0', written.headers.get('consistency-token'));
    expect(read.json).toMatchObject({ status: 503, code: 'projection-behind' });
    expect(read.headers.get('retry-after')).toBe('1');
    expect(performance.now() - since).toBeLessThan(2_500);
    expect(Number((await saved('walk-0')).headers.get('projection-lag-ms'))).toBeGreaterThan(1_500);
    await lock.query('rollback');
    await lock.end();
    await eventually(async () => {
      expect((await saved('walk-0', written.headers.get('consistency-token'))).json.coins).toBe(11);
    });
  }, 20_000);
});

describe('a database', () => {
  it('that is away makes the service not ready, in a sentence, until it is back', async () => {
    await onServer(target.url, 'alter database $db allow_connections false');
    await killAll(target.url);
    const away = await eventually(async () => {
      const answer = await ready(bank);
      expect(answer.status).toBe(503);
      return answer;
    });
    expect(away.json.checks.database).toBe('The database cannot be reached.');
    const written = await add('back', 1);
    await onServer(target.url, 'alter database $db allow_connections true');
    await eventually(async () => expect((await ready(bank)).status).toBe(200), { within: 10_000 });
    await eventually(
      async () => expect((await saved('back', written.headers.get('consistency-token'))).json.coins).toBe(1),
      { within: 15_000 },
    );
    expect((await system.ask(bank, 'GET', '/metrics')).text).toMatch(/^concord_events_parked 0$/m);
  }, 40_000);

  it('that is killed under load loses nothing that was acknowledged, and doubles nothing', async () => {
    let writing = true;
    let acknowledged = 0;
    const write = async (name: string) => {
      while (writing) {
        const key = uniqueName('load');
        for (;;) {
          const { status } = await add(name, 1, key);
          if (status === 200) break;
          expect(status).toBe(503);
        }
        acknowledged += 1;
      }
    };
    const names = Array.from({ length: 8 }, (_, n) => `load-${n}`);
    const read = async () => {
      while (writing) {
        const { status } = await system.ask(tills, 'GET', '/v1/tills/load-0');
        expect([200, 404, 503]).toContain(status);
      }
    };
    const writers = [...names.map(write), read()];
    for (let n = 0; n < 4; n++) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      await Promise.all([killAll(source.url), killAll(target.url)]);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
    writing = false;
    await Promise.all(writers);
    expect(acknowledged).toBeGreaterThan(50);
    const total = async (running: RunningService, route: string) => {
      const answers = await Promise.all(names.map((name) => system.ask(running, 'GET', `${route}/${name}`)));
      return answers.reduce((sum, { json }) => sum + Number(json.coins ?? Number.NaN), 0);
    };
    await eventually(async () => expect(await total(tills, '/v1/tills')).toBe(acknowledged));
    await eventually(async () => expect(await total(bank, '/v1/savings')).toBe(acknowledged), { within: 20_000 });
  }, 60_000);
});

describe('a stop', () => {
  it('finishes the requests under way, and the next start goes on', async () => {
    const written = await add('last', 1);
    const slow = system.ask(tills, 'GET', '/v1/tills/slow');
    // It is under way once another one that came later is answered.
    await add('last', 1);
    const since = performance.now();
    await tills.stop();
    expect(performance.now() - since).toBeLessThan(4_000);
    expect((await slow).json).toEqual({ slow: true });
    tills = await system.start(tillsService, source.url);
    await add('last', 2);
    await eventually(async () => expect((await saved('last')).json.coins).toBe(4), { within: 15_000 });
    expect(written.status).toBe(200);
  }, 30_000);
});

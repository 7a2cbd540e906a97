import { Injectable, Module } from '@nestjs/common';
import { Engine, event, policy, process, type Command, type Gateway } from '@concord/event-sourcing';
import { CoinsAdded, eventually, testDatabase, tillParts, uniqueName } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import pino from 'pino';
import { DataSource } from 'typeorm';
import { service, type RunningService, type ServiceDeclaration } from '../src';
import { logRefused } from '../src/refused.controller';
import { TillController } from './tills-service';

/** The safe holds a thousand coins: it takes the first copy and refuses the others. */
const copyToSafe = policy(
  'tills.copy-to-safe-when-coins-added',
  { CoinsAdded },
  {
    CoinsAdded: ({ data: { till } }) =>
      till.startsWith('copied') ? [{ type: 'AddCoins', data: { till: 'safe', coins: 900 } }] : [],
  },
);
const Rang = event('Rang', 1, {});
const ringBell = process('tills.ring-bell', {
  kind: 'bell',
  events: { Rang },
  initial: {},
  evolve: (state: object) => state,
  hears: { CoinsAdded },
  idFor: ({ data }) => (data.till.startsWith('rung') ? data.till : undefined),
  on: {
    CoinsAdded: ({ data: { till } }) => ({ calls: [{ gateway: 'bell', key: till, request: { secret: 'code' } }] }),
  },
});

@Injectable()
class Bell implements Gateway {
  readonly name = 'bell';
  call = (): Promise<Command[]> => Promise.reject(new Error('Nobody hears the bell.'));
}

const parts = {
  ...tillParts,
  policies: [copyToSafe],
  processes: [ringBell],
  gateways: [Bell],
  streamPermission: 'order.read',
} as const;
@Module({ imports: [service(parts)], controllers: [TillController] })
class FailingModule {}
const failing: ServiceDeclaration = { module: FailingModule, parts, title: 'Tills', description: 'Coins.', port: 0 };

const database = testDatabase('failures');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;
type Who = 'it_operator' | 'service' | 'tester' | 'cs_agent';
let tokens: Readonly<Record<Who, string>>;

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(failing, database.url);
  running = await system.start(failing, database.url);
  const who: Who[] = ['it_operator', 'service', 'tester', 'cs_agent'];
  const minted = await Promise.all(who.map(async (roles) => [roles, await system.issuer.mint({ roles })]));
  tokens = Object.fromEntries(minted);
}, 30_000);
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

const add = (till: string) => system.ask(running, 'POST', `/v1/tills/${till}/coins`, { coins: 1 });
const read = (route: string, role: Who = 'service') =>
  system.ask(running, 'GET', route, undefined, { authorization: `Bearer ${tokens[role]}` });

describe('a refused reaction', () => {
  const lines: Record<string, unknown>[] = [];
  beforeAll(async () => {
    const log = pino({ name: 'tills' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    logRefused(running.app.get(Engine), log);
    for (let n = 0; n < 6; n++) await add(`copied-${n}`);
  });

  it('is listed with what caused it, and without what the command held', async () => {
    const { json } = await read('/v1/refused');
    expect(json.items).toHaveLength(5);
    const caused = (await read('/v1/streams/till/copied-5')).json.items[0];
    expect(json.items[0]).toEqual({
      id: expect.any(String),
      refusedAt: expect.any(String),
      reaction: copyToSafe.name,
      command: 'AddCoins',
      streamId: 'till-safe',
      code: 'till-full',
      causeId: caused.eventId,
      causeType: 'CoinsAdded',
      correlationId: caused.meta.correlationId,
    });
  });

  it('is logged with the words of the refusal', () => {
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatchObject({
      level: 40,
      name: 'tills',
      reaction: copyToSafe.name,
      command: 'AddCoins',
      streamId: 'till-safe',
      code: 'till-full',
      detail: 'A till holds 1,000 coins.',
      causeType: 'CoinsAdded',
      causeId: expect.any(String),
      correlationId: expect.any(String),
    });
  });

  it('is counted', async () => {
    expect((await read('/metrics')).text).toContain(
      `concord_reactions_refused{reaction="${copyToSafe.name}",code="till-full"} 5`,
    );
  });

  it('comes in pages, the latest first, by code, command and time', async () => {
    const ids = (await read('/v1/refused')).json.items.map(({ id }: { id: string }) => id);
    const first = (await read('/v1/refused?limit=3&code=till-full&command=AddCoins')).json;
    const second = (await read(`/v1/refused?limit=3&code=till-full&cursor=${first.next}`)).json;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    for (const other of ['code=till-unknown', 'command=CountTill', 'since=2999-01-01T00:00:00.000Z'])
      expect((await read(`/v1/refused?${other}`)).json.items).toEqual([]);
    expect((await read(`/v1/refused?since=${first.items[2].refusedAt}`)).json.items).toHaveLength(3);
  });

  it('is none of the business of a service agent', async () =>
    expect((await read('/v1/refused', 'cs_agent')).json.code).toBe('permission-missing'));
});

describe('a call that fails', () => {
  it('is listed with the failure until it succeeds', async () => {
    await add('rung');
    await eventually(async () => {
      const { items } = (await read('/v1/retries')).json;
      expect(items).toEqual([
        {
          id: expect.any(String),
          process: 'gateway:bell',
          processId: 'rung',
          name: 'rung',
          attempts: expect.any(Number),
          dueAt: expect.any(String),
          failure: 'Nobody hears the bell.',
        },
      ]);
    });
    const [masked] = (await read('/v1/retries', 'tester')).json.items;
    expect([masked.failure, masked.masked]).toEqual([undefined, ['failure']]);
    running.app.get(Bell).call = () => Promise.resolve([]);
    await eventually(async () => expect((await read('/v1/retries')).json.items).toEqual([]), { within: 20_000 });
  }, 30_000);
});

describe('a parked message', () => {
  const parked = (state = '') => read(`/v1/parked?limit=200${state && `&state=${state}`}`);
  const topic = uniqueName('topic');
  const ids = async (state?: string) =>
    (await parked(state)).json.items.map(({ offset }: { offset: number }) => offset);
  beforeAll(async () => {
    await running.app.get(DataSource).query(
      `insert into parked (topic, partition, "offset", key, event_id, type, reason, event, parked_at, settled_at, settled_as)
       select $1, 0, n, 'k-' || n, 'e', 'CoinsAdded', 'because', '{"value":"secret"}', now() + make_interval(secs => n),
         case when n > 4 then now() + make_interval(secs => n) end,
         case when n > 6 then 'discarded' when n > 4 then 'replayed' end
       from generate_series(1, 8) n`,
      [topic],
    );
  });

  it('is listed by what became of it', async () => {
    expect(await ids()).toEqual([1, 2, 3, 4]);
    expect(await ids('waiting')).toEqual([1, 2, 3, 4]);
    expect(await ids('settled')).toEqual([8, 7, 6, 5]);
    expect(await ids('replayed')).toEqual([6, 5]);
    expect(await ids('discarded')).toEqual([8, 7]);
  });

  it('comes in pages', async () => {
    const first = (await read('/v1/parked?limit=3')).json;
    const second = (await read(`/v1/parked?limit=3&cursor=${first.next}`)).json;
    expect(second.items.map(({ offset }: { offset: number }) => offset)).toEqual([4]);
    expect(second.next).toBeNull();
  });

  it('is discarded with a reason, and says who did', async () => {
    const [{ id }] = (await parked()).json.items;
    const key = { 'idempotency-key': uniqueName('discard'), authorization: `Bearer ${tokens.it_operator}` };
    const route = `/v1/parked/${id}/discard`;
    expect((await system.ask(running, 'POST', route, { reason: 'nobody needs it' }, key)).status).toBe(200);
    const { json } = await read(`/v1/parked/${id}`);
    expect(json).toMatchObject({
      settledAs: 'discarded',
      settledReason: 'nobody needs it',
      settledBy: expect.any(String),
    });
    expect(json.event).toEqual({ value: 'secret' });
    expect(await ids('discarded')).toContain(1);
    const seen = (await read(`/v1/parked/${id}`, 'tester')).json;
    expect([seen.event, seen.masked]).toEqual([undefined, ['event']]);
  });

  it('is unknown under another id', async () => {
    for (const id of ['nothing', '00000000-0000-4000-8000-000000000000'])
      expect((await read(`/v1/parked/${id}`)).json.code).toBe('parked-message-unknown');
  });
});

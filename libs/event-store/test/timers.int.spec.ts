import {
  Engine,
  event,
  process,
  TimerRunner,
  type Command,
  type Decider,
  type EventFrom,
  type Gateway,
} from '@concord/event-sourcing';
import { eventually, testDatabase, engineOn, openTills, portsOn, run } from '@concord/testing';
import { Type } from 'typebox';
import { Connection } from '../src';
import { commitStatement } from '../src/commit-statement';
import { Timers } from '../src/timers';

const Rang = event('Rang', 1, { door: Type.String(), afterMs: Type.Integer() });
const Opened = event('Opened', 1, { door: Type.String() });
const Shut = event('Shut', 1, { door: Type.String(), why: Type.String() });
const events = { Rang, Opened, Shut };
type DoorEvent = EventFrom<typeof Rang> | EventFrom<typeof Opened> | EventFrom<typeof Shut>;
type Ring = Command<'Ring', { door: string; afterMs: number }>;
type Open = Command<'Open', { door: string }>;
type Shutting = Command<'Shut', { door: string; why: string }>;

const door: Decider<Ring | Open | Shutting, DoorEvent, object> = {
  kind: 'door',
  events,
  initial: {},
  commands: ['Ring', 'Open', 'Shut'],
  id: ({ data }) => data.door,
  decide(command) {
    if (command.type === 'Ring') return [Rang.of(command.data)];
    return command.type === 'Open' ? [Opened.of(command.data)] : [Shut.of(command.data)];
  },
  evolve: (state) => state,
};

const Waited = event('Waited', 1, { times: Type.Integer() });
const porter = process('house.porter', {
  kind: 'porter',
  events: { Waited },
  initial: { times: 0 },
  evolve: ({ times }) => ({ times: times + 1 }),
  hears: events,
  idFor: ({ data }) => data.door,
  on: {
    Rang: ({ data }) => ({
      events: [Waited.of({ times: 1 })],
      timers: [{ name: 'patience', inMs: data.afterMs }],
      calls: /^(called|stubborn)/.test(data.door)
        ? [{ gateway: 'bell', key: data.door, request: { door: data.door } }]
        : [],
    }),
    Opened: () => ({ stopTimers: ['patience'] }),
    // A partner that answers the third time is called again in the commit of its answer.
    Shut: ({ data: { door, why } }, { times }) => {
      if (!door.startsWith('stubborn') || why !== 'the bell rang') return {};
      const calls = times < 3 ? [{ gateway: 'bell', key: door, request: { door } }] : [];
      return { events: [Waited.of({ times: 1 })], calls };
    },
  },
  timers: {
    patience: ({ times }, id) => ({
      events: [Waited.of({ times: 1 })],
      commands: [{ type: 'Shut', data: { door: id, why: `waited ${times}` } }],
      timers: id.startsWith('again') && times < 4 ? [{ name: 'patience', inMs: 0 }] : [],
    }),
  },
});

const parts = { name: 'house', deciders: [door], processes: [porter] };
const ring = (name: string, afterMs = 0): Ring => ({ type: 'Ring', data: { door: name, afterMs } });
const database = testDatabase('timers');

describe('timers', () => {
  let house: Awaited<ReturnType<typeof openTills>>;
  const faults: string[] = [];
  beforeAll(async () => {
    house = await openTills(database.url, parts);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    faults.length = 0;
    await house.dataSource.query('delete from timers');
  });

  const runner = (gateways: Gateway[] = [], engine = house.engine) =>
    new TimerRunner(engine, house.store.timers, gateways, (message) => faults.push(message));
  const shut = async (name: string): Promise<string[]> =>
    (
      await house.dataSource.query(
        `select data ->> 'why' as why from events where stream_id = $1 and type = 'Shut' order by version`,
        [`door-${name}`],
      )
    ).map(({ why }: { why: string }) => why);
  /** As if the time had come. */
  const hasten = (name: string) =>
    house.dataSource.query(`update timers set due_at = now() - interval '1 s' where process_id = $1`, [name]);

  it('are not before their time on an instance whose clock is behind', async () => {
    await run(house.engine, ring('behind'));
    const behind = { ...portsOn(house.store), clock: { now: () => Date.now() - 60_000 } };
    await runner([], new Engine(house.model, behind)).step();
    const [row] = await house.dataSource.query(
      `select s.occurred_at >= r.occurred_at as "isAfter" from events s, events r
        where s.stream_id = 'door-behind' and s.type = 'Shut' and r.stream_id = s.stream_id and r.type = 'Rang'`,
    );
    expect(row).toEqual({ isAfter: true });
  });

  it('fire once, whichever instance looks, and however many look at once', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `once-${n}`);
    await Promise.all(names.map((name) => run(house.engine, ring(name))));
    const pollers = [
      runner(),
      runner([], engineOn(house.model, house.store)),
      runner([], engineOn(house.model, house.store)),
    ];
    await Promise.all(pollers.flatMap((poller) => [poller.step(), poller.step()]));
    for (const name of names) expect(await shut(name)).toEqual(['waited 1']);
    expect(await runner().step()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('do not fire before they are due', async () => {
    await run(house.engine, ring('early', 60_000));
    expect(await runner().step()).toBe(0);
    await hasten('early');
    expect(await runner().step()).toBe(1);
    expect(await shut('early')).toHaveLength(1);
  });

  it('that are set again are moved, those that are stopped are gone', async () => {
    await run(house.engine, ring('moved'));
    await run(house.engine, ring('moved', 60_000));
    await run(house.engine, ring('stopped'));
    await run(house.engine, { type: 'Open', data: { door: 'stopped' } });
    expect(await runner().step()).toBe(0);
    expect([...(await shut('moved')), ...(await shut('stopped'))]).toEqual([]);
  });

  it('that are open and not due are not read, however many they are', async () => {
    const connections = [
      new Connection(database.url, 'append', 'spec'),
      new Connection(database.url, 'relay', 'spec'),
    ] as const;
    const [append, relay] = connections;
    const none = { positions: [], parked: [], replayed: [], streams: [], reliedOn: [], events: [], snapshots: [] };
    const nothing = { ...none, rows: [], timers: [], heldTimers: [], firedTimers: [], answers: [], refused: [] };
    const stopAndClaim = async () => {
      const batch = { ...nothing, stoppedTimers: [crypto.randomUUID()] };
      const { text, values } = commitStatement(batch, 'house', () => expect(true).toBe(false) as never);
      await append.query(text, values);
      await new Timers(relay).claim(10);
    };
    /** Entries of the index of open timers that were read so far. */
    const entriesRead = async () => {
      for (const connection of connections) await connection.query('select pg_stat_force_next_flush()');
      const [{ read }] = await house.dataSource.query(
        `select idx_tup_read as read from pg_stat_user_indexes where indexrelname = 'timers_due'`,
      );
      return Number(read);
    };
    // The plans are made while the tables are nearly empty, as in a new system.
    await stopAndClaim();
    await house.dataSource.query(`insert into timers (id, due_at, process, process_id, name, body)
      select gen_random_uuid(), now() + interval '1 h', 'house.porter', 'far-' || n, 'patience', '{}' from generate_series(1, 2000) n`);
    const before = await entriesRead();
    await stopAndClaim();
    expect((await entriesRead()) - before).toBeLessThan(10);
    await Promise.all(connections.map((connection) => connection.close()));
  });

  it('that are set again or stopped just before they fire do not fire', async () => {
    await run(house.engine, ring('late-moved'));
    await run(house.engine, ring('late-stopped'));
    const claimed = await house.store.timers.claim(10);
    await run(house.engine, ring('late-moved', 60_000));
    await run(house.engine, { type: 'Open', data: { door: 'late-stopped' } });
    for (const timer of claimed) await runner().run(timer);
    expect([...(await shut('late-moved')), ...(await shut('late-stopped'))]).toEqual([]);
    // The moved one is still to come.
    await hasten('late-moved');
    expect(await runner().step()).toBe(1);
    expect(await shut('late-moved')).toEqual(['waited 2']);
    expect(faults).toEqual([]);
  });

  it('that set themselves again fire once each time, also where two instances claim them', async () => {
    await run(house.engine, ring('again'));
    const claimed = await house.store.timers.claim(10);
    const other = runner([], engineOn(house.model, house.store));
    // The first instance was too slow: its claim has ended, and the second one got the timer.
    await Promise.all(claimed.flatMap((timer) => [runner().run(timer), other.run(timer)]));
    expect(await shut('again')).toEqual(['waited 1']);
    await eventually(async () => {
      await other.step();
      expect(await shut('again')).toEqual(['waited 1', 'waited 2', 'waited 3', 'waited 4']);
    });
    expect(faults).toEqual([]);
  });
});

describe('calls to a gateway', () => {
  let house: Awaited<ReturnType<typeof openTills>>;
  beforeAll(async () => {
    house = await openTills(database.url, parts);
  });
  afterAll(() => house.close());

  /** A partner that remembers each call by its key, and fails as often as it is told. */
  const partner = (failures = 0) => {
    const asked: string[] = [];
    const bell: Gateway<{ door: string }> = {
      name: 'bell',
      async call(request, key) {
        asked.push(key);
        const written = await house.dataSource.query(`select 1 from events where stream_id = $1`, [
          `door-${request.door}`,
        ]);
        expect(written.length).toBeGreaterThan(0);
        if (asked.length <= failures) throw new Error('The partner does not answer.');
        return [{ type: 'Shut', data: { door: request.door, why: 'the bell rang' } }];
      },
    };
    return { asked, bell };
  };
  const runner = (bell: Gateway, engine = house.engine) =>
    new TimerRunner(engine, house.store.timers, [bell], () => undefined);
  const shut = async (name: string) =>
    (await house.dataSource.query(`select 1 from events where stream_id = $1 and type = 'Shut'`, [`door-${name}`]))
      .length;
  /** As if the claim after the commit, or the pause after a failure, were over. */
  const release = () =>
    house.dataSource.query(
      `update timers set claimed_until = null, due_at = now() where process like 'gateway:%' and fired_at is null`,
    );
  const ask = async (name: string) => {
    await run(house.engine, ring(name, 60_000));
    await release();
  };

  it('are made after the commit, once', async () => {
    const { asked, bell } = partner();
    await ask('called-1');
    await runner(bell).step();
    await release();
    await runner(bell).step();
    expect(asked).toEqual(['called-1']);
    expect(await shut('called-1')).toBe(1);
  });

  it('that were answered are made again on request, under the same key', async () => {
    const { asked, bell } = partner();
    await ask('called-again');
    await runner(bell).step();
    await ask('called-again');
    await runner(bell).step();
    expect(asked).toEqual(['called-again', 'called-again']);
    expect(await shut('called-again')).toBe(2);
  });

  it('that are requested again while they are under way are one call', async () => {
    const { asked, bell } = partner();
    await run(house.engine, ring('called-twice', 60_000));
    await ask('called-twice');
    await runner(bell).step();
    await release();
    await runner(bell).step();
    expect(asked).toEqual(['called-twice']);
    expect(await shut('called-twice')).toBe(1);
  });

  it('may be requested again by the effect of their answer', async () => {
    const { asked, bell } = partner();
    await ask('stubborn');
    await eventually(async () => {
      await release();
      await runner(bell).step();
      expect(await shut('stubborn')).toBe(3);
    });
    await release();
    await runner(bell).step();
    expect(asked).toEqual(['stubborn', 'stubborn', 'stubborn']);
  });

  it('belong for a while to the instance that made the commit', async () => {
    const { asked, bell } = partner();
    await run(house.engine, ring('called-2', 60_000));
    await runner(bell).step();
    expect(asked).toEqual([]);
    await release();
    await runner(bell).step();
    expect(await shut('called-2')).toBe(1);
  });

  it('are retried under the same key until the partner answers, with pauses in between', async () => {
    const { asked, bell } = partner(2);
    await ask('called-3');
    await runner(bell).step();
    expect(await runner(bell).step()).toBe(0);
    for (let n = 0; n < 3; n++) {
      await release();
      await runner(bell).step();
    }
    expect(asked).toEqual(['called-3', 'called-3', 'called-3']);
    expect(await shut('called-3')).toBe(1);
  });

  it('are executed once where two instances make them', async () => {
    const { asked, bell } = partner();
    await ask('called-4');
    const claimed = await house.store.timers.claim(10);
    const other = runner(bell, engineOn(house.model, house.store));
    await Promise.all(claimed.flatMap((timer) => [runner(bell).run(timer), other.run(timer)]));
    expect(asked).toEqual(['called-4', 'called-4']);
    expect(await shut('called-4')).toBe(1);
  });

  it('are made again under the same key after a crash between answer and commit', async () => {
    const { asked, bell } = partner();
    await ask('called-5');
    // The first instance crashes before it stores the answer.
    const [claimed] = await house.store.timers.claim(10);
    await bell.call(claimed!.body.request as { door: string }, claimed!.name);
    expect(await shut('called-5')).toBe(0);
    await release();
    await runner(bell).step();
    expect(asked).toEqual(['called-5', 'called-5']);
    expect(await shut('called-5')).toBe(1);
  });
});

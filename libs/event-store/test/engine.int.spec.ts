import {
  Engine,
  event,
  projection,
  StoreFault,
  type Command,
  type Decider,
  type EventFrom,
  type JointDecider,
  type Store,
} from '@concord/event-sourcing';
import { testDatabase, engineOn, openTills, run, meta } from '@concord/testing';
import { Type } from 'typebox';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { v7 as uuid7 } from 'uuid';

const SwitchedOn = event('SwitchedOn', 1, { lamp: Type.String() });
const SwitchedOff = event('SwitchedOff', 1, { lamp: Type.String() });
const Blinked = event('Blinked', 1, { lamp: Type.String(), note: Type.Optional(Type.String()) });
const events = { SwitchedOn, SwitchedOff, Blinked };
type LampEvent = EventFrom<typeof SwitchedOn> | EventFrom<typeof SwitchedOff> | EventFrom<typeof Blinked>;
type LampCommand = Command<'SwitchOn' | 'SwitchOff' | 'Blink', { lamp: string; note?: string }>;

const lamp: Decider<LampCommand, LampEvent, { on: boolean }> = {
  kind: 'lamp',
  events,
  initial: { on: false },
  commands: ['SwitchOn', 'SwitchOff', 'Blink'],
  id: ({ data }) => data.lamp,
  decide({ type, data }, { on }) {
    if (type === 'SwitchOn') return on ? [] : [SwitchedOn.of(data)];
    if (type === 'SwitchOff') return on ? [SwitchedOff.of(data)] : [];
    return [Blinked.of(data)];
  },
  evolve: ({ on }, { type }) => ({ on: type === 'SwitchedOn' || (type === 'Blinked' && on) }),
};

/** Switches one lamp on while the other one is off: never both. */
type Take = Command<'TakeTurn', { lamp: string; other: string }>;
const turn: JointDecider<Take> = {
  commands: ['TakeTurn'],
  aggregate: lamp,
  id: ({ data }) => data.lamp,
  decideJointly({ data }, read) {
    const other = read<{ on: boolean }>(lamp, data.other);
    const own = read<{ on: boolean }>(lamp, data.lamp);
    if (other.on || own.on) return [];
    return [{ to: lamp, id: data.lamp, events: [SwitchedOn.of({ lamp: data.lamp })] }];
  },
};

@Entity('lamp_view')
class LampRow {
  @PrimaryColumn({ type: 'text' })
  lamp!: string;

  @Column({ type: 'bigint' })
  times: number = 0;

  @Column({ type: 'boolean' })
  on: boolean = false;
}
const lamps = projection('hall.lamps', events, LampRow, ({ data }) => ({ lamp: data.lamp }), {
  SwitchedOn: (row) => ({ ...row, on: true, times: row.times + 1 }),
  SwitchedOff: () => null,
  // Counts only while it is on: whether anything changes depends on the row.
  Blinked: (row) => (row.on ? { ...row, times: row.times + 1 } : undefined),
});

const parts = { name: 'hall', deciders: [lamp, turn], projections: [lamps] };
const to = (type: LampCommand['type'], name: string): LampCommand => ({ type, data: { lamp: name } });
const database = testDatabase('engine');

describe('the engine', () => {
  let hall: Awaited<ReturnType<typeof openTills>>;
  let other: Awaited<ReturnType<typeof openTills>>;
  beforeAll(async () => {
    hall = await openTills(database.url, parts);
    other = await openTills(database.url, parts);
  });
  afterAll(async () => {
    await hall.close();
    await other.close();
  });

  const types = async (name: string) =>
    (
      await hall.dataSource.query(`select type from events where stream_id = $1 order by version`, [`lamp-${name}`])
    ).map(({ type }: { type: string }) => type);
  const row = (name: string) => hall.dataSource.getRepository(LampRow).findOneBy({ lamp: name });
  const withStore = (change: (store: Store) => Partial<Store>) => {
    const { store } = hall.store;
    const real = {
      load: store.load.bind(store),
      commit: store.commit.bind(store),
      session: store.session.bind(store),
    };
    return engineOn(hall.model, { ...hall.store, store: { ...real, ...change(real) } } as never);
  };

  it('does nothing only if the store confirms that nothing is to be done', async () => {
    await run(hall.engine, to('SwitchOn', 'a'));
    await run(other.engine, to('SwitchOff', 'a'));
    // The first instance remembers a lamp that is on.
    await run(hall.engine, to('SwitchOn', 'a'));
    expect(await types('a')).toEqual(['SwitchedOn', 'SwitchedOff', 'SwitchedOn']);
  });

  /** A foreign event of one partition, as a consumer of that partition brings it. */
  const deliver = (engine: Engine, type: keyof typeof events, name: string, partition: number, at: number) => {
    const move = { topic: 't', partition, fromOffset: at, nextOffset: at + 1, mark: `1.1.${at}` };
    const heard = {
      ...events[type].of({ lamp: name }),
      eventId: uuid7(),
      streamId: `foreign-${partition}`,
      version: 2,
      occurredAt: '2026-01-05T09:00:00.000Z',
      meta,
    };
    return engine.deliver({ events: [heard], positions: [move], parked: [] });
  };

  it('leaves a row unchanged only if it is as remembered', async () => {
    await deliver(hall.engine, 'SwitchedOff', 'b', 5, 0);
    await deliver(other.engine, 'SwitchedOn', 'b', 6, 0);
    // The first instance remembers that the row is missing, so that nothing would be counted.
    await deliver(hall.engine, 'Blinked', 'b', 5, 1);
    expect(await row('b')).toMatchObject({ times: 2 });
  });

  it('distinguishes a row that was deleted and inserted again from the remembered one', async () => {
    await deliver(hall.engine, 'SwitchedOn', 'c', 0, 0);
    await deliver(other.engine, 'Blinked', 'c', 1, 0);
    await deliver(other.engine, 'SwitchedOff', 'c', 1, 1);
    await deliver(other.engine, 'SwitchedOn', 'c', 1, 2);
    // The first instance remembers the old row, at the first revision: one switching, nothing else.
    await hall.dataSource.query(`update lamp_view set times = 40 where lamp = 'c'`);
    await deliver(hall.engine, 'Blinked', 'c', 0, 1);
    expect(await row('c')).toMatchObject({ times: 41 });
  });

  it('lets no two joint decisions of different instances rest on each other’s past', async () => {
    for (let n = 0; n < 40; n++) {
      const [left, right] = [`left-${n}`, `right-${n}`];
      await run(hall.engine, to('Blink', left));
      await run(other.engine, to('Blink', right));
      await Promise.all([
        run(hall.engine, { type: 'TakeTurn', data: { lamp: left, other: right } }),
        run(other.engine, { type: 'TakeTurn', data: { lamp: right, other: left } }),
      ]);
    }
    const [{ both }] = await hall.dataSource.query(
      `select count(*)::int as both from events a join events b on b.stream_id = replace(a.stream_id, 'left', 'right')
       where a.type = 'SwitchedOn' and b.type = 'SwitchedOn' and a.stream_id like 'lamp-left-%'`,
    );
    expect(both).toBe(0);
  }, 30_000);

  it('executes a request at any moment after another unit was answered', async () => {
    const later = async <T>(ticks: number, work: Promise<T>): Promise<T> => {
      const result = await work;
      for (let n = 0; n < ticks; n++) await Promise.resolve();
      return result;
    };
    for (let ticks = 0; ticks < 12; ticks++) {
      await later(ticks, run(hall.engine, to('Blink', 'tick')));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => (timer = setTimeout(resolve, 2_000, `forgotten after ${ticks} ticks`)));
      expect(await Promise.race([run(hall.engine, to('Blink', 'tick')), late])).toMatchObject({ kind: 'done' });
      clearTimeout(timer);
    }
  });

  it('finds that a command was committed whose answer was lost, even without a key', async () => {
    let lost = 0;
    const engine = withStore((store) => ({
      async commit(...batch) {
        const committed = await store.commit(...batch);
        if (lost++ === 0) throw new StoreFault('unavailable', 'The connection is lost.');
        return committed;
      },
    }));
    expect(await run(engine, to('Blink', 'unsure'))).toMatchObject({ kind: 'done' });
    expect(await types('unsure')).toEqual(['Blinked']);
    lost = 0;
    expect(await run(engine, to('Blink', 'unsure-keyed'), 'unsure-key')).toMatchObject({
      kind: 'replayed',
      answer: { body: { events: 1 } },
    });
    expect(await types('unsure-keyed')).toEqual(['Blinked']);
  });

  it('does not refuse a repetition whose first try is committed while the second one is decided', async () => {
    const answer = {
      principal: 'p',
      key: 'slow-key',
      route: 'POST /lamps',
      requestHash: '',
      status: 200,
      body: (made: readonly unknown[]) => ({ events: made.length }),
    };
    const wish = { command: to('Blink', 'slow'), expectedVersion: 0 };
    const request = { commands: [wish], commandId: 'slow-key', meta, answer };
    let [looked, tried] = [0, 0];
    const second = withStore((store) => ({
      async commit(...batch) {
        if (tried++ === 0) throw new StoreFault('conflict', 'Somebody else was first.');
        return store.commit(...batch);
      },
      async load(asked, path) {
        const loaded = await store.load(asked, path);
        // The key is looked up, and has no answer yet.
        if (asked.answers.length > 0 && looked++ === 0) await hall.engine.execute(request);
        return loaded;
      },
    }));
    expect(await second.execute(request)).toMatchObject({ kind: 'replayed', answer: { body: { events: 1 } } });
    expect(await types('slow')).toEqual(['Blinked']);
  });

  it('ends where the answer of a key is purged but its events exist', async () => {
    await run(hall.engine, to('Blink', 'forgotten'), 'old-key');
    await hall.dataSource.query(`delete from idempotency_keys`);
    await run(hall.engine, to('Blink', 'forgotten'), 'old-key').catch(() => undefined);
    expect(await types('forgotten')).toEqual(['Blinked']);
  });

  it('refuses all waiting callers after five seconds without the database, however many they are', async () => {
    let now = 0;
    const away = async () => {
      // A connection that times out takes long, for a whole group at once.
      now += 3_000;
      await new Promise((resolve) => setTimeout(resolve, 1));
      throw new StoreFault('unavailable', 'Away.');
    };
    const engine = new Engine(hall.model, {
      store: { load: away, commit: away, session: () => 0 },
      clock: { now: () => now },
      newId: () => uuid7(),
      laneOf: () => 0,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const told = await Promise.all(
      Array.from({ length: 500 }, (_, n) => run(engine, to('Blink', `away-${n}`)).catch(() => now)),
    );
    expect(Math.max(...(told as number[]))).toBeLessThanOrEqual(9_000);
  });

  it('refuses an event that no topic could hold, and accepts all others with it', async () => {
    const blink = (note: string) => run(hall.engine, { type: 'Blink', data: { lamp: `noted-${note.length}`, note } });
    const [large, small] = await Promise.allSettled([blink('x'.repeat(4_000_000)), blink('short')]);
    expect(large).toMatchObject({
      reason: {
        kind: 'data',
        message: expect.stringMatching(/^Blinked of lamp-noted-4000000 would be 40000\d\d bytes/),
      },
    });
    expect(small).toMatchObject({ value: { kind: 'done' } });
  });
});

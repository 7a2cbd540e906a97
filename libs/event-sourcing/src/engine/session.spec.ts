import { Type } from 'typebox';
import type { Aggregate, Command, Decider, JointDecider } from '../decider';
import { event, publishedBy, type EventFrom } from '../event';
import { recorded } from '../given';
import { each, projection } from '../projection';
import { policy, process, type EventNamed } from '../reaction';
import { conflict, Rejection } from '../rejection';
import { Model } from './model';
import type { LoadRequest, Loaded } from './ports';
import { Session, type Cause, type UnitResult } from './session';
import type { Known } from './working-set';

const Filled = publishedBy('bar')('Filled', 1, { jug: Type.String(), cups: Type.Integer() });
const Emptied = event('Emptied', 1, { jug: Type.String() });
const events = { Filled, Emptied };
type JugEvent = EventFrom<typeof Filled> | EventFrom<typeof Emptied>;
type Fill = Command<'Fill', { jug: string; cups: number }>;
type Empty = Command<'Empty', { jug: string }>;

const jug: Decider<Fill | Empty, JugEvent, { cups: number }> = {
  kind: 'jug',
  events,
  initial: { cups: 0 },
  commands: ['Fill', 'Empty'],
  opens: ['Fill'],
  id: ({ data }) => data.jug,
  decide(command, { cups }) {
    if (command.type === 'Empty') return cups === 0 ? [] : [Emptied.of(command.data)];
    return cups + command.data.cups > 5 ? conflict('jug-full', 'Five cups.') : [Filled.of(command.data)];
  },
  evolve: ({ cups }, { type, data }) => ({ cups: type === 'Filled' ? cups + data.cups : 0 }),
};

const tray: Aggregate<JugEvent, null> = { kind: 'tray', events, initial: null, evolve: () => null };

type Pour = Command<'Pour', { from: string; to: string }>;
const pouring: JointDecider<Pour> = {
  commands: ['Pour'],
  aggregate: jug,
  id: ({ data }) => data.from,
  decideJointly({ data }, read) {
    const { cups } = read<{ cups: number }>(jug, data.from);
    const there = read<{ cups: number }>(jug, data.to);
    // A state that is not loaded yet must not lead to a failure that stays.
    if (cups === 0) throw new Error('Nothing to pour.');
    if (there.cups + cups > 5) return conflict('jug-full', 'Five cups.');
    return [
      { to: jug, id: data.from, events: [Emptied.of({ jug: data.from })] },
      { to: jug, id: data.to, events: [Filled.of({ jug: data.to, cups })] },
    ];
  },
};

type SetOut = Command<'SetOut', { tray: string; others: string[] }>;
const settingOut: JointDecider<SetOut> = {
  commands: ['SetOut'],
  aggregate: tray,
  opens: ['SetOut'],
  id: ({ data }) => data.tray,
  decideJointly({ data }, read) {
    read(tray, data.tray);
    const ids = [`${data.tray}.left`, ...data.others];
    for (const id of ids) read(jug, id);
    return ids.map((id) => ({ to: jug, id, events: [Filled.of({ jug: id, cups: 1 })] }));
  },
};

class JugRow {
  jug!: string;
  cups = 0;
}
const jugs = projection('bar.jugs', events, JugRow, ({ data }) => ({ jug: data.jug }), {
  Filled: (row, { data }) => (data.cups === 0 ? undefined : { ...row, cups: row.cups + data.cups }),
  Emptied: () => null,
});

/** Each filled jug fills the next one with one cup less: `a`, `aa`, `aaa`. */
const cascade = policy('bar.fill-next', events, {
  Filled: ({ data }): Fill[] =>
    data.jug.startsWith('a') && data.cups > 0
      ? [{ type: 'Fill', data: { jug: `${data.jug}a`, cups: data.cups - 1 } }]
      : [],
});

const Begun = event('Begun', 1, {});
const guest = process('bar.guest', {
  kind: 'guest',
  events: { Begun },
  initial: { begun: false },
  evolve: () => ({ begun: true }),
  hears: events,
  opensOn: ['Filled'],
  idFor: ({ data }) => (data.jug.startsWith('guest') ? data.jug : undefined),
  on: {
    Filled: ({ data }) => ({
      events: [Begun.of({})],
      timers: [{ name: 'thirst', inMs: 60_000 }],
      calls: data.cups === 5 ? [{ gateway: 'waiter', key: 'call-1', request: { jug: data.jug } }] : [],
    }),
    Emptied: () => ({ stopTimers: ['thirst'] }),
  },
  timers: {
    thirst: (_state, id) => ({
      commands: [{ type: 'Empty', data: { jug: id } }],
      timers: id.endsWith('again') ? [{ name: 'thirst', inMs: 1_000 }] : [],
    }),
  },
});

const model = new Model({
  name: 'bar',
  deciders: [jug, pouring, settingOut],
  projections: [jugs],
  policies: [cascade],
  processes: [guest],
});
const cause = (commandId = 'c-1'): Cause => ({
  commandId,
  at: '2026-01-05T09:00:00.000Z',
  meta: { correlationId: 'c', causationId: 'c', actor: { kind: 'user', id: 'u', role: 'r' } },
});
const nothing: Known = { stream: () => undefined, row: () => undefined };
const open = (known = nothing, trusting = true) => new Session(model, known, () => 3, { absentRevision: 0, trusting });
const empty: Loaded = { streams: [], rows: [], answers: [] };
const fill = (name: string, cups: number): Fill => ({ type: 'Fill', data: { jug: name, cups } });
const emptying = (name: string): Empty => ({ type: 'Empty', data: { jug: name } });
const loadedJug = (name: string, cups: number): Loaded['streams'][number] => ({
  streamId: `jug-${name}`,
  version: 1,
  pubSeq: 1,
  events: [Filled.of({ jug: name, cups })],
});

/** Works, learns what is missing and works again, as the engine does. Answers what was asked for on the way. */
function settle(session: Session, work: () => Rejection | void, loaded: Loaded) {
  const asked: LoadRequest[] = [];
  for (;;) {
    session.restart();
    const result = session.unit(work);
    const { missing } = session;
    if (!missing) return { result, asked };
    expect(asked.length).toBeLessThan(5);
    asked.push(missing);
    const streams = new Set(missing.streams.map(({ streamId }) => streamId));
    const views = new Set(missing.rows.map(({ view }) => view));
    session.learn(missing, {
      streams: loaded.streams.filter(({ streamId }) => streams.has(streamId)),
      rows: loaded.rows.filter(({ view }) => views.has(view)),
      answers: [],
    });
  }
}

describe('a unit of work', () => {
  it('asks for what it lacks and is done again with it', () => {
    const session = open();
    const { result, asked } = settle(session, () => session.take(emptying('b'), cause()), {
      ...empty,
      streams: [loadedJug('b', 2)],
      rows: [{ view: 'bar.jugs', key: 'b', row: { jug: 'b', cups: 2 }, rev: 4 }],
    });
    expect(asked.map(({ streams, rows }) => [streams.length, rows.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(result).toMatchObject({ events: [{ type: 'Emptied', version: 2 }] });
    expect(session.batch()).toMatchObject({
      streams: [{ streamId: 'jug-b', fromVersion: 1, version: 2, pubSeq: 1 }],
      rows: [{ view: 'bar.jugs', writes: [{ key: 'b', rev: 5, row: null }] }],
    });
  });

  it('that opens a stream looks for nothing first, unless that has failed before', () => {
    const trusting = open();
    expect(settle(trusting, () => trusting.take(fill('b', 1), cause()), empty).asked).toEqual([]);
    expect(trusting.relied).toBe(true);
    const careful = open(nothing, false);
    const { asked } = settle(careful, () => careful.take(fill('b', 1), cause()), empty);
    expect(asked[0]!.streams).toEqual([{ streamId: 'jug-b', shapeVersion: 1 }]);
    expect(careful.relied).toBe(false);
  });

  it('that opens a stream jointly with others looks only for those that are not named after it', () => {
    const trusting = open();
    const command: SetOut = { type: 'SetOut', data: { tray: 't', others: ['x'] } };
    const { asked } = settle(trusting, () => trusting.take(command, cause()), empty);
    expect(asked.map(({ streams }) => streams)).toEqual([[{ streamId: 'jug-x', shapeVersion: 1 }]]);
    expect(trusting.batch()!.streams.map(({ streamId }) => streamId)).toEqual(['jug-t.left', 'jug-x']);
  });

  it('that is refused leaves nothing behind: no event, no state, no row, no count', () => {
    const session = open();
    session.unit(() => session.take(fill('b', 1), cause()));
    const written = () => {
      const { events: made, streams, rows } = session.batch()!;
      return { made, streams, writes: rows.flatMap(({ writes }) => writes) };
    };
    const before = written();
    const refused = session.unit(() => {
      const rejection = session.take(fill('b', 4), cause('c-2')) ?? session.take(fill('a', 5), cause('c-3'));
      return rejection ?? session.take(fill('b', 1), cause('c-4'));
    });
    expect(refused).toMatchObject({ code: 'jug-full' });
    expect(written()).toEqual(before);
    expect(session.batch()!.refused).toEqual([]);
    expect(session.unit(() => session.take(fill('b', 4), cause('c-5')))).toMatchObject({ events: [{ version: 2 }] });
  });

  it('numbers public events of a stream, and derives event ids from the command', () => {
    const session = open();
    const twice = () => session.take(fill('b', 1), cause()) ?? session.take(emptying('b'), cause('c-2'));
    const { result } = settle(session, twice, empty);
    const [filled, emptied] = (result as UnitResult).events;
    expect(filled).toMatchObject({ version: 1, pubSeq: 1, lane: 3 });
    expect(emptied).not.toHaveProperty('pubSeq');
    session.restart();
    session.unit(twice);
    expect(session.batch()!.events.map(({ eventId }) => eventId)).toEqual([filled!.eventId, emptied!.eventId]);
  });

  it('refuses another version than the expected one', () => {
    const session = open();
    session.unit(() => session.take(fill('b', 1), cause()));
    expect(session.unit(() => session.take(fill('b', 1), cause('c-2'), 3))).toMatchObject({ code: 'version-conflict' });
    expect(session.unit(() => session.take(fill('b', 1), cause('c-3'), 1))).toMatchObject({ events: [{ version: 2 }] });
  });
});

describe('a joint decision', () => {
  const pour: Pour = { type: 'Pour', data: { from: 'b', to: 'c' } };

  it('is taken again until everything it reads is loaded, and what it throws before counts for nothing', () => {
    const session = open();
    const { result, asked } = settle(session, () => session.take(pour, cause()), {
      ...empty,
      streams: [loadedJug('b', 2), loadedJug('c', 3)],
    });
    expect(asked[0]!.streams.map(({ streamId }) => streamId)).toEqual(['jug-b', 'jug-c']);
    expect(result).toMatchObject({
      events: [
        { streamId: 'jug-b', type: 'Emptied' },
        { streamId: 'jug-c', type: 'Filled' },
      ],
    });
  });

  it('that is refused relies on all that it read', () => {
    const session = open();
    settle(session, () => session.take(pour, cause()), { ...empty, streams: [loadedJug('b', 4), loadedJug('c', 3)] });
    session.unit(() => session.take(fill('z', 1), cause('c-2')));
    expect(session.batch()!.reliedOn).toEqual([
      { streamId: 'jug-b', version: 1 },
      { streamId: 'jug-c', version: 1 },
    ]);
  });

  it('refuses another version of its stream than the expected one', () => {
    const session = open();
    const { result } = settle(session, () => session.take(pour, cause(), 7), {
      ...empty,
      streams: [loadedJug('b', 2), loadedJug('c', 3)],
    });
    expect(result).toMatchObject({ code: 'version-conflict', facts: { version: 1 } });
  });
});

describe('reactions', () => {
  it('follow in the same unit, each caused by the event before', () => {
    const session = open();
    session.unit(() => session.take(fill('a', 3), cause()));
    const { events: made } = session.batch()!;
    expect(made.map(({ streamId }) => streamId)).toEqual(['jug-a', 'jug-aa', 'jug-aaa', 'jug-aaaa']);
    expect(made[1]!.meta).toMatchObject({ causationId: made[0]!.eventId, correlationId: 'c', actor: { id: 'bar' } });
  });

  it('that are refused are told with what caused them, and the command stands', () => {
    const careful = open(nothing, false);
    settle(careful, () => careful.take(fill('a', 3), cause()), { ...empty, streams: [loadedJug('aa', 5)] });
    const { events: made, refused } = careful.batch()!;
    expect(made).toHaveLength(1);
    expect(refused).toMatchObject([
      {
        reaction: 'bar.fill-next',
        command: 'Fill',
        streamId: 'jug-aa',
        code: 'jug-full',
        causeId: made[0]!.eventId,
        causeType: 'Filled',
        correlationId: 'c',
      },
    ]);
    careful.restart();
    careful.unit(() => careful.take(fill('a', 3), cause()));
    expect(careful.batch()!.refused).toEqual(refused);
  });

  it('are not told where the unit itself is refused', () => {
    const session = open(nothing, false);
    const { result } = settle(
      session,
      () => session.take(fill('a', 3), cause()) ?? session.take(fill('b', 6), cause('c-2')),
      { ...empty, streams: [loadedJug('aa', 5)] },
    );
    expect(result).toMatchObject({ code: 'jug-full' });
    expect(session.batch()?.refused ?? []).toEqual([]);
  });

  it('in a circle end with an error that names it', () => {
    const endless = policy('bar.again', events, { Emptied: ({ data }) => [fill(data.jug, 0)] });
    const back = policy('bar.back', events, { Filled: ({ data }) => [emptying(data.jug)] });
    const always = {
      ...jug,
      decide: ({ type, data }: Command) => [type === 'Fill' ? Filled.of(data as never) : Emptied.of(data as never)],
    };
    const circle = new Model({ name: 'bar', deciders: [always], policies: [endless, back] });
    const session = new Session(circle, nothing, () => 0, { absentRevision: 0, trusting: true });
    expect(() => session.unit(() => session.take(fill('b', 0), cause()))).toThrow('in a circle');
  });
});

describe('timers', () => {
  const begin = (session: Session, name = 'guest', cups = 1) =>
    session.unit(() => session.take(fill(name, cups), cause()));

  it('are due so long after the event that sets them', () => {
    const session = open();
    begin(session);
    expect(session.batch()!.timers).toMatchObject([
      { process: 'bar.guest', processId: 'guest', name: 'thirst', dueAt: '2026-01-05T09:01:00.000Z' },
    ]);
  });

  it('that are set and stopped in one unit are stopped', () => {
    const session = open();
    begin(session);
    const id = session.batch()!.timers[0]!.id;
    session.unit(() => session.take(emptying('guest'), cause('c-2')));
    expect(session.batch()).toMatchObject({ timers: [], stoppedTimers: [id] });
  });

  it('that run out are marked, unless they are set again in the same go', () => {
    const session = open();
    begin(session);
    begin(session, 'guest-again');
    const timeOut = (name: string, timerId: string) =>
      session.unit(() => session.timeOut(guest, name, 'thirst', timerId, cause(`t-${name}`)));
    const ids = session.batch()!.timers.map(({ id }) => id);
    session.restart();
    begin(session);
    timeOut('guest', 'other-id');
    expect(session.batch()!.firedTimers).toEqual(['other-id']);
    session.restart();
    begin(session, 'guest-again');
    timeOut('guest-again', ids[1]!);
    expect(session.batch()).toMatchObject({ stoppedTimers: [ids[1]!] });
  });

  it('carry the calls to gateways, one a key', () => {
    const session = open();
    begin(session, 'guest', 5);
    expect(session.batch()!.timers.filter(({ process: name }) => name === 'gateway:waiter')).toMatchObject([
      { name: 'call-1', body: { request: { jug: 'guest' }, correlationId: 'c' } },
    ]);
  });
});

describe('rows', () => {
  const heard = (name: string, version: number, cups = 1) =>
    recorded(Filled.of({ jug: name, cups }), { streamId: `jug-${name}`, version });

  it('of a first event that bears the id of its stream are taken to be new', () => {
    const session = open();
    session.unit(() => session.hear(heard('b', 1)));
    expect(session.missing).toBeUndefined();
    expect(session.batch()!.rows).toMatchObject([
      { view: 'bar.jugs', writes: [{ key: 'b', rev: 1, row: { jug: 'b', cups: 1 } }] },
    ]);
  });

  it('of a later event are looked for, all of a unit at once', () => {
    const session = open();
    session.unit(() => {
      session.hear(heard('b', 2));
      session.hear(heard('c', 2));
    });
    expect(session.missing!.rows).toEqual([{ view: 'bar.jugs', keys: ['b', 'c'] }]);
  });

  it('that come and go within one commit are not written', () => {
    const session = open();
    const { result } = settle(
      session,
      () => session.take(fill('b', 1), cause()) ?? session.take(emptying('b'), cause('c-2')),
      empty,
    );
    expect(result).toMatchObject({ events: [{}, {}] });
    expect(session.batch()!.rows).toEqual([{ view: 'bar.jugs', writes: [], reliedOn: [{ key: 'b' }] }]);
  });

  it('of several events are written once, one revision on', () => {
    const known: Known = { ...nothing, row: () => ({ row: { jug: 'b', cups: 1 }, rev: 8 }) };
    const session = open(known);
    for (const version of [2, 3, 4]) session.unit(() => session.hear(heard('b', version)));
    expect(session.batch()!.rows).toMatchObject([
      { view: 'bar.jugs', writes: [{ key: 'b', rev: 9, row: { jug: 'b', cups: 4 } }] },
    ]);
  });

  it('that are left as they were remembered must still be so; those that were just loaded need no check', () => {
    const known: Known = { ...nothing, row: () => ({ row: { jug: 'b', cups: 1 }, rev: 8 }) };
    const remembering = open(known);
    remembering.unit(() => remembering.hear(heard('b', 2, 0)));
    remembering.move([{ topic: 't', partition: 0, fromOffset: 0, nextOffset: 1, mark: '1.1.1' }]);
    expect(remembering.batch()!.rows).toEqual([{ view: 'bar.jugs', writes: [], reliedOn: [{ key: 'b', rev: 8 }] }]);
    const careful = open(nothing, false);
    settle(careful, () => careful.hear(heard('b', 2, 0)), empty);
    expect(careful.batch()).toBeUndefined();
  });

  it('may be several for one event', () => {
    const both = projection('bar.both', events, JugRow, ({ data }) => ({ jug: data.jug }), {
      Filled: each<JugRow, EventNamed<typeof events, 'Filled'>>(
        ({ data }) => [{ jug: data.jug }, { jug: 'all' }],
        (row, { data }) => ({ ...row, cups: row.cups + data.cups }),
      ),
    });
    const session = new Session(new Model({ name: 'bar', projections: [both] }), nothing, () => 0, {
      absentRevision: 0,
      trusting: false,
    });
    settle(session, () => session.hear(heard('b', 1, 2)), empty);
    expect(session.batch()!.rows[0]!.writes.map(({ key }) => key)).toEqual(['b', 'all']);
  });
});

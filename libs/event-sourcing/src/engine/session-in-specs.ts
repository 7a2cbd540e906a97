import { Type } from 'typebox';
import type { Aggregate, Command, Decider, JointDecider } from '../decider';
import { event, publishedBy, type EventFrom } from '../event';
import { projection } from '../projection';
import { policy, process } from '../reaction';
import { conflict, Rejection } from '../rejection';
import { Model } from './model';
import type { LoadRequest, Loaded } from './ports';
import type { Cause } from './causes';
import { Session } from './session';
import type { Known } from './working-set';

/** What the specs of sessions share: jugs that are filled, poured and emptied. */
export const Filled = publishedBy('bar')('Filled', 1, { jug: Type.String(), cups: Type.Integer() });
export const Emptied = event('Emptied', 1, { jug: Type.String() });
export const events = { Filled, Emptied };
export type JugEvent = EventFrom<typeof Filled> | EventFrom<typeof Emptied>;
export type Fill = Command<'Fill', { jug: string; cups: number }>;
export type Empty = Command<'Empty', { jug: string }>;

export const jug: Decider<Fill | Empty, JugEvent, { cups: number }> = {
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

export const tray: Aggregate<JugEvent, null> = { kind: 'tray', events, initial: null, evolve: () => null };

export type Pour = Command<'Pour', { from: string; to: string }>;
export const pouring: JointDecider<Pour> = {
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

export type SetOut = Command<'SetOut', { tray: string; others: string[] }>;
export const settingOut: JointDecider<SetOut> = {
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

export class JugRow {
  jug!: string;
  cups = 0;
}
export const jugs = projection('bar.jugs', events, JugRow, ({ data }) => ({ jug: data.jug }), {
  Filled: (row, { data }) => (data.cups === 0 ? undefined : { ...row, cups: row.cups + data.cups }),
  Emptied: () => null,
});

/** Each filled jug fills the next one with one cup less: `a`, `aa`, `aaa`. */
export const cascade = policy('bar.fill-next', events, {
  Filled: ({ data }): Fill[] =>
    data.jug.startsWith('a') && data.cups > 0
      ? [{ type: 'Fill', data: { jug: `${data.jug}a`, cups: data.cups - 1 } }]
      : [],
});

export const Begun = event('Begun', 1, {});
export const guest = process('bar.guest', {
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

export const model = new Model({
  name: 'bar',
  deciders: [jug, pouring, settingOut],
  projections: [jugs],
  policies: [cascade],
  processes: [guest],
});
export const cause = (commandId = 'c-1'): Cause => ({
  commandId,
  at: '2026-01-05T09:00:00.000Z',
  meta: { correlationId: 'c', causationId: 'c', actor: { kind: 'user', id: 'u', role: 'r' } },
});
export const nothing: Known = { stream: () => undefined, row: () => undefined };
export const open = (known = nothing, trusting = true) =>
  new Session(model, known, () => 3, { absentRevision: 0, trusting });
export const empty: Loaded = { streams: [], rows: [], answers: [] };
export const fill = (name: string, cups: number): Fill => ({ type: 'Fill', data: { jug: name, cups } });
export const emptying = (name: string): Empty => ({ type: 'Empty', data: { jug: name } });
export const loadedJug = (name: string, cups: number): Loaded['streams'][number] => ({
  streamId: `jug-${name}`,
  version: 1,
  pubSeq: 1,
  events: [Filled.of({ jug: name, cups })],
});

/** Works, learns what is missing and works again, as the engine does. Answers what was asked for on the way. */
export function settle(session: Session, work: () => Rejection | void, loaded: Loaded) {
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

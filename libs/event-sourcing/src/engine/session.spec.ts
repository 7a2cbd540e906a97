import { recorded } from '../given';
import { each, projection } from '../projection';
import { type EventNamed } from '../reaction';
import { Model } from './model';
import { Session, type UnitResult } from './session';
import type { Known } from './working-set';
import {
  Filled,
  events,
  JugRow,
  cause,
  nothing,
  open,
  empty,
  fill,
  emptying,
  loadedJug,
  settle,
  type Pour,
  type SetOut,
} from './session-in-specs';

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

import type { Command } from '../decider';
import { policy } from '../reaction';
import { Model } from './model';
import { Session } from './session';
import {
  Filled,
  Emptied,
  events,
  jug,
  guest,
  cause,
  nothing,
  open,
  empty,
  fill,
  emptying,
  loadedJug,
  settle,
} from './session-in-specs';

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

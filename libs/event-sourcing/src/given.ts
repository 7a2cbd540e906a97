import { deepStrictEqual, fail } from 'node:assert/strict';
import { fold, type Aggregate, type Command, type Decider, type JointDecider, type Stamped } from './decider';
import type { Actor, DomainEvent, RecordedEvent } from './event';
import type { Process, Reaction } from './reaction';
import { Rejection } from './rejection';
import { NO_SETTINGS, SettingsTable, type Setting } from './settings';

const someone: Actor = { kind: 'user', id: 'someone', role: 'tester' };

/** The moment of specs that name no other. */
export const SPEC_TIME = '2026-01-05T09:00:00.000Z';

/** The outcome of a decision, to be compared with the rule. */
export interface Outcome {
  /** Exactly these events, in this order; none means that nothing changes. */
  then(...events: readonly DomainEvent[]): void;
  /** A refusal with this code. */
  thenRejected(code: string): void;
}

/**
 * Given, when, then for a decider: `const past = given(stockItem)` and
 * `past(received(7)).when(reserve(3)).then(reserved(3))`. Events are checked against their schemas on the way.
 */
export const given =
  <C extends Command, E extends DomainEvent, S>(decider: Decider<C, E, S>) =>
  (...history: readonly E[]) => ({
    when(command: C, { at = SPEC_TIME, by = someone }: { at?: string; by?: Actor } = {}): Outcome {
      checkShapes(decider, history);
      const result = decider.decide({ ...command, at, by } as Stamped<C>, fold(decider, history));
      if (!(result instanceof Rejection)) {
        checkShapes(decider, result);
        fold(decider, result, fold(decider, history));
      }
      return outcome(result);
    },
  });

/** One stream of a joint decision: its aggregate, its id and its events. */
export interface Stream {
  readonly of: Aggregate;
  readonly id: string;
  readonly events: readonly DomainEvent[];
}

/** Given, when, then for a joint decision: the history is given per stream, the outcome is all events in their order. */
export const givenStreams =
  <C extends Command>(decider: JointDecider<C>) =>
  (...streams: readonly Stream[]) => ({
    when(command: C, { at = SPEC_TIME, by = someone }: { at?: string; by?: Actor } = {}): Outcome {
      const result = decider.decideJointly({ ...command, at, by } as Stamped<C>, (aggregate, id) => {
        const found = streams.find((stream) => stream.of.kind === aggregate.kind && stream.id === id);
        return found ? fold(aggregate, found.events) : aggregate.initial;
      });
      if (result instanceof Rejection) return outcome(result);
      for (const change of result) checkShapes(change.to, change.events);
      return outcome(result.flatMap((change) => change.events));
    },
  });

/**
 * Given, when, then for a process: its own history, then a recorded event or a timer that fires. Settings have their
 * initial values unless a table says otherwise.
 */
export const givenProcess =
  <E extends DomainEvent, S>(process: Process<E, S>, settings: SettingsTable = NO_SETTINGS) =>
  (...history: readonly E[]) => {
    const expectReaction = (actual: Reaction<E>) => ({
      then: (expected: Reaction<E>) => {
        checkShapes(process, actual.events ?? []);
        deepStrictEqual(actual, expected);
      },
    });
    return {
      when: (event: RecordedEvent) =>
        expectReaction(process.react(event, fold(process, history), settings.at(event.occurredAt))),
      whenTimeout: (timer: string, id: string, at = SPEC_TIME) =>
        expectReaction(process.timeout(timer, fold(process, history), id, at, settings.at(at))),
    };
  };

/** A table in which a setting has had this value since long ago, for specs. */
export function settingsWith<T>({ key }: Setting<T>, value: T): SettingsTable {
  const table = new SettingsTable();
  table.learn([[key, [{ version: 1, value, from: '2020-01-01T00:00:00.000Z' }]]]);
  return table;
}

/** An event as a reaction gets it, for specs. */
export function recorded<E extends DomainEvent>(
  event: E,
  { streamId = 'stream-1', occurredAt = SPEC_TIME, version = 1, actor = someone } = {},
) {
  const eventId = '00000000-0000-5000-8000-000000000000';
  const meta = { correlationId: eventId, causationId: eventId, actor };
  return { ...event, eventId, streamId, version, occurredAt, meta } satisfies RecordedEvent;
}

function outcome(result: readonly DomainEvent[] | Rejection): Outcome {
  return {
    then(...events) {
      if (result instanceof Rejection) fail(`Rejected with ${result.code}: ${result.detail}`);
      deepStrictEqual([...result], events);
    },
    thenRejected(code) {
      if (!(result instanceof Rejection)) fail(`Not rejected; decided ${JSON.stringify(result)}`);
      deepStrictEqual(result.code, code);
    },
  };
}

/** Fails where an event does not have the shape that its type declares. */
export function checkShapes(aggregate: Aggregate, events: readonly DomainEvent[]) {
  for (const { type, data } of events) {
    const eventType = aggregate.events[type] ?? fail(`${aggregate.kind} does not declare ${type}.`);
    const problems = eventType.problems(data);
    if (problems.length > 0) fail(`${type}: ${problems.join('; ')}`);
  }
}

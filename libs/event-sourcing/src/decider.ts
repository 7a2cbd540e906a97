import type { Actor, DomainEvent, EventTypes } from './event';
import type { Rejection } from './rejection';

/** A request to change something. Time and person are stamped on it when it is accepted. */
export interface Command<N extends string = string, D = unknown> {
  readonly type: N;
  readonly data: D;
}

/** A command with the moment at which it was accepted (ISO 8601 UTC) and the person who gave it. */
export type Stamped<C extends Command> = C & { readonly at: string; readonly by: Actor };

/** The events of a stream of one kind and the state that they make. State is plain JSON: it is stored as a snapshot. */
export interface Aggregate<E extends DomainEvent = any, S = any> {
  /** First part of the stream id: `<kind>-<id>`. */
  readonly kind: string;
  readonly events: EventTypes;
  readonly initial: S;
  /** Raise it when the state's shape or the meaning of `evolve` changes: older snapshots are then ignored. */
  readonly shapeVersion?: number;
  evolve(state: S, event: E): S;
}

/** One aggregate: pure and total. */
export interface Decider<C extends Command = any, E extends DomainEvent = any, S = any> extends Aggregate<E, S> {
  /** The commands that it decides, by type. */
  readonly commands: readonly C['type'][];
  /**
   * The commands that begin a stream with a new id: the store is not asked for the stream first. Where the id is taken
   * after all, the append fails and the command is decided again on the stored stream.
   */
  readonly opens?: readonly C['type'][];
  /** The id of the aggregate that a command is about. */
  id(command: C): string;
  decide(command: Stamped<C>, state: S): readonly E[] | Rejection;
}

/** What a joint decision appends to one of its streams. */
export interface Change {
  readonly to: Aggregate;
  readonly id: string;
  readonly events: readonly DomainEvent[];
}

/** Returns the state of an aggregate within this unit of work. */
export type Read = <S>(aggregate: Aggregate<any, S>, id: string) => S;

/**
 * A decision over several streams of one service, appended all or nothing. It may run more than once: while a stream is
 * not loaded yet, `read` returns its initial state, and the outcome of the decision is thrown away.
 */
export interface JointDecider<C extends Command = any> {
  readonly commands: readonly C['type'][];
  /** The stream that stands for the decision: its id is returned to the caller. */
  readonly aggregate: Aggregate;
  /** The commands that begin that stream, and streams whose ids are its own with a dot and more; see `Decider`. */
  readonly opens?: readonly C['type'][];
  id(command: C): string;
  /**
   * Reads the streams that the decision may need, so that all of them are loaded together; it decides nothing. A stream
   * that is left out here is loaded when the decision asks for it, which costs another round trip. `reads` runs again
   * on loaded streams: one stream may name the next.
   */
  reads?(command: Stamped<C>, read: Read): void;
  decideJointly(command: Stamped<C>, read: Read): readonly Change[] | Rejection;
}

export type AnyDecider = Decider | JointDecider;

/** The aggregate that a decider answers for. */
export const aggregateOf = (decider: AnyDecider): Aggregate =>
  'decideJointly' in decider ? decider.aggregate : decider;

/** The stream of an aggregate. */
export const streamIdOf = (kind: string, id: string) => `${kind}-${id}`;

/** Folds events into a state. */
export const fold = <E extends DomainEvent, S>(aggregate: Aggregate<E, S>, events: readonly E[], from?: S): S =>
  events.reduce((state, event) => aggregate.evolve(state, event), from ?? aggregate.initial);

/** Says at compile time that a switch over a union is complete. */
export function never(value: never): never {
  throw new Error(`Not reachable: ${JSON.stringify(value)}`);
}

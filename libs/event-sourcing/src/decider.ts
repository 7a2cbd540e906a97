import type { Actor, DomainEvent, EventTypes } from './event';
import type { Rejection } from './rejection';

/** A wish. Time and person are stamped on it when it is taken. */
export interface Command<N extends string = string, D = unknown> {
  readonly type: N;
  readonly data: D;
}

/** A command with the moment at which it was taken (ISO 8601 UTC) and the one who gave it. */
export type Stamped<C extends Command> = C & { readonly at: string; readonly by: Actor };

/** What a stream of one kind holds and how its state comes about. State is plain JSON: it is kept as a snapshot. */
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
  /** The commands that it takes, by type. */
  readonly commands: readonly C['type'][];
  /**
   * The commands that begin a stream whose id is new: the store is not asked for it first. Where the id is taken after
   * all, the append shows it and the command is decided again with what is there.
   */
  readonly opens?: readonly C['type'][];
  /** The id of the aggregate that a command is about. */
  id(command: C): string;
  decide(command: Stamped<C>, state: S): readonly E[] | Rejection;
}

/** What a joint decision appends to one of the streams that it spans. */
export interface Change {
  readonly to: Aggregate;
  readonly id: string;
  readonly events: readonly DomainEvent[];
}

/** Gives the state of an aggregate as it stands in this unit of work. */
export type Read = <S>(aggregate: Aggregate<any, S>, id: string) => S;

/**
 * A decision over several streams of one service, appended all or nothing. It may run more than once: while a stream is
 * not loaded yet `read` answers with its initial state, and what the decision comes to is thrown away.
 */
export interface JointDecider<C extends Command = any> {
  readonly commands: readonly C['type'][];
  /** The stream that stands for the decision: its id is answered to the caller. */
  readonly aggregate: Aggregate;
  /** The commands after which that stream begins, and those whose ids are its own with a dot and more; see `Decider`. */
  readonly opens?: readonly C['type'][];
  id(command: C): string;
  /**
   * Reads the streams that the decision may need, and decides nothing, so that all of them are loaded together. A stream
   * that is left out here is loaded when the decision asks for it, at the price of another round trip. `reads` runs
   * again on what was loaded: what one stream says may name the next ones.
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

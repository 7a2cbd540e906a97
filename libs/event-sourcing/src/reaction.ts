import type { Command } from './decider';
import type { Aggregate } from './decider';
import type { DomainEvent, EventFrom, EventTypes, RecordedEvent } from './event';
import { NO_SETTINGS, type Settings } from './settings';

type Recorded<E> = E extends DomainEvent<infer N, infer D> ? RecordedEvent<N, D> : never;

/** The recorded event behind a name of a record of event types. */
export type EventNamed<T extends EventTypes, K extends keyof T> = Recorded<EventFrom<T[K]>>;

/** A stateless reaction: an event comes in, commands for aggregates of its own service go out. */
export interface Policy {
  readonly name: string;
  readonly events: EventTypes;
  /** Without a lookup, settings have their initial values. */
  react(event: RecordedEvent, settings?: Settings): readonly Command[];
}

/**
 * Declares a policy. `name` is `<service>.<file name>` and its checkpoint for ever. `events` are the contracts (or
 * private events) that it may subscribe to; the handlers' keys are those that it does subscribe to. Events of its own
 * service are handled in the unit of work that appends them, events of other services in the consumer's transaction.
 */
export function policy<T extends EventTypes>(
  name: string,
  events: T,
  handlers: { readonly [K in keyof T]?: (event: EventNamed<T, K>, settings: Settings) => readonly Command[] },
): Policy {
  return {
    name,
    events: pick(events, handlers),
    react: (event, settings = NO_SETTINGS.at(event.occurredAt)) =>
      handlers[event.type]?.(event as never, settings) ?? [],
  };
}

/** A wake-up that a process asks for. Setting the same name again for the same process moves it. */
export interface TimerRequest {
  readonly name: string;
  /** Milliseconds after the event that is being handled. */
  readonly inMs: number;
}

/**
 * A call to the outside world, made after the commit, and retried with the same key until it answers. A second request
 * while the call is under way is the same call, and is not made: what tells two calls apart, such as the number of a try,
 * belongs in the key. A request after its answer makes the call again with the same key.
 */
export interface CallRequest {
  /** The gateway's name. */
  readonly gateway: string;
  /** The idempotency key that the partner gets. */
  readonly key: string;
  readonly request: unknown;
}

/** The result of a process: facts for its own stream, commands for aggregates, timers, calls. */
export interface Reaction<E extends DomainEvent = DomainEvent> {
  readonly events?: readonly E[];
  readonly commands?: readonly Command[];
  readonly timers?: readonly TimerRequest[];
  /** Names of timers that are to be stopped. */
  readonly stopTimers?: readonly string[];
  readonly calls?: readonly CallRequest[];
}

/** A stateful reaction. Its state is a stream of its own events; events may come in any order. */
export interface Process<E extends DomainEvent = any, S = any> extends Aggregate<E, S> {
  readonly name: string;
  readonly hears: EventTypes;
  /** The events that begin a process: its stream is not looked for first. */
  readonly opensOn?: readonly string[];
  /** The id of the process of an event; undefined when it has none. */
  idFor(event: RecordedEvent): string | undefined;
  /** Without a lookup, settings have their initial values. */
  react(event: RecordedEvent, state: S, settings?: Settings): Reaction<E>;
  /** A timer fired. `at` is the moment for which it was set. */
  timeout(timer: string, state: S, id: string, at: string, settings?: Settings): Reaction<E>;
}

/** Declares a process; see `Process`. Handlers get the event and the state before it. */
export function process<T extends EventTypes, E extends DomainEvent, S>(
  name: string,
  declaration: Aggregate<E, S> & {
    readonly hears: T;
    readonly opensOn?: readonly (keyof T & string)[];
    idFor(event: { [K in keyof T]: EventNamed<T, K> }[keyof T]): string | undefined;
    readonly on: { readonly [K in keyof T]?: (event: EventNamed<T, K>, state: S, settings: Settings) => Reaction<E> };
    readonly timers?: Readonly<Record<string, (state: S, id: string, at: string, settings: Settings) => Reaction<E>>>;
  },
): Process<E, S> {
  const { on, timers = {}, hears, idFor, ...aggregate } = declaration;
  return {
    ...aggregate,
    evolve: (state, event) => declaration.evolve(state, event),
    name,
    hears: pick(hears, on),
    idFor: (event) => idFor(event as never),
    react: (event, state, settings = NO_SETTINGS.at(event.occurredAt)) =>
      on[event.type]?.(event as never, state, settings) ?? {},
    timeout: (timer, state, id, at, settings = NO_SETTINGS.at(at)) => timers[timer]?.(state, id, at, settings) ?? {},
  };
}

/** The event types that the keys of handlers name. */
export function pick(events: EventTypes, handlers: object): EventTypes {
  return Object.fromEntries(
    Object.keys(handlers).map((type) => {
      const eventType = events[type];
      if (!eventType) throw new Error(`A handler hears ${type}, which is not among the events it is given.`);
      return [type, eventType];
    }),
  );
}

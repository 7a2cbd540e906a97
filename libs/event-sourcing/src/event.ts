import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { Compile } from 'typebox/compile';

/** A fact that a decider decides: what happened, in which shape, with which data (JSON values only). */
export interface DomainEvent<N extends string = string, D = unknown> {
  readonly type: N;
  readonly schemaVersion: number;
  readonly data: D;
}

/** The cause of an event: a member of staff, a customer, or the system itself. */
export interface Actor {
  readonly kind: 'user' | 'customer' | 'system';
  readonly id: string;
  readonly role: string;
}

/** The metadata of every event. */
export interface EventMeta {
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly channel?: string;
  readonly traceparent?: string;
  /** The versions of the settings that the decision rests on, by key; 0 is the initial value. */
  readonly settings?: Readonly<Record<string, number>>;
}

/** An event in a store or on a topic. `position` is `era.txid.pos`, increasing within a lane. */
export interface RecordedEvent<N extends string = string, D = unknown> extends DomainEvent<N, D> {
  readonly eventId: string;
  /** `<kind>-<id>`. */
  readonly streamId: string;
  /** 1, 2, 3 … within the stream. For an event of another service its `pubSeq`, which counts only public events. */
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly occurredAt: string;
  readonly meta: EventMeta;
}

/** One published or private shape of an event: type, validator and JSON Schema from one declaration. */
export interface EventType<N extends string = string, D = any> {
  readonly type: N;
  readonly schemaVersion: number;
  readonly schema: TObject;
  /** The service that publishes it; absent when it never leaves its service. */
  readonly service?: string;
  of(data: D): DomainEvent<N, D>;
  /** The reasons why `data` does not have this shape; empty when it has. */
  problems(data: unknown): string[];
  /** Lifts data that was written as `schemaVersion` `from` to the current shape. */
  lift(data: unknown, from: number): D;
}

/** Events by name. Names are unique in the whole system, so the records of several services can be merged. */
export type EventTypes = Readonly<Record<string, EventType>>;

/** The event that an event type makes: `EventFrom<typeof StockReceived>`. */
export type EventFrom<E> = E extends EventType<infer N, infer D> ? DomainEvent<N, D> : never;

/** The union of all events of a record of event types. */
export type EventsOf<T extends EventTypes> = { [K in keyof T]: EventFrom<T[K]> }[keyof T];

/** How old versions become the next one: `{ 1: (v1) => v2 }`. */
export type Upcasts = Readonly<Record<number, (data: never) => unknown>>;

export interface EventOptions {
  readonly service?: string;
  readonly upcasts?: Upcasts;
}

/**
 * Declares an event. `schemaVersion` starts at 1; a later version must bring an upcast from every earlier one. The
 * validator accepts unknown fields, so that readers survive additions.
 */
export function event<const N extends string, P extends TProperties>(
  type: N,
  schemaVersion: number,
  fields: P,
  { service, upcasts = {} }: EventOptions = {},
): EventType<N, Static<TObject<P>>> {
  type D = Static<TObject<P>>;
  const schema = Type.Object(fields, { $id: `${type}.v${schemaVersion}` });
  let validator: ReturnType<typeof Compile> | undefined;
  for (let version = 1; version < schemaVersion; version++)
    if (!upcasts[version]) throw new Error(`${type} version ${schemaVersion} needs an upcast from version ${version}.`);
  return {
    type,
    schemaVersion,
    schema,
    ...(service && { service }),
    of: (data) => ({ type, schemaVersion, data }),
    problems(data) {
      // Compiling costs 0.1 ms per event type and 41 ms for the first: this happens at the first use, not at import.
      validator ??= Compile(schema);
      if (validator.Check(data)) return [];
      return validator.Errors(data).map((error) => `${error.instancePath || '/'} ${error.message}`);
    },
    lift(data, from) {
      let lifted = data;
      for (let version = from; version < schemaVersion; version++) lifted = upcasts[version]!(lifted as never);
      return lifted as D;
    },
  };
}

/** `event` for the contracts of one service: what it declares is published on `<service>.events`. */
export const publishedBy =
  (service: string) =>
  <const N extends string, P extends TProperties>(type: N, schemaVersion: number, fields: P, upcasts?: Upcasts) =>
    event(type, schemaVersion, fields, { service, upcasts });

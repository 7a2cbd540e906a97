import type { EventTypes, RecordedEvent } from './event';
import { pick, type EventNamed } from './reaction';

/** The primary key of a row, by property name: `{ sku }`, `{ orderId, lineId }`. */
export type RowKey = Readonly<Record<string, string | number>>;

/** A row key as text: the value itself where it has one column, otherwise a JSON list in the order of the names. */
export function keyText(key: RowKey): string {
  const names = Object.keys(key);
  if (names.length === 1) return String(key[names[0]!]);
  return JSON.stringify(names.sort().map((name) => String(key[name])));
}

/** Folds events into the rows of one table. Pure: no calls, no events, no clock. */
export interface Projection<R extends object = any> {
  readonly name: string;
  readonly events: EventTypes;
  /** The TypeORM entity: its class is also the API type, its decorators the table. */
  readonly row: new () => R;
  /** Raise it when handlers make other rows of the same events: the view is then rebuilt. */
  readonly version?: number;
  /** Whether the table remembers which transaction wrote each row, so that readers find what changed. */
  readonly tracksChanges?: boolean;
  keys(event: RecordedEvent): readonly RowKey[];
  /** The row after the event; null deletes it; undefined leaves it as it is. */
  apply(row: R, event: RecordedEvent, key: RowKey): R | null | undefined;
}

type Apply<R, E> = (row: R, event: E, key: RowKey) => R | null | undefined;

/** A handler for an event that touches another row than that of the projection's key, or several. */
export interface EachRow<R, E> {
  readonly keys: (event: E) => readonly RowKey[];
  readonly apply: Apply<R, E>;
}

/** Names the rows that an event touches: `each(({ data }) => data.lines.map(({ sku }) => ({ sku })), apply)`. */
export const each = <R, E>(keys: (event: E) => readonly RowKey[], apply: Apply<R, E>): EachRow<R, E> => ({
  keys,
  apply,
});

/**
 * Declares a projection. `name` is `<service>.<file name>` and its checkpoint for ever. The handlers' keys are the
 * events that it subscribes to. `keyOf` returns the key of the row of an event. A handler gets the present row, or a
 * new row with its key set and its other columns at the defaults of the class.
 */
export function projection<T extends EventTypes, R extends object>(
  name: string,
  events: T,
  row: new () => R,
  keyOf: (event: { [K in keyof T]: EventNamed<T, K> }[keyof T]) => RowKey,
  handlers: { readonly [K in keyof T]?: Apply<R, EventNamed<T, K>> | EachRow<R, EventNamed<T, K>> },
  { version = 1, tracksChanges = false }: { version?: number; tracksChanges?: boolean } = {},
): Projection<R> {
  const find = (type: string) => handlers[type] as Apply<R, RecordedEvent> | EachRow<R, RecordedEvent> | undefined;
  return {
    name,
    events: pick(events, handlers),
    row,
    version,
    tracksChanges,
    keys(event) {
      const handler = find(event.type);
      if (!handler) return [];
      return typeof handler === 'function' ? [keyOf(event as never)] : handler.keys(event);
    },
    apply(current, event, key) {
      const handler = find(event.type);
      if (!handler) return undefined;
      return typeof handler === 'function' ? handler(current, event, key) : handler.apply(current, event, key);
    },
  };
}

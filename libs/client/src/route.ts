import type { CallOptions } from './call';
import type { ServerEvent } from './event-reader';

/** A route of one method: what a call of it takes, and the data that it answers. */
export interface Route<Request, Data> {
  readonly request: Request;
  readonly data: Data;
}

/** A route that streams events: what it takes, and the data of its events by their type. */
export interface EventRoute<Request, Events> {
  readonly request: Request;
  readonly events: Events;
}

/** The routes of a service, by method and path. */
export interface Routes {
  readonly get: object;
  readonly post: object;
  readonly put: object;
  readonly patch: object;
  readonly delete: object;
}

/** The paths whose routes are of a kind. */
type PathsOf<ByPath, Kind> = { [P in keyof ByPath]: ByPath[P] extends Kind ? P : never }[keyof ByPath] & string;

/** The paths that a method can be called on. */
export type CallPath<ByPath> = PathsOf<ByPath, Route<unknown, unknown>>;
/** The paths that answer pages of a list. */
export type PagedPath<ByPath> = PathsOf<ByPath, Route<unknown, { items: unknown[]; next: string | null }>>;
/** The paths that stream events. */
export type EventPath<ByPath> = PathsOf<ByPath, EventRoute<unknown, unknown>>;

/** What a route answers. */
export type DataOf<R> = R extends Route<unknown, infer Data> ? Data : never;
/** An item of the list that a route answers in pages. */
export type ItemOf<R> = R extends Route<unknown, { items: (infer Item)[] }> ? Item : never;
/** The events that a route streams. */
export type EventOf<R> =
  R extends EventRoute<unknown, infer Events>
    ? { [Type in keyof Events & string]: ServerEvent<Type, Events[Type]> }[keyof Events & string]
    : never;

/** Lists that nobody may change can be sent too. */
type Sent<T> = T extends object ? { readonly [K in keyof T]: Sent<T[K]> } : T;

type RequestOf<R> = R extends { readonly request: infer Request } ? Sent<Omit<Request, 'url'>> : never;

/** The last argument of a call, which may be left out where the route needs nothing. */
export type GivenTo<R> =
  Record<never, never> extends RequestOf<R>
    ? [given?: RequestOf<R> & CallOptions]
    : [given: RequestOf<R> & CallOptions];

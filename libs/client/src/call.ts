import type { Patience } from './patience';

/** What every call may bring along, besides `path`, `query` and `body` of its route. */
export interface CallOptions {
  /** The Idempotency-Key of a write. By default a new one, which the retries of the call keep. */
  readonly key?: string;
  /** The `etag` of an earlier answer: the write is refused with `version-conflict` where the object has changed. */
  readonly ifMatch?: string;
  /** Seconds that the service may wait for a verdict before it answers (`Prefer: wait`). */
  readonly wait?: number;
  /** The `token` of a write that somebody else made: the answer shows it. Several are separated by commas. */
  readonly after?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the call with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** How often and how long the call is retried; false: never. */
  readonly retry?: Patience | false;
  /** Of a stream of events: told when it is open, and when it breaks. */
  readonly onTurn?: (isOpen: boolean) => void;
}

/** A successful answer. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** The version of the object, for `ifMatch`. */
  readonly etag: string | undefined;
  /** The Consistency-Token of a write: give it to others as `after`. */
  readonly token: string | undefined;
  /** How old the facts of other services may be in this answer, in milliseconds. */
  readonly lagMs: number | undefined;
  /** The members that are left out, because the caller may not see them. */
  readonly masked: readonly string[];
  /** Whether this is the stored answer of an earlier attempt. */
  readonly replayed: boolean;
}

/** A value that fits into an address. */
type Part = string | number | boolean | null | undefined;

/** What a route takes, as the untyped part of the client sees it. */
export interface Given extends CallOptions {
  readonly path?: Readonly<Record<string, Part>>;
  readonly query?: Readonly<Record<string, Part>>;
  readonly body?: unknown;
}

/** The path of a route with its parts and its query filled in. Throws `TypeError` where a part is missing. */
export function pathOf(route: string, { path = {}, query = {} }: Pick<Given, 'path' | 'query'>): string {
  const filled = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const part = path[name];
    if (part === undefined || part === null) throw new TypeError(`${route} needs path.${name}.`);
    return encodeURIComponent(part);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) search.append(name, String(value));
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** What a service answered with success. */
export function answerOf(status: number, headers: Headers, data: unknown): Answer<unknown> {
  const lag = headers.get('projection-lag-ms');
  const { masked = [] } = (data ?? {}) as { masked?: readonly string[] };
  return {
    data,
    status,
    etag: headers.get('etag') ?? undefined,
    token: headers.get('consistency-token') ?? undefined,
    lagMs: lag === null ? undefined : Number(lag),
    masked,
    replayed: headers.get('idempotency-replayed') === 'true',
  };
}

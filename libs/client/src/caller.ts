import { answerOf, pathOf, type Answer, type Given } from './call';
import { Credentials, type TokenSource } from './credentials';
import type { ServiceName } from './service-client';
import { isPassing, pause, waitBefore, type Patience } from './patience';
import { NoAnswer, Problem, problemIn } from './problem';
import { SeenWrites } from './seen-writes';
import { UnsettledWrites } from './unsettled-writes';

/** Where the services are, who calls, and how patiently. */
export interface ConcordOptions {
  /**
   * The one address of all services, such as `https://shop.example`; an empty text in a page of that address. Or the
   * addresses of each service; several addresses of a service take turns.
   */
  readonly address: string | Readonly<Partial<Record<ServiceName, string | readonly string[]>>>;
  /** Absent where a cookie says who calls. */
  readonly token?: TokenSource;
  /** Sends `x-concord-csrf: 1` with every write, which the edge wants of callers with a cookie. */
  readonly csrf?: boolean;
  /** Whether later calls see the writes of this client in every service; true by default. */
  readonly readOwnWrites?: boolean;
  /** How long one attempt may take, in milliseconds; 30 s by default. */
  readonly timeoutMs?: number;
  /** How often and how long a call is retried; false: never. */
  readonly retry?: Patience | false;
  /** Makes the requests; the platform's own by default. */
  readonly fetch?: typeof fetch;
  /** Told of each attempt before it is made. */
  readonly onAttempt?: (attempt: Attempt) => void;
  /** Told of each write that was answered with success. */
  readonly onWritten?: (written: WrittenCall) => void;
}

/** One attempt of a call. */
export interface Attempt {
  /** Such as `GET orders/v1/orders/1`. */
  readonly call: string;
  /** The attempts before it. */
  readonly before: number;
}

/** A write that a service has acknowledged. */
export interface WrittenCall {
  readonly service: ServiceName;
  /** Such as `POST orders/v1/orders`. */
  readonly call: string;
  readonly key: string;
  readonly data: unknown;
  /** The Consistency-Token. */
  readonly token: string | undefined;
}

/** A request in all its attempts. */
interface Request {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  readonly call: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly after: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
}

/** An answer whose body is still to be read, and the tokens of the writes that it shows. */
interface Received {
  readonly response: Response;
  readonly tokens: string | undefined;
}

const TIMEOUT_MS = 30_000;
const ONCE: Patience = { attempts: 1 };

/** Makes requests with everything that a client of Concord owes: keys, tokens, patience. */
export class Caller {
  private readonly credentials: Credentials;
  private readonly seen = new SeenWrites();
  private readonly unsettled = new UnsettledWrites();
  private turn = 0;

  constructor(private readonly options: ConcordOptions) {
    this.credentials = new Credentials(options.token);
  }

  /** Calls a route until it is answered. Throws `Problem` for a refusal, and `NoAnswer` where nobody answers. */
  async call(service: ServiceName, method: string, route: string, given: Given = {}): Promise<Answer<unknown>> {
    const request = this.request(service, method, route, given);
    if (method === 'GET') return this.attempted(request, given);
    const write = `${request.call} ${given.ifMatch ?? ''} ${request.text ?? ''}`;
    const key = given.key ?? this.unsettled.keyOf(write) ?? newKey();
    try {
      const answer = await this.attempted({ ...request, headers: this.withKey(request.headers, key) }, given, key);
      this.unsettled.settled(write);
      return answer;
    } catch (error) {
      if (error instanceof Problem && !isPassing(error)) this.unsettled.settled(write);
      else this.unsettled.lost(write, key);
      throw error;
    }
  }

  private attempted(request: Request, given: Given, key?: string): Promise<Answer<unknown>> {
    const { service } = request;
    const turn = this.turn++;
    return this.patiently(given.retry ?? this.options.retry, request.signal, async (before) => {
      const limit = AbortSignal.timeout(request.timeoutMs);
      const { response, tokens } = await this.send(request, turn, before, limit);
      const answer = answerOf(response.status, response.headers, await readOrNoAnswer(request, response));
      this.seen.shown(service, tokens);
      this.seen.note(answer.token);
      if (key !== undefined)
        this.options.onWritten?.({ service, call: request.call, key, data: answer.data, token: answer.token });
      return answer;
    });
  }

  /** Opens a stream of events, once. */
  async open(service: ServiceName, route: string, given: Given, signal: AbortSignal): Promise<Response> {
    const asked = { ...given, signal, headers: { accept: 'text/event-stream', ...given.headers } };
    const request = this.request(service, 'GET', route, asked);
    // The time is for the answer to begin: the stream itself has no end.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DOMException(request.call, 'TimeoutError')), request.timeoutMs);
    try {
      return (await this.send(request, this.turn++, 0, late.signal)).response;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Attempts until one succeeds, or patience ends. */
  private async patiently<T>(
    retry: Patience | false | undefined,
    signal: AbortSignal | undefined,
    attempt: (before: number) => Promise<T>,
  ): Promise<T> {
    const began = Date.now();
    for (let made = 0; ;)
      try {
        return await attempt(made);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        made += 1;
        const patience = retry === false ? ONCE : (retry ?? {});
        const waitMs = waitBefore(error, patience, made, Date.now() - began, Math.random());
        if (waitMs === undefined) throw error;
        await pause(waitMs, signal);
      }
  }

  private request(service: ServiceName, method: string, route: string, given: Given): Request {
    const { body, ifMatch, wait, after, signal, headers, timeoutMs = this.options.timeoutMs ?? TIMEOUT_MS } = given;
    const path = pathOf(route, given);
    const sent: Record<string, string> = { ...headers };
    if (body !== undefined) sent['content-type'] = 'application/json';
    if (ifMatch !== undefined) sent['if-match'] = ifMatch;
    if (wait !== undefined) sent['prefer'] = `wait=${wait}`;
    return {
      service,
      method,
      path,
      call: `${method} ${service}${path}`,
      headers: sent,
      text: body === undefined ? undefined : JSON.stringify(body),
      after,
      signal,
      timeoutMs,
    };
  }

  private withKey(headers: Request['headers'], key: string): Request['headers'] {
    return { ...headers, 'idempotency-key': key, ...(this.options.csrf && { 'x-concord-csrf': '1' }) };
  }

  /** One attempt, and a second one where the token has just run out. */
  private async send(request: Request, turn: number, before: number, limit: AbortSignal): Promise<Received> {
    const url = this.urlOf(request.service, turn + before) + request.path;
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    for (let isRenewed = false; ; isRenewed = true) {
      const token = await this.credentials.token();
      const tokens =
        this.options.readOwnWrites === false ? request.after : this.seen.for(request.service, request.after);
      this.options.onAttempt?.({ call: request.call, before });
      const response = await (this.options.fetch ?? fetch)(url, {
        method: request.method,
        headers: {
          ...request.headers,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(tokens !== undefined && { 'consistency-token': tokens }),
        },
        body: request.text,
        signal,
      }).catch((error: unknown) => {
        throw new NoAnswer(request.call, error);
      });
      if (response.ok) return { response, tokens };
      const problem = await problemIn(request.call, response);
      if (response.status !== 401 || isRenewed || !(await this.credentials.renewed(token))) throw problem;
    }
  }

  private urlOf(service: ServiceName, turn: number): string {
    const { address } = this.options;
    if (typeof address === 'string') return `${address.replace(/\/$/, '')}/${service}`;
    const given = address[service];
    const own = typeof given === 'string' ? [given] : (given ?? []);
    const chosen = own[turn % own.length];
    if (chosen === undefined) throw new TypeError(`The client was given no address of ${service}.`);
    return chosen.replace(/\/$/, '');
  }
}

/** What is in an answer: JSON, or a file. */
async function readOrNoAnswer({ call }: Request, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type');
  const isFile = type !== null && !/^(?:application|text)\/(?:json|plain)|\+json/.test(type);
  const read = async () => (isFile ? response.blob() : response.text());
  const found = await read().catch((error: unknown) => {
    throw new NoAnswer(call, error);
  });
  if (typeof found !== 'string') return found;
  return found === '' ? undefined : JSON.parse(found);
}

/** A random UUID. `crypto.randomUUID` is missing in pages that were not loaded over TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

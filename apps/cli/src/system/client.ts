import type { ServiceName } from '@concord/contracts';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Addresses } from './system';

/** An answer that is not 2xx. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly call: string,
  ) {
    super(`${call}: ${status} ${code}: ${detail}`);
  }
}

/** What a call may bring along. */
export interface CallOptions {
  readonly body?: unknown;
  /** Under which a repetition is no second wish. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  /** For a read elsewhere that must see this write. */
  readonly token: string | undefined;
}

/** How patient a client is. */
export interface ClientOptions {
  /** How long a call is repeated while nobody answers. */
  readonly triesMs?: number;
  /** How long one answer is waited for. */
  readonly callMs?: number;
  /** Told of every write that was answered with success. */
  readonly onWritten?: (written: WrittenCall) => void;
}

/** A write that a service has acknowledged. */
export interface WrittenCall {
  readonly service: ServiceName;
  readonly call: string;
  readonly key: string | undefined;
  readonly body: unknown;
  readonly token: string | undefined;
}

const TRIES_MS = 120_000;
const CALL_MS = 30_000;

/**
 * Calls the services as an integrator would: a service that is away is waited for, and the same key makes the same wish
 * of a repetition. Where a service has several instances they take turns. Refusals are thrown as `Refused`.
 */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  calls = 0;
  /** Calls that were made again because nobody answered. */
  repeated = 0;
  private turn = 0;

  constructor(
    readonly addresses: Addresses,
    private readonly token: () => Promise<string>,
    private readonly options: ClientOptions = {},
  ) {}

  async get<T>(service: ServiceName, path: string, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    return (await this.call<T>(service, 'GET', path, { headers })).body;
  }

  async post<T>(service: ServiceName, path: string, body: unknown, key: string): Promise<Answer<T>> {
    return this.call<T>(service, 'POST', path, { body, key });
  }

  /** All pages of a list. */
  async *all<T>(service: ServiceName, path: string): AsyncGenerator<T> {
    const mark = path.includes('?') ? '&' : '?';
    for (let cursor: string | null = ''; cursor !== null;) {
      const from: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page: { items: T[]; next: string | null } = await this.get(service, `${path}${mark}limit=200${from}`);
      yield* page.items;
      cursor = page.next;
    }
  }

  close(): void {
    this.agent.destroy();
  }

  async call<T>(service: ServiceName, method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const { triesMs = TRIES_MS, onWritten } = this.options;
    const deadline = Date.now() + triesMs;
    const instances = this.addresses.instances?.[service] ?? [this.addresses.services[service]];
    const first = this.turn++;
    for (let tries = 0; ; tries++) {
      try {
        const url = new URL(path, instances[(first + tries) % instances.length]);
        const answer = await this.once<T>(url, service, method, path, options);
        if (onWritten && method !== 'GET') {
          const { body, token } = answer;
          onWritten({ service, call: `${method} ${service}${path}`, key: options.key, body, token });
        }
        return answer;
      } catch (error) {
        const passing = !(error instanceof Refused) || error.status >= 502 || error.status === 429;
        if (!passing || Date.now() > deadline) throw error;
        this.repeated += 1;
        await pause(Math.min(2_000, 50 * 2 ** tries));
      }
    }
  }

  private async once<T>(
    url: URL,
    service: ServiceName,
    method: string,
    path: string,
    { body, key, headers }: CallOptions,
  ) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    this.calls += 1;
    const authorization = `Bearer ${await this.token()}`;
    return new Promise<Answer<T>>((resolve, reject) => {
      const outgoing = request(
        url,
        {
          method,
          agent: this.agent,
          timeout: this.options.callMs ?? CALL_MS,
          headers: {
            authorization,
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
            ...(key && { 'idempotency-key': key }),
            ...headers,
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const status = incoming.statusCode ?? 0;
            const answer = parsed(Buffer.concat(chunks).toString('utf8'));
            if (status >= 200 && status < 300)
              return resolve({ status, body: answer as T, token: incoming.headers['consistency-token'] as string });
            const { code = 'no-code', detail = 'no detail' } = answer as { code?: string; detail?: string };
            reject(new Refused(status, code, detail, `${method} ${service}${path}`));
          });
        },
      );
      outgoing.on('timeout', () =>
        outgoing.destroy(new Error(`${method} ${service}${path} was not answered in time.`)),
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

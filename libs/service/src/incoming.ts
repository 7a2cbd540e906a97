import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { derivedId, type EventMeta, type RecordingSettings } from '@concord/event-sourcing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid7 } from 'uuid';
import type { AdmittedRequest } from './admission';
import { actorOf, principalOf, type Caller } from './auth/caller';
import { Problem } from './problem';
import { traceparentOf } from './tracing/requests';

export const KEY_CHARACTERS_MAX = 200;
/** Visible characters, with blanks between them. */
export const KEY = /^[!-~](?:[ -~]*[!-~])?$/;

/** What hashes begin with that follow the meaning of a body. Those of before follow its letters. */
const HASH_BY_MEANING = '2.';

/** A request that changes something: its caller, its key, its expected version. */
export class IncomingRequest {
  /** The settings that were looked up for this request. */
  settings: RecordingSettings | undefined;

  constructor(
    private readonly request: AdmittedRequest,
    readonly reply: FastifyReply,
  ) {}

  get caller(): Caller {
    if (!this.request.caller) throw new Problem(401, 'token-missing', 'Send a bearer token.');
    return this.request.caller;
  }

  get route(): string {
    return `${this.request.method} ${this.request.routeOptions.url}`;
  }

  /** Returns the place among the writes: from here on this request only waits for others. */
  onlyWaits(): void {
    this.request.place?.();
  }

  /** The caller's key; undefined where the method needs none. */
  get idempotencyKey(): string | undefined {
    return idempotencyKeyOf(this.request);
  }

  /** Distinguishes a retry from another request under the same key. */
  get requestHash(): string {
    return `${HASH_BY_MEANING}${this.hashOf(meant)}`;
  }

  /** Whether this is the request of a stored hash. Answers of before the last way to hash are kept for some days. */
  isOf(storedHash: string): boolean {
    return storedHash === (storedHash.startsWith(HASH_BY_MEANING) ? this.requestHash : this.hashOf());
  }

  private hashOf(replacer?: (key: string, value: unknown) => unknown): string {
    const { url, body } = this.request;
    return createHash('sha256')
      .update(`${this.route}\n${url}\n${JSON.stringify(body ?? null, replacer)}`)
      .digest('base64url');
  }

  /** The version in `If-Match`, if one is given. */
  get expectedVersion(): number | undefined {
    return expectedVersionOf(this.request);
  }

  get commandId(): string {
    const key = this.idempotencyKey;
    return key ? derivedId(`${principalOf(this.caller)}/${this.route}`, key) : uuid7();
  }

  get meta(): EventMeta {
    const { headers } = this.request;
    const correlation = headers['x-correlation-id'];
    const correlationId =
      typeof correlation === 'string' && /^[!-~]{1,64}$/.test(correlation) ? correlation : this.request.id;
    const traceparent = traceparentOf(this.request);
    return {
      correlationId,
      causationId: this.commandId,
      actor: actorOf(this.caller, this.request.permission),
      ...(traceparent && { traceparent }),
      ...(this.settings?.used && { settings: this.settings.used }),
    };
  }
}

/** The key of a request; undefined where the method needs none. Throws `Problem` 400. */
export function idempotencyKeyOf({ headers, method }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && key.length <= KEY_CHARACTERS_MAX && KEY.test(key)) return key;
  if (key !== undefined)
    throw new Problem(
      400,
      'idempotency-key-invalid',
      `Idempotency-Key must have 1 to ${KEY_CHARACTERS_MAX} ASCII characters.`,
    );
  if (method === 'POST')
    throw new Problem(
      400,
      'idempotency-key-missing',
      'Send an Idempotency-Key: a new UUID for every new request, the same one for a retry.',
    );
  return undefined;
}

/** The version in `If-Match`; undefined where any version will do. Throws `Problem` 400. */
export function expectedVersionOf({ headers }: FastifyRequest): number | undefined {
  const value = headers['if-match'];
  if (value === undefined || value === '*') return undefined;
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(value);
  if (!match)
    throw new Problem(400, 'if-match-invalid', 'If-Match must be the ETag of an earlier answer, such as "3".');
  return Number(match[1]);
}

/** What a body says: the order of members is no matter, and a member that is null is one that is left out. */
function meant(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const said = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(said.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The request as commands need it. */
export const Incoming = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  return new IncomingRequest(http.getRequest(), http.getResponse());
});

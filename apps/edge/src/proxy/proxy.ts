import type { IncomingHttpHeaders } from 'node:http';
import type { IncomingHttpHeaders as Http2Headers } from 'node:http2';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import {
  CALLER_RATES,
  CallerLimits,
  Problem,
  STRANGER_RATE,
  tooMany,
  type Caller,
  type TokenVerifier,
} from '@concord/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sessions } from '../session/sessions';
import { demandOwnPage } from '../sign-in/own-page';

/** What the proxy needs. */
export interface ProxyParts {
  /** The addresses of the services, by name. */
  readonly services: ReadonlyMap<string, string>;
  readonly sessions: Sessions;
  readonly verifier: TokenVerifier;
  readonly publicUrl: string;
}

type ProxiedRequest = FastifyRequest & { token?: string };

const CONNECT_MS = 2_000;
/** A write may wait for its place, and a read for the projection; both end within this time. */
const ANSWER_MS = 60_000;
/** A live stream says something every fifteen seconds. */
const SILENCE_MS = 60_000;
const CONNECTIONS_MAX = 20_000;
/** What is said to the door alone. */
const OWN_HEADERS: readonly string[] = ['cookie', 'authorization', 'x-concord-csrf'];

/**
 * `/<service>/v1/…` for people with a session and for systems with a token. The headers of Concord go through in both
 * directions. A refusal of the door is as cheap as it can be: nothing was asked of a service yet.
 */
export async function proxy(server: FastifyInstance, parts: ProxyParts): Promise<void> {
  const limits = new CallerLimits();
  for (const [service, address] of parts.services) {
    const common: FastifyHttpProxyOptions = {
      upstream: address,
      undici: {
        connections: CONNECTIONS_MAX,
        pipelining: 1,
        headersTimeout: ANSWER_MS,
        bodyTimeout: SILENCE_MS,
        connect: { timeout: CONNECT_MS },
      },
      // The callers repeat, who know whether a repetition is safe.
      retryMethods: [],
      maxRetriesOn503: 0,
      replyOptions: {
        retriesCount: 0,
        rewriteRequestHeaders: (request, headers) => forwarded(headers, (request as ProxiedRequest).token),
        onError: (reply, { error }) => void reply.send(awayProblem(service, error)),
      },
    };
    await server.register(httpProxy, {
      ...common,
      prefix: `/${service}/v1`,
      rewritePrefix: '/v1',
      preHandler: (request, reply, done) => void admit(request, reply, parts, limits).then(() => done(), done),
    });
    await server.register(httpProxy, {
      ...common,
      prefix: `/${service}/openapi.json`,
      rewritePrefix: '/openapi.json',
      httpMethods: ['GET'],
      preHandler: (request, _reply, done) => {
        takePlace(limits, request);
        done();
      },
    });
  }
}

/** Finds out who asks and with which token, before anything is asked of a service. */
async function admit(
  request: ProxiedRequest,
  reply: FastifyReply,
  { sessions, verifier, publicUrl }: ProxyParts,
  limits: CallerLimits,
): Promise<void> {
  const token = await tokenOf(request, reply, sessions, publicUrl);
  const caller = await verifier.verify(token && `Bearer ${token}`).catch((error: unknown) => {
    takePlace(limits, request);
    throw error;
  });
  takePlace(limits, request, caller);
  request.token = token!;
}

/** The token that the caller sent, or that of the session: whoever sends one speaks for himself. */
async function tokenOf(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Sessions,
  publicUrl: string,
): Promise<string | undefined> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const session = await sessions.of(request, reply);
  if (!session) return undefined;
  demandOwnPage(request, publicUrl);
  return session.accessToken;
}

/** Throws `Problem` 429 for a caller, or an address without a valid token, that asks too often. */
function takePlace(limits: CallerLimits, request: FastifyRequest, caller?: Caller): void {
  const wait = caller
    ? limits.take(`${caller.issuer} ${caller.client} ${caller.subject}`, CALLER_RATES[caller.kind])
    : limits.take(`address ${request.ip}`, STRANGER_RATE);
  if (wait > 0) throw tooMany(wait);
}

function forwarded(headers: Http2Headers | IncomingHttpHeaders, token: string | undefined): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !OWN_HEADERS.includes(name));
  return { ...Object.fromEntries(kept), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

function awayProblem(service: string, error: Error): Problem {
  const { code = '', statusCode } = error as { code?: string; statusCode?: number };
  const isSlow = code.includes('TIMEOUT') && !code.includes('CONNECT');
  const detail = isSlow
    ? `${service} did not answer in time. Nothing is lost: repeat the request with the same Idempotency-Key.`
    : `${service} cannot be reached now. Nothing is lost: repeat the request with the same Idempotency-Key.`;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, 'request-refused', error.message);
  return new Problem(503, 'service-away', detail, { service }, { 'retry-after': '1' });
}

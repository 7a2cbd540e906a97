import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { CALLER_RATES, OPEN_RATE, Problem, type CallerLimits, type TokenVerifier } from '@concord/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sessions } from '../session/sessions';
import { demandOwnPage } from '../sign-in/own-page';
import { answerHeaders, requestHeaders } from './headers';

/** What the proxy needs. */
export interface ProxyParts {
  /** The addresses of the services, by name. */
  readonly services: ReadonlyMap<string, string>;
  readonly sessions: Sessions;
  readonly verifier: TokenVerifier;
  readonly limits: CallerLimits;
  readonly publicUrl: string;
}

type ProxiedRequest = FastifyRequest & { token?: string };

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly stream: Readable;
}

const CONNECT_MS = 2_000;
/** A write may wait for its place, and a read for the projection; both end within this time. */
const ANSWER_MS = 60_000;
/** A live stream says something every fifteen seconds. */
const SILENCE_MS = 60_000;
const CONNECTIONS_MAX = 20_000;

/**
 * `/<service>/v1/…` for people with a session and for systems with a token. The headers of Concord go through in both
 * directions. A refusal of the door is as cheap as it can be: nothing was asked of a service yet.
 */
export async function proxy(server: FastifyInstance, parts: ProxyParts): Promise<void> {
  const live = new LiveStreams();
  server.addHook('preClose', async () => live.end());
  for (const [service, address] of parts.services) {
    const common: FastifyHttpProxyOptions = {
      upstream: address,
      proxyPayloads: false,
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
        rewriteRequestHeaders: (request, headers) => requestHeaders(headers, (request as ProxiedRequest).token),
        rewriteHeaders: (headers) => answerHeaders(headers),
        onResponse: (_request, reply, answer) => answerWith(reply as FastifyReply, answer as unknown as Answer, live),
        onError: (reply, { error }) => void reply.send(awayProblem(service, error)),
      },
    };
    await server.register(async (scope) => {
      // Before the body is read: whoever may not ask sends it in vain.
      scope.addHook('onRequest', (request, reply) => admit(request, reply, parts));
      readBodiesWhole(scope);
      await scope.register(httpProxy, { ...common, prefix: `/${service}/v1`, rewritePrefix: '/v1' });
    });
    await server.register(async (scope) => {
      const prefix = `/${service}/openapi.json`;
      scope.addHook('onRequest', async ({ ip }) => parts.limits.demandStranger(ip, prefix, OPEN_RATE));
      await scope.register(httpProxy, { ...common, prefix, rewritePrefix: '/openapi.json', httpMethods: ['GET'] });
    });
  }
}

/**
 * A service that refuses a body answers while the body arrives, and closes: the door would then know only that the
 * connection broke. So the door refuses what is too large itself, and a slow caller occupies no service.
 */
function readBodiesWhole(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, Readable.from(body)));
}

/** The service stops working for a caller who is gone: a stream would otherwise stay open until its next message. */
function answerWith(reply: FastifyReply, { headers, stream }: Answer, live: LiveStreams): void {
  reply.raw.once('close', () => stream.destroy());
  if (String(headers['content-type']).startsWith('text/event-stream')) live.add(reply.raw, stream);
  void reply.send(stream);
}

/** The open streams of events. They do not end by themselves: a stop ends them, and their clients connect again. */
class LiveStreams {
  private readonly open = new Map<ServerResponse, Readable>();

  add(response: ServerResponse, stream: Readable): void {
    this.open.set(response, stream);
    response.once('close', () => this.open.delete(response));
  }

  end(): void {
    for (const [response, stream] of this.open) {
      stream.unpipe();
      response.end();
    }
  }
}

/**
 * Routes of services that ask for no token: notices of the payment provider, and the page of its sandbox. A service says
 * so itself; the door lets nothing else through without a token.
 */
const OPEN = /^\/orders\/v1\/payments\/(?:webhooks|challenges)\/[\w-]+(?:\/finish)?$/;

/** Finds out who asks and with which token, before anything is asked of a service. */
async function admit(
  request: ProxiedRequest,
  reply: FastifyReply,
  { sessions, verifier, limits, publicUrl }: ProxyParts,
): Promise<void> {
  if (OPEN.test(request.url)) {
    // A partner signs what it sends, and the service checks that.
    return limits.demandStranger(request.ip, 'partner', OPEN_RATE);
  }
  const token = await tokenOf(request, reply, sessions, publicUrl);
  const caller = await verifier.verify(token && `Bearer ${token}`).catch((error: unknown) => {
    limits.demandStranger(request.ip);
    throw error;
  });
  limits.demand(`${caller.issuer} ${caller.client} ${caller.subject}`, CALLER_RATES[caller.kind]);
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

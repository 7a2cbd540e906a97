import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { admit, type GuardedRequest } from './auth/auth.guard';
import type { Caller } from './auth/caller';
import type { Access } from './auth/permit.decorator';
import type { TokenVerifier } from './auth/token-verifier';
import { CALLER_RATES, OPEN_RATE, type CallerLimits } from './caller-limits';
import type { Refuse } from './http-server';
import { expectedVersionOf, idempotencyKeyOf } from './incoming';
import { Places, type GiveBack } from './places';
import { Problem } from './problem';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** An admitted request. */
export type AdmittedRequest = GuardedRequest & { place?: GiveBack };

/** A declared route with its access. */
export interface KnownRoute {
  readonly method: string;
  /** With parameters as `:name`. */
  readonly path: string;
  readonly access: Access;
  readonly isUncounted: boolean;
}

/**
 * Admits or refuses a request by its headers, before anything is done for it and before its body is read. It refuses an
 * unknown route, and a caller without a token, without the permission or with too many requests. Strangers have limits
 * by their address. A request takes a
 * place when its body has arrived, and keeps it until its answer is ready or the request only waits for others.
 */
export class Admission {
  private readonly reads: Places;
  private readonly writes: Places;
  private routes: ReadonlyMap<string, KnownRoute> = new Map();

  constructor(
    placesMax: number,
    private readonly limits: CallerLimits,
  ) {
    this.reads = new Places(placesMax);
    this.writes = new Places(placesMax);
  }

  /** Requests refused since the start because they would have waited too long. */
  get refused(): number {
    return this.reads.refused + this.writes.refused;
  }

  /** Registers the routes that Nest serves. Others, such as those of the documentation, are public. */
  know(routes: readonly KnownRoute[]): void {
    this.routes = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  }

  /**
   * Attaches to a server; `refuse` answers a request with a problem, `ready` waits for the state that the request
   * demands.
   */
  install(
    server: FastifyInstance,
    verifier: TokenVerifier,
    refuse: Refuse,
    ready: (request: FastifyRequest) => Promise<void> | undefined,
  ): void {
    server.addHook('onRequest', (request, reply, done) => {
      this.admit(request, verifier).then(
        () => done(),
        (error: unknown) => refuse(error, request, reply),
      );
    });
    server.addHook('preHandler', (request, reply, done) => {
      this.enter(request, reply, ready).then(
        () => done(),
        (error: unknown) => refuse(error, request, reply),
      );
    });
    // The answer is ready: whether its caller reads it occupies nobody.
    server.addHook('onSend', (request: AdmittedRequest, _reply, _payload, done) => {
      request.place?.();
      done();
    });
  }

  private async admit(request: GuardedRequest, verifier: TokenVerifier): Promise<void> {
    const { url } = request.routeOptions;
    if (url === undefined) {
      await this.identify(request, verifier).catch((error: Problem) => {
        if (error.status === 429) throw error;
      });
      throw this.nowhere(request);
    }
    const { access = 'public', isUncounted = false } =
      this.routes.get(`${declaredMethod(request.method)} ${url}`) ?? {};
    if (access === 'public') {
      if (!isUncounted) this.limits.demandStranger(request.ip, url, OPEN_RATE);
      return;
    }
    request.caller = await this.identify(request, verifier);
    request.permission = admit(request.caller, access);
    if (READS.has(request.method)) return;
    // Whatever the handler does with them: a malformed header of ours is refused on every route.
    idempotencyKeyOf(request);
    expectedVersionOf(request);
  }

  /** Counts the caller, or the stranger. */
  private async identify({ headers, ip }: FastifyRequest, verifier: TokenVerifier): Promise<Caller> {
    const caller = await verifier.verify(headers.authorization).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 401) this.limits.demandStranger(ip);
      throw error;
    });
    this.limits.demand(`${caller.kind} ${caller.subject}`, CALLER_RATES[caller.kind]);
    return caller;
  }

  private async enter(request: AdmittedRequest, reply: FastifyReply, ready: (request: FastifyRequest) => unknown) {
    // What is asked without a token takes no place: a probe that waits or is refused would end a busy process.
    if (!request.caller) return;
    await ready(request);
    const place = await (READS.has(request.method) ? this.reads : this.writes).take();
    if (!place) throw overloaded();
    request.place = place;
    // Of a caller who disconnects before the answer. Fastify's own hook is not called then.
    if (reply.raw.destroyed) place();
    else reply.raw.once('close', place);
  }

  /** 405 where the path exists with other methods, otherwise 404. */
  private nowhere({ method, url }: FastifyRequest): Problem {
    // The address may be absolute, with a host.
    const path = URL.canParse(url, 'http://host') ? new URL(url, 'http://host').pathname : url;
    const fitting = [...this.routes.values()].filter((route) => fits(route.path, path));
    // As the documents say: /campaigns/simulate is its own path, although /campaigns/{campaignId} fits too.
    const namesMin = Math.min(...fitting.map((route) => namesIn(route.path)));
    const allowed = fitting.filter((route) => namesIn(route.path) === namesMin).map((route) => route.method);
    if (allowed.length === 0)
      return new Problem(404, 'route-unknown', `There is no route ${method} ${path}. The routes are at /docs.`);
    if (allowed.includes('GET')) allowed.push('HEAD');
    const allow = [...new Set(allowed)].sort().join(', ');
    return new Problem(405, 'method-not-allowed', `${path} takes ${allow}.`, {}, { allow });
  }
}

/** HEAD is answered by the route of GET. */
const declaredMethod = (method: string) => (method === 'HEAD' ? 'GET' : method);

const namesIn = (declared: string) => declared.split('/:').length - 1;

function fits(declared: string, path: string): boolean {
  const parts = declared.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, n) => part.startsWith(':') || part === given[n]);
}

const overloaded = () =>
  new Problem(
    503,
    'overloaded',
    'This service is overloaded. Nothing was done: repeat the request in a second.',
    {},
    { 'retry-after': '1' },
  );

import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { EventTooLarge, Rejection, StoreFault } from '@concord/event-sourcing';
import { isDatabaseAway } from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { GuardedRequest } from './auth/auth.guard';
import { PROBLEMS_MAX } from './input';
import { LineBudget } from './line-budget';
import { Problem } from './problem';
import { requestTraceId } from './tracing/requests';

/** The title of each status. */
export const TITLES: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request too slow',
  409: 'Conflict with the present state',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unknown media type',
  417: 'Expectation not met',
  422: 'Refused by a rule',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  503: 'Unavailable',
};

const STATUS = { conflict: 409, rule: 422, 'not-found': 404 } as const;

/** The answers that were problems, by code, since the start. */
export class ProblemCounts {
  readonly byCode = new Map<string, number>();

  add(code: string): void {
    this.byCode.set(code, (this.byCode.get(code) ?? 0) + 1);
  }
}

/** Every refusal and every failure as problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly budget = new LineBudget();

  constructor(
    private readonly log: Logger,
    private readonly counts: ProblemCounts = new ProblemCounts(),
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.answer(error, request, reply);
  }

  /** Also for requests that are refused before there is a route. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    // A caller who disconnected within a body, or was too slow with it, gets no answer; the connection had its own.
    if (isOfBody(error) && isGone(error)) return void reply.hijack();
    // So does a caller who disconnected before the answer of another service, which is aborted then.
    if (reply.raw.destroyed && isAborted(error)) return void reply.hijack();
    const problem = problemOf(error);
    this.counts.add(problem.code);
    this.note(error, problem, request);
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(problemBody(problem, requestTraceId(request)));
  }

  private note(error: unknown, { status, code, detail }: Problem, request: GuardedRequest): void {
    const about = { traceId: requestTraceId(request), code, method: request.method, path: request.routeOptions?.url };
    if (status === 500) this.log.error({ ...about, error: withoutValues(error) }, detail);
    // A service that waits for another one or for its database logs so in its own loops, once.
    else if (status === 401 || status === 403 || status === 429) {
      if (this.budget.take())
        this.log.warn({ ...about, subject: request.caller?.subject, address: request.ip }, detail);
    } else if (code === 'store-unavailable' && this.budget.take()) this.log.error({ ...about }, detail);
  }
}

/** The values of a statement may be personal data: the log gets only the message and the stack. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, message: error.message, stack: error.stack, code };
}

/** A problem as it is sent. */
export const problemBody = ({ status, code, detail, facts }: Problem, traceId: string): string =>
  JSON.stringify({
    ...facts,
    type: `/errors/${code}`,
    title: TITLES[status] ?? 'Refused',
    status,
    code,
    detail,
    traceId,
  });

/** A refusal may find a problem in each of very many lines: nobody reads more than the first hundred. */
const bounded = (facts: Problem['facts']): Problem['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, Array.isArray(fact) ? fact.slice(0, PROBLEMS_MAX) : fact]),
  );

/** The problem that stands for an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection) {
    const status = error.code === 'version-conflict' ? 412 : STATUS[error.kind];
    return new Problem(status, error.code, error.detail, bounded(error.facts));
  }
  if (error instanceof StoreFault ? error.kind === 'unavailable' : !isOfBody(error) && isDatabaseAway(error))
    return new Problem(
      503,
      'store-unavailable',
      'The database cannot be reached now. Nothing is lost: repeat the request with the same Idempotency-Key.',
      {},
      { 'retry-after': '1' },
    );
  if (error instanceof StoreFault && error.kind === 'conflict')
    return new Problem(
      503,
      'too-contended',
      'Too many other requests changed the same object at the same time. Repeat the request.',
      {},
      { 'retry-after': '1' },
    );
  if (error instanceof StoreFault && error.kind === 'answered')
    return new Problem(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was used before, and its answer is no longer stored. Send a new key for a new request.',
    );
  if (error instanceof EventTooLarge) return new Problem(413, 'event-too-large', error.message);
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number }).statusCode ?? 500);
  const message = (error as Error).message;
  if (status === 413)
    return new Problem(413, 'body-too-large', 'The body is larger than 1 MiB. Split it into several requests.');
  if (status === 415) return new Problem(415, 'media-type-unknown', 'Send JSON with content-type application/json.');
  if (status === 404) return new Problem(404, 'route-unknown', `${message}. The routes are at /docs.`);
  if (status === 400) return new Problem(400, 'request-invalid', `The request cannot be read: ${message}`);
  if (status >= 400 && status < 500) return new Problem(status, 'request-refused', message);
  return new Problem(500, 'internal-error', 'The service failed to answer. Its log has the cause under the traceId.');
}

/**
 * Whether reading a body failed: Fastify gives the status, and a broken connection of the caller looks like one of the
 * database.
 */
const isOfBody = (error: unknown) => (error as { statusCode?: number }).statusCode === 400;

const isAborted = (error: unknown) => (error as { code?: string }).code === 'UND_ERR_ABORTED';

const isGone = (error: unknown) =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED'].includes((error as { code?: string }).code ?? '');

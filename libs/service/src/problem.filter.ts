import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter, type ValidationError } from '@nestjs/common';
import { EventTooLarge, Rejection, StoreFault } from '@concord/event-sourcing';
import { isDatabaseAway } from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Problem, type FieldProblem } from './problem';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not well formed',
  401: 'Who are you?',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Not possible now',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unknown media type',
  422: 'Against a rule',
  429: 'Too many requests',
  500: 'Our fault',
  503: 'Not available now',
};

const STATUS = { conflict: 409, rule: 422, 'not-found': 404 } as const;

/** Every refusal and every failure as problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    this.answer(error, request, reply);
  }

  /** Also for what Fastify refuses before there is a route. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const { status, code, detail, facts, headers } = problemOf(error);
    // One line for each of thousands would make it worse; they are counted in the metrics.
    if (status >= 500 && code !== 'overloaded')
      this.log.error({ error, method: request.method, path: request.routeOptions?.url }, detail);
    const traceId = request.id;
    void reply
      .status(status)
      .headers(headers)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(
        JSON.stringify({
          ...facts,
          type: `/errors/${code}`,
          title: TITLES[status] ?? 'Refused',
          status,
          code,
          detail,
          traceId,
        }),
      );
  }
}

/** The problem that stands for an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection) {
    const status = error.code === 'version-conflict' ? 412 : STATUS[error.kind];
    return new Problem(status, error.code, error.detail, error.facts);
  }
  if (error instanceof StoreFault ? error.kind === 'unavailable' : isDatabaseAway(error))
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
      'Too many others changed the same thing at the same time. Repeat the request.',
      {},
      { 'retry-after': '1' },
    );
  if (error instanceof StoreFault && error.kind === 'answered')
    return new Problem(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was used before, and its answer is no longer kept. Take a new one for a new wish.',
    );
  if (error instanceof EventTooLarge) return new Problem(413, 'event-too-large', error.message);
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: number }).statusCode ?? 500);
  const message = (error as Error).message;
  if (status === 413) return new Problem(413, 'body-too-large', 'The body is larger than 1 MiB. Send it in parts.');
  if (status === 415) return new Problem(415, 'media-type-unknown', 'Send JSON with content-type application/json.');
  if (status === 404) return new Problem(404, 'route-unknown', `${message}. The routes are at /docs.`);
  if (status === 400) return new Problem(400, 'request-invalid', `The request cannot be read: ${message}`);
  if (status === 429)
    return new Problem(429, 'too-many-requests', 'Wait a second and try again.', {}, { 'retry-after': '1' });
  if (status >= 400 && status < 500) return new Problem(status, 'request-refused', message);
  return new Problem(500, 'internal-error', 'Something went wrong here; it is in the log under the traceId.');
}

/** The fields that a validation found wrong, each with its path. */
export function fieldProblems(errors: readonly ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = parent ? `${parent}.${property}` : property;
    const own = Object.entries(constraints).map(([name, message]) => ({ path, rule: name, message }));
    return [...own, ...fieldProblems(children, path)];
  });
}

/** For Nest's validation pipe: all wrong fields in one answer. */
export const requestInvalid = (errors: ValidationError[]) => {
  const problems = fieldProblems(errors);
  const names = [...new Set(problems.map(({ path }) => path))].join(', ');
  return new Problem(400, 'request-invalid', `These fields are wrong: ${names}.`, { errors: problems });
};

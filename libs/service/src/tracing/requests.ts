import { traceIdOf, type Tracing } from '@concord/event-sourcing';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** As W3C Trace Context says it: an id of zeros is none, and ff is no version. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A request with the span that stands for it, where traces are recorded. */
type TracedRequest = FastifyRequest & { spanned?: string };

/** Makes a span of each request but for probes, figures and documents. Install it before all that refuses requests. */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  server.addHook('onRequest', (request: TracedRequest, reply, done) => {
    const route = request.routeOptions.url;
    if (route?.startsWith('/v1/')) {
      const name = `${request.method} ${route}`;
      const facts = { 'http.request.method': request.method, 'http.route': route };
      const span = tracing.start({ name, kind: 'server', parent: givenBy(request), facts });
      request.spanned = span.traceparent;
      // Not Fastify's own hook: nothing calls it when the caller goes away before the answer.
      reply.raw.once('close', () => {
        const { statusCode } = reply.raw;
        const failed = statusCode >= 500 ? statusCode : undefined;
        span.end(failed, { 'http.response.status_code': statusCode });
      });
    }
    done();
  });
}

/** What follows from a request belongs to this: its own span, or that of the caller; undefined where there is neither. */
export const traceparentOf = (request: TracedRequest): string | undefined => request.spanned ?? givenBy(request);

/** Under which the log and the answer speak of a request: its trace, or else the request alone. */
export const requestTraceId = (request: FastifyRequest): string => traceIdOf(traceparentOf(request)) ?? request.id;

function givenBy({ headers: { traceparent } }: FastifyRequest): string | undefined {
  return typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined;
}

import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemCounts } from '@concord/service';
import fastify, { type FastifyInstance } from 'fastify';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/**
 * `/health/live` and `/health/ready` of the door; returns the figures for Prometheus, which are served on a port of their
 * own: what is under the one address is for everybody.
 */
export function measured(server: FastifyInstance, problems: ProblemCounts): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const seconds = new Histogram({
    name: 'concord_door_request_seconds',
    help: 'How long requests took at the door, by where they went and their status.',
    labelNames: ['target', 'status'],
    buckets: SECONDS,
    registers,
  });
  new Gauge({
    name: 'concord_problems',
    help: 'Answers that were problems since the start, by code.',
    labelNames: ['code'],
    registers,
    collect() {
      for (const [code, count] of problems.byCode) this.set({ code }, count);
    },
  });
  const open = new Gauge({
    name: 'concord_door_requests',
    help: 'Requests under way, live streams among them.',
    registers,
  });
  server.addHook('onRequest', async () => open.inc());
  server.addHook('onResponse', async (request, reply) => {
    open.dec();
    const target = /^\/([a-z-]+)\/v1/.exec(request.routeOptions.url ?? '')?.[1] ?? 'door';
    seconds.observe({ target, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
  server.get('/health/live', () => ({ status: 'ok' }));
  // The door is ready by itself: a service that is away is named where it is asked for.
  server.get('/health/ready', () => ({ status: 'ok' }));
  return registry;
}

/** `/metrics` on its own port. */
export async function serveMetrics(registry: Registry, host: string, port: number): Promise<FastifyInstance> {
  const server = fastify();
  server.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await registry.metrics()),
  );
  await server.listen({ host, port });
  return server;
}

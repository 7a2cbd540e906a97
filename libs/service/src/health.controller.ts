import { Controller, Get, Header, Res, type OnApplicationBootstrap } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { BusRunner } from '@concord/event-bus';
import { Engine } from '@concord/event-sourcing';
import { EventStore, Retention } from '@concord/event-store';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { Public } from './auth/permit.decorator';
import { Admission } from './admission';
import { Gauges } from './gauges';
import { ProblemCounts } from './problem.filter';

/** Whether this instance is alive and ready: judged by progress, not by an open socket. */
@Controller('health')
@ApiExcludeController()
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly bus: BusRunner,
  ) {}

  // A refused probe would end a busy process.
  @Get('live')
  @Public('uncounted')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  async ready(@Res() reply: FastifyReply) {
    const database = await this.store.reading.query('select 1').then(
      () => 'ok',
      () => 'The database cannot be reached.',
    );
    const bus = this.bus.problem ?? 'ok';
    const isReady = database === 'ok' && bus === 'ok';
    const checks = { database, bus, lagMs: this.bus.lagMs, lag: Object.fromEntries(this.bus.lag) };
    await reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'unavailable', checks });
  }
}

/** Figures for Prometheus. */
@Controller('metrics')
@ApiExcludeController()
export class MetricsController implements OnApplicationBootstrap {
  private readonly registry = new Registry();

  constructor(
    engine: Engine,
    bus: BusRunner,
    admission: Admission,
    problems: ProblemCounts,
    retention: Retention,
    private readonly gauges: Gauges,
  ) {
    const registers = [this.registry];
    // The default of ten milliseconds would wake an idle process a hundred times a second.
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: 100 });
    const events = new Counter({ name: 'concord_events_appended_total', help: 'Events appended.', registers });
    const refused = new Counter({
      name: 'concord_reactions_refused',
      help: 'Refused commands of reactions: there should be none. /v1/refused lists them.',
      labelNames: ['reaction', 'code'],
      registers,
    });
    engine.onCommit((batch) => {
      events.inc(batch.events.length);
      for (const { reaction, code } of batch.refused) refused.inc({ reaction, code });
    });
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    gauge('concord_events_relayed', 'Events sent to the topic since the start.', () => bus.relay.sent);
    gauge('concord_events_applied', 'Events of other services applied since the start.', () => bus.consumer.applied);
    gauge('concord_events_parked', 'Messages parked since the start.', () => bus.consumer.parkedCount);
    gauge('concord_requests_refused', 'Requests refused because of overload.', () => admission.refused);
    gauge('concord_projection_lag_ms', 'Age of the facts of other services.', () => bus.lagMs);
    gauge(
      'concord_oldest_transaction_seconds',
      'Age of the oldest writing transaction of the database server: later events wait for it.',
      () => bus.oldestWriterSeconds,
    );
    new Gauge({
      name: 'concord_problems',
      help: 'Answers that were problems since the start, by code.',
      labelNames: ['code'],
      registers,
      collect() {
        for (const [code, count] of problems.byCode) this.set({ code }, count);
      },
    });
    new Gauge({
      name: 'concord_rows_cleared',
      help: 'Old rows purged since the start, by table.',
      labelNames: ['table'],
      registers,
      collect() {
        for (const [table, rows] of retention.total) this.set({ table }, rows);
      },
    });
    new Gauge({
      name: 'concord_consumer_lag',
      help: 'Messages not applied yet, by source.',
      labelNames: ['source'],
      registers,
      collect() {
        for (const [source, lag] of bus.lag) this.set({ source }, lag);
      },
    });
  }

  onApplicationBootstrap(): void {
    for (const { name, help, read } of this.gauges.all)
      new Gauge({
        name,
        help,
        registers: [this.registry],
        async collect() {
          // A database that is away has an alert of its own; the last figure stays.
          const value = await read().catch(() => undefined);
          if (value !== undefined) this.set(value);
        },
      });
  }

  @Get()
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics() {
    return this.registry.metrics();
  }
}

import { randomBytes } from 'node:crypto';
import type { Span, SpanContext, Tracer } from '@opentelemetry/api';
import type { OpenSpan, SpanKind, SpanStart, Tracing } from '@concord/event-sourcing';
import type { Logger } from 'pino';
import { LineBudget } from '../line-budget';

/** Loaded where it is asked for, and nowhere else. */
const load = () => Promise.all([import('@opentelemetry/api'), import('@opentelemetry/sdk-node')]);
type Api = Awaited<ReturnType<typeof load>>[0];

/** Tracing that was switched on, and its end. */
export interface RunningTracing extends Tracing {
  /** Sends what is left to the collector. */
  stop(): Promise<void>;
}

/** Whether traces are asked for, by the variables that OpenTelemetry defines. */
export function isTraced(environment: NodeJS.ProcessEnv): boolean {
  if (environment['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return false;
  const exporters = environment['OTEL_TRACES_EXPORTER']?.split(',').map((name) => name.trim());
  if (exporters?.some((name) => name !== '')) return !exporters.includes('none');
  return Boolean(environment['OTEL_EXPORTER_OTLP_ENDPOINT'] || environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);
}

/**
 * Starts the OpenTelemetry SDK where the environment asks for traces; answers undefined otherwise, without loading any of
 * it. The SDK reads all other `OTEL_*` variables itself. Once for each process.
 */
export async function startTracing(
  service: string,
  environment: NodeJS.ProcessEnv,
  log: Logger,
): Promise<RunningTracing | undefined> {
  if (!isTraced(environment)) return undefined;
  const [api, { NodeSDK }] = await load();
  const ids = new Ids();
  const sdk = new NodeSDK({
    serviceName: environment['OTEL_SERVICE_NAME'] || service,
    idGenerator: ids,
    // Figures are Prometheus' and the log goes to standard output. Spans get their parents from us, and nothing is patched.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
    textMapPropagator: null,
    contextManager: null as never,
  });
  if (!environment['OTEL_LOG_LEVEL']) api.diag.setLogger(sparing(log), api.DiagLogLevel.WARN);
  sdk.start();
  const told = new Told(api, api.trace.getTracer('concord'), ids);
  return Object.assign(told, { stop: () => sdk.shutdown() });
}

/** Random ids, but for a span whose id follows from its cause. */
class Ids {
  next: string | undefined;
  generateTraceId = () => randomBytes(16).toString('hex');
  generateSpanId = () => this.next ?? randomBytes(8).toString('hex');
}

/** Our spans as OpenTelemetry's. */
class Told implements Tracing {
  private readonly kinds: Readonly<Record<SpanKind, number>>;

  constructor(
    private readonly api: Api,
    private readonly tracer: Tracer,
    private readonly ids: Ids,
  ) {
    const { SERVER: server, CLIENT: client, PRODUCER: producer, CONSUMER: consumer, INTERNAL: internal } = api.SpanKind;
    this.kinds = { server, client, producer, consumer, internal };
  }

  now(): number {
    return performance.timeOrigin + performance.now();
  }

  start(start: SpanStart): OpenSpan {
    const span = this.begin(start);
    const traceparent = textOf(span.spanContext());
    return {
      traceparent,
      end: (error, facts) => {
        if (facts) span.setAttributes(facts);
        if (error !== undefined) this.fail(span, error instanceof Error ? error.message : JSON.stringify(error));
        span.end(this.now());
      },
    };
  }

  committed(committed: Parameters<Tracing['committed']>[0]): void {
    this.ids.next = committed.traceparent.slice(36, 52);
    const span = this.begin(committed, committed.since);
    this.ids.next = undefined;
    if (committed.refused) this.fail(span, `refused: ${committed.refused}`);
    span.end(this.now());
  }

  private begin({ name, kind, parent, link, facts }: SpanStart, since = this.now()): Span {
    const { trace, ROOT_CONTEXT } = this.api;
    const above = contextOf(parent);
    const linked = contextOf(link);
    const context = above ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT;
    const options = { kind: this.kinds[kind], startTime: since, ...(facts && { attributes: facts }) };
    return this.tracer.startSpan(name, linked ? { ...options, links: [{ context: linked }] } : options, context);
  }

  private fail(span: Span, message: string) {
    span.setStatus({ code: this.api.SpanStatusCode.ERROR, message });
  }
}

const textOf = ({ traceId, spanId, traceFlags }: SpanContext) =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

function contextOf(traceparent: string | undefined): SpanContext | undefined {
  if (!traceparent) return undefined;
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true };
}

/** A collector that is away is told of now and then: nothing but spans is lost by it. */
function sparing(log: Logger) {
  const budget = new LineBudget();
  const tell = (message: string, ...facts: unknown[]) => {
    if (budget.take()) log.warn({ facts }, `OpenTelemetry: ${message}`);
  };
  const silent = () => undefined;
  return { error: tell, warn: tell, info: silent, debug: silent, verbose: silent };
}

import { derivedId } from './derived-id';

/** What a span is, as OpenTelemetry names it. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** Facts about a span, by name. Never personal data. */
export type SpanFacts = Readonly<Record<string, string | number>>;

/** Work that begins. `parent` and `link` are texts of W3C Trace Context, as in the header `traceparent`. */
export interface SpanStart {
  readonly name: string;
  readonly kind: SpanKind;
  /** Absent: the span begins a trace. */
  readonly parent?: string | undefined;
  /** Another trace from which this work follows, too long ago to be part of it. */
  readonly link?: string | undefined;
  readonly facts?: SpanFacts;
}

/** Work under way. */
export interface OpenSpan {
  /** For what follows from this work. */
  readonly traceparent: string;
  /** Ends the span; with an error where the work failed. */
  end(error?: unknown, facts?: SpanFacts): void;
}

/**
 * Work that was committed a moment ago. Its id is derived from its cause: a unit of work that is decided again, or an
 * event that is delivered again, has the same one, and so have the events that follow.
 */
export interface CommittedSpan extends SpanStart {
  readonly parent: string;
  readonly traceparent: string;
  /** When the work began, as `Tracing.now` tells it. */
  readonly since: number;
  /** Why a command was refused. */
  readonly refused?: string;
}

/** Where spans are told. Absent where nothing is traced. */
export interface Tracing {
  /** Milliseconds since 1970, with their fractions. */
  now(): number;
  start(span: SpanStart): OpenSpan;
  committed(span: CommittedSpan): void;
}

const TRACEPARENT_CHARACTERS = 55;
const SPAN_ID_AT = 36;
const SPAN_ID_END = 52;

/** Whether somebody upstream records the trace: then we do as well. */
export const isRecorded = (traceparent: string | undefined): traceparent is string =>
  traceparent?.length === TRACEPARENT_CHARACTERS && parseInt(traceparent.at(-1)!, 16) % 2 === 1;

/** The context of a span within the trace of `parent`, whose id follows from a cause. */
export const childSpan = (parent: string, cause: string, part: string): string =>
  parent.slice(0, SPAN_ID_AT) + derivedId(cause, part).replaceAll('-', '').slice(0, 16) + parent.slice(SPAN_ID_END);

/** The id of the trace; undefined where there is none. */
export const traceIdOf = (traceparent: string | undefined): string | undefined => traceparent?.slice(3, 35);

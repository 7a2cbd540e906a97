import type { Actor, EventMeta, RecordedEvent } from '../event';
import type { RecordingSettings } from '../settings';
import { derivedId } from './derived-id';
import { childSpan, isRecorded, type CommittedSpan, type SpanKind } from './tracing';

/** Where a command comes from. */
export interface Cause {
  /** Event ids are derived from it. */
  readonly commandId: string;
  readonly at: string;
  readonly meta: EventMeta;
}

/** Makes the causes of what follows from events, each in a span of its own where the trace is recorded. */
export class Causes {
  /** When the unit of work at hand was handed over; undefined where nothing is traced. */
  tracedSince: number | undefined;

  constructor(
    private readonly service: string,
    private readonly tell: (span: CommittedSpan) => void,
  ) {}

  /** The cause of a reaction to an event. */
  of(event: RecordedEvent, by: string, name: string): Cause {
    const actor: Actor = { kind: 'system', id: this.service, role: 'service' };
    const { correlationId, traceparent, channel } = event.meta;
    const meta = { correlationId, causationId: event.eventId, actor, channel, traceparent };
    const spanned = this.spanned(meta, event.eventId, by, 'internal', name, event.type);
    return { commandId: derivedId(event.eventId, by), at: event.occurredAt, meta: spanned };
  }

  /** What follows from `meta`, in a span of its own where the trace is recorded: `cause` and `part` make its id. */
  spanned(meta: EventMeta, cause: string, part: string, kind: SpanKind, name: string, type: string): EventMeta {
    const { traceparent: parent } = meta;
    if (this.tracedSince === undefined || !isRecorded(parent)) return meta;
    const traceparent = childSpan(parent, cause, part);
    const facts = { 'concord.event': type, 'concord.correlation_id': meta.correlationId };
    this.tell({ name, kind, parent, traceparent, since: this.tracedSince, facts });
    return { ...meta, traceparent };
  }
}

/** The cause with the versions of the settings that a reaction looked up: its events name them. */
export const restingOn = ({ used }: RecordingSettings, cause: Cause): Cause =>
  used ? { ...cause, meta: { ...cause.meta, settings: used } } : cause;

import type { EventMeta, EventType, Offset, RecordedEvent } from '@concord/event-sourcing';
import type { OutgoingEvent } from '@concord/event-store';
import type { KafkaMessage } from 'kafkajs';

/** A message as it goes to a topic: CloudEvents 1.0, Kafka binary mode. */
export interface OutgoingMessage {
  readonly partition: number;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A message as it comes from a topic. */
export interface IncomingMessage {
  readonly offset: Offset;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** The message of a public event; `previous` is the position of the event before it in the partition. */
export function toMessage(service: string, event: OutgoingEvent, position: string, previous: string): OutgoingMessage {
  const { correlationId, causationId, actor, channel, traceparent, settings } = JSON.parse(event.meta) as EventMeta;
  return {
    partition: event.lane,
    key: event.streamId,
    value: event.data,
    headers: {
      ce_specversion: '1.0',
      ce_id: event.eventId,
      ce_source: `/concord/${service}`,
      ce_type: event.type,
      ce_time: event.occurredAt,
      ce_subject: event.streamId,
      ce_dataschema: `/schemas/${service}/${event.type}/${event.schemaVersion}`,
      'content-type': 'application/json',
      ce_schemaversion: String(event.schemaVersion),
      ce_pubseq: String(event.pubSeq),
      ce_position: position,
      ce_previous: previous,
      ce_correlationid: correlationId,
      ce_causationid: causationId,
      ce_actor: JSON.stringify(actor),
      ...(channel && { ce_channel: channel }),
      ...(settings && { ce_settings: JSON.stringify(settings) }),
      ...(traceparent && { traceparent }),
    },
  };
}

/** A message of kafkajs as the consumer takes it. */
export function incoming({ offset, key, value, headers = {} }: KafkaMessage): IncomingMessage {
  return { offset: Number(offset), key: key?.toString('utf8') ?? '', value, headers };
}

/**
 * The message of an event that a topic lost, as it would stand there: with the identity of the event, so that it is parked
 * and replayed as itself. `offset` is that of the message that revealed the loss.
 */
export function refetched(event: RecordedEvent, position: string, offset: Offset): IncomingMessage {
  const { correlationId, causationId, actor, channel, traceparent } = event.meta;
  return {
    offset,
    key: event.streamId,
    value: Buffer.from(JSON.stringify(event.data)),
    headers: {
      ce_id: event.eventId,
      ce_type: event.type,
      ce_time: event.occurredAt,
      ce_subject: event.streamId,
      ce_schemaversion: String(event.schemaVersion),
      ce_pubseq: String(event.version),
      ce_position: position,
      ce_correlationid: correlationId,
      ce_causationid: causationId,
      ce_actor: JSON.stringify(actor),
      ...(channel && { ce_channel: channel }),
      ...(traceparent && { traceparent }),
    },
  };
}

/** A header as text; undefined where the message has none. */
export function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  if (value === undefined) return undefined;
  return String(Array.isArray(value) ? value[0] : value);
}

/** The meta of an incoming event, from its headers. */
export function metaOf(message: IncomingMessage): EventMeta {
  const actor = header(message, 'ce_actor');
  const channel = header(message, 'ce_channel');
  const traceparent = header(message, 'traceparent');
  return {
    correlationId: header(message, 'ce_correlationid') ?? header(message, 'ce_id') ?? '',
    causationId: header(message, 'ce_causationid') ?? '',
    actor: actor ? JSON.parse(actor) : { kind: 'system', id: 'unknown', role: 'service' },
    ...(channel && { channel }),
    ...(traceparent && { traceparent }),
  };
}

/** The event in a message, lifted to the newest version of its type. Throws where the message is no such event. */
export function eventIn(message: IncomingMessage, eventType: EventType): RecordedEvent {
  const version = Number(header(message, 'ce_schemaversion') ?? 1);
  const written: unknown = JSON.parse(message.value?.toString('utf8') ?? '');
  const data = version < eventType.schemaVersion ? eventType.lift(written, version) : written;
  const problems = eventType.problems(data);
  if (problems.length > 0) throw new Error(`The data is not a ${eventType.type}: ${problems.join('; ')}`);
  return {
    ...eventType.of(data),
    eventId: header(message, 'ce_id') ?? '',
    streamId: message.key,
    version: Number(header(message, 'ce_pubseq') ?? 0),
    occurredAt: header(message, 'ce_time') ?? '',
    meta: metaOf(message),
  };
}

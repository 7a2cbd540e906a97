import { applyDecorators, type OnModuleDestroy, type Type as Class } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { AdmittedRequest } from './admission';
import { Problem } from './problem';

/** A client connects again after this time. */
const RETRY_MS = 2_000;
/** A comment this often keeps proxies from closing a silent connection, and finds clients that are gone. */
const BEAT_MS = 15_000;
/** A client for whom more than this waits gets nothing more: it is cut off. */
const WAITING_BYTES_MAX = 1_048_576;
/** One caller may not take all streams. */
const A_CALLER_MAX = 200;
/** How long a client may take to read the end of its stream when the service stops. */
const END_MS = 500;
/** The longest time that a timer of Node can wait. */
const TIMER_MS_MAX = 2_147_483_647;

/** A message of a stream: its type, its data as JSON, and the id from which a client goes on after a break. */
export const serverSentEvent = (type: string, data: unknown, id?: string): string =>
  `event: ${type}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** One open stream. */
export interface EventStream {
  readonly isOpen: boolean;
  /** Sends messages. A client that has read too little of what was sent before is cut off. */
  send(text: string): void;
}

export interface EventStreamOptions {
  /** The id from which a client goes on that is cut off now: told with each heartbeat. */
  readonly id: () => string | undefined;
  /** Called once when the stream is over, whoever ended it. */
  readonly onEnd: () => void;
}

/**
 * Streams of server-sent events. A stream holds no place of the admission. It ends with the token of its caller (message
 * `expired`), when its client does not read, and when the service stops.
 */
export class EventStreams implements OnModuleDestroy {
  private readonly open = new Set<OpenStream>();
  private readonly byCaller = new Map<string, number>();
  private readonly beat = setInterval(() => this.beatAll(), BEAT_MS).unref();
  private isStopping = false;

  constructor(private readonly streamsMax: number) {}

  /** Streams that are open now. */
  get count(): number {
    return this.open.size;
  }

  /** Streams that were cut off since the start because their clients did not read. */
  cut = 0;

  /** Answers a request with a stream. Throws `Problem` 503 `streams-full`. */
  start(request: AdmittedRequest, reply: FastifyReply, options: EventStreamOptions): EventStream {
    const caller = request.caller!;
    const mine = this.byCaller.get(caller.subject) ?? 0;
    if (this.isStopping) throw full('This service is stopping.');
    if (this.open.size >= this.streamsMax) throw full(`This service has ${this.streamsMax} streams open, its limit.`);
    if (mine >= A_CALLER_MAX) throw full(`You have ${A_CALLER_MAX} streams open, the limit of one caller.`);
    request.place?.();
    const headers = reply.getHeaders();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(headers as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies that gather answers would hold messages back.
      'x-accel-buffering': 'no',
    });
    // The route of GET answers HEAD too, which has no body.
    if (request.method === 'HEAD') raw.end();
    const stream = new OpenStream(raw, options, () => (this.cut += 1));
    if (!stream.isOpen) return stream;
    this.open.add(stream);
    this.byCaller.set(caller.subject, mine + 1);
    raw.once('close', () => {
      this.open.delete(stream);
      const left = this.byCaller.get(caller.subject)! - 1;
      if (left > 0) this.byCaller.set(caller.subject, left);
      else this.byCaller.delete(caller.subject);
    });
    stream.endAt(caller.expiresAt);
    stream.send(`retry: ${RETRY_MS}\n\n`);
    return stream;
  }

  /** The service stops: every stream ends, and its client connects to another instance. */
  onModuleDestroy(): void {
    this.isStopping = true;
    clearInterval(this.beat);
    for (const stream of this.open) stream.end(': the service stops\n\n');
  }

  private beatAll(): void {
    for (const stream of this.open) stream.beat();
  }
}

class OpenStream implements EventStream {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly raw: ServerResponse,
    private readonly options: EventStreamOptions,
    private readonly onCut: () => void,
  ) {
    raw.once('close', () => {
      clearTimeout(this.timer);
      options.onEnd();
    });
  }

  get isOpen(): boolean {
    return !this.raw.writableEnded && !this.raw.destroyed;
  }

  send(text: string): void {
    if (!this.isOpen) return;
    // What was sent before counts, not this text: a large one alone is no fault of the client.
    if (this.raw.writableLength <= WAITING_BYTES_MAX) return void this.raw.write(text);
    this.onCut();
    this.raw.destroy();
  }

  beat(): void {
    const id = this.options.id();
    this.send(id === undefined ? ': beat\n\n' : `: beat\nid: ${id}\n\n`);
  }

  endAt(at: number): void {
    const ms = at - Date.now();
    const end = () => (ms > TIMER_MS_MAX ? this.endAt(at) : this.end(serverSentEvent('expired', {})));
    this.timer = setTimeout(end, Math.min(ms, TIMER_MS_MAX)).unref();
  }

  end(last: string): void {
    if (!this.isOpen) return;
    this.raw.end(last);
    setTimeout(() => this.raw.destroy(), END_MS).unref();
  }
}

/**
 * A route that answers with a stream of server-sent events: their types, each with the class of its data. An event
 * without data says all by its type.
 */
export const AnswersEvents = (
  description: string,
  example: string,
  events: Readonly<Record<string, Class | undefined>>,
) => {
  const messages = Object.entries(events).map(([type, data]) => ({
    type: 'object',
    required: ['event', 'data'],
    properties: {
      event: { type: 'string', enum: [type] },
      data: data ? { $ref: getSchemaPath(data) } : { type: 'object' },
    },
  }));
  const schema = { type: 'string', contentMediaType: 'text/event-stream', contentSchema: { anyOf: messages } };
  return applyDecorators(
    ApiExtraModels(...Object.values(events).filter((data) => data !== undefined)),
    ApiResponse({ status: 200, description, content: { 'text/event-stream': { schema: schema as object, example } } }),
  );
};

const full = (why: string) =>
  new Problem(503, 'streams-full', `${why} Connect again in a few seconds.`, {}, { 'retry-after': '5' });

import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { fold, Model, streamIdOf } from '@concord/event-sourcing';
import {
  EventStore,
  FEED_START,
  parsePosition,
  positionText,
  readLane,
  readStream,
  type FeedEvent,
} from '@concord/event-store';
import { Answers } from './answers.decorator';
import { mayUse, TheCaller } from './auth/auth.guard';
import type { Caller } from './auth/caller';
import type { Permission } from './auth/permissions';
import { Permit } from './auth/permit.decorator';
import { Moment, Text, Whole } from './field';
import { Problem } from './problem';
import { secretNames, secretsIn, withoutSecrets } from './secrets';

/** The permission for reading a stream besides `ops.stream.read`; undefined where none is needed. */
export const STREAM_PERMISSION = Symbol('stream permission');

/** A stream with more events is not folded to show its state. */
const EVENTS_MAX = 1_000_000;

class HistoryQuery {
  @Whole({ minimum: 1, maximum: 200, optional: true, default: 50, description: 'The size of the page.' })
  limit: number = 50;

  @Text({
    maxLength: 9,
    pattern: /^\d{1,9}$/,
    says: 'a cursor of the page before',
    optional: true,
    example: '50',
    description: 'The `next` of the page before.',
  })
  cursor?: string;
}

class StateQuery {
  @Moment({ optional: true, description: 'The moment of the state. Where it is left out, now.' })
  asOf?: string;
}

class LaneQuery {
  @Whole({ minimum: 0, maximum: 255, description: 'The partition.' })
  lane!: number;

  @Text({
    maxLength: 60,
    optional: true,
    pattern: /^\d{1,4}\.\d{1,18}\.\d{1,15}$/,
    says: 'a position, such as 1.750.42',
    example: '1.750.42',
    description: 'The position after which to begin.',
  })
  after?: string;

  @Whole({ minimum: 1, maximum: 500, optional: true, default: 100 })
  limit: number = 100;
}

class StreamEvent {
  @ApiProperty({ type: 'string' }) streamId!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'string' }) type!: string;
  @ApiProperty({ type: 'integer' }) schemaVersion!: number;
  @ApiProperty({ type: 'string', format: 'uuid' }) eventId!: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) occurredAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) recordedAt!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) data!: object;
  @ApiProperty({ type: 'object', additionalProperties: true }) meta!: object;
}

class StreamEventPage {
  @ApiProperty({ type: () => [StreamEvent] }) items!: StreamEvent[];
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Send it as `cursor` for the next page; null at the end.',
  })
  next!: string | null;
}

class StreamState {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'object', additionalProperties: true }) state!: object;
}

class FedEvent extends StreamEvent {
  @ApiProperty({ type: 'integer', description: 'Counts the public events of a stream.' }) pubSeq!: number;
  @ApiProperty({ type: 'string', example: '1.750.42' }) position!: string;
}

class Feed {
  @ApiProperty({ type: () => [FedEvent] }) items!: FedEvent[];
}

/** The events themselves, for people who investigate. */
@Controller('v1')
@ApiTags('operations')
export class StreamController {
  private readonly secrets: ReadonlySet<string>;

  constructor(
    private readonly model: Model,
    private readonly store: EventStore,
    @Inject(STREAM_PERMISSION) private readonly permission: Permission | undefined,
  ) {
    this.secrets = secretNames(model);
  }

  @Get('streams/:kind/:id')
  @Permit('ops.stream.read')
  @ApiOperation({
    summary: 'The history of one aggregate',
    description: 'Needs the permission to read the content of the stream as well. Secrets are left out.',
  })
  @Answers(StreamEventPage)
  async history(
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Query() { limit, cursor }: HistoryQuery,
    @TheCaller() caller: Caller,
  ): Promise<StreamEventPage> {
    if (this.permission) mayUse(caller, this.permission);
    const after = Number(cursor ?? 0);
    const events = await readStream(this.store.reading, streamIdOf(kind, id), after, limit + 1);
    if (events.length === 0 && after === 0) throw unknownStream(kind, id);
    const items = events.slice(0, limit).map((event) => this.shown(event));
    return { items, next: events.length > limit ? String(items.at(-1)!.version) : null };
  }

  @Get('streams/:kind/:id/state')
  @Permit('ops.stream.read')
  @ApiOperation({
    summary: 'The state of one aggregate, now or at a moment',
    description: 'Needs the permission to read the content of the stream as well. Secrets are left out.',
  })
  @Answers(StreamState)
  async state(
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Query() { asOf }: StateQuery,
    @TheCaller() caller: Caller,
  ): Promise<StreamState> {
    if (this.permission) mayUse(caller, this.permission);
    const aggregate = this.model.aggregates.get(kind);
    if (!aggregate) throw unknownStream(kind, id);
    const all = await readStream(this.store.reading, streamIdOf(kind, id), 0, EVENTS_MAX);
    const events = all.filter(({ occurredAt }) => !asOf || occurredAt <= asOf);
    if (events.length === 0) throw unknownStream(kind, id);
    const lifted = events.map((event) =>
      aggregate.events[event.type]!.of(aggregate.events[event.type]!.lift(event.data, event.schemaVersion)),
    );
    // A state may hold the values of events under other names.
    const secrets = secretsIn(events, this.secrets);
    const state = withoutSecrets(fold(aggregate, lifted) as object, this.secrets, secrets);
    return { version: events.at(-1)!.version, state };
  }

  @Get('feed')
  @Permit('ops.feed.read')
  @ApiOperation({
    summary: 'Public events of one partition after a position, as they were sent',
    description:
      'Services read it as `feed_reader`; all other callers need the permission to read the content of the events too.',
  })
  @Answers(Feed)
  async feed(@Query() { lane, after, limit }: LaneQuery, @TheCaller() caller: Caller): Promise<Feed> {
    if (this.permission && !caller.roles.includes('feed_reader')) mayUse(caller, this.permission);
    const events = await readLane(this.store.reading, lane, after ? parsePosition(after) : FEED_START, limit);
    return {
      items: events.map((event) => ({ ...this.shown(event), pubSeq: event.pubSeq!, position: positionText(event) })),
    };
  }

  private shown(event: FeedEvent): StreamEvent {
    const { streamId, version, type, schemaVersion, eventId, occurredAt, recordedAt, meta } = event;
    const data = withoutSecrets(event.data as object, this.secrets);
    return { streamId, version, type, schemaVersion, eventId, occurredAt, recordedAt, data, meta };
  }
}

const unknownStream = (kind: string, id: string) =>
  new Problem(404, 'stream-unknown', `There is no ${kind} ${id} here.`);

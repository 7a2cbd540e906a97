import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { fold, streamIdOf, Model } from '@concord/event-sourcing';
import { BusRunner } from '@concord/event-bus';
import {
  FEED_START,
  parsePosition,
  positionText,
  readLane,
  readStream,
  EventStore,
  type FeedEvent,
} from '@concord/event-store';
import { DataSource } from 'typeorm';
import { Permit } from './auth/permit.decorator';
import { Moment, Text, Whole } from './field';
import { Problem } from './problem';
import { PageQuery } from './reading';
import { Rebuilds } from './rebuilds';
import { INVARIANTS, type Invariant } from './invariant';

class StateQuery {
  @Moment({ optional: true, description: 'As it was then; now, if absent.' })
  asOf?: string;
}

class LaneQuery {
  @Whole({ minimum: 0, maximum: 255, description: 'The partition.' })
  lane!: number;

  @Text({
    maxLength: 60,
    optional: true,
    pattern: /^\d+\.\d+\.\d+$/,
    description: 'The position after which to begin.',
  })
  after?: string;

  @Whole({ minimum: 1, maximum: 500, optional: true, default: 100 })
  limit: number = 100;
}

class DiscardParked {
  @Text({ maxLength: 500, description: 'Why nobody needs it.' })
  reason!: string;
}

/** What every service offers to those who run it. */
@Controller('v1')
@ApiTags('operations')
export class OperationsController {
  constructor(
    private readonly model: Model,
    private readonly store: EventStore,
    private readonly bus: BusRunner,
    private readonly dataSource: DataSource,
    private readonly rebuilds: Rebuilds,
    @Inject(INVARIANTS) private readonly invariants: readonly Invariant[],
  ) {}

  @Get('projections')
  @Permit('ops.projection.read')
  @ApiOperation({ summary: 'Projections, the last own event of each partition, and how far each source is applied' })
  async projections() {
    const builds = await this.dataSource.query(
      `select name, build, status, table_name as "table", started_at as "startedAt", finished_at as "finishedAt"
       from projection_builds where status <> 'retired' order by name, build`,
    );
    const positions = await this.store.positions.all();
    const heads = await this.dataSource.query(
      `select l.lane, format('%s.%s.%s', h.era, h.txid, h.pos) as position from relay_lanes l, lateral (
         select era, txid, pos from events e where e.lane = l.lane and e.pub_seq is not null
         order by era desc, txid desc, pos desc limit 1) h order by l.lane`,
    );
    return {
      builds,
      heads,
      positions,
      rebuild: this.rebuilds.progress ?? null,
      lag: Object.fromEntries(this.bus.lag),
      lagMs: this.bus.lagMs,
    };
  }

  @Post('projections/:name/rebuild')
  @HttpCode(200)
  @Permit('ops.projection.rebuild')
  @ApiOperation({ summary: 'Builds a projection anew beside the one that is read, and swaps it in; answers when done' })
  async rebuild(@Param('name') name: string) {
    return { name, ...(await this.rebuilds.rebuild(name)) };
  }

  @Get('invariants')
  @Permit('invariant.read')
  @ApiOperation({ summary: 'The sum rules of this service, each with its offenders: none when all is well' })
  async checkInvariants() {
    const checks = [];
    for (const { name, rule, offenders } of this.invariants)
      checks.push({ name, rule, offenders: await this.dataSource.query(offenders) });
    return { ok: checks.every((check) => check.offenders.length === 0), checks };
  }

  @Get('streams/:kind/:id')
  @Permit('ops.stream.read')
  @ApiOperation({ summary: 'The history of one aggregate' })
  async history(@Param('kind') kind: string, @Param('id') id: string, @Query() { limit, cursor }: PageQuery) {
    const after = cursor ? Number(cursor) : 0;
    if (!Number.isInteger(after)) throw new Problem(400, 'cursor-invalid', 'The cursor of a history is a version.');
    const events = await readStream(this.store.reading, streamIdOf(kind, id), after, limit + 1);
    if (events.length === 0 && after === 0) throw unknownStream(kind, id);
    const items = events.slice(0, limit).map(shown);
    return { items, next: events.length > limit ? String(items.at(-1)!.version) : null };
  }

  @Get('streams/:kind/:id/state')
  @Permit('ops.stream.read')
  @ApiOperation({ summary: 'The state of one aggregate, now or at a moment' })
  async state(@Param('kind') kind: string, @Param('id') id: string, @Query() { asOf }: StateQuery) {
    const aggregate = this.model.aggregates.get(kind);
    if (!aggregate) throw unknownStream(kind, id);
    const all = await readStream(this.store.reading, streamIdOf(kind, id), 0, 1_000_000);
    const until = asOf ? new Date(asOf).toISOString() : undefined;
    const events = all.filter(({ occurredAt }) => !until || occurredAt <= until);
    if (events.length === 0) throw unknownStream(kind, id);
    const lifted = events.map((event) =>
      aggregate.events[event.type]!.of(aggregate.events[event.type]!.lift(event.data, event.schemaVersion)),
    );
    return { version: events.at(-1)!.version, state: fold(aggregate, lifted) };
  }

  @Get('feed')
  @Permit('ops.feed.read')
  @ApiOperation({ summary: 'Public events of one partition after a position, as they were sent' })
  async feed(@Query() { lane, after, limit }: LaneQuery) {
    const events = await readLane(this.store.reading, lane, after ? parsePosition(after) : FEED_START, limit);
    return { items: events.map((event) => ({ ...shown(event), pubSeq: event.pubSeq, position: positionText(event) })) };
  }

  @Get('parked')
  @Permit('ops.parked.read')
  @ApiOperation({ summary: 'Messages that could not be applied, with the reason' })
  async parked() {
    const items = await this.dataSource.query(
      `select id, topic, partition, "offset", key, event_id as "eventId", type, reason, event, parked_at as "parkedAt"
       from parked where settled_at is null order by parked_at, "offset" limit 200`,
    );
    return { items };
  }

  @Post('parked/:id/discard')
  @HttpCode(200)
  @Permit('ops.parked.discard')
  @ApiOperation({ summary: 'Gives a parked message up' })
  async discard(@Param('id') id: string, @Body() { reason }: DiscardParked) {
    const rows = await this.dataSource.query(
      `update parked set settled_at = clock_timestamp(), settled_as = 'discarded', settled_reason = $2
       where id::text = $1 and settled_at is null returning id`,
      [id, reason],
    );
    if (rows[0].length === 0) throw new Problem(404, 'parked-message-unknown', `No message ${id} is parked.`);
    return { id, settledAs: 'discarded' };
  }

  @Post('parked/:id/replay')
  @HttpCode(200)
  @Permit('ops.parked.replay')
  @ApiOperation({ summary: 'Applies a parked message, and those of its key before it, in their order' })
  async replay(@Param('id') id: string) {
    const rows = await this.dataSource.query(
      `select topic, key, "offset" from parked where id::text = $1 and settled_at is null`,
      [id],
    );
    if (!rows[0]) throw new Problem(404, 'parked-message-unknown', `No message ${id} is parked.`);
    const applied = await this.bus.replayParked(rows[0].topic, rows[0].key);
    return { id, applied };
  }
}

const shown = ({ streamId, version, type, schemaVersion, eventId, occurredAt, recordedAt, data, meta }: FeedEvent) => {
  return { streamId, version, type, schemaVersion, eventId, occurredAt, recordedAt, data, meta };
};

const unknownStream = (kind: string, id: string) =>
  new Problem(404, 'stream-unknown', `There is no ${kind} ${id} here.`);

import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { BusRunner, topicOf } from '@concord/event-bus';
import { Model } from '@concord/event-sourcing';
import { EventStore, LANE_HEADS, TIMED_LANE_HEADS } from '@concord/event-store';
import { DataSource } from 'typeorm';
import { Answers } from './answers.decorator';
import { Permit } from './auth/permit.decorator';
import { Commands } from './commands';
import { CONFIG, type ServiceConfig } from './config';
import { Incoming, IncomingRequest } from './incoming';
import { INVARIANTS, type Invariant } from './invariant';
import { Rebuilds } from './rebuilds';

class Build {
  @ApiProperty({ type: 'string' }) name!: string;
  @ApiProperty({ type: 'integer' }) build!: number;
  @ApiProperty({ type: 'string', enum: ['building', 'live'] }) status!: string;
  @ApiProperty({ type: 'string' }) table!: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) startedAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) finishedAt!: string | null;
}

class LaneHead {
  @ApiProperty({ type: 'integer' }) lane!: number;
  @ApiProperty({ type: 'string', example: '1.750.42' }) position!: string;
}

class AppliedPosition {
  @ApiProperty({ type: 'string' }) topic!: string;
  @ApiProperty({ type: 'integer' }) partition!: number;
  @ApiProperty({ type: 'integer' }) nextOffset!: number;
  @ApiProperty({ type: 'string', example: '1.750.42' }) mark!: string;
}

class RebuildProgress {
  @ApiProperty({ type: 'string' }) projection!: string;
  @ApiProperty({ type: 'integer' }) applied!: number;
  @ApiProperty({ type: 'integer' }) ms!: number;
}

class Projections {
  @ApiProperty({ type: () => [Build] }) builds!: Build[];
  @ApiProperty({ type: () => [LaneHead], description: 'The last own event of each partition.' }) heads!: LaneHead[];
  @ApiProperty({ type: () => [AppliedPosition] }) positions!: AppliedPosition[];
  @ApiProperty({ type: () => RebuildProgress, nullable: true }) rebuild!: RebuildProgress | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Messages not applied yet, by source.',
  })
  lag!: Record<string, number>;
  @ApiProperty({ type: 'integer' }) lagMs!: number;
}

class TimedLaneHead extends LaneHead {
  @ApiProperty({ type: 'string', format: 'date-time' }) recordedAt!: string;
}

class SourceMark {
  @ApiProperty({ type: 'string', example: 'inventory' }) source!: string;
  @ApiProperty({ type: 'integer' }) lane!: number;
  @ApiProperty({ type: 'string', example: '1.750.42' }) mark!: string;
}

class SeenPositions {
  @ApiProperty({ type: () => [TimedLaneHead], description: 'The last own event of each lane.' })
  heads!: TimedLaneHead[];

  @ApiProperty({ type: 'string', isArray: true, description: 'The services whose events this one hears.' })
  sources!: readonly string[];

  @ApiProperty({ type: () => [SourceMark], description: 'The last event of each lane of them that is applied here.' })
  applied!: SourceMark[];
}

class Rebuilt {
  @ApiProperty({ type: 'string' }) name!: string;
  @ApiProperty({ type: 'integer' }) events!: number;
  @ApiProperty({ type: 'number' }) seconds!: number;
}

class Check {
  @ApiProperty({ type: 'string' }) name!: string;
  @ApiProperty({ type: 'string' }) rule!: string;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) offenders!: object[];
}

class Checks {
  @ApiProperty({ type: 'boolean' }) ok!: boolean;
  @ApiProperty({ type: () => [Check] }) checks!: Check[];
}

/** Routes of every service for its operators. */
@Controller('v1')
@ApiTags('operations')
export class OperationsController {
  constructor(
    private readonly commands: Commands,
    private readonly store: EventStore,
    private readonly bus: BusRunner,
    private readonly dataSource: DataSource,
    private readonly rebuilds: Rebuilds,
    private readonly model: Model,
    @Inject(CONFIG) private readonly config: ServiceConfig,
    @Inject(INVARIANTS) private readonly invariants: readonly Invariant[],
  ) {}

  @Get('projections')
  @Permit('ops.projection.read')
  @ApiOperation({ summary: 'Projections, the last own event of each partition, and how far each source is applied' })
  @Answers(Projections)
  async projections(): Promise<Projections> {
    const builds = await this.dataSource.query(
      `select name, build, status, table_name as "table", started_at as "startedAt", finished_at as "finishedAt"
       from projection_builds where status <> 'retired' order by name, build`,
    );
    const positions = await this.store.positions.all();
    const heads = await this.dataSource.query(LANE_HEADS);
    return {
      builds,
      heads,
      positions,
      rebuild: this.rebuilds.progress ?? null,
      lag: Object.fromEntries(this.bus.lag),
      lagMs: this.bus.lagMs,
    };
  }

  @Get('positions')
  @Permit('ops.audit.read')
  @ApiOperation({
    summary: 'The last own event of each lane, and the last one of each source that is applied here',
    description: 'From the database, so it holds for all instances. Who compares them knows which service is behind.',
  })
  @Answers(SeenPositions)
  async positions(): Promise<SeenPositions> {
    const [heads, stored] = await Promise.all([
      this.dataSource.query<TimedLaneHead[]>(TIMED_LANE_HEADS),
      this.store.positions.all(),
    ]);
    const { sources } = this.model;
    const names = new Map(sources.map((source) => [topicOf(source, this.config.CONCORD_TOPIC_PREFIX), source]));
    const applied = stored.flatMap(({ topic, partition: lane, mark }) => {
      const source = names.get(topic);
      return source === undefined ? [] : [{ source, lane, mark }];
    });
    return { heads, sources, applied };
  }

  @Post('projections/:name/rebuild')
  @HttpCode(200)
  @Permit('ops.projection.rebuild')
  @ApiOperation({ summary: 'Rebuilds a projection beside the live table, and swaps it in; answers when done' })
  @Answers(Rebuilt)
  rebuild(@Param('name') name: string, @Incoming() incoming: IncomingRequest): Promise<Rebuilt> {
    // A large view takes minutes, during which other requests must be served.
    incoming.onlyWaits();
    return this.commands.once(incoming, async () => ({ name, ...(await this.rebuilds.rebuild(name)) }));
  }

  @Get('invariants')
  @Permit('invariant.read')
  @ApiOperation({ summary: 'The invariants of this service, each with its offenders: none when all is well' })
  @Answers(Checks)
  async checkInvariants(): Promise<Checks> {
    const checks: Check[] = [];
    for (const { name, rule, offenders } of this.invariants)
      checks.push({ name, rule, offenders: await this.dataSource.query(offenders) });
    return { ok: checks.every((check) => check.offenders.length === 0), checks };
  }
}

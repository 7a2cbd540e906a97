import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { BusRunner } from '@concord/event-bus';
import { RETENTION } from '@concord/event-store';
import { DataSource } from 'typeorm';
import { Answers } from './answers.decorator';
import { TheCaller } from './auth/auth.guard';
import type { Caller } from './auth/caller';
import { mayDo, type Permission } from './auth/permissions';
import { Permit } from './auth/permit.decorator';
import { Commands } from './commands';
import { Flag, Text } from './field';
import { Incoming, IncomingRequest } from './incoming';
import { Problem } from './problem';
import { STREAM_PERMISSION } from './stream.controller';

/** Messages of one answer. */
const MESSAGES_MAX = 200;

class ParkedQuery {
  @Flag({
    optional: true,
    default: false,
    description: 'Those that were settled, the latest first, instead of those that wait.',
  })
  settled: boolean = false;
}

class DiscardParked {
  @Text({ maxLength: 500, description: 'Why nobody needs it.' })
  reason!: string;
}

/** A message that could not be applied. */
class ParkedRow {
  @ApiProperty({ type: 'string', format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'string' }) topic!: string;
  @ApiProperty({ type: 'integer' }) partition!: number;
  @ApiProperty({ type: 'integer' }) offset!: number;
  @ApiProperty({ type: 'string', description: 'The stream.' }) key!: string;
  @ApiProperty({ type: 'string' }) eventId!: string;
  @ApiProperty({ type: 'string' }) type!: string;
  @ApiProperty({ type: 'string', description: 'Why it could not be applied.' }) reason!: string;
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: `The message itself, for callers who may read what it holds; absent ${RETENTION.parked.days} days after it was discarded.`,
  })
  event?: object;
  @ApiProperty({ type: 'array', items: { type: 'string' }, required: false, description: 'Members that are left out.' })
  masked?: string[];
  @ApiProperty({ type: 'string', format: 'date-time' }) parkedAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) settledAt!: string | null;
  @ApiProperty({ type: 'string', enum: ['replayed', 'discarded'], nullable: true }) settledAs!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The subject of whoever settled it.' })
  settledBy!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Why it was given up.' }) settledReason!: string | null;
}

class ParkedList {
  @ApiProperty({ type: () => [ParkedRow], maxItems: MESSAGES_MAX }) items!: ParkedRow[];
}

class Discarded {
  @ApiProperty({ type: 'string', format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'string', enum: ['discarded'] }) settledAs!: 'discarded';
}

class Replayed {
  @ApiProperty({ type: 'string', format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer', description: 'Messages of the key that were applied.' }) applied!: number;
}

const COLUMNS = `id, topic, partition, "offset", key, event_id as "eventId", type, reason, event, parked_at as "parkedAt",
  settled_at as "settledAt", settled_as as "settledAs", settled_by as "settledBy", settled_reason as "settledReason"`;

/** Messages of other services that could not be applied here, until somebody decides. */
@Controller('v1/parked')
@ApiTags('operations')
export class ParkedController {
  constructor(
    private readonly commands: Commands,
    private readonly bus: BusRunner,
    private readonly dataSource: DataSource,
    @Inject(STREAM_PERMISSION) private readonly permission: Permission | undefined,
  ) {}

  @Get()
  @Permit('ops.parked.read')
  @ApiOperation({
    summary: 'Messages that could not be applied, with the reason',
    description: 'With `settled=true` those that somebody replayed or gave up: who did, when and why.',
  })
  @Answers(ParkedList)
  async list(@Query() { settled }: ParkedQuery, @TheCaller() caller: Caller): Promise<ParkedList> {
    const items: ParkedRow[] = await this.dataSource.query(
      settled
        ? `select ${COLUMNS} from parked where settled_at is not null order by settled_at desc, id limit ${MESSAGES_MAX}`
        : `select ${COLUMNS} from parked where settled_at is null order by parked_at, "offset" limit ${MESSAGES_MAX}`,
    );
    return { items: items.map((row) => this.seenBy(caller, row)) };
  }

  @Get(':id')
  @Permit('ops.parked.read')
  @ApiOperation({ summary: 'One message that could not be applied, and what became of it' })
  @Answers(ParkedRow)
  async one(@Param('id') id: string, @TheCaller() caller: Caller): Promise<ParkedRow> {
    const rows = await this.dataSource.query(`select ${COLUMNS} from parked where id::text = $1`, [id]);
    if (!rows[0]) throw unknown(id);
    return this.seenBy(caller, rows[0]);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Permit('ops.parked.discard')
  @ApiOperation({
    summary: 'Gives a parked message up',
    description: 'What it said will not be seen here. The next messages of its key can be applied then.',
  })
  @Answers(Discarded)
  discard(
    @Param('id') id: string,
    @Body() { reason }: DiscardParked,
    @Incoming() incoming: IncomingRequest,
  ): Promise<Discarded> {
    return this.commands.once(incoming, async () => {
      const rows = await this.dataSource.query(
        `update parked set settled_at = clock_timestamp(), settled_as = 'discarded', settled_reason = $2, settled_by = $3
         where id::text = $1 and settled_at is null returning id`,
        [id, reason, incoming.caller.subject],
      );
      if (rows[0].length === 0) throw unknown(id);
      return { id, settledAs: 'discarded' };
    });
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Permit('ops.parked.replay')
  @ApiOperation({ summary: 'Applies a parked message, and those of its key before it, in their order' })
  @Answers(Replayed)
  replay(@Param('id') id: string, @Incoming() incoming: IncomingRequest): Promise<Replayed> {
    return this.commands.once(incoming, async () => {
      const [rows] = await this.dataSource.query(
        `update parked set settled_by = $2 from parked asked where asked.id::text = $1 and asked.settled_at is null
           and parked.topic = asked.topic and parked.key = asked.key and parked.settled_at is null
         returning parked.topic, parked.key`,
        [id, incoming.caller.subject],
      );
      if (!rows[0]) throw unknown(id);
      return { id, applied: await this.bus.replayParked(rows[0].topic, rows[0].key) };
    });
  }

  /** A message holds what streams hold: whoever may not read those sees what it is about, and why it is parked. */
  private seenBy({ roles }: Caller, { event, ...row }: ParkedRow): ParkedRow {
    if (!event) return row;
    if (!this.permission || mayDo(roles, this.permission)) return { ...row, event };
    return { ...row, masked: ['event'] };
  }
}

const unknown = (id: string) => new Problem(404, 'parked-message-unknown', `No message ${id} is parked.`);

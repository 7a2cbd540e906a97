import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { BusRunner, InapplicableMessage } from '@concord/event-bus';
import { RETENTION } from '@concord/event-store';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Answers, AnswersPage } from './answers.decorator';
import { TheCaller } from './auth/auth.guard';
import type { Caller } from './auth/caller';
import { mayDo, type Permission } from './auth/permissions';
import { Permit } from './auth/permit.decorator';
import { Commands } from './commands';
import { OneOf, Text } from './field';
import { Incoming, IncomingRequest } from './incoming';
import { Problem } from './problem';
import { Page, PageQuery, Views } from './reading';
import { RowOneOf, RowText, RowTime, RowWhole } from './row';
import { STREAM_PERMISSION } from './stream.controller';

/** The status of a message, and the condition on its row. */
const STATES = {
  waiting: 'row.settledAt is null',
  settled: 'row.settledAt is not null',
  replayed: `row.settledAs = 'replayed'`,
  discarded: `row.settledAs = 'discarded'`,
} as const;

class ParkedQuery extends PageQuery {
  @OneOf(Object.keys(STATES), {
    optional: true,
    default: 'waiting',
    description: 'Waiting messages, the oldest first; or replayed or discarded ones, the latest first.',
  })
  state: keyof typeof STATES = 'waiting';
}

class DiscardParked {
  @Text({ maxLength: 500, description: 'Why the message is not needed.' })
  reason!: string;
}

/** A message that could not be applied. */
@Entity('parked')
export class ParkedRow {
  @PrimaryColumn({ type: 'uuid' })
  @ApiProperty({ type: 'string', format: 'uuid' })
  id!: string;

  @RowText()
  topic!: string;

  @RowWhole()
  partition!: number;

  @RowWhole()
  offset!: number;

  @RowText({ description: 'The stream.' })
  key!: string;

  @RowText()
  eventId!: string;

  @RowText()
  type!: string;

  @RowText({ description: 'Why it could not be applied.' })
  reason!: string;

  @Column({ type: 'json', nullable: true })
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: `The message itself, for callers who may read its content; absent ${RETENTION.parked.days} days after it was discarded.`,
  })
  event?: object | null;

  @ApiProperty({ type: 'array', items: { type: 'string' }, required: false, description: 'Members that are left out.' })
  masked?: string[];

  @RowTime()
  parkedAt!: string;

  @RowTime({ nullable: true })
  settledAt!: string | null;

  @RowOneOf(['replayed', 'discarded'], { nullable: true })
  settledAs!: string | null;

  @RowText({ nullable: true, description: 'The subject of the caller who settled it.' })
  settledBy!: string | null;

  @RowText({ nullable: true, description: 'Why it was discarded.' })
  settledReason!: string | null;
}

class Discarded {
  @ApiProperty({ type: 'string', format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'string', enum: ['discarded'] }) settledAs!: 'discarded';
}

class Replayed {
  @ApiProperty({ type: 'string', format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer', description: 'How many messages of the key were applied.' }) applied!: number;
}

/** Messages of other services that could not be applied here, until a person decides. */
@Controller('v1/parked')
@ApiTags('operations')
export class ParkedController {
  constructor(
    private readonly commands: Commands,
    private readonly bus: BusRunner,
    private readonly dataSource: DataSource,
    private readonly views: Views,
    @Inject(STREAM_PERMISSION) private readonly permission: Permission | undefined,
  ) {}

  @Get()
  @Permit('ops.parked.read')
  @ApiOperation({
    summary: 'Messages that could not be applied, with the reason',
    description: 'Replayed and discarded messages name the caller, the time and the reason.',
  })
  @AnswersPage(ParkedRow)
  async list(@Query() { state, ...page }: ParkedQuery, @TheCaller() caller: Caller): Promise<Page<ParkedRow>> {
    const isWaiting = state === 'waiting';
    const order = { by: isWaiting ? 'parkedAt' : 'settledAt', descending: !isWaiting } as const;
    const { items, next } = await this.views.page(ParkedRow, page, order, (select) => select.andWhere(STATES[state]));
    return { items: items.map((row) => this.seenBy(caller, row)), next };
  }

  @Get(':id')
  @Permit('ops.parked.read')
  @ApiOperation({ summary: 'One message that could not be applied, with its status' })
  @Answers(ParkedRow)
  async one(@Param('id') id: string, @TheCaller() caller: Caller): Promise<ParkedRow> {
    const row = isUuid(id) ? await this.views.find(ParkedRow, { id }) : undefined;
    if (!row) throw unknown(id);
    return this.seenBy(caller, row);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Permit('ops.parked.discard')
  @ApiOperation({
    summary: 'Discards a parked message',
    description: 'Its content is lost for this service. The next messages of its key can then be applied.',
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
  @ApiOperation({
    summary: 'Replays a parked message, with all others of its key, in their order',
    description:
      'Ends at the first message that still cannot be applied (`replay-impossible`, 409): it stays parked, with those behind it.',
  })
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
      const applied = await this.bus.replayParked(rows[0].topic, rows[0].key).catch((error: unknown) => {
        throw error instanceof InapplicableMessage ? new Problem(409, 'replay-impossible', error.message) : error;
      });
      return { id, applied };
    });
  }

  /** A message holds what streams hold: callers who may not read those see only its subject, and why it is parked. */
  private seenBy({ roles }: Caller, { event, ...row }: ParkedRow): ParkedRow {
    if (!event) return row;
    if (!this.permission || mayDo(roles, this.permission)) return { ...row, event };
    return { ...row, masked: ['event'] };
  }
}

const unknown = (id: string) => new Problem(404, 'parked-message-unknown', `No message ${id} is parked.`);

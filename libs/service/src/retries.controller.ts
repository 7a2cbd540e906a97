import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AnswersPage } from './answers.decorator';
import { TheCaller } from './auth/auth.guard';
import type { Caller } from './auth/caller';
import { mayDo, type Permission } from './auth/permissions';
import { Permit } from './auth/permit.decorator';
import { Page, PageQuery, Views } from './reading';
import { RowText, RowTime, RowWhole } from './row';
import { STREAM_PERMISSION } from './stream.controller';

/** A call to a partner, or a timer of a process, that has failed and is retried. */
@Entity('timers')
export class RetryRow {
  @PrimaryColumn({ type: 'uuid' })
  @ApiProperty({ type: 'string', format: 'uuid' })
  id!: string;

  @RowText({ description: '`gateway:` and the name of the gateway, or the name of the process.' })
  process!: string;

  @RowText({ description: 'The subject of the call or the timer.' })
  processId!: string;

  @RowText({ description: 'The idempotency key that the partner gets, or the name of the timer.' })
  name!: string;

  @RowWhole({ description: 'Failed tries.' })
  attempts!: number;

  @RowTime({ description: 'When the next try is due.' })
  dueAt!: string;

  @Column({ type: 'text', nullable: true })
  @ApiProperty({ type: 'string', required: false, description: 'The error of the last try.' })
  failure?: string | null | undefined;

  @Column({ type: 'timestamptz', nullable: true, select: false })
  firedAt?: string | null;

  @ApiProperty({ type: 'array', items: { type: 'string' }, required: false, description: 'Members that are left out.' })
  masked?: string[];
}

/** Failing calls and timers: each is retried until it succeeds, so none is ever given up. */
@Controller('v1/retries')
@ApiTags('operations')
export class RetriesController {
  constructor(
    private readonly views: Views,
    @Inject(STREAM_PERMISSION) private readonly permission: Permission | undefined,
  ) {}

  @Get()
  @Permit('ops.retry.read')
  @ApiOperation({
    summary: 'Calls to partners and timers that have failed and are retried, those with the most tries first',
    description: 'Each is retried under the same key until it succeeds, once a minute in the end.',
  })
  @AnswersPage(RetryRow)
  async list(@Query() query: PageQuery, @TheCaller() { roles }: Caller): Promise<Page<RetryRow>> {
    const { items, next } = await this.views.page(RetryRow, query, { by: 'attempts', descending: true }, (select) =>
      select.andWhere('row.firedAt is null').andWhere('row.failure is not null'),
    );
    if (!this.permission || mayDo(roles, this.permission)) return { items, next };
    // The answer of a partner may repeat the request.
    return { items: items.map((row) => ({ ...row, failure: undefined, masked: ['failure'] })), next };
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Engine } from '@concord/event-sourcing';
import { RETENTION } from '@concord/event-store';
import type { Logger } from 'pino';
import { Entity, PrimaryColumn } from 'typeorm';
import { AnswersPage } from './answers.decorator';
import { Permit } from './auth/permit.decorator';
import { Moment, Text } from './field';
import { LineBudget } from './line-budget';
import { PageQuery, Views } from './reading';
import { RowText, RowTime } from './row';

class RefusedQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, example: 'refund-beyond-captured', description: 'Refused with this code.' })
  code?: string;

  @Text({ maxLength: 100, optional: true, example: 'CapturePayment', description: 'Commands of this type.' })
  command?: string;

  @Moment({ optional: true, description: 'Refused then or later.' })
  since?: string;
}

/** A refused command of a policy, a process or a gateway. */
@Entity('refused_reactions')
export class RefusedRow {
  @PrimaryColumn({ type: 'uuid' })
  @ApiProperty({ type: 'string', format: 'uuid' })
  id!: string;

  @RowTime()
  refusedAt!: string;

  @RowText({ description: 'The policy, process or gateway.', example: 'orders.capture-payment-when-parcel-left' })
  reaction!: string;

  @RowText({ description: 'The type of the command. Its data is not stored.', example: 'CapturePayment' })
  command!: string;

  @RowText({ description: 'The stream of the command.', example: 'payment-0198f3a2' })
  streamId!: string;

  @RowText({ description: 'Why it was refused: see docs/errors.md. The log has the full text.' })
  code!: string;

  @RowText({ description: 'The id of the causing event, timer or call.' })
  causeId!: string;

  @RowText({ description: 'The type of that event; `timer:` and its name; or `answer`, of a partner to a call.' })
  causeType!: string;

  @RowText({ description: 'The id that events and requests of one cause share across services.' })
  correlationId!: string;
}

/** Refused commands that nobody waits for. */
@Controller('v1/refused')
@ApiTags('operations')
export class RefusedController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('ops.refused.read')
  @ApiOperation({
    summary: 'Refused commands of reactions, the latest first',
    description: `Normal trading brings none: each is a fault to investigate. Stored for ${RETENTION.refused_reactions.days} days.`,
  })
  @AnswersPage(RefusedRow)
  list(@Query() { code, command, since, ...page }: RefusedQuery) {
    return this.views.page(RefusedRow, page, { by: 'refusedAt', descending: true }, (select) => {
      if (code) select.andWhere('row.code = :code', { code });
      if (command) select.andWhere('row.command = :command', { command });
      if (since) select.andWhere('row.refusedAt >= :since', { since });
    });
  }
}

/** Logs every refused reaction, after its commit. */
export function logRefused(engine: Engine, log: Logger): void {
  const budget = new LineBudget();
  engine.onCommit(({ refused }) => {
    for (const facts of refused)
      if (budget.take()) log.warn(facts, `${facts.reaction} was refused ${facts.command}: ${facts.code}.`);
  });
}

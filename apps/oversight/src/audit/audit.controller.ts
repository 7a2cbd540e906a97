import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  Commands,
  Incoming,
  IncomingRequest,
  objectOf,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  ValueProperty,
  Views,
} from '@concord/service';
import { AuditRounds } from './audit-rounds.gateway';
import type { Progress } from './auditor.gateway';
import { AuditRow } from './audits.projection';
import { DriftRow } from './drifts.projection';

class DriftQuery extends PageQuery {
  @OneOf(['open', 'gone'], { optional: true, default: 'open' })
  status: string = 'open';
}

class AuditUnderWay {
  @ValueProperty(objectOf({ facts: 'whole', factsTotal: 'whole', rows: 'whole' }), {
    nullable: true,
    description: 'The facts that are read, out of all, and their rows; null where no audit is under way here.',
  })
  progress!: Progress | null;
}

@Controller('v1')
@ApiTags('audits')
export class AuditRunController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly rounds: AuditRounds,
  ) {}

  @Get('audits')
  @Permit('audit.read')
  @ApiOperation({
    summary: 'Audits, the latest first: whether everyone agrees, and since when',
    description: 'Every few minutes the facts of all services are compared with what others repeat of them.',
  })
  @AnswersPage(AuditRow)
  list(@Query() query: PageQuery) {
    return this.views.page(AuditRow, query, { by: 'completedAt', descending: true });
  }

  @Get('audits/current')
  @Permit('audit.read')
  @ApiOperation({
    summary: 'How far the audit under way is',
    description: 'Of the instance that answers: with several instances another one may be at it.',
  })
  @Answers(AuditUnderWay)
  current(): AuditUnderWay {
    return { progress: this.rounds.progress ?? null };
  }

  @Get('drifts')
  @Permit('drift.read')
  @ApiOperation({
    summary: 'Values that differ between services, each with the event that is missing',
    description: 'A rebuild of the view mends a drift. The next audit then says that it is gone.',
  })
  @AnswersPage(DriftRow)
  drifts(@Query() query: DriftQuery) {
    return this.views.page(
      DriftRow,
      query,
      { by: 'driftId' },
      (select) => void select.andWhere('row.status = :status', { status: query.status }),
    );
  }

  @Post('audits')
  @HttpCode(200)
  @Permit('audit.run')
  @ApiOperation({
    summary: 'Audits now, and answers with the result',
    description:
      'Takes seconds to a minute. An audit under way is waited for. Where a service does not answer, nothing can be said (`audit-not-possible`, 503).',
  })
  @Answers(AuditRow)
  async run(@Incoming() incoming: IncomingRequest) {
    // Others are served meanwhile.
    incoming.onlyWaits();
    return this.commands.once(incoming, () =>
      this.rounds.run().catch((error: Error) => {
        throw new Problem(503, 'audit-not-possible', `The audit could not be done: ${error.message}`);
      }),
    );
  }
}

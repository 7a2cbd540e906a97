import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Engine, type EventMeta } from '@concord/event-sourcing';
import {
  Answers,
  AnswersPage,
  CallerLimits,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  Public,
  Views,
  type SignedRequest,
} from '@concord/service';
import { PaymentProvider } from './payment.gateway';
import { NOTICE_OUTCOMES } from './provider-notice.aggregate';
import type { ReceiveNotice } from './provider-notice.decider';
import { ProviderNoticeRow } from './provider-notices.projection';

class NoticeQuery extends PageQuery {
  @OneOf(NOTICE_OUTCOMES, { optional: true })
  outcome?: string;
}

class Received {
  @ApiProperty({ type: 'boolean', description: 'Always true: the notice is stored, or was stored before.' })
  received!: boolean;
}

/** What the payment provider tells by itself. */
@Controller('v1/payments')
@ApiTags('payments')
export class WebhookController {
  constructor(
    private readonly limits: CallerLimits,
    private readonly provider: PaymentProvider,
    private readonly engine: Engine,
    private readonly views: Views,
  ) {}

  @Post('webhooks/:provider')
  @HttpCode(200)
  // Notices reach us through the door, from one address: strangers must not spend what the provider may send.
  @Public('uncounted')
  @ApiOperation({
    summary: 'Takes a notice of the payment provider',
    description:
      'Signed by the provider: a signature that is wrong, or older than 5 minutes, is refused (`webhook-signature-invalid`, 400). Each notice counts once, in whatever order notices come, because the provider is asked how the object stands now. What is about no order of ours is stored too: GET /v1/payments/notices shows it. Only the configured provider is heard (`provider-unknown`, 404).',
  })
  @Answers(Received)
  async receive(@Param('provider') name: string, @Req() request: SignedRequest): Promise<Received> {
    const { provider, limits, engine } = this;
    if (name !== provider.name) {
      limits.demandStranger(request.ip);
      throw new Problem(404, 'provider-unknown', `Payments do not go by ${name}.`);
    }
    const notice = provider.noticeOf(request.body ?? Buffer.alloc(0), request.headers);
    if (!notice) {
      limits.demandStranger(request.ip);
      throw new Problem(
        400,
        'webhook-signature-invalid',
        'The signature is missing, wrong or too old. Send the body as the provider signed it.',
      );
    }
    const { id, ...about } = notice;
    const command: ReceiveNotice = { type: 'ReceiveNotice', data: { noticeId: id, provider: name, ...about } };
    await engine.execute({ commands: [{ command }], commandId: `notice-${id}`, meta: metaOf(name, request.id) });
    return { received: true };
  }

  @Get('notices')
  @Permit('settlement.read')
  @ApiOperation({
    summary: 'Notices of the payment provider, the latest first',
    description: 'Those with the outcome unknown or contradicts are for a person to look at.',
  })
  @AnswersPage(ProviderNoticeRow)
  async list(@Query() query: NoticeQuery) {
    return this.views.page(ProviderNoticeRow, query, { by: 'receivedAt', descending: true }, (select) => {
      if (query.outcome) select.andWhere('row.outcome = :outcome', { outcome: query.outcome });
    });
  }
}

/** What a partner says is said by a system. */
export const metaOf = (partner: string, correlationId: string): EventMeta => ({
  correlationId,
  causationId: correlationId,
  actor: { kind: 'system', id: partner, role: 'service' },
});

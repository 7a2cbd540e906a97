import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PAYOUT_METHODS, subjectOf, type PayoutMethod } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  MaskedType,
  Minor,
  OneOf,
  PageQuery,
  Permit,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  Written,
} from '@concord/service';
import { narrowToOwnOrders } from '../order/own-orders.reader';
import { demandOrderOfOthers } from './order-of-others.reader';
import { payment } from './payment.decider';
import { REFUND_STATUSES, RefundRow } from './refunds.projection';

class PayoutRequest {
  @Minor({ minimum: 1, description: 'What was paid out: all of the refund that has not gone back.' })
  amountMinor!: number;

  @OneOf(PAYOUT_METHODS)
  method!: PayoutMethod;

  @Text({ maxLength: 200, description: 'The reference at the bank or the till.', example: 'bank 2026-01-05/17' })
  reference!: string;
}

class WriteOffRequest {
  @Text({ maxLength: 400, personal: true, description: 'For colleagues: the customer does not see it.' })
  reason!: string;
}

class RefundQuery extends PageQuery {
  @OneOf(REFUND_STATUSES, {
    optional: true,
    description:
      '`to_pay_out` and `escalated` wait for a person, and so does `failed` where it is not tried again by itself: it came back from the bank.',
  })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  order?: string;
}

const PERSONAL = { reason: 'note', writeOffReason: 'note' } as const;

/** A refund as the caller sees it. */
class SeenRefund extends MaskedType(RefundRow, ['reason', 'writeOffReason']) {}

const NOT_OWN =
  "Not for an order of the caller's own (`second-person-needed`, 422). A refund of another order is `refund-unknown` (404), one for which the provider is asked, or is asked again by itself, `refund-under-way` (409), one that is over `refund-settled` (409).";

@Controller('v1')
@ApiTags('payments')
export class RefundController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
  ) {}

  @Get('refunds')
  @Permit('payment.record')
  @ApiOperation({
    summary: 'Refunds, the longest requested first',
    description:
      'What waits to be paid out has the status `to_pay_out`; what the card refused for good, `escalated`; what came back from the bank, `failed` without `isTriedAgain`.',
  })
  @AnswersPage(SeenRefund)
  async list(@Query() query: RefundQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(RefundRow, query, { by: 'requestedAt', descending: false }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      narrowToOwnOrders(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Post('orders/:orderId/refunds/:refundId/record-payout')
  @HttpCode(200)
  @Permit('payment.record')
  @ApiOperation({
    summary: 'Records that a person paid a refund out, by bank transfer or in cash',
    description: `For a refund that no card gets: of an invoice, of a card that refuses it, or one that was written off and the customer came for. It is not sent to the card any more. The amount is all that has not gone back (\`payout-differs\`, 422). ${NOT_OWN}`,
  })
  @Answers(Written)
  async recordPayout(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Body() { amountMinor, method, reference }: PayoutRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await demandOrderOfOthers(this.views, orderId, incoming.caller);
    const data = { orderId, refundId, payoutId: incoming.commandId, amountMinor, method, reference };
    return this.commands.run(incoming, payment, { type: 'RecordPayout', data });
  }

  @Post('orders/:orderId/refunds/:refundId/propose-write-off')
  @HttpCode(200)
  @Permit('payment.write-off')
  @ApiOperation({
    summary: 'Proposes to write off a refund that cannot be paid',
    description: `A second person must agree: POST …/write-off. A proposal is over when the refund is retried or paid out, and when what had gone back of it comes back. Where somebody else proposed it already the answer is \`write-off-proposed\` (409). ${NOT_OWN}`,
  })
  @Answers(Written)
  async proposeWriteOff(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Body() { reason }: WriteOffRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { customerId } = await demandOrderOfOthers(this.views, orderId, incoming.caller);
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), reason);
    const data = { orderId, refundId, reason: sealed };
    return this.commands.run(incoming, payment, { type: 'ProposeWriteOff', data });
  }

  @Post('orders/:orderId/refunds/:refundId/write-off')
  @HttpCode(200)
  @Permit('payment.write-off')
  @ApiOperation({
    summary: 'Writes off a refund, as a second person',
    description: `Nobody agrees to a proposal of their own (\`second-person-needed\`, 422), and without one nothing is written off (\`write-off-not-proposed\`, 409). The money stays with the shop and pays for no other refund; where the customer comes for it, it can be paid out. ${NOT_OWN}`,
  })
  @Answers(Written)
  async writeOff(
    @Param('orderId') orderId: string,
    @Param('refundId') refundId: string,
    @Incoming() incoming: IncomingRequest,
  ) {
    await demandOrderOfOthers(this.views, orderId, incoming.caller);
    return this.commands.run(incoming, payment, { type: 'WriteOffRefund', data: { orderId, refundId } });
  }
}

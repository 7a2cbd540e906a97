import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ORDER_LINES_MAX, REFUND_DAY_FACTOR, subjectOf } from '@concord/contracts';
import { Rejection } from '@concord/event-sourcing';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  demandSecondPerson,
  Incoming,
  IncomingRequest,
  ListOf,
  MaskedType,
  OneOf,
  onlyOwn,
  PageQuery,
  type Permission,
  Permit,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { demandOrder, narrowToOwnOrders } from '../order/own-orders.reader';
import { OrderRow } from '../order/order-history.projection';
import { refundLimitOf } from '../payment/refund-limit';
import { endReturn } from './end-return.decider';
import { RETURN_STATUSES, ReturnRow } from './returns.projection';
import { settleReturn } from './settle-return.decider';

class ReturnQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Only returns of this order.' })
  order?: string;

  @OneOf(RETURN_STATUSES, { optional: true })
  status?: string;
}

class CancelReturnRequest {
  @Text({
    maxLength: 400,
    personal: true,
    example: 'the customer keeps it',
    description: 'The customer can read it: write no internal notes here.',
  })
  reason!: string;
}

class RejectReturnRequest {
  @Text({
    maxLength: 400,
    personal: true,
    example: 'the seal of the goods is broken',
    description: 'The customer can read it: write no internal notes here.',
  })
  reason!: string;
}

class DecidedLineRequest {
  @Text({ maxLength: 100, example: '1' })
  lineId!: string;

  @Whole({ minimum: 1, maximum: 1_000_000 })
  quantity!: number;

  @Whole({ minimum: 0, maximum: 100, description: 'The refund in percent of the price paid for each unit.' })
  percent!: number;
}

class DecideReturnRequest {
  @ListOf(DecidedLineRequest, { minItems: 1, maxItems: ORDER_LINES_MAX })
  lines!: DecidedLineRequest[];

  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;
}

/** The personal data of a return: people may write anything into free texts. */
const PERSONAL = {
  customerId: 'clear',
  'lines.reason': 'note',
  'undecided.reason': 'note',
  'rejection.detail': 'note',
  'beyondWindow.reason': 'note',
} as const;

/** A return as the caller sees it: without personal data where the caller may not see them. */
class SeenReturn extends MaskedType(ReturnRow, ['customerId']) {}

@Controller('v1/returns')
@ApiTags('returns')
export class ReturnController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
  ) {}

  @Get()
  @Permit('return.read')
  @ApiOperation({
    summary: 'Returns, the latest first',
    description:
      'Customers see their own returns, staff those of their sales channels. Callers who may not read personal data get no customer and no free texts: masked names the fields that are left out. Amounts are minor units.',
  })
  @AnswersPage(SeenReturn)
  async list(@Query() query: ReturnQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(ReturnRow, query, { by: 'decidedAt', descending: true }, (select) => {
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      narrowToOwnOrders(caller, select);
      if (onlyOwn(caller, 'return.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Get(':returnId')
  @Permit('return.read')
  @ApiOperation({
    summary: 'One return',
    description:
      "With the units of the return, the result of the inspection, and the refund in minor units. A return that is not the caller's is `return-unknown` (404).",
  })
  @Answers(SeenReturn)
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    return shown(this.vault, caller, await this.reached(returnId, caller, 'return.read'), PERSONAL);
  }

  @Post(':returnId/cancel')
  @HttpCode(200)
  @Permit('return.request')
  @ApiOperation({
    summary: 'Cancels a return whose parcel has not arrived',
    description:
      'Another return may then name its units within the return period. Refused once the parcel has arrived (`return-arrived`, 409) and where the return has ended (`return-over`, 409).',
  })
  @Answers(Written)
  async cancel(
    @Param('returnId') returnId: string,
    @Body() { reason }: CancelReturnRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const { customerId, orderId } = await this.reached(returnId, caller, 'return.request');
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), reason);
    return this.commands.run(incoming, endReturn, { type: 'CancelReturn', data: { returnId, reason: sealed } });
  }

  @Post(':returnId/reject')
  @HttpCode(200)
  @Permit('return.authorise')
  @ApiOperation({
    summary: 'Rejects an authorised return whose parcel has not arrived',
    description:
      'The customer reads the reason. The announced parcel is called off, and an exchange that waits for the goods lapses. Should the parcel come all the same, a person decides what is refunded. The customer may ask for the units again. Refused once the parcel has arrived (`return-arrived`, 409) and where the return has ended (`return-over`, 409). Callers do not decide on their own returns (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async reject(
    @Param('returnId') returnId: string,
    @Body() { reason }: RejectReturnRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const { customerId, orderId } = await this.reached(returnId, caller, 'return.authorise');
    demandSecondPerson(caller, customerId);
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), reason);
    return this.commands.run(incoming, endReturn, { type: 'RejectReturn', data: { returnId, reason: sealed } });
  }

  @Post(':returnId/decide')
  @HttpCode(200)
  @Permit('return.authorise')
  @ApiOperation({
    summary: 'Decides the refund of units that the rules leave open',
    description:
      'For units that are unusable, missing, or other items than were sent. The limit of the caller holds, together with the refunds by hand of the order and of the day (`refund-limit-used-up`, `refund-day-limit-used-up`, `refund-limit-in-other-currency`, 422). Callers do not decide on their own returns (`second-person-needed`, 422). Refused where nothing waits for a decision (`return-not-undecided`, `units-not-undecided`, 422), and where a percentage would refund nothing because all that was paid has been refunded (`nothing-left-to-give-back`, 422).',
  })
  @Answers(Written)
  async decide(
    @Param('returnId') returnId: string,
    @Body() { lines, reason }: DecideReturnRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const { customerId, orderId } = await this.reached(returnId, caller, 'return.authorise');
    demandSecondPerson(caller, customerId);
    const { currency } = await this.views.one(OrderRow, { orderId }, 'order');
    const settings = this.settings.for(incoming);
    const limit = refundLimitOf(caller, currency, settings);
    // Without money no limit is asked for.
    const isFree = lines.every(({ percent }) => percent === 0);
    if (limit instanceof Rejection && !isFree) throw limit;
    const limitMinor = limit instanceof Rejection ? 0 : limit;
    const data = {
      returnId,
      decisionId: incoming.commandId,
      lines,
      reason: await this.vault.note(subjectOf({ customerId, orderId }), reason),
      limitMinor,
      dayFactor: settings.of(REFUND_DAY_FACTOR),
    };
    return this.commands.run(incoming, settleReturn, { type: 'DecideReturn', data });
  }

  /** The row of a return. A customer gets 404 for the return of somebody else. */
  private async reached(returnId: string, caller: Caller, permission: Permission): Promise<ReturnRow> {
    const row = await this.views.one(ReturnRow, { returnId }, 'return');
    if (!reaches(caller, permission, row.customerId ?? undefined))
      throw new Problem(404, 'return-unknown', `There is no return ${returnId}.`);
    demandOrder(caller, await this.views.one(OrderRow, { orderId: row.orderId }, 'order'));
    return row;
  }
}

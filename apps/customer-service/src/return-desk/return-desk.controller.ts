import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  LINE_UNITS_MAX,
  RETURN_LINES_MAX,
  RETURN_REASON_CODES,
  RETURN_REASONS,
  RETURN_WINDOW_DAYS,
  returnReasonOf,
  subjectOf,
  type ReturnReason,
  type ReturnVerdict,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandSecondPerson,
  Flag,
  Incoming,
  IncomingRequest,
  ListOf,
  listOf,
  MaskedType,
  mayDo,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  ValueProperty,
  Vault,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { OrderRecipientRow } from '../order-page/order-recipients.projection';
import { demandOrder, narrowToOwnOrders } from '../order-page/own-orders.reader';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { eligibility, factsOf } from './eligibility';
import { returnRequest } from './request-return-at-desk.decider';
import { ReturnDeskRow } from './return-desk.projection';
import { RETURN_STATUSES } from './return-status';

const OF_THE_SHOP = RETURN_REASON_CODES.filter((reason) => RETURN_REASONS[reason] === 'shop').join(', ');

class WantedLine {
  @Text({ maxLength: 100, example: '1' })
  lineId!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;
}

class EligibilityRequest {
  @Text({ maxLength: 100 })
  orderId!: string;

  @ListOf(WantedLine, { minItems: 1, maxItems: RETURN_LINES_MAX })
  lines!: WantedLine[];
}

class ReturnedLine extends WantedLine {
  @Text({
    maxLength: 200,
    personal: true,
    description: 'Why the units come back. Personal: sealed.',
    example: 'too small',
  })
  reason!: string;

  @OneOf(RETURN_REASON_CODES, {
    optional: true,
    description: `The reason code. Where it is left out, a reason in words that equals a code counts as that code. For ${OF_THE_SHOP} the shop answers: the whole price is refunded.`,
  })
  reasonCode?: ReturnReason;
}

class ReturnRequestBody {
  @Text({ maxLength: 100 })
  orderId!: string;

  @ListOf(ReturnedLine, { minItems: 1, maxItems: RETURN_LINES_MAX })
  lines!: ReturnedLine[];

  @Flag({
    optional: true,
    description:
      'Takes the units back although the return period is over. For a person with the permission `return.allow-late`, with a beyondWindowReason.',
  })
  beyondWindow?: boolean;

  @Text({
    maxLength: 400,
    personal: true,
    optional: true,
    description:
      'Why the units may still come back. Personal: sealed. The customer can read it: write no internal notes here.',
    example: 'the customer was in hospital',
  })
  beyondWindowReason?: string;
}

class ReturnQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Only returns of this order.' })
  order?: string;

  @OneOf(RETURN_STATUSES, { optional: true })
  status?: string;
}

/** The personal data of a return: people may write anything into free texts. */
const PERSONAL = {
  customerId: 'clear',
  'lines.reason': 'note',
  'rejection.detail': 'note',
  'beyondWindow.reason': 'note',
} as const;

/** A return as the caller sees it: without the customer where the caller may not read personal data. */
class SeenReturn extends MaskedType(ReturnDeskRow, ['customerId']) {}

class Eligibility {
  @ApiProperty({ type: 'string' })
  orderId!: string;

  @ApiProperty({ type: 'boolean', description: 'Whether all lines can come back.' })
  eligible!: boolean;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'Until when a return can be requested; null where nothing has arrived.',
  })
  until!: string | null;

  @ValueProperty(
    listOf({
      lineId: 'text',
      sku: 'text or null',
      quantity: 'whole',
      eligible: 'flag',
      left: 'whole',
      reason: 'text or null',
      detail: 'text or null',
    }),
    { description: 'Line by line: the units that could still come back, and why the wanted ones cannot.' },
  )
  lines!: readonly ReturnVerdict[];
}

@Controller('v1/return-desk')
@ApiTags('return desk')
export class ReturnDeskController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
  ) {}

  @Post('eligibility')
  @HttpCode(200)
  @Permit('return.request')
  @ApiOperation({
    summary: 'Checks line by line whether units can come back, and why not',
    description:
      'Nothing is recorded. The reason is one of `line-unknown`, `line-not-returnable`, `order-not-delivered`, `window-closed`, `quantity-beyond-delivered` and `units-claimed`: a claim about the units is open, or sent a replacement.',
  })
  @Answers(Eligibility)
  async check(@Body() { orderId, lines }: EligibilityRequest, @TheCaller() caller: Caller) {
    const facts = await this.factsOf(await this.page(orderId, caller));
    return { orderId, ...eligibility(facts, lines, new Date().toISOString()) };
  }

  @Post('requests')
  @Permit('return.request')
  @ApiOperation({
    summary: 'Requests a return; orders authorises or rejects it',
    description:
      'The same check as eligibility: a line that cannot come back is refused (`return-not-eligible`, 422, with every line). The id is that of the return; GET /v1/return-desk/{returnId} shows the answer of orders. With beyondWindow, a person with the permission `return.allow-late` takes units back after the return period (`late-return-not-allowed`, 403, for others; `late-return-reason-needed`, 422), but not of an order of their own (`second-person-needed`, 422); everything else is checked as always. Within the return period it is an ordinary return.',
  })
  @Answers(Written)
  async request(@Body() body: ReturnRequestBody, @Incoming() incoming: IncomingRequest, @TheCaller() caller: Caller) {
    const { orderId, lines } = body;
    const page = await this.page(orderId, caller);
    const customerId = page.customerId ?? undefined;
    const late = body.beyondWindow ? lateReason(body, caller, customerId) : undefined;
    const subject = subjectOf({ customerId, orderId });
    const data = {
      returnId: newId(),
      orderId,
      ...(customerId && { customerId }),
      lines: await this.sealed(subject, lines),
      order: await this.factsOf(page),
      ...(late !== undefined && {
        beyondWindow: { allowedBy: caller.subject, reason: await this.vault.note(subject, late) },
      }),
    };
    return this.commands.run(incoming, returnRequest, { type: 'RequestReturnAtDesk', data });
  }

  @Get()
  @Permit('return.read')
  @ApiOperation({
    summary: 'Returns, the latest first',
    description:
      'From the request to the refund. Customers see their own returns, staff those of their sales channels and warehouses. Callers who may not read personal data get no customer and no free texts: masked names the fields that are left out. Amounts are minor units.',
  })
  @AnswersPage(SeenReturn)
  async list(@Query() query: ReturnQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(ReturnDeskRow, query, { by: 'returnId', descending: true }, (select) => {
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
      "The units, the result of the inspection and the refund, in minor units. A return that is not the caller's is `return-unknown` (404).",
  })
  @Answers(SeenReturn)
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnDeskRow, { returnId }, 'return');
    if (!reaches(caller, 'return.read', row.customerId ?? undefined))
      throw new Problem(404, 'return-unknown', `There is no return ${returnId}.`);
    demandOrder(caller, await this.views.find(OrderPageRow, { orderId: row.orderId }));
    return shown(this.vault, caller, row, PERSONAL);
  }

  /** The lines with their reasons sealed. The same words stay one text: lines of one reason are added up. */
  private async sealed(subject: string, lines: readonly ReturnedLine[]) {
    const words = [...new Set(lines.map(({ reason }) => reason))];
    const texts = await Promise.all(words.map((text) => this.vault.note(subject, text)));
    const sealed = new Map(words.map((text, index) => [text, texts[index]!]));
    return lines.map(({ reason, reasonCode = returnReasonOf(reason), ...line }) => {
      return { ...line, reason: sealed.get(reason)!, ...(reasonCode && { reasonCode }) };
    });
  }

  private async factsOf(page: OrderPageRow) {
    const fixed = await this.views.find(OrderRecipientRow, { orderId: page.orderId });
    return factsOf(page, fixed?.returnWindowDays ?? RETURN_WINDOW_DAYS.initial);
  }

  private async page(orderId: string, caller: Caller): Promise<OrderPageRow> {
    const page = await this.views.one(OrderPageRow, { orderId }, 'order');
    if (!reaches(caller, 'return.request', page.customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    demandOrder(caller, page);
    return page;
  }
}

/**
 * The reason for which the caller takes units back after the return period. Throws `Problem` 403
 * `late-return-not-allowed`, 422 `second-person-needed` or `late-return-reason-needed`.
 */
function lateReason({ beyondWindowReason }: ReturnRequestBody, caller: Caller, customerId: string | undefined): string {
  if (caller.kind !== 'user' || !mayDo(caller.roles, 'return.allow-late'))
    throw new Problem(
      403,
      'late-return-not-allowed',
      'Only a lead takes units back after the return period: ask one, or leave beyondWindow out.',
      { permission: 'return.allow-late' },
    );
  demandSecondPerson(caller, customerId);
  if (beyondWindowReason !== undefined) return beyondWindowReason;
  throw new Problem(422, 'late-return-reason-needed', 'Say why the units may still come back: beyondWindowReason.', {
    errors: [{ path: 'beyondWindowReason', rule: 'required', message: 'is missing' }],
  });
}

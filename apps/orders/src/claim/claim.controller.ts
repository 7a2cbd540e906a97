import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CLAIM_KINDS,
  CLAIM_RESOLUTIONS,
  LINE_UNITS_MAX,
  REFUND_DAY_FACTOR,
  RETURN_LINES_MAX,
  subjectOf,
} from '@concord/contracts';
import { Rejection } from '@concord/event-sourcing';
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
import { v7 as newId } from 'uuid';
import { OrderRow } from '../order/order-history.projection';
import { demandOrder, narrowToOwnOrders } from '../order/own-orders.reader';
import { demandReach } from '../order/seen-order.reader';
import { refundLimitOf } from '../payment/refund-limit';
import { claim, type ResolveClaim } from './claim.decider';
import { CLAIM_STATUSES, ClaimRow } from './claims.projection';

class ClaimedLineRequest {
  @Text({ maxLength: 100 })
  lineId!: string;

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;
}

class OpenClaimRequest {
  @Text({ maxLength: 100 })
  orderId!: string;

  @OneOf(CLAIM_KINDS)
  kind!: (typeof CLAIM_KINDS)[number];

  @ListOf(ClaimedLineRequest, { minItems: 1, maxItems: RETURN_LINES_MAX })
  lines!: ClaimedLineRequest[];

  @Text({ maxLength: 2_000, personal: true, description: 'What was wrong, in the words of the customer.' })
  description!: string;
}

class ResolveClaimRequest {
  @OneOf(CLAIM_RESOLUTIONS)
  resolution!: (typeof CLAIM_RESOLUTIONS)[number];

  @Whole({ minimum: 1, maximum: 100, optional: true, default: 100, description: 'The part of the price to refund.' })
  percent: number = 100;

  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;
}

class ClaimQuery extends PageQuery {
  @OneOf(CLAIM_STATUSES, { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true })
  order?: string;
}

const PERSONAL = { customerId: 'clear', description: 'note', reason: 'note' } as const;

/** A claim as the caller sees it. */
class SeenClaim extends MaskedType(ClaimRow, ['customerId', 'description', 'reason']) {}

@Controller('v1/claims')
@ApiTags('claims')
export class ClaimController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly vault: Vault,
    private readonly settings: CurrentSettings,
  ) {}

  @Get()
  @Permit('return.read')
  @ApiOperation({
    summary: 'Claims, the latest first',
    description: 'Customers see their own, staff those of their sales channels.',
  })
  @AnswersPage(SeenClaim)
  async list(@Query() query: ClaimQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(ClaimRow, query, { by: 'openedAt', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (onlyOwn(caller, 'return.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
      narrowToOwnOrders(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Get(':claimId')
  @Permit('return.read')
  @ApiOperation({ summary: 'One claim', description: "A claim about somebody else's order is `claim-unknown` (404)." })
  @Answers(SeenClaim)
  async one(@Param('claimId') claimId: string, @TheCaller() caller: Caller) {
    const { row } = await this.reached(claimId, caller, 'return.read');
    return shown(this.vault, caller, row, PERSONAL);
  }

  @Post()
  @Permit('return.request')
  @ApiOperation({
    summary: 'Claims that something was wrong with what came, or that it did not come',
    description:
      'Goods are not asked back: use a return for that. A claim about a replacement is one about the units that it replaces: its orderId is the order that was paid. A unit is claimed once, and not while a return names it (`units-not-claimable`, 422; `claim-line-repeated`, 422). A service, a voucher or shipping is not claimed (`line-not-goods`, 422). Customer-service gets a case.',
  })
  @Answers(Written)
  async open(@Body() body: OpenClaimRequest, @Incoming() incoming: IncomingRequest) {
    const { orderId, kind, lines, description } = body;
    const row = await this.views.one(OrderRow, { orderId }, 'order');
    demandReach(row, incoming.caller, 'return.request');
    demandOrder(incoming.caller, row);
    const subject = subjectOf({ customerId: row.customerId, orderId });
    const sealed = await this.vault.note(subject, description);
    const data = { claimId: newId(), orderId, kind, lines, description: sealed };
    return this.commands.run(incoming, claim, { type: 'OpenClaim', data });
  }

  @Post(':claimId/resolve')
  @HttpCode(200)
  @Permit('payment.refund')
  @ApiOperation({
    summary: 'Decides a claim: a refund, a replacement, or neither',
    description:
      "A refund is for the units of the claim, to all that paid. Refund and replacement count against the limit of the caller (`refund-limit-used-up`, 422; `refund-day-limit-used-up`, 422; `refund-limit-in-other-currency`, 422). A replacement is an order at no price; where it cannot be sent, the claim is open again. Not for an order of the caller's own (`second-person-needed`, 422). Refused where the claim was decided (`claim-resolved`, 409), where all has gone back (`nothing-left-to-give-back`, 422), and where vouchers that the order bought are worth the money still (`refund-beyond-vouchers`, 422).",
  })
  @Answers(Written)
  async resolve(
    @Param('claimId') claimId: string,
    @Body() { resolution, percent, reason }: ResolveClaimRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { caller } = incoming;
    const { row, order } = await this.reached(claimId, caller, 'payment.refund');
    demandSecondPerson(caller, order.customerId ?? undefined);
    const { orderId, customerId } = row;
    const sealed = await this.vault.note(subjectOf({ customerId, orderId }), reason);
    const about = { claimId, reason: sealed };
    let data: ResolveClaim['data'];
    if (resolution === 'rejected') data = { ...about, resolution };
    else {
      const settings = this.settings.for(incoming);
      const limitMinor = refundLimitOf(caller, order.currency, settings);
      if (limitMinor instanceof Rejection) throw limitMinor;
      const limits = { limitMinor, dayFactor: settings.of(REFUND_DAY_FACTOR) };
      data =
        resolution === 'refund' ? { ...about, resolution, percent, ...limits } : { ...about, resolution, ...limits };
    }
    return this.commands.run(incoming, claim, { type: 'ResolveClaim', data });
  }

  private async reached(claimId: string, caller: Caller, permission: Permission) {
    const row = await this.views.one(ClaimRow, { claimId }, 'claim');
    if (!reaches(caller, permission, row.customerId ?? undefined))
      throw new Problem(404, 'claim-unknown', `There is no claim ${claimId}.`);
    const order = await this.views.one(OrderRow, { orderId: row.orderId }, 'order');
    demandOrder(caller, order);
    return { row, order };
  }
}

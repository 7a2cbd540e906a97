import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  normalPromotionCode,
  PROMOTION_CURRENCY,
  PROMOTION_GROUP,
  PROMOTION_PRIORITY,
  PROMOTION_SCOPES,
  PROMOTION_SKUS_MAX,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  Flag,
  Fraction,
  Incoming,
  IncomingRequest,
  Moment,
  One,
  OneOf,
  OrderChannels,
  PageQuery,
  Permit,
  Text,
  TextList,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { definePromotion } from './define-promotion.decider';
import { PromotionClaimRow } from './promotion-claims.projection';
import { promotion } from './promotion.decider';
import { PromotionRow } from './promotions.projection';

const USES_MAX = 1_000_000_000;

class RewardRequest {
  @OneOf(['percent', 'amount'])
  kind!: 'percent' | 'amount';

  @Fraction({
    minimum: 0.01,
    maximum: 10_000_000_000,
    description: 'Percent with at most two decimals, or whole minor units: per unit on lines, once on an order.',
  })
  value!: number;

  @Currency({
    optional: true,
    description: `The currency of an amount: it reduces orders in this currency alone. Where it is left out, ${PROMOTION_CURRENCY}. A percentage has none.`,
  })
  currency?: string;
}

class DefinePromotionRequest {
  @Text({
    maxLength: 40,
    pattern: /^\s*[A-Za-z0-9][A-Za-z0-9_-]*\s*$/,
    says: 'letters, digits, dashes and underscores',
    example: 'SPRING20',
    description: 'Case and outer blanks are ignored.',
  })
  code!: string;

  @Text({ maxLength: 200 })
  name!: string;

  @TextList({
    maxItems: PROMOTION_SKUS_MAX,
    maxLength: 64,
    optional: true,
    description: 'An empty list means all SKUs of the shop.',
  })
  skus: string[] = [];

  @One(RewardRequest)
  reward!: RewardRequest;

  @OneOf(PROMOTION_SCOPES, {
    optional: true,
    description:
      'What it lowers: each line of its SKUs, the sum of these lines, or the shipping. Where it is left out: a percentage of all goods lowers the order, everything else the lines.',
  })
  scope?: (typeof PROMOTION_SCOPES)[number];

  @Whole({
    minimum: 0,
    maximum: 1_000,
    optional: true,
    default: PROMOTION_PRIORITY,
    description: 'The smallest number goes first, and the next promotion takes from what it left.',
  })
  priority: number = PROMOTION_PRIORITY;

  @Text({
    maxLength: 40,
    optional: true,
    description: `Only the best promotion of a group counts on a line. Where it is left out, the group ${PROMOTION_GROUP}.`,
  })
  group?: string;

  @Flag({
    optional: true,
    default: false,
    description: 'Whether it adds to all other promotions. It then has no group.',
  })
  stackable: boolean = false;

  @Moment()
  from!: string;

  @Moment()
  to!: string;

  @Whole({ minimum: 1, maximum: USES_MAX, optional: true, description: 'The number of orders that may use it.' })
  usesMax?: number;

  @Whole({
    minimum: 1,
    maximum: USES_MAX,
    optional: true,
    description: 'The number of orders of one customer that may use it.',
  })
  usesPerCustomerMax?: number;
}

class ReasonRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class PromotionQuery extends PageQuery {
  @OneOf(['draft', 'active', 'paused', 'ended'], { optional: true })
  status?: string;

  @Text({ maxLength: 40, optional: true })
  code?: string;
}

@Controller('v1')
@ApiTags('promotions')
export class PromotionController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly channels: OrderChannels,
  ) {}

  @Get('promotions')
  @Permit('promotion.read')
  @ApiOperation({
    summary: 'Promotions',
    description: 'A promotion is a draft, active, paused or ended. The latest come first.',
  })
  @AnswersPage(PromotionRow)
  list(@Query() query: PromotionQuery) {
    return this.views.page(PromotionRow, query, { by: 'promotionId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.code) select.andWhere('row.code = :code', { code: normalPromotionCode(query.code) });
    });
  }

  @Get('promotions/:promotionId')
  @Permit('promotion.read')
  @ApiOperation({
    summary: 'A promotion with its uses',
    description: 'Uses are orders: open uses belong to orders that are not decided yet.',
  })
  @Answers(PromotionRow)
  one(@Param('promotionId') promotionId: string) {
    return this.views.one(PromotionRow, { promotionId }, 'promotion');
  }

  @Get('promotion-claims/:orderId')
  @Permit('promotion.read')
  @ApiOperation({
    summary: 'The promotion uses of an order',
    description:
      'The discount of each promotion on the order, in minor units, and whether its use is final. Callers who are limited to sales channels or warehouses see the orders of those (`channel-out-of-scope`, `warehouse-out-of-scope`, 403).',
  })
  @Answers(PromotionClaimRow)
  async claim(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(PromotionClaimRow, { orderId }, 'promotion-claim');
    await this.channels.demand(caller, orderId);
    return row;
  }

  @Post('promotions')
  @Permit('promotion.write')
  @ApiOperation({
    summary: 'Defines a promotion as a draft',
    description:
      'It gives no discount until it is activated. Its code is taken for ever (`promotion-code-taken`, 409). An amount is minor units per unit in one currency; a percentage has none (`reward-currency-needless`, 422) and is 100 at most (`reward-too-large`, 422).',
  })
  @Answers(Written)
  define(@Body() body: DefinePromotionRequest, @Incoming() incoming: IncomingRequest) {
    const window = { from: new Date(body.from).toISOString(), to: new Date(body.to).toISOString() };
    const { kind, value, currency = kind === 'amount' ? PROMOTION_CURRENCY : undefined } = body.reward;
    const reward = { kind, value, ...(currency && { currency }) };
    const { scope, group = PROMOTION_GROUP, stackable, ...terms } = body;
    const usual = kind === 'percent' && body.skus.length === 0 ? ('order' as const) : ('lines' as const);
    const kin = { scope: scope ?? usual, ...(!stackable && { group }) };
    const data = { ...terms, ...kin, ...window, reward, promotionId: newId() };
    return this.commands.run(incoming, definePromotion, { type: 'DefinePromotion', data });
  }

  @Post('promotions/:promotionId/activate')
  @HttpCode(200)
  @Permit('promotion.write')
  @ApiOperation({
    summary: 'Activates a promotion',
    description:
      'A draft or a paused promotion. Refused where it has ended (`promotion-ended`, 409), where its window is over (`promotion-window-over`, 422), and where it waits for stock: its campaign resumes it (`promotion-awaits-stock`, 409).',
  })
  @Answers(Written)
  activate(@Param('promotionId') promotionId: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, promotion, { type: 'ActivatePromotion', data: { promotionId } });
  }

  @Post('promotions/:promotionId/pause')
  @HttpCode(200)
  @Permit('promotion.write')
  @ApiOperation({
    summary: 'Pauses a promotion',
    description: 'It must be active (`promotion-not-active`, 409). Orders that have claimed it keep it.',
  })
  @Answers(Written)
  pause(
    @Param('promotionId') promotionId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, promotion, { type: 'PausePromotion', data: { promotionId, reason } });
  }

  @Post('promotions/:promotionId/end')
  @HttpCode(200)
  @Permit('promotion.write')
  @ApiOperation({
    summary: 'Ends a promotion for good',
    description: 'It can never be activated again. Orders that have claimed it keep it.',
  })
  @Answers(Written)
  end(
    @Param('promotionId') promotionId: string,
    @Body() { reason }: ReasonRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, promotion, { type: 'EndPromotion', data: { promotionId, reason } });
  }
}

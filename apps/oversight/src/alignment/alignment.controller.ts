import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  demandAllWarehouses,
  listOf,
  mapOf,
  Moment,
  objectOf,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  Text,
  TheCaller,
  ValueProperty,
  type Caller,
} from '@concord/service';
import { STATES, type CampaignThen, type PromotionThen, type State, type StockThen } from './alignment';
import { TEAMS, type Team } from './board';
import { Board } from './board.reader';
import type { Gap } from './content';
import type { CaseThen } from './facts.reader';
import type { HistoryPoint, Mark } from './history';
import { History } from './history.reader';
import { Skus } from './sku.reader';

const THEN = 'How everything stood then; now where it is left out.';

class AsOfQuery {
  @Moment({ optional: true, description: THEN })
  asOf?: string;
}

class BoardQuery extends PageQuery {
  @Moment({ optional: true, description: THEN })
  asOf?: string;

  @OneOf(STATES, { optional: true, description: 'Only SKUs that stand so.' })
  state?: State;

  @OneOf(TEAMS, { optional: true, description: 'Only SKUs about which these have something to do.' })
  team?: Team;

  @Text({ maxLength: 64, optional: true, description: 'Only SKUs of this category, or of one below it.' })
  category?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only SKUs with this text in the SKU or the title.' })
  q?: string;
}

class HistoryQuery {
  @Moment({ optional: true, description: '30 days before the end where it is left out.' })
  from?: string;

  @Moment({ optional: true, description: 'Now where it is left out.' })
  to?: string;
}

/** What all departments say of a SKU, and how it stands. */
class SeenStanding {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string', nullable: true, description: 'As the catalog says; null where it knows none.' })
  title!: string | null;

  @ValueProperty(listOf({ categoryId: 'text', name: 'text' }))
  categories!: readonly { categoryId: string; name: string }[];

  @ApiProperty({ type: 'string', enum: [...STATES], description: 'From worst to best.' })
  state!: State;

  @ApiProperty({ type: 'string', description: 'The reason in one sentence.' })
  words!: string;

  @ApiProperty({ type: 'string', enum: [...TEAMS], isArray: true, description: 'Who has something to do about it.' })
  teams!: readonly Team[];

  @ValueProperty(objectOf({ sellable: 'whole', level: 'text', since: 'moment or null' }))
  stock!: StockThen;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description:
      'Supply divided by demand in thousandths, of the campaign that has least; null without a campaign that was weighed.',
  })
  coverageMilli!: number | null;

  @ValueProperty(listOf({ promotionId: 'text', code: 'text', status: 'text', reason: 'text or null' }), {
    description: 'Active and paused promotions.',
  })
  promotions!: readonly PromotionThen[];

  @ValueProperty(
    listOf({
      campaignId: 'text',
      name: 'text',
      status: 'text',
      verdict: 'text or null',
      reason: 'text or null',
      coverageMilli: 'whole or null',
    }),
    { description: 'Campaigns that are neither completed nor cancelled; coverage is supply divided by demand.' },
  )
  campaigns!: readonly CampaignThen[];

  @ValueProperty(objectOf({ orders: 'whole', units: 'whole' }), { description: 'Reserved, and not yet shipped.' })
  orders!: { orders: number; units: number };

  @ValueProperty(objectOf({ returns: 'whole', units: 'whole' }), { description: 'Authorised, and not yet settled.' })
  returns!: { returns: number; units: number };

  @ApiProperty({ type: 'integer', description: 'Open cases that name the SKU or an order of it.' })
  cases!: number;
}

class SeenBoardRow extends SeenStanding {
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', nullable: true },
    description: 'Sellable units at 14 moments of the last seven days; null before anything was known.',
  })
  sparkline!: readonly (number | null)[];
}

class SeenBoard {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: () => [SeenBoardRow] })
  items!: readonly SeenBoardRow[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Send it as `cursor` for the next page; null at the end.',
  })
  next!: string | null;

  @ValueProperty(mapOf('whole'), {
    description: 'How many SKUs stand how, over all pages and whatever the state asked for.',
  })
  counts!: Readonly<Record<string, number>>;
}

class SeenSku extends SeenStanding {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ValueProperty(
    objectOf({ sellable: 'whole', level: 'text', since: 'moment or null', onHand: 'whole', reserved: 'whole' }),
    { description: 'On hand are all units in the warehouses; reserved are those that orders wait for.' },
  )
  declare stock: StockThen & { onHand: number; reserved: number };

  @ValueProperty(objectOf({ status: 'text', gaps: listOf({ what: 'text', blocks: 'flag' }) }), {
    description: 'draft, published, unpublished or unknown; without what blocks nothing is published.',
  })
  content!: { status: string; gaps: readonly Gap[] };

  @ValueProperty(listOf({ at: 'moment', sellable: 'whole' }), { description: 'Sellable units over the last 30 days.' })
  curve!: readonly Pick<HistoryPoint, 'at' | 'sellable'>[];

  @ValueProperty(listOf({ purchaseOrderId: 'text', quantity: 'whole', eta: 'moment' }), {
    description: 'What purchase orders still bring, the earliest first.',
  })
  incoming!: readonly { purchaseOrderId: string; quantity: number; eta: string }[];

  @ValueProperty(listOf({ orderId: 'text', units: 'whole', status: 'text or null' }))
  openOrders!: readonly { orderId: string; units: number; status: string | null }[];

  @ValueProperty(listOf({ returnId: 'text', orderId: 'text', units: 'whole', status: 'text or null' }))
  openReturns!: readonly { returnId: string; orderId: string; units: number; status: string | null }[];

  @ValueProperty(listOf({ caseId: 'text', kind: 'text', orderId: 'text or null', openedAt: 'moment' }))
  openCases!: readonly CaseThen[];
}

class SeenHistory {
  @ApiProperty({ type: 'string', format: 'date-time' })
  from!: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  to!: string;

  @ValueProperty(listOf({ at: 'moment', sellable: 'whole', onHand: 'whole', reserved: 'whole' }))
  points!: readonly HistoryPoint[];

  @ValueProperty(listOf({ at: 'moment', kind: 'text', words: 'text', eventId: 'text or null' }), {
    description: 'receipt, order, batch, pause or return, in the order of time.',
  })
  marks!: readonly Mark[];
}

const HISTORY_MS = 30 * 86_400_000;

const OF_SKU = {
  summary: 'What all departments say of a SKU, as of any moment',
  description:
    'Stock, promotions, campaigns with verdicts, content, what is on its way, and the orders, returns and cases that are open: all are counted, at most 100 of each are named. Callers who are limited to sales channels get the names of orders of theirs alone; those who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403), because the sums are over all warehouses.',
};

@Controller('v1/alignment')
@ApiTags('alignment')
export class AlignmentController {
  constructor(
    private readonly board: Board,
    private readonly skus: Skus,
    private readonly histories: History,
  ) {}

  @Get('board')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'The SKUs that are in promotion or short, worst first',
    description:
      'broken: nothing is left to sell of what is promised; held: a campaign or promotion is stopped; at-risk: stock may not last; short: little or nothing is left, and nothing is promised; ok. All pages are of the moment of the first one. Projection-Lag-Ms says how old that may be. Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(SeenBoard)
  page(@Query() { category: categoryId, ...wish }: BoardQuery, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    return this.board.page({ ...wish, categoryId });
  }

  @Get('skus/:sku')
  @Permit('alignment.read')
  @ApiOperation(OF_SKU)
  @Answers(SeenSku)
  sku(@Param('sku') sku: string, @Query() { asOf = nowText() }: AsOfQuery, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    return this.skus.one(sku, asOf, caller);
  }

  @Get('skus/:sku/history')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'The stock of a SKU over time, with what a chart marks',
    description:
      'At most 500 points, each from its moment on: first and last, peaks and gaps are always kept. Marks are receipts, orders, campaign batches, pauses and returns; of very many orders some are left out. Callers who are limited to sales channels get the marks of orders of theirs alone; those who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403). Refused for an empty span (`time-span-empty`, 422).',
  })
  @Answers(SeenHistory)
  history(@Param('sku') sku: string, @Query() { from, to = nowText() }: HistoryQuery, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    const begin = from ?? new Date(Date.parse(to) - HISTORY_MS).toISOString();
    if (begin >= to) throw new Problem(422, 'time-span-empty', `The span from ${begin} to ${to} is empty.`);
    return this.histories.between(sku, begin, to, caller);
  }

  // The address of before: a SKU that is called like another route is found under skus alone.
  @Get(':sku')
  @Permit('alignment.read')
  @ApiOperation({ ...OF_SKU, deprecated: true })
  @Answers(SeenSku)
  one(@Param('sku') sku: string, @Query() { asOf = nowText() }: AsOfQuery, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    return this.skus.one(sku, asOf, caller);
  }
}

const nowText = () => new Date().toISOString();

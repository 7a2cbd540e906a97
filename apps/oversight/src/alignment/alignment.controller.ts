import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers, listOf, Moment, objectOf, Permit, ValueProperty, Whole } from '@concord/service';
import { STATES, type CampaignThen, type PromotionThen, type State, type StockThen } from './alignment';
import { Alignment, type Point } from './alignment.reader';

class AsOfQuery {
  @Moment({ optional: true, description: 'How everything stood then; now where it is left out.' })
  asOf?: string;
}

class BoardQuery extends AsOfQuery {
  @Whole({ minimum: 1, maximum: 200, optional: true, default: 50, description: 'How many at most.' })
  limit: number = 50;
}

/** What all departments say of a SKU, and how it stands. */
class SeenStanding {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string', enum: [...STATES], description: 'From worst to best.' })
  state!: State;

  @ApiProperty({ type: 'string', description: 'The reason in one sentence.' })
  words!: string;

  @ValueProperty(objectOf({ sellable: 'whole', level: 'text', since: 'moment or null' }))
  stock!: StockThen;

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

class SeenSku extends SeenStanding {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ValueProperty(listOf({ at: 'moment', sellable: 'whole' }), { description: 'Sellable units over the last 30 days.' })
  curve!: readonly Point[];
}

class SeenBoard {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ApiProperty({ type: () => [SeenStanding] })
  items!: readonly SeenStanding[];
}

const CURVE_DAYS = 30;

@Controller('v1/alignment')
@ApiTags('alignment')
export class AlignmentController {
  constructor(private readonly alignment: Alignment) {}

  @Get('board')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'The SKUs that are in promotion or short, worst first',
    description:
      'broken: nothing is left to sell of what is promised; held: a campaign or promotion is stopped; at-risk: stock may not last; short: little or nothing is left, and nothing is promised; ok. Projection-Lag-Ms says how old that may be.',
  })
  @Answers(SeenBoard)
  async board(@Query() { asOf = new Date().toISOString(), limit }: BoardQuery) {
    return { asOf, items: await this.alignment.board(asOf, limit) };
  }

  @Get(':sku')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'What all departments say of a SKU, as of any moment',
    description:
      'Stock, promotions, campaigns with verdicts, orders, returns and cases. Nothing is known of a SKU that never had stock.',
  })
  @Answers(SeenSku)
  async one(@Param('sku') sku: string, @Query() { asOf = new Date().toISOString() }: AsOfQuery) {
    const [[standing], curve] = await Promise.all([
      this.alignment.of([sku], asOf),
      this.alignment.curve(sku, asOf, CURVE_DAYS),
    ]);
    return { asOf, ...standing!, curve };
  }
}

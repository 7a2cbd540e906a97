import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, PickType } from '@nestjs/swagger';
import { SKUS_READ_MAX } from '@concord/contracts';
import { Answers, listOf, PageQuery, Permit, skusIn, Text, ValueProperty, Views } from '@concord/service';
import { CampaignRow } from '../campaign/campaigns.projection';
import { StockLookup } from '../campaign/stock-lookup.reader';
import { PromotionRow } from '../promotion/promotions.projection';

/** A page shows at most this many rows. */
const SHOWN_MAX = 200;

class AlignmentQuery {
  @Text({ maxLength: 13_000, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku!: string;
}

class PromotionOfSku extends PickType(PromotionRow, ['promotionId', 'code', 'status', 'reason']) {}

class CampaignOfSku extends PickType(CampaignRow, ['campaignId', 'name', 'status', 'verdict', 'reason']) {}

/** The stock of a SKU with its promotions and campaigns. */
class Alignment {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'integer', description: 'Units that can be ordered now.' })
  sellable!: number;

  @ApiProperty({ type: 'string', enum: ['out', 'critical', 'low', 'ok', 'over'] })
  level!: string;

  @ValueProperty(listOf({ purchaseOrderId: 'text', quantity: 'whole', eta: 'moment' }), { description: 'To come.' })
  incoming!: object[];

  @ApiProperty({ type: 'integer', description: 'Units sold per day without a campaign, in thousandths.' })
  baselineMilli!: number;

  @ApiProperty({ type: 'boolean', description: 'Whether a promotion of it is active.' })
  isPromoted!: boolean;

  @ApiProperty({ type: () => [PromotionOfSku], description: 'Active and paused promotions.' })
  promotions!: PromotionOfSku[];

  @ApiProperty({ type: () => [CampaignOfSku], description: 'Campaigns that are neither completed nor cancelled.' })
  campaigns!: CampaignOfSku[];
}

class Alignments {
  @ApiProperty({ type: () => [Alignment] })
  items!: Alignment[];
}

@Controller('v1/alignment')
@ApiTags('alignment')
export class AlignmentController {
  constructor(
    private readonly views: Views,
    private readonly stock: StockLookup,
  ) {}

  @Get()
  @Permit('promotion.read')
  @ApiOperation({
    summary: 'Stock of several SKUs with their promotions and campaigns',
    description: 'In the order in which the SKUs were named. An unknown SKU has no units and the level out.',
  })
  @Answers(Alignments)
  async list(@Query() { sku }: AlignmentQuery) {
    return { items: await this.of(skusIn(sku)) };
  }

  @Get(':sku')
  @Permit('promotion.read')
  @ApiOperation({
    summary: 'Stock of one SKU with its promotions and campaigns',
    description: 'Whether promoted goods are in stock. An unknown SKU has no units and the level out.',
  })
  @Answers(Alignment)
  async one(@Param('sku') sku: string) {
    return (await this.of([sku]))[0];
  }

  private async of(skus: readonly string[]) {
    const all = Object.assign(new PageQuery(), { limit: SHOWN_MAX });
    const names = JSON.stringify(skus);
    const [seen, promotions, campaigns] = await Promise.all([
      this.stock.of(skus),
      this.views.page(PromotionRow, all, { by: 'promotionId', descending: true }, (select) => {
        select.andWhere(`row.status in ('active', 'paused')`);
        select.andWhere(
          `(row.skus = '[]'::jsonb or exists (select from jsonb_array_elements_text(row.skus) s
            where s in (select jsonb_array_elements_text(:names::jsonb))))`,
          { names },
        );
      }),
      this.views.page(CampaignRow, all, { by: 'campaignId', descending: true }, (select) => {
        select.andWhere(`row.status not in ('completed', 'cancelled')`);
        select.andWhere(
          `exists (select from jsonb_array_elements_text(row.skus) s
            where s in (select jsonb_array_elements_text(:names::jsonb)))`,
          { names },
        );
      }),
    ]);
    return seen.map(({ sku, facts: { sellable, level, incoming }, baselineMilli }) => {
      const own = promotions.items.filter((row) => row.skus.length === 0 || row.skus.includes(sku));
      return {
        sku,
        sellable,
        level,
        incoming,
        baselineMilli,
        isPromoted: own.some(({ status }) => status === 'active'),
        promotions: own.map(({ promotionId, code, status, reason }) => ({ promotionId, code, status, reason })),
        campaigns: campaigns.items
          .filter((row) => row.skus.includes(sku))
          .map(({ campaignId, name, status, verdict, reason }) => ({ campaignId, name, status, verdict, reason })),
      };
    });
  }
}

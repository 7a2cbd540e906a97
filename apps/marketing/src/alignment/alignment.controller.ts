import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SKUS_READ_MAX } from '@concord/contracts';
import { PageQuery, Permit, Problem, Text, Views } from '@concord/service';
import { CampaignRow } from '../campaign/campaigns.projection';
import { StockLookup } from '../campaign/stock-lookup';
import { PromotionRow } from '../promotion/promotions.projection';

/** More than these at once are not shown on one page. */
const SHOWN_MAX = 200;

class AlignmentQuery {
  @Text({ maxLength: 13_000, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku!: string;
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
  @ApiOperation({ summary: 'Stock beside what is promoted, for several SKUs' })
  async list(@Query() { sku }: AlignmentQuery) {
    const skus = sku.split(',').map((one) => one.trim());
    if (skus.length > SKUS_READ_MAX)
      throw new Problem(400, 'request-invalid', `At most ${SKUS_READ_MAX} SKUs can be asked for at once.`);
    return { items: await this.of(skus) };
  }

  @Get(':sku')
  @Permit('promotion.read')
  @ApiOperation({ summary: 'Stock beside what is promoted, for one SKU' })
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
        ...{ sku, sellable, level, incoming, baselineMilli },
        isPromoted: own.some(({ status }) => status === 'active'),
        promotions: own.map(({ promotionId, code, status, reason }) => ({ promotionId, code, status, reason })),
        campaigns: campaigns.items
          .filter((row) => row.skus.includes(sku))
          .map(({ campaignId, name, status, verdict, reason }) => ({ campaignId, name, status, verdict, reason })),
      };
    });
  }
}

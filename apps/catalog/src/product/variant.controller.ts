import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SKUS_READ_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  demandChannel,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  skusIn,
  Text,
  TheCaller,
  Views,
} from '@concord/service';
import { In } from 'typeorm';
import { CHANNELS } from './publish-product.decider';
import { demandSight, inChannels, seesDrafts } from './sight';
import { PART_CHARACTERS_MIN, patternsOf } from './text-search';
import { VariantRow } from './variants.projection';

class VariantQuery extends PageQuery {
  @Text({ maxLength: 13_000, optional: true, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: `Only variants whose SKU begins with this, or whose title holds it; with fewer than ${PART_CHARACTERS_MIN} characters the title must begin with it. Upper and lower case are the same.`,
  })
  q?: string;

  @OneOf(CHANNELS, { optional: true, description: 'Only variants that are for sale in this sales channel.' })
  channel?: string;
}

@Controller('v1/variants')
@ApiTags('variants')
export class VariantController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({ summary: 'Variants that can be bought, by SKU, with price and availability' })
  @AnswersPage(VariantRow)
  list(@Query() query: VariantQuery, @TheCaller() caller: Caller) {
    if (query.channel) demandChannel(caller, query.channel);
    const { channels } = caller.scopes;
    const skus = query.sku === undefined ? undefined : skusIn(query.sku);
    const limited = { ...query, limit: skus ? Math.max(query.limit, skus.length) : query.limit };
    return this.views.page(VariantRow, limited, { by: 'sku' }, (select) => {
      // Inventory may know SKUs that the catalog does not know.
      select.andWhere('row.productId is not null');
      if (!seesDrafts(caller)) select.andWhere('row.published');
      if (channels) select.andWhere(inChannels('row.channels', ':channels'), { channels });
      if (query.channel)
        select.andWhere('row.published and jsonb_exists(row.channels, :channel)', { channel: query.channel });
      if (skus) select.andWhere({ sku: In(skus) });
      if (query.q) select.andWhere('(row.sku ilike :begins or row.title ilike :holds)', patternsOf(query.q));
    });
  }

  @Get(':sku')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'One SKU, with price and availability' })
  @Answers(VariantRow)
  async one(@Param('sku') sku: string, @TheCaller() caller: Caller) {
    const row = await this.views.find(VariantRow, { sku });
    const unknown = () => new Problem(404, 'variant-unknown', `There is no variant ${sku}.`);
    if (!row?.productId) throw unknown();
    demandSight(caller, { isForSale: row.published, channels: row.channels }, unknown);
    return row;
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery, Permit, Problem, Text, Views } from '@concord/service';
import { In } from 'typeorm';
import { VariantRow } from './variants.projection';

const SKUS_MAX = 200;

class VariantQuery extends PageQuery {
  @Text({ maxLength: 13_000, optional: true, description: `Up to ${SKUS_MAX} SKUs, separated by commas.` })
  sku?: string;
}

@Controller('v1/variants')
@ApiTags('variants')
export class VariantController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({ summary: 'What can be bought, by SKU, with price and availability' })
  list(@Query() query: VariantQuery) {
    const skus = query.sku?.split(',').map((sku) => sku.trim());
    if (skus && skus.length > SKUS_MAX)
      throw new Problem(400, 'request-invalid', `At most ${SKUS_MAX} SKUs can be asked for at once.`);
    const limited = { ...query, limit: skus ? Math.max(query.limit, skus.length) : query.limit };
    return this.views.page(VariantRow, limited, { by: 'sku' }, (select) => {
      // Inventory may know SKUs that the catalog does not.
      select.andWhere('row.productId is not null');
      if (skus) select.andWhere({ sku: In(skus) });
    });
  }

  @Get(':sku')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'One SKU, with price and availability' })
  async one(@Param('sku') sku: string) {
    const row = await this.views.find(VariantRow, { sku });
    if (!row?.productId) throw new Problem(404, 'variant-unknown', `There is no variant ${sku}.`);
    return row;
  }
}

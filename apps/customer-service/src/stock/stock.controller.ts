import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SKUS_READ_MAX } from '@concord/contracts';
import { AnswersPage, PageQuery, Permit, skusIn, Text, Views } from '@concord/service';
import { In } from 'typeorm';
import { StockFactRow } from './stock-facts.projection';

class StockQuery extends PageQuery {
  @Text({ maxLength: 13_000, optional: true, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku?: string;
}

@Controller('v1/stock')
@ApiTags('stock')
export class StockController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('inventory.availability.read')
  @ApiOperation({
    summary: 'What can be ordered now: the named SKUs, or page by page',
    description:
      'The latest figures from inventory, in units over all warehouses. SKUs that are unknown here are left out.',
  })
  @AnswersPage(StockFactRow)
  async list(@Query() query: StockQuery) {
    if (query.sku === undefined) return this.views.page(StockFactRow, query, { by: 'sku' });
    return { items: await this.views.all(StockFactRow, { sku: In(skusIn(query.sku)) }), next: null };
  }
}

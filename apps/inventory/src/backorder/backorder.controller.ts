import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { STOCK_UNITS_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandAllWarehouses,
  Incoming,
  IncomingRequest,
  Moment,
  narrowToOwnChannels,
  PageQuery,
  Permit,
  SkuText,
  Text,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { KnownSkus } from '../product/known-skus.reader';
import { StockRow } from '../stock/stock.projection';
import { BackorderRow } from './backorders.projection';
import { setBackorderPolicy, type SetBackorderPolicy } from './set-backorder-policy.decider';

class BackorderPolicyRequest {
  @Whole({
    minimum: 0,
    maximum: STOCK_UNITS_MAX,
    description: 'Units that may wait at the same time; 0 ends backorders of the SKU.',
  })
  capUnits!: number;

  @Moment({ optional: true, description: 'The date that is promised. Needed unless the cap is 0.' })
  promisedAt?: string;
}

class BackorderPolicy {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'integer', description: 'Units that may wait at the same time.' })
  capUnits!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  promisedAt!: string | null;

  @ApiProperty({ type: 'integer', description: 'Units that wait now.' })
  waiting!: number;
}

class BackorderQuery extends PageQuery {
  @SkuText({ optional: true })
  sku?: string;

  @Text({ maxLength: 100, optional: true, description: 'All backorders of this order, also those that are over.' })
  order?: string;
}

@Controller('v1')
@ApiTags('backorders')
export class BackorderController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly known: KnownSkus,
  ) {}

  @Put('backorder-policies/:sku')
  @HttpCode(200)
  @Permit('inventory.backorder')
  @ApiOperation({
    summary: 'Lets orders wait for a SKU that is short, or ends it',
    description:
      'Orders that agree to wait get what is there; the rest waits, at most `capUnits` over all orders. Received goods go to them first, the oldest promise before the others. A new date is told to every order that waits. Refused with 422 without a date (`backorder-date-missing`) and with a date that has passed (`backorder-date-passed`). A SKU that neither the catalog nor any warehouse knows is `sku-unknown` (404). Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(Written)
  async set(@Param('sku') sku: string, @Body() body: BackorderPolicyRequest, @Incoming() incoming: IncomingRequest) {
    demandAllWarehouses(incoming.caller);
    await this.known.demand(sku);
    const command: SetBackorderPolicy = { type: 'SetBackorderPolicy', data: { sku, ...body } };
    return this.commands.run(incoming, setBackorderPolicy, command);
  }

  @Get('backorder-policies/:sku')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Whether orders may wait for a SKU',
    description:
      'A cap of 0 means that none may. A SKU that was never received or announced is `stock-unknown` (404). Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(BackorderPolicy)
  async policy(@Param('sku') sku: string, @TheCaller() caller: Caller): Promise<BackorderPolicy> {
    demandAllWarehouses(caller);
    const { backorderCap, backorderDate, waiting } = await this.views.one(StockRow, { sku }, 'stock');
    return { sku, capUnits: backorderCap, promisedAt: backorderDate, waiting };
  }

  @Get('backorders')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Units of orders that wait for goods',
    description:
      'Of the sales channels of the caller, the oldest promise first. Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @AnswersPage(BackorderRow)
  list(@Query() query: BackorderQuery, @TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    return this.views.page(BackorderRow, query, { by: 'promisedAt' }, (select) => {
      narrowToOwnChannels(caller, select);
      if (query.sku !== undefined) select.andWhere('row.sku = :sku', { sku: query.sku });
      if (query.order !== undefined) select.andWhere('row.order_id = :order', { order: query.order });
      else select.andWhere('row.waiting > 0');
    });
  }
}

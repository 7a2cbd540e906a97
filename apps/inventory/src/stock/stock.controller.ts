import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, PickType } from '@nestjs/swagger';
import { RECEIPT_LINES_MAX, SKUS_READ_MAX, STOCK_UNITS_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandAllWarehouses,
  demandShown,
  demandWarehouse,
  Id,
  Incoming,
  IncomingRequest,
  ListOf,
  MaskedType,
  Minor,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  SkuText,
  Text,
  TheCaller,
  Views,
  Whole,
  worksIn,
  Written,
} from '@concord/service';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { bookStock, type ReceiveStock } from './book-stock.decider';
import { stockItem } from './stock-item.decider';
import { KnownSkuRow } from '../product/known-skus.projection';
import { hiddenFrom, OVER_ALL, ownStock } from './own-stock.reader';
import { StockRow } from './stock.projection';

class ReceiptLine {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: STOCK_UNITS_MAX })
  quantity!: number;

  @Minor({ optional: true, description: 'Cost of one unit.' })
  costMinor?: number;
}

class ReceiveStockRequest {
  @Text({ maxLength: 40, example: 'MAIN' })
  warehouse!: string;

  @Text({ maxLength: 200, example: 'supplier delivery' })
  cause!: string;

  @Text({
    maxLength: 200,
    optional: true,
    description: 'A delivery note or the like. With a purchase order it counts once.',
  })
  reference?: string;

  @Id({
    optional: true,
    description:
      'The purchase order that brings the goods: what comes is no longer expected of it. It must name each SKU.',
  })
  purchaseOrderId?: string;

  @ListOf(ReceiptLine, { minItems: 1, maxItems: RECEIPT_LINES_MAX })
  lines!: ReceiptLine[];
}

class AdjustStockRequest {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 40 })
  warehouse!: string;

  @Whole({
    minimum: -STOCK_UNITS_MAX,
    maximum: STOCK_UNITS_MAX,
    isNotZero: true,
    description: 'Units more, or fewer where it is negative.',
  })
  delta!: number;

  @Text({ maxLength: 200, description: 'Why: found, damaged, lost …' })
  reason!: string;

  @Text({ maxLength: 200, optional: true })
  reference?: string;
}

class ThresholdRequest {
  @Whole({ minimum: 0, maximum: STOCK_UNITS_MAX, description: 'Stock is low at so many sellable units or fewer.' })
  lowUnitsMax!: number;
}

const TOTALLED = ['onHand', 'reserved', 'sellable', 'received', 'adjusted', 'restocked', 'shipped'] as const;

class StockQuery extends PageQuery {
  @Text({ maxLength: 13_000, optional: true, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku?: string;

  @Text({ maxLength: 40, optional: true, description: 'Only what this warehouse keeps.' })
  warehouse?: string;

  @OneOf(['out', 'critical', 'low', 'ok', 'over'], { optional: true })
  level?: string;
}

class AvailabilityQuery {
  @Text({ maxLength: 13_000, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.`, example: 'TEE-RED-M' })
  sku!: string;
}

/** Stock as a caller sees it: without sums over all warehouses where the roles hold in some alone. */
class SeenStock extends MaskedType(StockRow, OVER_ALL) {}

class StockTotals extends PickType(StockRow, TOTALLED) {
  @ApiProperty({ type: 'integer', description: 'How many SKUs there are.' })
  skus!: number;
}

class Availability extends PickType(StockRow, ['sku', 'sellable', 'level']) {}

class Availabilities {
  @ApiProperty({ type: () => [Availability], description: 'SKUs that are not known here are left out.' })
  items!: Availability[];
}

class StockReceipt {
  @ApiProperty({ type: 'string' })
  warehouse!: string;

  @ApiProperty({ type: 'integer', description: 'How many lines were received.' })
  lines!: number;

  @ApiProperty({ type: 'integer', description: 'Units over all lines.' })
  units!: number;
}

@Controller('v1')
@ApiTags('stock')
export class StockController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly dataSource: DataSource,
  ) {}

  @Get('stock-totals')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Units over all SKUs: on hand, reserved, and ever moved, by cause',
    description:
      'Received, adjusted and restocked less shipped is what is on hand. For callers who are limited to no warehouse (`warehouse-out-of-scope`, 403).',
  })
  @Answers(StockTotals)
  async totals(@TheCaller() caller: Caller) {
    demandAllWarehouses(caller);
    const select = this.dataSource.getRepository(StockRow).createQueryBuilder('row').select('count(*)::int', 'skus');
    for (const name of TOTALLED) select.addSelect(`coalesce(sum(row.${name}), 0)::bigint`, name);
    return select.getRawOne();
  }

  @Get('stock')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Stock by SKU, in sum and by warehouse',
    description:
      'Units, of the warehouses in which the roles of the caller hold. What would count other warehouses too is left out, masked names it, and the list cannot be asked by it (`filter-masked`, 403).',
  })
  @AnswersPage(SeenStock)
  async list(@Query() query: StockQuery, @TheCaller() caller: Caller) {
    if (query.warehouse) demandWarehouse(caller, query.warehouse);
    demandShown(hiddenFrom(caller), { level: query.level });
    const page = await this.views.page(StockRow, query, { by: 'sku' }, (select) => {
      narrowToKept(caller, select);
      if (query.sku) select.andWhere({ sku: In(skusIn(query.sku)) });
      if (query.warehouse) select.andWhere('row.warehouses -> :warehouse is not null', { warehouse: query.warehouse });
      if (query.level) select.andWhere('row.level = :level', { level: query.level });
    });
    return { ...page, items: page.items.map((row) => ownStock(caller, row)) };
  }

  @Get('stock/:sku')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'The stock of one SKU',
    description: 'Units. A SKU that was never received or announced is `stock-unknown` (404).',
  })
  @Answers(SeenStock)
  async one(@Param('sku') sku: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(StockRow, { sku }, 'stock');
    if (Object.keys(row.warehouses).some((code) => worksIn(caller, code))) return ownStock(caller, row);
    demandAllWarehouses(caller);
    return row;
  }

  @Get('availability')
  @Permit('inventory.availability.read')
  @ApiOperation({
    summary: 'What can be ordered now',
    description: 'For everybody: units over all warehouses that can be ordered, and no figures of a warehouse.',
  })
  @Answers(Availabilities)
  async availability(@Query() query: AvailabilityQuery) {
    const found = await this.views.all(StockRow, { sku: In(skusIn(query.sku)) });
    return { items: found.map(({ sku, sellable, level }) => ({ sku, sellable, level })) };
  }

  @Get('low-stock')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'What is low, critical or out',
    description: 'The fewest sellable units first. From when on stock is low, PUT /v1/policies/{sku} says.',
  })
  @AnswersPage(SeenStock)
  async low(@Query() query: PageQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(StockRow, query, { by: 'sellable' }, (select) => {
      narrowToKept(caller, select);
      select.andWhere(`row.level in ('out', 'critical', 'low')`);
    });
    return { ...page, items: page.items.map((row) => ownStock(caller, row)) };
  }

  @Post('receipts')
  @Permit('inventory.po.receive')
  @ApiOperation({
    summary: 'Receives goods at a warehouse: all lines or none',
    description:
      'The units can be ordered at once where the warehouse sells and ships. A warehouse that is not open is refused (`warehouse-unknown`, 404), and so is a purchase order that does not bring a SKU (`purchase-order-unknown`, 422), of which all came (`purchase-order-spent`, 422) or that brings less, by more than a tenth of what was ordered (`receipt-beyond-order`, 422). A delivery note of a purchase order brings a SKU once (`delivery-note-booked`, 409). Costs are minor units.',
  })
  @Answers(StockReceipt)
  receive(@Body() { lines, ...common }: ReceiveStockRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, common.warehouse);
    const wishes = lines.map((line) => {
      const command: ReceiveStock = {
        type: 'ReceiveStock',
        data: { ...common, ...line, receiptId: incoming.commandId },
      };
      return { command };
    });
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    return this.commands.runAll(incoming, wishes, () => ({ warehouse: common.warehouse, lines: lines.length, units }));
  }

  @Post('adjustments')
  @Permit('inventory.adjust')
  @ApiOperation({
    summary: 'Corrects what is on hand',
    description:
      'Units more, or fewer where delta is negative: as many as are available there at most (`stock-not-sufficient`, 422), for reserved units are promised.',
  })
  @Answers(Written)
  adjust(@Body() data: AdjustStockRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, data.warehouse);
    return this.commands.run(incoming, bookStock, { type: 'AdjustStock', data });
  }

  @Put('policies/:sku')
  @HttpCode(200)
  @Permit('inventory.safety-stock')
  @ApiOperation({
    summary: 'Says from when on the stock of a SKU is low',
    description:
      'Where so many sellable units or fewer are left over all warehouses, stock is low and marketing is told to stop promoting. For callers who are limited to no warehouse (`warehouse-out-of-scope`, 403). A SKU that neither the catalog knows nor any warehouse keeps is `sku-unknown` (404).',
  })
  @Answers(Written)
  async thresholds(
    @Param('sku') sku: string,
    @Body() { lowUnitsMax }: ThresholdRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    await this.demandKnown(sku);
    return this.commands.run(incoming, stockItem, { type: 'SetThresholds', data: { sku, lowUnitsMax } });
  }

  /** A mistyped SKU would be one more thing that is out of stock. */
  private async demandKnown(sku: string): Promise<void> {
    if ((await this.views.find(KnownSkuRow, { sku })) ?? (await this.views.find(StockRow, { sku }))) return;
    throw new Problem(404, 'sku-unknown', `Neither the catalog nor a warehouse knows a SKU ${sku}. Check it.`);
  }
}

/** Only what lies, or lay, at one of the caller's warehouses. */
function narrowToKept({ scopes }: Caller, select: SelectQueryBuilder<StockRow>) {
  if (scopes.warehouseIds)
    select.andWhere('exists (select 1 from jsonb_object_keys(row.warehouses) as place where place = any(:own))', {
      own: scopes.warehouseIds,
    });
}

function skusIn(text: string): string[] {
  const skus = text.split(',').map((sku) => sku.trim());
  if (skus.length > SKUS_READ_MAX)
    throw new Problem(400, 'request-invalid', `At most ${SKUS_READ_MAX} SKUs can be asked for at once.`);
  return skus;
}

import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, PickType } from '@nestjs/swagger';
import {
  RECEIPT_LINES_MAX,
  RECEIPT_OVER_PERCENT,
  SKUS_READ_MAX,
  STOCK_LOW_UNITS,
  STOCK_UNITS_MAX,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  demandAllWarehouses,
  demandShown,
  demandWarehouse,
  Flag,
  Id,
  Incoming,
  IncomingRequest,
  ListOf,
  MaskedType,
  Minor,
  OneOf,
  PageQuery,
  Permit,
  skusIn,
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
import { KnownSkus } from '../product/known-skus.reader';
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
      'The purchase order of the goods: the received units are no longer expected of it. It must bring each SKU.',
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
    description: 'Units to add; a negative number takes units away.',
  })
  delta!: number;

  @Text({ maxLength: 200, description: 'The reason: found, damaged, lost …' })
  reason!: string;

  @Text({ maxLength: 200, optional: true })
  reference?: string;
}

class ThresholdRequest {
  @Whole({ minimum: 0, maximum: STOCK_UNITS_MAX, description: 'Stock is low at this many sellable units or fewer.' })
  lowUnitsMax!: number;
}

const TOTALLED = ['onHand', 'reserved', 'sellable', 'received', 'adjusted', 'restocked', 'shipped'] as const;

class StockQuery extends PageQuery {
  @Text({ maxLength: 13_000, optional: true, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.` })
  sku?: string;

  @Text({ maxLength: 40, optional: true, description: 'Only SKUs that this warehouse keeps.' })
  warehouse?: string;

  @OneOf(['out', 'critical', 'low', 'ok', 'over'], { optional: true })
  level?: string;

  @Flag({ optional: true, description: 'true: only SKUs that a purchase order brings.' })
  incoming?: boolean;
}

class AvailabilityQuery {
  @Text({ maxLength: 13_000, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.`, example: 'TEE-RED-M' })
  sku!: string;
}

/** Stock as the caller sees it: without sums over all warehouses for callers limited to some. */
class SeenStock extends MaskedType(StockRow, OVER_ALL) {}

class StockTotals extends PickType(StockRow, TOTALLED) {
  @ApiProperty({ type: 'integer', description: 'The number of SKUs.' })
  skus!: number;
}

class Availability extends PickType(StockRow, ['sku', 'sellable', 'level']) {
  @ApiProperty({
    type: 'integer',
    description:
      'Units that can be ordered beyond the stock, by customers who agree to wait. Sellable leaves them out.',
  })
  backorderUnits!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When they are promised.' })
  backorderDate!: string | null;
}

class Availabilities {
  @ApiProperty({ type: () => [Availability], description: 'SKUs that are unknown here are left out.' })
  items!: Availability[];
}

class StockReceipt {
  @ApiProperty({ type: 'string' })
  warehouse!: string;

  @ApiProperty({ type: 'integer', description: 'The number of received lines.' })
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
    private readonly settings: CurrentSettings,
    private readonly dataSource: DataSource,
    private readonly known: KnownSkus,
  ) {}

  @Get('stock-totals')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Units over all SKUs: on hand, reserved, and moved so far, by cause',
    description:
      'Received, adjusted and restocked less shipped is what is on hand. Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
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
      'Units at the warehouses of the caller. Sums that include other warehouses are left out: masked names them, and the list cannot be filtered by them (`filter-masked`, 403).',
  })
  @AnswersPage(SeenStock)
  async list(@Query() query: StockQuery, @TheCaller() caller: Caller) {
    if (query.warehouse) demandWarehouse(caller, query.warehouse);
    demandShown(hiddenFrom(caller), { level: query.level });
    const page = await this.views.page(StockRow, query, { by: 'sku' }, (select) => {
      narrowToKept(caller, select);
      if (query.sku) select.andWhere({ sku: In(skusIn(query.sku)) });
      if (query.warehouse) select.andWhere('row.warehouses -> :warehouse is not null', { warehouse: query.warehouse });
      if (query.incoming) select.andWhere(`row.expected <> '[]'`);
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
    description:
      'For everybody: orderable units over all warehouses, without the figures of a warehouse. Units that baskets hold are not among them. Beside them stand the units that may wait for goods, and their date.',
  })
  @Answers(Availabilities)
  async availability(@Query() query: AvailabilityQuery) {
    const found = await this.views.all(StockRow, { sku: In(skusIn(query.sku)) });
    return {
      items: found.map((row) => ({ ...backorderOf(row), sku: row.sku, sellable: row.sellable, level: row.level })),
    };
  }

  @Get('low-stock')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'SKUs that are low, critical or out',
    description: 'The fewest sellable units first. PUT /v1/policies/{sku} sets the threshold.',
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
      'The units can be ordered at once where the warehouse sells and ships. Refused for an unknown warehouse (`warehouse-unknown`, 404), and with 422 for a purchase order that does not bring a SKU (`purchase-order-unknown`), whose units all came (`purchase-order-spent`), or that is exceeded by more than the setting `receipt.over-percent` (`receipt-beyond-order`). A delivery note of a purchase order brings a SKU once (`delivery-note-booked`, 409). Costs are minor units.',
  })
  @Answers(StockReceipt)
  receive(@Body() { lines, ...common }: ReceiveStockRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, common.warehouse);
    const settings = this.settings.for(incoming);
    const overPercent = settings.of(RECEIPT_OVER_PERCENT);
    const lowUnits = settings.of(STOCK_LOW_UNITS);
    const wishes = lines.map((line) => {
      const command: ReceiveStock = {
        type: 'ReceiveStock',
        data: { ...common, ...line, receiptId: incoming.commandId, overPercent, lowUnits },
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
      'A negative delta takes units away: at most the available ones (`stock-not-sufficient`, 422), because reserved units are promised.',
  })
  @Answers(Written)
  adjust(@Body() body: AdjustStockRequest, @Incoming() incoming: IncomingRequest) {
    demandWarehouse(incoming.caller, body.warehouse);
    const data = { ...body, lowUnits: this.settings.for(incoming).of(STOCK_LOW_UNITS) };
    return this.commands.run(incoming, bookStock, { type: 'AdjustStock', data });
  }

  @Put('policies/:sku')
  @HttpCode(200)
  @Permit('inventory.safety-stock')
  @ApiOperation({
    summary: 'Sets the threshold below which the stock of a SKU is low',
    description:
      'With this many sellable units or fewer over all warehouses, stock is low and marketing is told to stop promoting. A SKU without a threshold of its own goes by the setting `stock.low-units`. Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403). A SKU that neither the catalog nor any warehouse knows is `sku-unknown` (404).',
  })
  @Answers(Written)
  async thresholds(
    @Param('sku') sku: string,
    @Body() { lowUnitsMax }: ThresholdRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    await this.known.demand(sku);
    return this.commands.run(incoming, stockItem, { type: 'SetThresholds', data: { sku, lowUnitsMax } });
  }
}

/** Only SKUs that one of the caller's warehouses keeps or kept. */
function narrowToKept({ scopes }: Caller, select: SelectQueryBuilder<StockRow>) {
  if (scopes.warehouseIds)
    select.andWhere('exists (select 1 from jsonb_object_keys(row.warehouses) as place where place = any(:own))', {
      own: scopes.warehouseIds,
    });
}

/** A date that has passed cannot be promised. */
function backorderOf({ backorderCap, backorderDate, waiting }: StockRow) {
  const isOpen = backorderDate !== null && Date.parse(backorderDate) > Date.now();
  return {
    backorderUnits: isOpen ? Math.max(0, backorderCap - waiting) : 0,
    backorderDate: isOpen ? backorderDate : null,
  };
}

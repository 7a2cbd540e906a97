import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { BACKORDER_GRACE_HOURS } from '@concord/contracts';
import {
  Answers,
  Commands,
  CurrentSettings,
  demandAllWarehouses,
  demandSomeWarehouse,
  Id,
  Incoming,
  IncomingRequest,
  listOf,
  Moment,
  Permit,
  Problem,
  SkuText,
  Text,
  ValueProperty,
  Whole,
  TheCaller,
  type Caller,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { announceRestock, type WithdrawRestock } from './announce-restock.decider';
import { StockRow } from './stock.projection';

const UNITS_MAX = 100_000_000;
const whole = { minimum: 1, maximum: UNITS_MAX };

class ExpectRestockRequest {
  @Id({ optional: true })
  purchaseOrderId?: string;

  @SkuText()
  sku!: string;

  @Whole(whole)
  quantity!: number;

  @Moment({ description: 'The day of arrival.' })
  eta!: string;
}

class WithdrawRestockRequest {
  @SkuText({ optional: true, description: 'Only these SKUs. Where it is left out, all SKUs of the purchase order.' })
  sku?: string;

  @Text({ maxLength: 200, example: 'cancelled by the supplier' })
  reason!: string;
}

/** Announced units that have not come yet. */
interface Announced {
  readonly sku: string;
  readonly quantity: number;
  readonly eta: string;
}

class PurchaseOrder {
  @ApiProperty({ type: 'string' })
  id!: string;

  @ValueProperty(listOf({ sku: 'text', quantity: 'whole', eta: 'moment' }), { description: 'Expected units, by SKU.' })
  lines!: Announced[];
}

class ExpectedRestock {
  @ApiProperty({ type: 'string', description: 'The purchase order.' })
  id!: string;

  @ApiProperty({ type: 'string' })
  sku!: string;
}

class WithdrawnRestock {
  @ApiProperty({ type: 'string', description: 'The purchase order.' })
  id!: string;

  @ValueProperty(listOf('text'), { description: 'The SKUs that will not come.' })
  skus!: string[];
}

@Controller('v1/purchase-orders')
@ApiTags('stock')
export class PurchaseOrderController {
  constructor(
    private readonly commands: Commands,
    private readonly dataSource: DataSource,
    private readonly settings: CurrentSettings,
  ) {}

  @Get(':purchaseOrderId')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'The units that a purchase order still brings',
    description: 'Where all units have come, or none were announced, the answer is `restock-unknown` (404).',
  })
  @Answers(PurchaseOrder)
  async one(@Param('purchaseOrderId') purchaseOrderId: string, @TheCaller() caller: Caller) {
    demandSomeWarehouse(caller);
    return { id: purchaseOrderId, lines: await this.demandAnnounced(purchaseOrderId) };
  }

  @Post()
  @Permit('purchasing.po.create')
  @ApiOperation({
    summary: 'Announces units that are on their way',
    description:
      'A repeated announcement under the same purchaseOrderId changes the day or the quantity; orders whose promised date rested on it are told the new one. A day in the past is refused (`restock-date-passed`, 422), and so are callers who are limited to some warehouses (`warehouse-out-of-scope`, 403).',
  })
  @Answers(ExpectedRestock)
  expect(
    @Body() { purchaseOrderId: given, sku, quantity, eta }: ExpectRestockRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    const purchaseOrderId = given ?? incoming.commandId;
    const graceHours = this.settings.for(incoming).of(BACKORDER_GRACE_HOURS);
    const data = { sku, purchaseOrderId, quantity, eta, graceHours };
    const answer = { id: purchaseOrderId, sku };
    return this.commands.run(incoming, announceRestock, { type: 'ExpectRestock', data }, () => answer);
  }

  @Post(':purchaseOrderId/cancel')
  @HttpCode(200)
  @Permit('purchasing.po.create')
  @ApiOperation({
    summary: 'Withdraws an announcement: its units will not come',
    description:
      'Without a SKU the whole purchase order is withdrawn. Orders whose promised date rested on it are told; where too few units come, nothing more may wait for them. Where nothing is on its way the answer is `restock-unknown` (404). Callers who are limited to some warehouses are refused (`warehouse-out-of-scope`, 403).',
  })
  @Answers(WithdrawnRestock)
  async cancel(
    @Param('purchaseOrderId') purchaseOrderId: string,
    @Body() { sku, reason }: WithdrawRestockRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    const announced = await this.announced(purchaseOrderId, sku);
    // A repeated request finds nothing to withdraw: it gets the same answer as before.
    const skus = announced.length > 0 ? announced.map((line) => line.sku) : [sku ?? ''];
    const graceHours = this.settings.for(incoming).of(BACKORDER_GRACE_HOURS);
    const wishes = skus.map((one) => {
      const data = { sku: one, purchaseOrderId, reason, graceHours };
      const command: WithdrawRestock = { type: 'WithdrawRestock', data };
      return { command };
    });
    const answer = { id: purchaseOrderId, skus };
    return this.commands.runAll(incoming, wishes, () => answer);
  }

  private async demandAnnounced(purchaseOrderId: string, sku?: string): Promise<Announced[]> {
    const lines = await this.announced(purchaseOrderId, sku);
    if (lines.length > 0) return lines;
    throw new Problem(404, 'restock-unknown', `Nothing is on its way with the purchase order ${purchaseOrderId}.`);
  }

  private async announced(purchaseOrderId: string, sku?: string): Promise<Announced[]> {
    const select = broughtBy(purchaseOrderId, this.dataSource);
    if (sku !== undefined) select.andWhere('row.sku = :sku', { sku });
    const rows = await select.orderBy('row.sku').getMany();
    return rows.flatMap((row) =>
      row.expected
        .filter((one) => one.purchaseOrderId === purchaseOrderId)
        .map(({ quantity, eta }) => ({ sku: row.sku, quantity, eta })),
    );
  }
}

/** The SKUs that a purchase order brings. The index holds only SKUs with expected units. */
export function broughtBy(purchaseOrderId: string, dataSource: DataSource) {
  const order = JSON.stringify([{ purchaseOrderId }]);
  return dataSource
    .getRepository(StockRow)
    .createQueryBuilder('row')
    .where('row.expected @> :order::jsonb', { order })
    .andWhere(`row.expected <> '[]'`);
}

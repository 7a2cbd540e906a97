import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  Commands,
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
import { stockItem, type WithdrawRestock } from './stock-item.decider';
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

  @Moment({ description: 'When it will be here.' })
  eta!: string;
}

class WithdrawRestockRequest {
  @SkuText({ optional: true, description: 'Which of its SKUs; all where it is left out.' })
  sku?: string;

  @Text({ maxLength: 200, example: 'called off by the supplier' })
  reason!: string;
}

/** Units that were announced and are still to come. */
interface Announced {
  readonly sku: string;
  readonly quantity: number;
  readonly eta: string;
}

class PurchaseOrder {
  @ApiProperty({ type: 'string' })
  id!: string;

  @ValueProperty(listOf({ sku: 'text', quantity: 'whole', eta: 'moment' }), { description: 'Units to come, by SKU.' })
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

  @ValueProperty(listOf('text'), { description: 'The SKUs of which nothing will come.' })
  skus!: string[];
}

@Controller('v1/purchase-orders')
@ApiTags('stock')
export class PurchaseOrderController {
  constructor(
    private readonly commands: Commands,
    private readonly dataSource: DataSource,
  ) {}

  @Get(':purchaseOrderId')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'What is still to come of a purchase order',
    description: 'Where all has come, or nothing was announced, the answer is `restock-unknown` (404).',
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
      'Announced again under the same purchaseOrderId they come on another day or in another quantity. A day that has passed is refused (`restock-date-passed`, 422), and so are callers who are limited to some warehouses (`warehouse-out-of-scope`, 403).',
  })
  @Answers(ExpectedRestock)
  expect(
    @Body() { purchaseOrderId: given, sku, quantity, eta }: ExpectRestockRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    const purchaseOrderId = given ?? incoming.commandId;
    const data = { sku, purchaseOrderId, quantity, eta };
    const answer = { id: purchaseOrderId, sku };
    return this.commands.run(incoming, stockItem, { type: 'ExpectRestock', data }, () => answer);
  }

  @Post(':purchaseOrderId/cancel')
  @HttpCode(200)
  @Permit('purchasing.po.create')
  @ApiOperation({
    summary: 'Withdraws what was announced: nothing of it will come any more',
    description:
      'Without a SKU all that the purchase order was to bring is withdrawn. Where nothing is on its way the answer is `restock-unknown` (404). For callers who are limited to no warehouse (`warehouse-out-of-scope`, 403).',
  })
  @Answers(WithdrawnRestock)
  async cancel(
    @Param('purchaseOrderId') purchaseOrderId: string,
    @Body() { sku, reason }: WithdrawRestockRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandAllWarehouses(incoming.caller);
    const announced = await this.announced(purchaseOrderId, sku);
    // A repetition finds nothing to withdraw any more: it is told what it was told before.
    const skus = announced.length > 0 ? announced.map((line) => line.sku) : [sku ?? ''];
    const wishes = skus.map((one) => {
      const command: WithdrawRestock = { type: 'WithdrawRestock', data: { sku: one, purchaseOrderId, reason } };
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

/** The SKUs of which units come with a purchase order. The index holds only SKUs of which any are to come. */
export function broughtBy(purchaseOrderId: string, dataSource: DataSource) {
  const order = JSON.stringify([{ purchaseOrderId }]);
  return dataSource
    .getRepository(StockRow)
    .createQueryBuilder('row')
    .where('row.expected @> :order::jsonb', { order })
    .andWhere(`row.expected <> '[]'`);
}

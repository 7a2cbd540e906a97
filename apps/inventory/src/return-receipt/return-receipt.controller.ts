import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { LINE_UNITS_MAX, RETURN_GRADES_MAX, STOCK_LOW_UNITS } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  customersOf,
  demandSomeWarehouse,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  ListOf,
  narrowToOwn,
  narrowToOwnChannels,
  OneOf,
  OrderChannels,
  PageQuery,
  Permit,
  SkuText,
  Text,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { In } from 'typeorm';
import { KnownSkuRow } from '../product/known-skus.projection';
import { inspectReturn } from './inspect-return.decider';
import { RECEIPT_STATUSES } from './return-receipt.aggregate';
import { ReturnReceiptRow } from './return-receipts.projection';

const GRADES = ['A', 'B', 'C', 'D', 'M', 'W'] as const;

class GradeLineRequest {
  @OneOf(GRADES, { description: 'A as new, B opened, C damaged, D unusable, M missing, W another item.' })
  grade!: (typeof GRADES)[number];

  @Whole({ minimum: 1, maximum: LINE_UNITS_MAX })
  quantity!: number;

  @SkuText({
    optional: true,
    description:
      'The item that came back instead, for grade W: a SKU of the catalog. It waits in quality for a second look.',
  })
  foundSku?: string;

  @Text({
    maxLength: 40,
    optional: true,
    description: 'The warehouse that takes the units, where they do not stay at the one of arrival.',
  })
  restockTo?: string;
}

class GradeOneLine extends GradeLineRequest {
  @Text({ maxLength: 100 })
  lineId!: string;
}

class GradeLinesRequest {
  @ListOf(GradeOneLine, { minItems: 1, maxItems: RETURN_GRADES_MAX })
  grades!: GradeOneLine[];
}

class ReceiptQuery extends PageQuery {
  @OneOf(RECEIPT_STATUSES, { optional: true })
  status?: string;
}

class ClosedReceipt {
  @ApiProperty({ type: 'string', description: 'The return.' })
  id!: string;

  @ApiProperty({ type: 'string', enum: ['closed'] })
  status!: string;
}

@Controller('v1/return-receipts')
@ApiTags('returns')
export class ReturnReceiptController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly channels: OrderChannels,
  ) {}

  @Get()
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'Return parcels, by status',
    description:
      'Of the warehouses of the caller, the latest first. Expected: authorised and on its way. Noted: arrived before inventory knew of its return. Arrived: it can be graded. Closed: every unit has a grade.',
  })
  @AnswersPage(ReturnReceiptRow)
  list(@Query() query: ReceiptQuery, @TheCaller() caller: Caller) {
    return this.views.page(ReturnReceiptRow, query, { by: 'returnId', descending: true }, (select) => {
      narrowToOwn(caller, select, 'coalesce(row.warehouse, row.toWarehouse)');
      narrowToOwnChannels(caller, select);
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('inventory.read')
  @ApiOperation({
    summary: 'One return parcel',
    description:
      "The expected units, and the inspected ones with their grades. Another warehouse than the caller's is refused (`warehouse-out-of-scope`, 403).",
  })
  @Answers(ReturnReceiptRow)
  async one(@Param('returnId') returnId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(ReturnReceiptRow, { returnId }, 'return');
    demandWarehouse(caller, row.warehouse ?? row.toWarehouse ?? '');
    await this.channels.demandChannel(caller, row.orderId);
    return row;
  }

  @Post(':returnId/lines/:line/grade')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({
    summary: 'Grades units of one line',
    description:
      "The parcel must have arrived (`return-not-arrived`, 409) and its inspection must be open (`return-closed`, 409). Refused beyond the units that are not graded yet (`return-graded-beyond-arrived`, 422) or beyond what left with the order and has not come back (`return-beyond-shipped`, 422), at a warehouse that takes no returns (`returns-not-accepted`, 422), and for grade W without a known foundSku (`found-sku-missing`, `found-sku-unknown`, `found-sku-misplaced`, 422), and a return of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(Written)
  async grade(
    @Param('returnId') returnId: string,
    @Param('line') lineId: string,
    @Body() body: GradeLineRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandPlaces(incoming, returnId, [body]);
    const grades = [{ lineId, ...body }];
    const knownSkus = await this.knownAmong([body]);
    const lowUnits = this.settings.for(incoming).of(STOCK_LOW_UNITS);
    const data = { returnId, grades, knownSkus, lowUnits, callers: customersOf(incoming.caller) };
    return this.commands.run(incoming, inspectReturn, { type: 'GradeReturn', data });
  }

  @Post(':returnId/grades')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({
    summary: 'Grades every unit of a parcel and closes the inspection: all or nothing',
    description:
      "As grading line by line and closing, in one request. Units that got no grade are refused (`return-not-graded`, 422), and so is a return of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(ClosedReceipt)
  async gradeAll(
    @Param('returnId') returnId: string,
    @Body() { grades }: GradeLinesRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandPlaces(incoming, returnId, grades);
    const knownSkus = await this.knownAmong(grades);
    const lowUnits = this.settings.for(incoming).of(STOCK_LOW_UNITS);
    const data = { returnId, grades, knownSkus, lowUnits, close: true, callers: customersOf(incoming.caller) };
    return this.commands.run(incoming, inspectReturn, { type: 'GradeReturn', data }, () => ({
      id: returnId,
      status: 'closed',
    }));
  }

  @Post(':returnId/close')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({
    summary: 'Closes the inspection once every unit is graded',
    description:
      "Orders then settles what goes back. Refused while units are without a grade (`return-not-graded`, 422) and before the parcel is there (`return-not-arrived`, 409), and for a return of the caller's own (`second-person-needed`, 422).",
  })
  @Answers(Written)
  async close(@Param('returnId') returnId: string, @Incoming() incoming: IncomingRequest) {
    await this.demandPlaces(incoming, returnId, []);
    const data = { returnId, callers: customersOf(incoming.caller) };
    return this.commands.run(incoming, inspectReturn, { type: 'CloseReturnReceipt', data });
  }

  /** The found SKUs that the catalog knows. */
  private async knownAmong(grades: readonly GradeLineRequest[]): Promise<string[]> {
    const found = [...new Set(grades.flatMap(({ foundSku }) => foundSku ?? []))];
    if (found.length === 0) return [];
    return (await this.views.all(KnownSkuRow, { sku: In(found) })).map(({ sku }) => sku);
  }

  /**
   * Throws `Problem` 403 where the caller has no role at the warehouse of the parcel, or at the one that takes its
   * units.
   */
  private async demandPlaces({ caller }: IncomingRequest, returnId: string, grades: readonly GradeLineRequest[]) {
    const { warehouseIds, channels } = caller.scopes;
    if (!warehouseIds && !channels) return;
    demandSomeWarehouse(caller);
    const receipt = await this.views.find(ReturnReceiptRow, { returnId });
    // A return that does not exist passes: the command answers 404.
    if (receipt) await this.channels.demandChannel(caller, receipt.orderId);
    for (const place of [receipt?.warehouse ?? receipt?.toWarehouse, ...grades.map(({ restockTo }) => restockTo)])
      if (place) demandWarehouse(caller, place);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Commands,
  Incoming,
  IncomingRequest,
  ListOf,
  OneOf,
  PageQuery,
  Permit,
  SkuText,
  Text,
  Views,
  Whole,
} from '@concord/service';
import { returnReceipt, type GradeReturnLine } from './return-receipt.decider';
import { ReturnReceiptRow } from './return-receipts.projection';

const GRADES = ['A', 'B', 'C', 'D', 'M', 'W'] as const;

class GradeLineRequest {
  @OneOf(GRADES, { description: 'A as new, B opened, C damaged, D unusable, M missing, W another item.' })
  grade!: (typeof GRADES)[number];

  @Whole({ minimum: 1, maximum: 1_000_000 })
  quantity!: number;

  @SkuText({ optional: true, description: 'What came back instead, for grade W.' })
  foundSku?: string;

  @Text({
    maxLength: 40,
    optional: true,
    description: 'The warehouse that takes the units, if not where they arrived.',
  })
  restockTo?: string;
}

class GradeOneLine extends GradeLineRequest {
  @Text({ maxLength: 100 })
  lineId!: string;
}

class GradeLinesRequest {
  @ListOf(GradeOneLine, { minItems: 1, maxItems: 500 })
  grades!: GradeOneLine[];
}

class ReceiptQuery extends PageQuery {
  @OneOf(['expected', 'noted', 'arrived', 'closed'], { optional: true })
  status?: string;
}

@Controller('v1/return-receipts')
@ApiTags('returns')
export class ReturnReceiptController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('inventory.read')
  @ApiOperation({ summary: 'Return parcels, by status' })
  list(@Query() query: ReceiptQuery) {
    return this.views.page(ReturnReceiptRow, query, { by: 'returnId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':returnId')
  @Permit('inventory.read')
  @ApiOperation({ summary: 'One return parcel' })
  one(@Param('returnId') returnId: string) {
    return this.views.one(ReturnReceiptRow, { returnId }, 'return');
  }

  @Post(':returnId/lines/:line/grade')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({ summary: 'Grades units of one line' })
  grade(
    @Param('returnId') returnId: string,
    @Param('line') lineId: string,
    @Body() body: GradeLineRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, returnReceipt, { type: 'GradeReturnLine', data: { returnId, lineId, ...body } });
  }

  @Post(':returnId/grades')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({ summary: 'Grades every unit of a parcel and closes the inspection: all or nothing' })
  gradeAll(
    @Param('returnId') returnId: string,
    @Body() { grades }: GradeLinesRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const graded = grades.map((grade) => {
      const command: GradeReturnLine = { type: 'GradeReturnLine', data: { returnId, ...grade } };
      return { command };
    });
    const close = { command: { type: 'CloseReturnReceipt', data: { returnId } } };
    return this.commands.runAll(incoming, [...graded, close], () => ({ id: returnId, status: 'closed' }));
  }

  @Post(':returnId/close')
  @HttpCode(200)
  @Permit('inventory.grade')
  @ApiOperation({ summary: 'Closes the inspection once every unit is graded' })
  close(@Param('returnId') returnId: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, returnReceipt, { type: 'CloseReturnReceipt', data: { returnId } });
  }
}

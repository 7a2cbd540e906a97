import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers, type Caller, narrowToOwn, narrowToOwnChannels, OneOf, Permit, TheCaller } from '@concord/service';
import { DataSource } from 'typeorm';
import { FulfilmentRow } from '../fulfilment/fulfilments.projection';

class ScorecardQuery {
  @OneOf(['warehouse'])
  by!: string;
}

class WarehouseScore {
  @ApiProperty({ type: 'string' })
  warehouse!: string;

  @ApiProperty({ type: 'integer' })
  fulfilments!: number;

  @ApiProperty({ type: 'integer' })
  delivered!: number;

  @ApiProperty({ type: 'integer' })
  cancelled!: number;

  @ApiProperty({ type: 'integer', description: 'All scans, including mismatches.' })
  scans!: number;

  @ApiProperty({ type: 'integer', description: 'Scans that did not match.' })
  mismatches!: number;

  @ApiProperty({ type: 'number', nullable: true, description: 'From 0 to 1; null where nothing was scanned yet.' })
  pickAccuracy!: number | null;
}

class Scorecard {
  @ApiProperty({ type: 'string', enum: ['warehouse'] })
  by!: string;

  @ApiProperty({ type: () => [WarehouseScore] })
  items!: WarehouseScore[];
}

/**
 * The rates are computed when somebody asks, which is seldom. A counter per warehouse would be one hot row for all
 * scans.
 */
@Controller('v1/scorecards')
@ApiTags('scorecards')
export class ScorecardController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Permit('report.read.logistics')
  @ApiOperation({
    summary: 'How well each warehouse works: the share of scans that matched',
    description: 'One less the share of mismatches, over all time, for the warehouses of the caller.',
  })
  @Answers(Scorecard)
  async list(@Query() { by }: ScorecardQuery, @TheCaller() caller: Caller) {
    const select = this.dataSource.getRepository(FulfilmentRow).createQueryBuilder('row');
    narrowToOwn(caller, select);
    narrowToOwnChannels(caller, select);
    const items = await select
      .select('row.warehouse', 'warehouse')
      .addSelect('count(*)::int', 'fulfilments')
      .addSelect(`count(*) filter (where row.status = 'delivered')::int`, 'delivered')
      .addSelect(`count(*) filter (where row.status = 'cancelled')::int`, 'cancelled')
      .addSelect('sum(row.scans + row.mismatches)::int', 'scans')
      .addSelect('sum(row.mismatches)::int', 'mismatches')
      .groupBy('row.warehouse')
      .orderBy('row.warehouse')
      .getRawMany<{ scans: number; mismatches: number }>();
    return { by, items: items.map((item) => ({ ...item, pickAccuracy: accuracyOf(item) })) };
  }
}

/** 1 − mismatches / scans; null where nothing was scanned yet. */
const accuracyOf = ({ scans, mismatches }: { scans: number; mismatches: number }) =>
  scans === 0 ? null : 1 - mismatches / scans;

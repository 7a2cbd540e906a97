import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { narrowToOwn, OneOf, Permit, TheCaller, type Caller } from '@concord/service';
import { DataSource } from 'typeorm';
import { FulfilmentRow } from '../fulfilment/fulfilments.projection';

class ScorecardQuery {
  @OneOf(['warehouse'])
  by!: string;
}

/** Rates that count rows are asked for seldom, and counting them at every scan would make one hot row a warehouse. */
@Controller('v1/scorecards')
@ApiTags('scorecards')
export class ScorecardController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Permit('report.read.logistics')
  @ApiOperation({ summary: 'How well each warehouse works: the share of scans that matched' })
  async list(@Query() { by }: ScorecardQuery, @TheCaller() caller: Caller) {
    const select = this.dataSource.getRepository(FulfilmentRow).createQueryBuilder('row');
    narrowToOwn(caller, select);
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

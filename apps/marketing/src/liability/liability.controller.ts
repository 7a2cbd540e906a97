import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Engine } from '@concord/event-sourcing';
import { Answers, listOf, Moment, objectOf, Permit, ValueProperty } from '@concord/service';
import { Liabilities, type PointsOwed, type VouchersOwed } from './liabilities.reader';

class LiabilityQuery {
  @Moment({ optional: true, description: 'What the shop owed then; now where it is left out.' })
  asOf?: string;
}

class SeenLiabilities {
  @ApiProperty({ type: 'string', format: 'date-time' })
  asOf!: string;

  @ValueProperty(listOf({ currency: 'text', amountMinor: 'whole', vouchers: 'whole' }), {
    description: 'What can still be spent of vouchers or waits for an order, and the number of vouchers behind it.',
  })
  vouchers!: readonly VouchersOwed[];

  @ValueProperty(
    objectOf({
      available: 'whole',
      pending: 'whole',
      held: 'whole',
      owed: 'whole',
      values: listOf({ currency: 'text', amountMinor: 'whole' }),
    }),
    {
      description:
        'Points of all customers. Each value is that of all available, pending and held points, were they spent in this currency.',
    },
  )
  points!: PointsOwed;
}

@Controller('v1/liabilities')
@ApiTags('liabilities')
export class LiabilityController {
  constructor(
    private readonly liabilities: Liabilities,
    private readonly engine: Engine,
  ) {}

  @Get()
  @Permit('liability.read')
  @ApiOperation({
    summary: 'What the shop owes by vouchers and points, as of any moment',
    description: 'Computed from the ledgers. Points are valued at the setting `points.value-minor` of that moment.',
  })
  @Answers(SeenLiabilities)
  async asOf(@Query() { asOf = this.engine.now() }: LiabilityQuery): Promise<SeenLiabilities> {
    const [vouchers, points] = await Promise.all([this.liabilities.vouchers(asOf), this.liabilities.points(asOf)]);
    return { asOf, vouchers, points };
  }
}

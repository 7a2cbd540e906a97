import { CAMPAIGN_SKUS_MAX } from '@concord/contracts';
import { Moment, One, Text, TextList, Whole } from '@concord/service';

export const PEOPLE_MAX = 1_000_000_000;

class ExpectedRequest {
  @Whole({ minimum: 0, maximum: PEOPLE_MAX, description: 'People reached.' })
  reach!: number;

  @Whole({ minimum: 0, maximum: 1_000, description: 'Buyers per thousand people.' })
  conversionMilli!: number;

  @Whole({ minimum: 0, maximum: 1_000_000, description: 'Units per order, in thousandths.' })
  unitsPerOrderMilli!: number;
}

/** Whom a campaign is to reach with which goods, and when. */
export class DemandRequest {
  @TextList({ minItems: 1, maxItems: CAMPAIGN_SKUS_MAX, maxLength: 64 })
  skus!: string[];

  @Moment()
  from!: string;

  @Moment()
  to!: string;

  @One(ExpectedRequest)
  expected!: ExpectedRequest;

  @Whole({
    minimum: 1,
    maximum: 1_000_000,
    optional: true,
    default: 1_000,
    description: 'How much faster the SKU sells, in thousandths.',
  })
  upliftMilli: number = 1_000;
}

export class ReasonRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, OmitType } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  Moment,
  PageQuery,
  Permit,
  Problem,
  Text,
  TheCaller,
  ValueProperty,
  Views,
} from '@concord/service';
import { STANDARD } from '../price-list/price-list.aggregate';
import { demandSight, seesDrafts } from '../product/sight';
import { VariantRow } from '../product/variants.projection';
import { PriceHistoryRow, TIERS } from './price-history.projection';
import { priceMoments } from './price-moments.decider';
import { PriceReach } from './price-reach.reader';
import { lowestBefore, priceAt } from './price-timeline';

class PriceQuery {
  @Text({ maxLength: 40, optional: true, default: STANDARD })
  list: string = STANDARD;

  @Moment({ optional: true, description: 'The price in force at this moment. Where it is left out, the price now.' })
  at?: string;
}

class HistoryQuery extends PageQuery {
  @Text({ maxLength: 40, optional: true, description: 'Only prices of this list.' })
  list?: string;
}

class RevertPriceRequest {
  @Text({ maxLength: 40, optional: true, default: STANDARD })
  list: string = STANDARD;

  @Text({ maxLength: 500 })
  reason!: string;
}

class RevertedPrice {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string' })
  list!: string;
}

class CurrentPrice {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string' })
  list!: string;

  @ApiProperty({ type: 'integer', description: 'The price of one unit.' })
  amountMinor!: number;

  @ApiProperty({ type: 'string' })
  currency!: string;

  @ValueProperty(TIERS, { description: 'Lower prices of a unit from so many units on, over all lines of an order.' })
  tiers!: PriceHistoryRow['tiers'];

  @ApiProperty({ type: 'string', format: 'date-time' })
  activeFrom!: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'When it ends, where that is planned.',
  })
  until!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'The lowest price of the 30 days before it began.' })
  lowest30dMinor!: number | null;
}

/** A price that was in force. Customers do not see who set it. */
class SeenPrice extends OmitType(PriceHistoryRow, ['by', 'isEnd']) {
  @ApiProperty({ type: 'string', required: false, description: 'The person or system that set it; only for staff.' })
  by?: string;
}

@Controller('v1/prices')
@ApiTags('prices')
export class PriceController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly reach: PriceReach,
  ) {}

  @Get(':sku')
  @Permit('catalog.read')
  @ApiOperation({
    summary: 'The price of a SKU in a list, now or at a moment, and the lowest price of the 30 days before it began',
    description:
      '`lowest30dMinor` is the price that a reduction is compared with (98/6/EC, article 6a); null for a first price. Where no price held at that moment: `price-unknown` (404).',
  })
  @Answers(CurrentPrice)
  async one(@Param('sku') sku: string, @Query() { list, at }: PriceQuery, @TheCaller() caller: Caller) {
    await this.demandSeen(sku, list, caller);
    const history = await this.views.all(PriceHistoryRow, { sku, list });
    const moment = at ? new Date(at) : new Date();
    const found = priceAt(history, moment);
    if (!found) throw new Problem(404, 'price-unknown', `${sku} had no price in the list ${list} at that moment.`);
    const { amountMinor, currency, tiers, activeFrom, until } = found;
    const lowest30dMinor = lowestBefore(history, found) ?? null;
    return { sku, list, amountMinor, currency, tiers, activeFrom, until, lowest30dMinor };
  }

  @Get(':sku/history')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'The prices of a SKU, the latest first' })
  @AnswersPage(SeenPrice)
  async history(@Param('sku') sku: string, @Query() query: HistoryQuery, @TheCaller() caller: Caller) {
    const seesAll = seesDrafts(caller);
    const list = query.list ?? (seesAll ? undefined : STANDARD);
    await this.demandSeen(sku, list ?? STANDARD, caller);
    const page = await this.views.page(PriceHistoryRow, query, { by: 'activeFrom', descending: true }, (select) => {
      select.andWhere('row.sku = :sku and not row.isEnd', { sku });
      if (list !== undefined) select.andWhere('row.list = :list', { list });
    });
    const items = page.items.map(({ by, ...row }) => ({ ...row, isEnd: undefined, by: seesAll ? by : undefined }));
    return { ...page, items };
  }

  @Post(':sku/revert')
  @HttpCode(200)
  @Permit('catalog.price.approve')
  @ApiOperation({
    summary: 'Takes back the price of a SKU: the price before holds again',
    description:
      'A temporary price ends. In place of a lasting price the last one before holds again, once (`price-not-revertible`, 409). Whoever approves prices decides alone, because that price was in force already. A SKU without a price is `price-unknown` (404).',
  })
  @Answers(RevertedPrice)
  async revert(
    @Param('sku') sku: string,
    @Body() { list, reason }: RevertPriceRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.reach.demand(sku, list, incoming);
    const command = { type: 'RevertPrice' as const, data: { sku, list, reason } };
    return this.commands.run(incoming, priceMoments, command, () => ({ sku, list }));
  }

  /** Customers see only standard prices of published variants. */
  private async demandSeen(sku: string, list: string, caller: Caller): Promise<void> {
    const variant = await this.views.find(VariantRow, { sku });
    const isForSale = variant?.published === true && list === STANDARD;
    const unknown = () => new Problem(404, 'price-unknown', `${sku} has no price in the list ${list}.`);
    demandSight(caller, { isForSale, channels: variant?.channels ?? [] }, unknown);
  }
}

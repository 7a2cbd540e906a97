import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CHANNELS_MAX, fields, GROUPS_MAX, PRICE_LIST_CUSTOMERS_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  Flag,
  Incoming,
  IncomingRequest,
  Moment,
  PageQuery,
  Permit,
  Problem,
  SkuText,
  Text,
  TextList,
  TheCaller,
  Views,
  Written,
  demandSecondPerson,
} from '@concord/service';
import { ListPriceRow } from '../price/prices.projection';
import { CHANNELS } from '../product/publish-product.decider';
import { demandChannels, demandSight, inChannels } from '../product/sight';
import { STANDARD } from './price-list.aggregate';
import { priceList } from './price-list.decider';
import { PriceListRow } from './price-lists.projection';

class PriceListRequest {
  @Text({ maxLength: 200, example: 'Trade, euro' })
  name!: string;

  @Currency({ description: 'The currency of its prices, for ever.' })
  currency!: string;

  @Flag({ description: 'Whether its prices include tax, for ever.' })
  taxIncluded!: boolean;

  @TextList({
    maxItems: CHANNELS_MAX,
    maxLength: 3,
    values: CHANNELS,
    optional: true,
    description: 'The sales channels in which its prices count; empty means all.',
  })
  channels: ('b2c' | 'b2b' | 'd2c')[] = [];

  @TextList({
    maxItems: GROUPS_MAX,
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    optional: true,
    description: 'The customer groups for which its prices count; empty means all.',
  })
  groups: string[] = [];

  @TextList({
    maxItems: PRICE_LIST_CUSTOMERS_MAX,
    maxLength: 100,
    optional: true,
    description: 'The customers and companies with whom its prices are agreed; empty means all.',
  })
  customerIds: string[] = [];

  @Moment({ optional: true, description: 'Since when its prices count.' })
  from?: string;

  @Moment({ optional: true, description: 'Until when its prices count.' })
  to?: string;
}

class PricesQuery extends PageQuery {
  @SkuText({ optional: true, description: 'Only SKUs that begin with this.' })
  sku?: string;
}

/** A list with a page of its prices. */
class PriceListWithPrices extends PriceListRow {
  @ApiProperty({ type: () => [ListPriceRow], description: 'Its prices in force, by SKU.' })
  items!: ListPriceRow[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Send it as `cursor` for further prices; null at the end.',
  })
  next!: string | null;
}

/** The list that always exists: for everybody, always, in any currency by SKU, tax included. */
const THE_STANDARD = Object.assign(new PriceListRow(), { list: STANDARD, name: 'Standard' });
const CODE_MAX = 40;

@Controller('v1/price-lists')
@ApiTags('price lists')
export class PriceListController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('catalog.draft.read')
  @ApiOperation({
    summary: 'Price lists, by code',
    description:
      'The list `standard` exists always and stands before the others on the first page, as one more. Lists of foreign sales channels are left out.',
  })
  @AnswersPage(PriceListRow)
  async list(@Query() query: PageQuery, @TheCaller() { scopes: { channels } }: Caller) {
    const page = await this.views.page(PriceListRow, query, { by: 'list' }, (select) => {
      if (channels) select.andWhere(inChannels('row.channels', ':channels'), { channels });
    });
    return query.cursor === undefined ? { ...page, items: [THE_STANDARD, ...page.items] } : page;
  }

  @Get(':list')
  @Permit('catalog.draft.read')
  @ApiOperation({
    summary: 'A price list with its prices in force, page by page',
    description:
      'Codes that were used before lists were defined have prices, and no list: they are `price-list-unknown` (404), and `GET /v1/prices/{sku}?list=` reads them. A list of foreign sales channels is refused (`channel-out-of-scope`, 403).',
  })
  @Answers(PriceListWithPrices)
  async one(@Param('list') list: string, @Query() query: PricesQuery, @TheCaller() caller: Caller) {
    const terms = list === STANDARD ? THE_STANDARD : await this.views.one(PriceListRow, { list }, 'price-list');
    const unknown = () => new Problem(404, 'price-list-unknown', `There is no price list ${list}.`);
    demandSight(caller, { isForSale: true, channels: terms.channels }, unknown);
    const prices = await this.views.page(ListPriceRow, query, { by: 'sku' }, (select) => {
      select.andWhere('row.list = :list', { list });
      if (query.sku) select.andWhere('starts_with(row.sku, :sku)', { sku: query.sku });
    });
    return { ...terms, ...prices };
  }

  @Put(':list')
  @Permit('catalog.price.list.write')
  @ApiOperation({
    summary: 'Defines a price list, or changes for whom and when it counts',
    description:
      'All terms take effect at once, and a member that is left out becomes empty. Where a list names groups and customers, either is enough. Currency and tax never change (`price-list-fixed`, 409), the list `standard` has no terms (`price-list-standard`, 409), a list begins before it ends (`price-list-window-empty`, 422), and its code has small letters, digits and dashes (`code-malformed`, 422). Nobody defines a list for themselves (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async define(
    @Param('list') list: string,
    @Body() body: PriceListRequest,
    @Incoming() incoming: IncomingRequest,
  ): Promise<Written> {
    if (!fields.CODE.test(list) || list.length > CODE_MAX)
      throw new Problem(422, 'code-malformed', `A code has at most ${CODE_MAX} small letters, digits and dashes.`);
    for (const customerId of body.customerIds) demandSecondPerson(incoming.caller, customerId);
    // It counts where it did and where it will: the caller needs all of these channels.
    const before = await this.views.find(PriceListRow, { list });
    for (const { channels } of [body, ...(before ? [before] : [])])
      demandChannels(incoming.caller, { channels: channels.length > 0 ? channels : CHANNELS });
    return this.commands.run(incoming, priceList, { type: 'DefinePriceList', data: { list, ...body } });
  }
}

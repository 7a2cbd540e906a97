import { lookup } from '@concord/event-sourcing';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, PickType } from '@nestjs/swagger';
import {
  AnswersPage,
  type Caller,
  demandChannel,
  Flag,
  OneOf,
  type Order,
  PageQuery,
  Permit,
  Text,
  TheCaller,
  Views,
} from '@concord/service';
import { categoriesIn } from '../category/categories.reader';
import { CHANNELS } from '../product/publish-product.decider';
import { ProductRow } from '../product/products.projection';
import { PART_CHARACTERS_MIN, patternsOf } from '../product/text-search';
import { bestOf } from './badge';

const SORTS: Readonly<Record<string, Order<ProductRow>>> = {
  title: { by: 'title' },
  '-title': { by: 'title', descending: true },
  price: { by: 'priceMinor', unset: 'last' },
  '-price': { by: 'priceMinor', descending: true, unset: 'last' },
  newest: { by: 'createdAt', descending: true },
};

const SHOWN = ['title', 'kind', 'categoryIds', 'priceMinor', 'currency', 'createdAt'] as const;
/** The buyable variants of a product, read together with it. */
const OFFERS = `(select coalesce(json_agg(json_build_object(
  'sku', v.sku, 'priceMinor', v.price_minor, 'sellable', v.sellable, 'badge', v.badge)), '[]')
  from variant_view v where v.product_id = t.product_id and v.published)`;
const IS_IN_STOCK = `exists (select from variant_view v
  where v.product_id = t.product_id and v.published and v.badge <> 'out')`;

const isFoundBy = (begins: string, holds: string) => `t.product_id in (select v.product_id from variant_view v
  where v.published and (v.sku ilike ${begins} or v.title ilike ${holds}))`;

class Offer {
  @ApiProperty({ type: 'string' })
  readonly sku!: string;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'null where there is no list price: it is ordered at an agreed price alone.',
  })
  readonly priceMinor!: number | null;

  @ApiProperty({ type: 'integer' })
  readonly sellable!: number;

  @ApiProperty({ type: 'string', enum: ['out', 'low', 'in-stock'] })
  readonly badge!: string;
}

/** A product as a shop window shows it. */
class ListedProduct extends PickType(ProductRow, ['productId', ...SHOWN]) {
  @ApiProperty({ type: () => [Offer], description: 'The variants that can be bought.' })
  offers!: Offer[];

  @ApiProperty({ type: 'string', enum: ['out', 'low', 'in-stock'], description: 'The best badge of its offers.' })
  badge!: string;
}

class ListingQuery extends PageQuery {
  @Text({
    maxLength: 100,
    optional: true,
    description: 'Id or slug of a category; products of its descendants are included.',
  })
  category?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: `Only products with a variant whose SKU begins with this, or whose title holds it; with fewer than ${PART_CHARACTERS_MIN} characters the title must begin with it.`,
  })
  q?: string;

  @Flag({ optional: true, description: 'true: only available products. false: only products that are sold out.' })
  inStock?: boolean;

  @OneOf(CHANNELS, { optional: true, description: 'Only what is for sale in this sales channel.' })
  channel?: string;

  @OneOf(Object.keys(SORTS), { optional: true, default: 'title' })
  sort: string = 'title';
}

@Controller('v1/listing')
@ApiTags('listing')
export class ListingController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({
    summary: 'Products for sale, with price and availability',
    description: 'Products without a list price stand last in either order of prices.',
  })
  @AnswersPage(ListedProduct)
  async list(@Query() query: ListingQuery, @TheCaller() caller: Caller) {
    if (query.channel) demandChannel(caller, query.channel);
    const channels = query.channel ? [query.channel] : caller.scopes.channels;
    const categoryIds = query.category === undefined ? undefined : await categoriesIn(this.views, query.category);
    const wanted = query.q ? patternsOf(query.q) : undefined;
    const { items, next } = await this.views.list<ProductRow, { offers: Offer[] }>(
      ProductRow,
      query,
      lookup(SORTS, query.sort)!,
      SHOWN,
      { offers: OFFERS },
      (bind) => [
        `t.status = 'published'`,
        ...(channels ? [`jsonb_exists_any(t.channels, ${bind(channels)})`] : []),
        ...(categoryIds
          ? [`exists (select from jsonb_array_elements_text(t.category_ids) c where c = any(${bind(categoryIds)}))`]
          : []),
        ...(wanted ? [isFoundBy(bind(wanted.begins), bind(wanted.holds))] : []),
        ...(query.inStock === undefined ? [] : [`${query.inStock ? '' : 'not '}${IS_IN_STOCK}`]),
      ],
    );
    return { items: items.map((item) => ({ ...item, badge: bestOf(item.offers.map(({ badge }) => badge)) })), next };
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  CHANNELS_MAX,
  fields,
  PRODUCT_CATEGORIES_MAX,
  PRODUCT_VARIANTS_MAX,
  UNIT_WEIGHT_G_MAX,
  VARIANT_OPTIONS_MAX,
} from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Incoming,
  IncomingRequest,
  ListOf,
  mayDo,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  sellsOn,
  SkuText,
  Text,
  TextList,
  TextMap,
  TheCaller,
  Views,
  Whole,
  Written,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { categoriesIn } from '../category/categories.reader';
import { product } from './product.decider';
import { ProductRow } from './products.projection';
import { demandChannels, demandSight, inChannels, seesDrafts } from './sight';
import { CHANNELS, publishing } from './publish-product.decider';
import { PART_CHARACTERS_MIN, patternsOf } from './text-search';
import { VariantRow } from './variants.projection';

class VariantRequest {
  @SkuText()
  sku!: string;

  @Text({
    maxLength: 500,
    optional: true,
    description: "The variant's own title. Where it is left out, the product's title.",
  })
  title?: string;

  @TextMap({ maxItems: VARIANT_OPTIONS_MAX, maxLength: 100, optional: true, example: { colour: 'red', size: 'M' } })
  options: Record<string, string> = {};

  @Whole({ minimum: 1, maximum: UNIT_WEIGHT_G_MAX, optional: true })
  weightG?: number;

  @Text({ maxLength: 14, optional: true, description: 'A GTIN.' })
  barcode?: string;
}

class CreateProductRequest {
  @Text({ maxLength: 500 })
  title!: string;

  @Text({ minLength: 0, maxLength: 10_000, optional: true })
  description?: string;

  @Text({ maxLength: 200, optional: true })
  brand?: string;

  @OneOf(['shippable', 'service'])
  kind!: 'shippable' | 'service';

  @Text({
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    optional: true,
    description: 'The tax class of all its SKUs; without it `standard`. Only for callers who may set tax classes.',
  })
  taxClass?: string;

  @ListOf(VariantRequest, { maxItems: PRODUCT_VARIANTS_MAX, optional: true })
  variants: VariantRequest[] = [];
}

class ReviseProductRequest {
  @Text({ maxLength: 500, optional: true })
  title?: string;

  @Text({ minLength: 0, maxLength: 10_000, optional: true })
  description?: string;

  @Text({ maxLength: 200, optional: true })
  brand?: string;
}

class CategoriseRequest {
  @TextList({ maxItems: PRODUCT_CATEGORIES_MAX, maxLength: 100 })
  categoryIds!: string[];
}

class TaxClassRequest {
  @Text({ maxLength: 40, pattern: fields.CODE, says: 'small letters, digits and dashes', example: 'reduced' })
  taxClass!: string;
}

class PublishRequest {
  @TextList({ minItems: 1, maxItems: CHANNELS_MAX, maxLength: 3, values: CHANNELS, optional: true })
  channels?: string[];
}

class UnpublishRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class ProductQuery extends PageQuery {
  @OneOf(['draft', 'published', 'unpublished'], { optional: true })
  status?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: 'Id or slug of a category; products of its descendants are included.',
  })
  category?: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: `Only products with a variant whose SKU begins with this, or whose title, or that of a variant, holds it; with fewer than ${PART_CHARACTERS_MIN} characters the title must begin with it.`,
  })
  q?: string;
}

/** The products with a fitting title, or with a variant that fits; `published` variants alone where the rest is hidden. */
const isFoundBy = (seesAll: boolean) => `row.productId in (
  select p.product_id from product_view p where p.title ilike :holds
  union select v.product_id from variant_view v
    where ${seesAll ? '' : 'v.published and '}(v.sku ilike :begins or v.title ilike :holds))`;
const IS_IN = 'exists (select from jsonb_array_elements_text(row.categoryIds) c where c = any(:categoryIds))';

class ProductWithVariants extends ProductRow {
  @ApiProperty({ type: () => [VariantRow] })
  variants!: VariantRow[];
}

@Controller('v1/products')
@ApiTags('products')
export class ProductController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({
    summary: 'Products',
    description: 'Staff and systems see drafts too; customers see published products.',
  })
  @AnswersPage(ProductRow)
  async list(@Query() query: ProductQuery, @TheCaller() caller: Caller) {
    const { channels } = caller.scopes;
    const categoryIds = query.category === undefined ? undefined : await categoriesIn(this.views, query.category);
    const page = await this.views.page(ProductRow, query, { by: 'productId' }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (!seesDrafts(caller)) select.andWhere(`row.status = 'published'`);
      if (channels) select.andWhere(inChannels('row.channels', ':channels'), { channels });
      if (categoryIds) select.andWhere(IS_IN, { categoryIds });
      if (query.q) select.andWhere(isFoundBy(seesDrafts(caller)), patternsOf(query.q));
    });
    return { ...page, items: page.items.map((row) => seenBy(caller, row)) };
  }

  @Get(':productId')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'A product with its variants, prices and availability' })
  @Answers(ProductWithVariants)
  async one(@Param('productId') productId: string, @TheCaller() caller: Caller) {
    const [row, variants] = await Promise.all([
      this.views.one(ProductRow, { productId }, 'product'),
      this.views.all(VariantRow, { productId }),
    ]);
    const unknown = () => new Problem(404, 'product-unknown', `There is no product ${productId}.`);
    demandSight(caller, { isForSale: row.status === 'published', channels: row.channels }, unknown);
    const seen = seenBy(caller, row);
    const shown = variants.filter(({ sku }) => seen.skus.includes(sku));
    return { ...seen, variants: shown.sort((a, b) => seen.skus.indexOf(a.sku) - seen.skus.indexOf(b.sku)) };
  }

  @Post()
  @Permit('catalog.product.write')
  @ApiOperation({
    summary: 'Creates a product, not yet published',
    description: 'A tax class from a caller who may not set tax classes is refused (`tax-class-not-allowed`, 403).',
  })
  @Answers(Written)
  create(@Body() body: CreateProductRequest, @Incoming() incoming: IncomingRequest) {
    if (body.taxClass !== undefined && !mayDo(incoming.caller.roles, 'catalog.tax.write'))
      throw new Problem(403, 'tax-class-not-allowed', 'You may not set tax classes. Leave taxClass out.');
    return this.commands.run(incoming, publishing, { type: 'CreateProduct', data: { ...body, productId: newId() } });
  }

  @Patch(':productId')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Changes title, description or brand' })
  @Answers(Written)
  async revise(
    @Param('productId') productId: string,
    @Body() body: ReviseProductRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReach(productId, incoming);
    return this.commands.run(incoming, product, { type: 'ReviseProduct', data: { ...body, productId } });
  }

  @Post(':productId/variants')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Adds a variant; its SKU is taken for ever' })
  @Answers(Written)
  async addVariant(
    @Param('productId') productId: string,
    @Body() body: VariantRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReach(productId, incoming);
    return this.commands.run(incoming, publishing, { type: 'AddVariant', data: { ...body, productId } });
  }

  @Put(':productId/categories')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Sets the categories of a product' })
  @Answers(Written)
  async categorise(
    @Param('productId') productId: string,
    @Body() { categoryIds }: CategoriseRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReach(productId, incoming);
    return this.commands.run(incoming, publishing, { type: 'CategoriseProduct', data: { productId, categoryIds } });
  }

  @Put(':productId/tax-class')
  @Permit('catalog.tax.write')
  @ApiOperation({
    summary: 'Sets the tax class of a product, for all its SKUs',
    description:
      'New orders are taxed by it; placed orders keep their tax. Orders has the rates of each class. An unknown product is `product-unknown` (404), one of foreign sales channels `channel-out-of-scope` (403).',
  })
  @Answers(Written)
  async tax(
    @Param('productId') productId: string,
    @Body() { taxClass }: TaxClassRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReach(productId, incoming);
    return this.commands.run(incoming, product, { type: 'TaxProduct', data: { productId, taxClass } });
  }

  @Post(':productId/publish')
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({
    summary: 'Publishes a product in these channels and no others, once every condition is met',
    description: 'Without channels it is published where it was last; the first time, in all channels of the caller.',
  })
  @Answers(Written)
  async publish(
    @Param('productId') productId: string,
    @Body() body: PublishRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { caller } = incoming;
    const row = await this.demandReach(productId, incoming);
    const channels = body.channels ?? firstChannels(caller, row);
    demandChannels(caller, { channels: channels ?? [] });
    return this.commands.run(incoming, publishing, { type: 'PublishProduct', data: { productId, channels } });
  }

  @Post(':productId/unpublish')
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Unpublishes a product' })
  @Answers(Written)
  async unpublish(
    @Param('productId') productId: string,
    @Body() { reason }: UnpublishRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandReach(productId, incoming);
    return this.commands.run(incoming, product, { type: 'UnpublishProduct', data: { productId, reason } });
  }

  /** The product. The caller needs all its sales channels, because a change reaches every one of them. */
  private async demandReach(productId: string, { caller }: IncomingRequest): Promise<ProductRow> {
    const row = await this.views.one(ProductRow, { productId }, 'product');
    demandChannels(caller, row);
    return row;
  }
}

/** The channels of a first publication that names none, for a caller who is limited to some channels. */
function firstChannels(caller: Caller, { channels }: ProductRow): string[] | undefined {
  if (channels.length > 0 || !caller.scopes.channels) return undefined;
  const own = CHANNELS.filter((channel) => sellsOn(caller, channel));
  // A caller without a sales channel is refused.
  if (own.length === 0) demandChannels(caller, { channels: CHANNELS });
  return own;
}

/** A product as the caller sees it: customers see only published variants. */
function seenBy(caller: Caller, row: ProductRow): ProductRow {
  if (seesDrafts(caller)) return row;
  const { publishedSkus: skus } = row;
  return { ...row, skus, prices: Object.fromEntries(Object.entries(row.prices).filter(([sku]) => skus.includes(sku))) };
}

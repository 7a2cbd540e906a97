import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
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
  TextList,
  TextMap,
  Views,
  Whole,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { product } from './product.decider';
import { ProductRow } from './products.projection';
import { CHANNELS, publishing } from './publish-product.decider';
import { VariantRow } from './variants.projection';

class VariantRequest {
  @SkuText()
  sku!: string;

  @Text({ maxLength: 500, optional: true, description: "Its own title; the product's where it is left away." })
  title?: string;

  @TextMap({ maxItems: 20, maxLength: 100, optional: true, example: { colour: 'red', size: 'M' } })
  options: Record<string, string> = {};

  @Whole({ minimum: 1, maximum: 10_000_000, optional: true })
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

  @ListOf(VariantRequest, { maxItems: 100, optional: true })
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
  @TextList({ maxItems: 20, maxLength: 100 })
  categoryIds!: string[];
}

class PublishRequest {
  @TextList({ minItems: 1, maxItems: 3, maxLength: 3, values: CHANNELS, optional: true })
  channels?: string[];
}

class UnpublishRequest {
  @Text({ maxLength: 500 })
  reason!: string;
}

class ProductQuery extends PageQuery {
  @OneOf(['draft', 'published', 'unpublished'], { optional: true })
  status?: string;
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
  @ApiOperation({ summary: 'Products' })
  list(@Query() query: ProductQuery) {
    return this.views.page(ProductRow, query, { by: 'productId' }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
    });
  }

  @Get(':productId')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'A product with its variants, prices and availability' })
  async one(@Param('productId') productId: string) {
    const [row, variants] = await Promise.all([
      this.views.one(ProductRow, { productId }, 'product'),
      this.views.all(VariantRow, { productId }),
    ]);
    return { ...row, variants: variants.sort((a, b) => row.skus.indexOf(a.sku) - row.skus.indexOf(b.sku)) };
  }

  @Post()
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Creates a product, not yet for sale' })
  create(@Body() body: CreateProductRequest, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, publishing, { type: 'CreateProduct', data: { ...body, productId: newId() } });
  }

  @Patch(':productId')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Changes title, description or brand' })
  revise(
    @Param('productId') productId: string,
    @Body() body: ReviseProductRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, product, { type: 'ReviseProduct', data: { ...body, productId } });
  }

  @Post(':productId/variants')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Adds a variant; its SKU is taken for ever' })
  addVariant(
    @Param('productId') productId: string,
    @Body() body: VariantRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, publishing, { type: 'AddVariant', data: { ...body, productId } });
  }

  @Put(':productId/categories')
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Puts a product into these categories and no others' })
  categorise(
    @Param('productId') productId: string,
    @Body() { categoryIds }: CategoriseRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, publishing, { type: 'CategoriseProduct', data: { productId, categoryIds } });
  }

  @Post(':productId/publish')
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Puts a product on sale, when every gate is open' })
  publish(
    @Param('productId') productId: string,
    @Body() { channels }: PublishRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, publishing, { type: 'PublishProduct', data: { productId, channels } });
  }

  @Post(':productId/unpublish')
  @HttpCode(200)
  @Permit('catalog.product.write')
  @ApiOperation({ summary: 'Takes a product off sale' })
  unpublish(
    @Param('productId') productId: string,
    @Body() { reason }: UnpublishRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    return this.commands.run(incoming, product, { type: 'UnpublishProduct', data: { productId, reason } });
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Flag, OneOf, PageQuery, Permit, Problem, Text, Views, type Order } from '@concord/service';
import { Transform } from 'class-transformer';
import { In } from 'typeorm';
import { withDescendants } from '../category/branches';
import { CategoryRow } from '../category/categories.projection';
import { ProductRow } from '../product/products.projection';
import { VariantRow } from '../product/variants.projection';
import { bestOf } from './badge';

const SORTS: Readonly<Record<string, Order<ProductRow>>> = {
  title: { by: 'title' },
  '-title': { by: 'title', descending: true },
  price: { by: 'priceMinor' },
  '-price': { by: 'priceMinor', descending: true },
  newest: { by: 'createdAt', descending: true },
};

class ListingQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Id or slug; what stands below it is included.' })
  category?: string;

  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @Flag({ optional: true, description: 'Only what can be had now, or only what cannot.' })
  inStock?: boolean;

  @OneOf(Object.keys(SORTS), { optional: true, default: 'title' })
  sort: string = 'title';
}

@Controller('v1/listing')
@ApiTags('listing')
export class ListingController {
  constructor(private readonly views: Views) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({ summary: 'Products for sale, with price and availability' })
  async list(@Query() query: ListingQuery) {
    const categoryIds = query.category === undefined ? undefined : await this.categories(query.category);
    const { items, next } = await this.views.page(ProductRow, query, SORTS[query.sort]!, (select) => {
      select.andWhere(`row.status = 'published'`);
      if (categoryIds)
        select.andWhere(
          'exists (select from jsonb_array_elements_text(row.categoryIds) c where c in (:...categoryIds))',
          { categoryIds },
        );
      if (query.inStock !== undefined)
        select.andWhere(
          `${query.inStock ? '' : 'not '}exists (select from variant_view v
            where v.product_id = row.productId and v.published and v.badge <> 'out')`,
        );
    });
    const variants = await this.views.all(VariantRow, { productId: In(items.map(({ productId }) => productId)) });
    return {
      items: items.map(({ productId, title, kind, categoryIds: categories, priceMinor, currency, createdAt }) => {
        const own = variants.filter((variant) => variant.productId === productId && variant.published);
        const offers = own.map(({ sku, priceMinor: price, sellable, badge }) => {
          return { sku, priceMinor: price, sellable, badge };
        });
        const badge = bestOf(own.map((variant) => variant.badge));
        return { productId, title, kind, categoryIds: categories, priceMinor, currency, badge, createdAt, offers };
      }),
      next,
    };
  }

  private async categories(idOrSlug: string): Promise<string[]> {
    const ids = withDescendants(await this.views.all(CategoryRow, {}), idOrSlug);
    if (ids.length === 0) throw new Problem(404, 'category-unknown', `There is no category ${idOrSlug}.`);
    return ids;
  }
}

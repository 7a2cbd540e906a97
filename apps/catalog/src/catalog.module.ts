import { Module } from '@nestjs/common';
import { fact, mirrors, service, settingsOf, type ServiceParts } from '@concord/service';
import { categories } from './category/categories.projection';
import { categoryTree } from './category/category-tree.decider';
import { CategoryController } from './category/category.controller';
import { ListingController } from './listing/listing.controller';
import { priceHistory } from './price/price-history.projection';
import { priceProposals } from './price/price-proposals.projection';
import { PriceController } from './price/price.controller';
import { price } from './price/price.decider';
import { importProduct } from './product/import-product.decider';
import { ImportController } from './product/import.controller';
import { ProductController } from './product/product.controller';
import { product } from './product/product.decider';
import { products } from './product/products.projection';
import { publishing } from './product/publish-product.decider';
import { skuOwner } from './product/sku.aggregate';
import { VariantController } from './product/variant.controller';
import { variants } from './product/variants.projection';

/** What catalog is made of. */
export const catalog: ServiceParts = {
  name: 'catalog',
  // Catalog reads stock events for its badges only: no caller waits for them, and large fetches cost less.
  gapMs: 100,
  deciders: [product, publishing, importProduct, price, categoryTree],
  aggregates: [skuOwner],
  projections: [settingsOf('catalog'), products, variants, priceHistory, priceProposals, categories],
  facts: [
    fact('catalog.variants', variants, 'sku', ({ productId, ...row }) => {
      const { title, kind, published, channels, priceMinor, currency } = row;
      return productId === null ? null : { title, kind, published, channels, priceMinor: priceMinor ?? 0, currency };
    }),
    fact('catalog.price-changes', priceHistory, 'activationId', (row) => {
      const { sku, list, previousMinor, amountMinor, currency } = row;
      return previousMinor === null ? null : { sku, list, previousMinor, amountMinor, currency };
    }),
    fact('catalog.weights', variants, 'sku', ({ weightG }) => (weightG === null ? null : { weightG })),
  ],
  mirrors: [
    mirrors('inventory.stock', variants, 'sku', ({ kind, sellable, level }) =>
      kind === 'service' ? null : { sellable, level },
    ),
  ],
  policies: [],
  invariants: [
    {
      name: 'what-is-for-sale-belongs-to-a-product-on-sale',
      rule: 'A variant is for sale only with a published product, and at no price below 0.',
      offenders: `select v.sku, v.price_minor from variant_view v left join product_view p on p.product_id = v.product_id
        where v.published and (p.status is distinct from 'published' or v.price_minor < 0)`,
    },
  ],
};

@Module({
  imports: [service(catalog)],
  controllers: [
    ImportController,
    ListingController,
    ProductController,
    VariantController,
    PriceController,
    CategoryController,
  ],
})
export class CatalogModule {}

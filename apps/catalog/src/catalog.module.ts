import { Module } from '@nestjs/common';
import { fact, mirrors, service, settingsOf, type ServiceParts } from '@concord/service';
import { categories } from './category/categories.projection';
import { categoryTree } from './category/category-tree.decider';
import { CategoryController } from './category/category.controller';
import { ListingController } from './listing/listing.controller';
import { PriceListController } from './price-list/price-list.controller';
import { priceList } from './price-list/price-list.decider';
import { priceLists } from './price-list/price-lists.projection';
import { endPriceWhenItsTimeIsUp } from './price/end-price-when-its-time-is-up.process';
import { priceHistory } from './price/price-history.projection';
import { priceProposals } from './price/price-proposals.projection';
import { PriceController } from './price/price.controller';
import { price } from './price/price.decider';
import { priceMoments } from './price/price-moments.decider';
import { PriceReach } from './price/price-reach.reader';
import { prices } from './price/prices.projection';
import { ProposalController } from './price/proposal.controller';
import { skuCosts } from './price/sku-costs.projection';
import { startPriceWhenItsMomentComes } from './price/start-price-when-its-moment-comes.process';
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
  deciders: [product, publishing, importProduct, price, priceMoments, priceList, categoryTree],
  aggregates: [skuOwner],
  projections: [
    settingsOf('catalog'),
    products,
    variants,
    priceLists,
    prices,
    priceHistory,
    priceProposals,
    skuCosts,
    categories,
  ],
  facts: [
    fact('catalog.variants', variants, 'sku', ({ productId, ...row }) => {
      const { title, kind, published, channels, priceMinor, currency } = row;
      return productId === null ? null : { title, kind, published, channels, priceMinor: priceMinor ?? 0, currency };
    }),
    fact('catalog.price-changes', priceHistory, 'activationId', (row) => {
      const { sku, list, previousMinor, amountMinor, currency } = row;
      return previousMinor === null ? null : { sku, list, previousMinor, amountMinor, currency };
    }),
    fact('catalog.prices', prices, 'priceId', ({ amountMinor, currency, tiers, until }) => {
      return { amountMinor, currency, tiers, until };
    }),
    fact('catalog.price-lists', priceLists, 'list', (row) => {
      const { name, currency, taxIncluded, channels, groups, customerIds, from, to } = row;
      return { name, currency, taxIncluded, channels, groups, customerIds, from, to };
    }),
    fact('catalog.tax-classes', variants, 'sku', ({ productId, taxClass }) =>
      productId === null ? null : { taxClass },
    ),
    fact('catalog.weights', variants, 'sku', ({ weightG }) => (weightG === null ? null : { weightG })),
  ],
  mirrors: [
    mirrors('inventory.stock', variants, 'sku', ({ kind, sellable, level }) =>
      kind === 'service' ? null : { sellable, level },
    ),
  ],
  mirrorsNothing: [
    {
      projection: skuCosts,
      because: 'It keeps the cost of the last receipt, and inventory keeps units without their cost.',
    },
  ],
  policies: [],
  processes: [startPriceWhenItsMomentComes, endPriceWhenItsTimeIsUp],
  providers: [PriceReach],
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
    // Before the prices of a SKU, which would take its routes for their own.
    ProposalController,
    PriceController,
    PriceListController,
    CategoryController,
  ],
})
export class CatalogModule {}

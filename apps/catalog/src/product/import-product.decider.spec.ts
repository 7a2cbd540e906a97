import { givenStreams } from '@concord/event-sourcing';
import {
  CategoryCreated,
  PriceActivated,
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductRevised,
  ProductUnpublished,
  VariantAdded,
} from '@concord/contracts';
import { categoryTree } from '../category/category-tree.decider';
import { TREE } from '../category/category-tree.aggregate';
import { PriceMastered } from '../price/price-events';
import { priceBook } from '../price/price.aggregate';
import { importProduct, type ImportProduct } from './import-product.decider';
import { productAggregate } from './product.aggregate';
import { skuOwner, SkuTaken } from './sku.aggregate';

const past = givenStreams(importProduct);
const productId = 'p1';
const sku = 'MUG';
const created = ProductCreated.of({ productId, title: 'Mug', description: '', kind: 'shippable' });
const added = (more = {}) => VariantAdded.of({ productId, sku, title: 'Mug', kind: 'shippable', options: {}, ...more });
const taken = SkuTaken.of({ sku, productId, kind: 'shippable' });
const activated = (amountMinor: number, more = {}) =>
  PriceActivated.of({ sku, list: 'standard', amountMinor, currency: 'GBP', productId, ...more });
const published = ProductPublished.of({ productId, skus: [sku], channels: ['b2c', 'b2b', 'd2c'] });
const row = (more: Partial<ImportProduct['data']> = {}): ImportProduct => ({
  type: 'ImportProduct',
  data: {
    newProductId: productId,
    sku,
    title: 'Mug',
    kind: 'shippable',
    priceMinor: 500,
    currency: 'GBP',
    publish: true,
    pricing: 'proposes',
    approvalPercent: 15,
    floorPercent: 5,
    mayTax: false,
    ...more,
  },
});
const imported = [
  { of: productAggregate, id: productId, events: [created, added(), published] },
  { of: skuOwner, id: sku, events: [taken] },
  { of: priceBook, id: sku, events: [activated(500)] },
];
const tree = {
  of: categoryTree,
  id: TREE,
  events: [
    CategoryCreated.of({ categoryId: 'c1', name: 'Cups', slug: 'cups' }),
    CategoryCreated.of({ categoryId: 'c2', name: 'Gifts', slug: 'gifts' }),
    CategoryCreated.of({ categoryId: 'c3', name: 'Cups', slug: 'cups', parentId: 'c2' }),
  ],
};

describe('a new row', () => {
  it('creates product, variant, price and publication at once', () =>
    past().when(row()).then(created, added(), taken, activated(500), published));
  it('may have no list price, and is published all the same', () =>
    past()
      .when(row({ priceMinor: 0 }))
      .then(created, added({ unpriced: true }), taken, published));
  it('is put into its categories before it is published', () =>
    past(tree)
      .when(row({ categories: ['gifts'] }))
      .then(
        created,
        added(),
        taken,
        activated(500),
        ProductCategorised.of({ productId, skus: [sku], categoryIds: ['c2'] }),
        published,
      ));
  it('may stay a draft', () =>
    past()
      .when(row({ publish: false }))
      .then(created, added(), taken, activated(500)));
  it('is a draft where the caller may not price', () => {
    past()
      .when(row({ priceMinor: 0, pricing: 'none' }))
      .then(created, added(), taken);
    past()
      .when(row({ pricing: 'none' }))
      .thenRejected('price-not-allowed');
  });
  it('needs existing categories', () =>
    past(tree)
      .when(row({ categories: ['hats'] }))
      .thenRejected('category-unknown'));
  it('needs an unambiguous category', () =>
    past(tree)
      .when(row({ categories: ['cups'] }))
      .thenRejected('category-ambiguous'));
  it('needs a SKU', () =>
    past()
      .when(row({ sku: ' ' }))
      .thenRejected('sku-malformed'));
  it('needs a title', () =>
    past()
      .when(row({ title: '' }))
      .thenRejected('title-empty'));
});

describe('a repeated row', () => {
  const again = (more: Partial<ImportProduct['data']> = {}) => row({ newProductId: 'another', ...more });
  it('changes nothing', () =>
    past(...imported)
      .when(again())
      .then());
  it('changes what differs', () =>
    past(...imported)
      .when(again({ title: 'Cup' }))
      .then(ProductRevised.of({ productId, changed: { title: 'Cup' }, skus: [sku], titledSkus: [sku] })));
  it('changes a price by 15 percent at most', () =>
    past(...imported)
      .when(again({ priceMinor: 576 }))
      .thenRejected('price-needs-approval'));
  it('changes a price a little', () =>
    past(...imported)
      .when(again({ priceMinor: 575 }))
      .then(activated(575, { previousMinor: 500 })));
  it('changes a price without a limit for the system that masters prices', () =>
    past(...imported)
      .when(again({ priceMinor: 900, pricing: 'masters' }))
      .then(PriceMastered.of({ sku, list: 'standard', amountMinor: 900 }), activated(900, { previousMinor: 500 })));
  it('measures small steps together', () =>
    past(...imported.slice(0, 2), { of: priceBook, id: sku, events: [activated(500), activated(550)] })
      .when(again({ priceMinor: 600 }))
      .thenRejected('price-needs-approval'));
  it('keeps the price where the caller may not price', () => {
    past(...imported)
      .when(again({ priceMinor: 510, pricing: 'none' }))
      .thenRejected('price-not-allowed');
    past(...imported)
      .when(again({ title: 'Cup', pricing: 'none' }))
      .then(ProductRevised.of({ productId, changed: { title: 'Cup' }, skus: [sku], titledSkus: [sku] }));
  });
  it('keeps the price where the row has none', () =>
    past(...imported)
      .when(again({ priceMinor: 0 }))
      .then());
  it('keeps the currency', () =>
    past(...imported)
      .when(again({ currency: 'EUR' }))
      .thenRejected('price-currency-differs'));
  it('keeps the channels that a person chose', () => {
    const trade = ProductPublished.of({ productId, skus: [sku], channels: ['b2b'] });
    const [mug, ...others] = imported;
    past(
      { ...mug!, events: [created, added(), trade, ProductUnpublished.of({ productId, skus: [sku], reason: 'x' })] },
      ...others,
    )
      .when(again())
      .then(trade);
  });
  it('needs roles that hold in the channels of the product', () =>
    past(...imported)
      .when(again({ title: 'Cup', within: ['b2c'] }))
      .thenRejected('product-channel-out-of-scope'));
  it('keeps the kind', () =>
    past(...imported)
      .when(again({ kind: 'service' }))
      .thenRejected('sku-kind-differs'));
});

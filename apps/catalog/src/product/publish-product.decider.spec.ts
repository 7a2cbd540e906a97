import { givenStreams } from '@concord/event-sourcing';
import {
  CategoryCreated,
  PriceActivated,
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductUnpublished,
  VariantAdded,
} from '@concord/contracts';
import { categoryTree } from '../category/category-tree.decider';
import { TREE } from '../category/category-tree.aggregate';
import { priceBook } from '../price/price.aggregate';
import { productAggregate } from './product.aggregate';
import { publishing } from './publish-product.decider';
import { skuOwner, SkuTaken } from './sku.aggregate';

const past = givenStreams(publishing);
const productId = 'p1';
const created = ProductCreated.of({ productId, title: 'Mug', description: '', kind: 'shippable' });
const variant = (sku: string, options: Record<string, string> = {}, more = {}) =>
  VariantAdded.of({ productId, sku, title: 'Mug', kind: 'shippable', options, ...more });
const taken = (sku: string) => SkuTaken.of({ sku, productId, kind: 'shippable' });
const ofProduct = (...events: Parameters<typeof productAggregate.evolve>[1][]) => ({
  of: productAggregate,
  id: productId,
  events,
});
const priced = (sku: string, amountMinor = 500) => ({
  of: priceBook,
  id: sku,
  events: [PriceActivated.of({ sku, list: 'standard', amountMinor, currency: 'EUR' })],
});
const create = (...variants: { sku: string; options?: Record<string, string>; barcode?: string }[]) =>
  ({ type: 'CreateProduct', data: { productId, title: 'Mug', kind: 'shippable', variants } }) as const;
const add = (facts: { sku: string; options?: Record<string, string>; barcode?: string }) =>
  ({ type: 'AddVariant', data: { productId, ...facts } }) as const;
const publish = { type: 'PublishProduct', data: { productId } } as const;

describe('creating a product', () => {
  it('takes the SKUs of its variants', () =>
    past()
      .when(create({ sku: 'MUG', options: {} }))
      .then(created, variant('MUG'), taken('MUG')));
  it('refuses a SKU that any product has or had', () =>
    past({ of: skuOwner, id: 'MUG', events: [SkuTaken.of({ sku: 'MUG', productId: 'other', kind: 'shippable' })] })
      .when(create({ sku: 'MUG' }))
      .thenRejected('sku-taken'));
  it('refuses the same SKU twice', () =>
    past()
      .when(create({ sku: 'MUG' }, { sku: 'MUG', options: { size: 'L' } }))
      .thenRejected('sku-taken'));
  it('refuses an id that exists', () => past(ofProduct(created)).when(create()).thenRejected('product-exists'));
  it('refuses a malformed SKU', () =>
    past()
      .when(create({ sku: 'M?' }))
      .thenRejected('sku-malformed'));
});

describe('adding a variant', () => {
  it('tells variants apart by their options, in any order', () =>
    past(ofProduct(created, variant('A', { size: 'L', colour: 'red' })))
      .when(add({ sku: 'B', options: { colour: 'red', size: 'L' } }))
      .thenRejected('options-taken'));
  it('allows three options', () =>
    past(ofProduct(created))
      .when(add({ sku: 'B', options: { a: '1', b: '2', c: '3', d: '4' } }))
      .thenRejected('options-too-many'));
  it('checks a barcode', () =>
    past(ofProduct(created))
      .when(add({ sku: 'B', barcode: '4006381333932' }))
      .thenRejected('barcode-invalid'));
  it('needs a product', () =>
    past()
      .when(add({ sku: 'B' }))
      .thenRejected('product-unknown'));
});

describe('publishing', () => {
  const published = (...skus: string[]) => ProductPublished.of({ productId, skus, channels: ['b2c', 'b2b', 'd2c'] });
  it('needs a price for every variant', () =>
    past(ofProduct(created, variant('A'), variant('B', { size: 'L' })), priced('A'))
      .when(publish)
      .thenRejected('publish-gate-closed'));
  it('refuses a price of zero', () =>
    past(ofProduct(created, variant('A')), priced('A', 0))
      .when(publish)
      .thenRejected('publish-gate-closed'));
  it('needs a variant', () => past(ofProduct(created)).when(publish).thenRejected('publish-gate-closed'));
  it('publishes all variants', () =>
    past(ofProduct(created, variant('A')), priced('A'))
      .when(publish)
      .then(published('A')));
  it('accepts variants that were imported without a price', () =>
    past(ofProduct(created, variant('A', {}, { unpriced: true })))
      .when(publish)
      .then(published('A')));
  it('happens once', () =>
    past(ofProduct(created, variant('A'), published('A')), priced('A'))
      .when(publish)
      .then());
  it('is repeated for other channels, which replace the old ones', () =>
    past(ofProduct(created, variant('A'), published('A')), priced('A'))
      .when({ type: 'PublishProduct', data: { productId, channels: ['b2b', 'b2b'] } })
      .then(ProductPublished.of({ productId, skus: ['A'], channels: ['b2b'] })));
  it('keeps the channels where none is named', () => {
    const trade = ProductPublished.of({ productId, skus: ['A'], channels: ['b2b'] });
    past(ofProduct(created, variant('A'), trade), priced('A'))
      .when(publish)
      .then();
    past(
      ofProduct(created, variant('A'), trade, ProductUnpublished.of({ productId, skus: ['A'], reason: 'x' })),
      priced('A'),
    )
      .when(publish)
      .then(trade);
  });
  it('is repeated for a new variant', () =>
    past(ofProduct(created, variant('A'), published('A'), variant('B', { size: 'L' })), priced('A'), priced('B'))
      .when(publish)
      .then(published('A', 'B')));
});

describe('putting a product into categories', () => {
  const categorise = (...categoryIds: string[]) =>
    ({ type: 'CategoriseProduct', data: { productId, categoryIds } }) as const;
  const tree = {
    of: categoryTree,
    id: TREE,
    events: [CategoryCreated.of({ categoryId: 'c1', name: 'Cups', slug: 'cups' })],
  };
  it('names the categories with the SKUs', () =>
    past(ofProduct(created, variant('A')), tree)
      .when(categorise('c1'))
      .then(ProductCategorised.of({ productId, skus: ['A'], categoryIds: ['c1'] })));
  it('needs existing categories', () =>
    past(ofProduct(created), tree).when(categorise('c2')).thenRejected('category-unknown'));
});

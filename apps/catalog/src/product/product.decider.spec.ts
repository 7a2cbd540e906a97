import { given } from '@concord/event-sourcing';
import {
  ProductCreated,
  ProductPublished,
  ProductRevised,
  ProductTaxed,
  ProductUnpublished,
  VariantAdded,
} from '@concord/contracts';
import { product } from './product.decider';

const past = given(product);
const productId = 'p1';
const created = ProductCreated.of({ productId, title: 'Mug', description: '', kind: 'shippable' });
const variant = VariantAdded.of({ productId, sku: 'MUG', title: 'Mug', kind: 'shippable', options: {} });
const published = ProductPublished.of({ productId, skus: ['MUG'], channels: ['b2c'] });
const ownTitled = VariantAdded.of({
  productId,
  sku: 'MUG-XL',
  title: 'Giant mug',
  kind: 'shippable',
  options: { size: 'XL' },
});
const unpublished = ProductUnpublished.of({ productId, skus: ['MUG'], reason: 'season' });
const revise = (data: { title?: string; description?: string; brand?: string }) =>
  ({ type: 'ReviseProduct', data: { productId, ...data } }) as const;
const unpublish = { type: 'UnpublishProduct', data: { productId, reason: 'season' } } as const;

describe('revising a product', () => {
  it('names what differs, and the SKUs', () =>
    past(created, variant)
      .when(revise({ title: 'Cup', description: '' }))
      .then(ProductRevised.of({ productId, changed: { title: 'Cup' }, skus: ['MUG'], titledSkus: ['MUG'] })));
  it('keeps the own title of a variant', () =>
    past(created, variant, ownTitled)
      .when(revise({ title: 'Cup' }))
      .then(ProductRevised.of({ productId, changed: { title: 'Cup' }, skus: ['MUG', 'MUG-XL'], titledSkus: ['MUG'] })));
  it('says nothing where nothing changes', () =>
    past(created)
      .when(revise({ title: 'Mug' }))
      .then());
  it('refuses an empty title', () =>
    past(created)
      .when(revise({ title: ' ' }))
      .thenRejected('title-empty'));
  it('needs a product', () =>
    past()
      .when(revise({ title: 'Cup' }))
      .thenRejected('product-unknown'));
});

describe('the tax class of a product', () => {
  const tax = (taxClass: string) => ({ type: 'TaxProduct', data: { productId, taxClass } }) as const;
  const reduced = ProductTaxed.of({ productId, skus: ['MUG'], taxClass: 'reduced' });
  it('holds for all its SKUs', () => past(created, variant).when(tax('reduced')).then(reduced));
  it('is the standard class without another one', () => past(created, variant).when(tax('standard')).then());
  it('changes nothing the second time', () => past(created, variant, reduced).when(tax('reduced')).then());
  it('can become the standard class again', () =>
    past(created, variant, reduced)
      .when(tax('standard'))
      .then(ProductTaxed.of({ productId, skus: ['MUG'], taxClass: 'standard' })));
  it('needs a product', () => past().when(tax('reduced')).thenRejected('product-unknown'));
});

describe('unpublishing a product', () => {
  it('names the SKUs that were published', () => past(created, variant, published).when(unpublish).then(unpublished));
  it('happens once', () => past(created, variant, published, unpublished).when(unpublish).then());
  it('is not possible for a draft', () => past(created).when(unpublish).thenRejected('product-not-published'));
  it('needs a product', () => past().when(unpublish).thenRejected('product-unknown'));
});

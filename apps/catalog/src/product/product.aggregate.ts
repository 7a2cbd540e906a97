import {
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductRevised,
  ProductTaxed,
  ProductUnpublished,
  STANDARD_TAX_CLASS,
  VariantAdded,
} from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const events = {
  ProductCreated,
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductCategorised,
  ProductTaxed,
};
export type ProductEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface Variant {
  readonly sku: string;
  /** The option values in one text, such as `colour=red,size=M`: two variants of a product never share it. */
  readonly combination: string;
  /** The variant may be sold without a list price. */
  readonly unpriced: boolean;
  /** The variant has its own title, which a new title of the product does not change. */
  readonly hasOwnTitle: boolean;
}

export interface Product {
  readonly status: 'none' | 'draft' | 'published' | 'unpublished';
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly kind: 'shippable' | 'service';
  readonly variants: readonly Variant[];
  readonly publishedSkus: readonly string[];
  /** The sales channels of its present or last publication. */
  readonly channels: readonly string[];
  readonly categoryIds: readonly string[];
  readonly taxClass: string;
}

/** State and events; the joint decisions (create, add a variant, publish, import) append to it too. */
export const productAggregate: Aggregate<ProductEvent, Product> = {
  kind: 'product',
  events,
  shapeVersion: 3,
  initial: {
    status: 'none',
    title: '',
    description: '',
    brand: null,
    kind: 'shippable',
    variants: [],
    publishedSkus: [],
    channels: [],
    categoryIds: [],
    taxClass: STANDARD_TAX_CLASS,
  },

  evolve(product, { type, data }) {
    switch (type) {
      case 'ProductCreated': {
        const { title, description, kind, brand = null } = data;
        return { ...product, status: 'draft', title, description, kind, brand };
      }
      case 'VariantAdded': {
        const { sku, options, unpriced = false, title } = data;
        const hasOwnTitle = title !== product.title;
        const variant = { sku, combination: combinationOf(options), unpriced, hasOwnTitle };
        return { ...product, variants: [...product.variants, variant] };
      }
      case 'ProductRevised':
        return { ...product, ...data.changed };
      case 'ProductPublished':
        return { ...product, status: 'published', publishedSkus: data.skus, channels: data.channels };
      case 'ProductUnpublished':
        return { ...product, status: 'unpublished', publishedSkus: [] };
      case 'ProductCategorised':
        return { ...product, categoryIds: data.categoryIds };
      case 'ProductTaxed':
        return { ...product, taxClass: data.taxClass };
      default:
        return never(type);
    }
  },
};

/** One text for a set of option values, in whatever order they come. */
export const combinationOf = (options: Readonly<Record<string, string>>) =>
  Object.entries(options)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([axis, value]) => `${axis}=${value}`)
    .join(',');

import {
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductRevised,
  ProductUnpublished,
  VariantAdded,
} from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Aggregate,
  type Command,
  type Decider,
  type EventFrom,
} from '@concord/event-sourcing';

const events = {
  ProductCreated,
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductCategorised,
};
export type ProductEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface Variant {
  readonly sku: string;
  /** The option values in one text, such as `colour=red,size=M`: two variants never share it. */
  readonly combination: string;
  /** It may be sold without a list price. */
  readonly unpriced: boolean;
}

export interface Product {
  readonly status: 'none' | 'draft' | 'published' | 'unpublished';
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly kind: 'shippable' | 'service';
  readonly variants: readonly Variant[];
  readonly publishedSkus: readonly string[];
  readonly categoryIds: readonly string[];
}

export type ReviseProduct = Command<
  'ReviseProduct',
  { productId: string; title?: string; description?: string; brand?: string }
>;
export type UnpublishProduct = Command<'UnpublishProduct', { productId: string; reason: string }>;

/** State and events; the joint decisions (create, add a variant, publish, import) append to it too. */
export const productAggregate: Aggregate<ProductEvent, Product> = {
  kind: 'product',
  events,
  initial: {
    status: 'none',
    title: '',
    description: '',
    brand: null,
    kind: 'shippable',
    variants: [],
    publishedSkus: [],
    categoryIds: [],
  },

  evolve(product, { type, data }) {
    switch (type) {
      case 'ProductCreated': {
        const { title, description, kind, brand = null } = data;
        return { ...product, status: 'draft', title, description, kind, brand };
      }
      case 'VariantAdded': {
        const variant = { sku: data.sku, combination: combinationOf(data.options), unpriced: data.unpriced ?? false };
        return { ...product, variants: [...product.variants, variant] };
      }
      case 'ProductRevised':
        return { ...product, ...data.changed };
      case 'ProductPublished':
        return { ...product, status: 'published', publishedSkus: data.skus };
      case 'ProductUnpublished':
        return { ...product, status: 'unpublished', publishedSkus: [] };
      case 'ProductCategorised':
        return { ...product, categoryIds: data.categoryIds };
      default:
        return never(type);
    }
  },
};

/** What can be decided by the product alone. */
export const product: Decider<ReviseProduct | UnpublishProduct, ProductEvent, Product> = {
  ...productAggregate,
  commands: ['ReviseProduct', 'UnpublishProduct'],
  id: ({ data }) => data.productId,

  decide(command, state) {
    const { productId } = command.data;
    if (state.status === 'none') return productUnknown(productId);
    switch (command.type) {
      case 'ReviseProduct': {
        const changed = changes(state, command.data);
        if (changed.title?.trim() === '') return rule('title-empty', 'A product needs a title that can be read.');
        return Object.keys(changed).length === 0 ? [] : [revised(productId, state, changed)];
      }
      case 'UnpublishProduct':
        if (state.status === 'unpublished') return [];
        if (state.status !== 'published')
          return conflict(
            'product-not-published',
            `The product ${productId} is a ${state.status}: nothing is for sale.`,
          );
        return [ProductUnpublished.of({ productId, skus: [...state.publishedSkus], reason: command.data.reason })];
      default:
        return never(command);
    }
  },
};

type Content = { title?: string; description?: string; brand?: string };

/** What reads differently than it does now. */
export function changes(state: Product, { title, description, brand }: Content): Content {
  return {
    ...(title !== undefined && title !== state.title && { title }),
    ...(description !== undefined && description !== state.description && { description }),
    ...(brand !== undefined && brand !== state.brand && { brand }),
  };
}

export const revised = (productId: string, { variants }: Product, changed: Content) =>
  ProductRevised.of({ productId, changed, skus: variants.map(({ sku }) => sku) });

export const productUnknown = (productId: string) => notFound('product-unknown', `There is no product ${productId}.`);

/** One text for a set of option values, whatever their order. */
export const combinationOf = (options: Readonly<Record<string, string>>) =>
  Object.entries(options)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([axis, value]) => `${axis}=${value}`)
    .join(',');

import { ProductRevised, ProductTaxed, ProductUnpublished } from '@concord/contracts';
import { conflict, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import { productAggregate, type Product, type ProductEvent } from './product.aggregate';

export type ReviseProduct = Command<
  'ReviseProduct',
  { productId: string; title?: string; description?: string; brand?: string }
>;
export type UnpublishProduct = Command<'UnpublishProduct', { productId: string; reason: string }>;

export type TaxProduct = Command<'TaxProduct', { productId: string; taxClass: string }>;

/** The decisions that need the product alone. */
export const product: Decider<ReviseProduct | UnpublishProduct | TaxProduct, ProductEvent, Product> = {
  ...productAggregate,
  commands: ['ReviseProduct', 'UnpublishProduct', 'TaxProduct'],
  id: ({ data }) => data.productId,

  decide(command, state) {
    const { productId } = command.data;
    if (state.status === 'none') return productUnknown(productId);
    switch (command.type) {
      case 'ReviseProduct': {
        const changed = changes(state, command.data);
        if (changed.title?.trim() === '') return rule('title-empty', 'The title needs at least one visible character.');
        return Object.keys(changed).length === 0 ? [] : [revised(productId, state, changed)];
      }
      case 'UnpublishProduct':
        if (state.status === 'unpublished') return [];
        if (state.status !== 'published')
          return conflict(
            'product-not-published',
            `The product ${productId} is a ${state.status}, not published: there is nothing to unpublish.`,
          );
        return [ProductUnpublished.of({ productId, skus: [...state.publishedSkus], reason: command.data.reason })];
      case 'TaxProduct':
        return taxed(productId, state, command.data.taxClass);
      default:
        return never(command);
    }
  },
};

/** All SKUs of the product get the class; nothing happens where they have it. */
export const taxed = (productId: string, { variants, taxClass: present }: Product, taxClass: string) =>
  taxClass === present ? [] : [ProductTaxed.of({ productId, skus: variants.map(({ sku }) => sku), taxClass })];

type Content = { title?: string; description?: string; brand?: string };

/** The fields that differ from the present ones. */
export function changes(state: Product, { title, description, brand }: Content): Content {
  return {
    ...(title !== undefined && title !== state.title && { title }),
    ...(description !== undefined && description !== state.description && { description }),
    ...(brand !== undefined && brand !== state.brand && { brand }),
  };
}

export const revised = (productId: string, { variants }: Product, changed: Content) =>
  ProductRevised.of({
    productId,
    changed,
    skus: variants.map(({ sku }) => sku),
    titledSkus: variants.filter(({ hasOwnTitle }) => !hasOwnTitle).map(({ sku }) => sku),
  });

export const productUnknown = (productId: string) => notFound('product-unknown', `There is no product ${productId}.`);

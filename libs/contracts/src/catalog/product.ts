import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Id, OneOf, ShortText, Sku } from '../fields';

const event = publishedBy('catalog');

/** Whether a product has stock and is sent, or is a service such as postage. */
export const ProductKind = OneOf('shippable', 'service');

/** A product exists as a draft. Its content can be written, and it can be published later. */
export const ProductCreated = event('ProductCreated', 1, {
  productId: Id,
  title: ShortText,
  description: Type.String({ maxLength: 10_000 }),
  kind: ProductKind,
  brand: Type.Optional(ShortText),
});

/** A variant exists; its SKU is its own for ever. Inventory and logistics learn its weight. */
export const VariantAdded = event('VariantAdded', 1, {
  productId: Id,
  sku: Sku,
  title: ShortText,
  kind: ProductKind,
  options: Type.Record(Type.String(), Type.String()),
  weightG: Type.Optional(Type.Integer({ minimum: 1 })),
  barcode: Type.Optional(Type.String({ maxLength: 64 })),
  /** The variant is sold without a list price: the price is agreed with each order. */
  unpriced: Type.Optional(Type.Boolean()),
});

const revision = {
  productId: Id,
  changed: Type.Object({
    title: Type.Optional(ShortText),
    description: Type.Optional(Type.String({ maxLength: 10_000 })),
    brand: Type.Optional(ShortText),
  }),
  /** The SKUs of the product. */
  skus: Type.Optional(Type.Array(Sku)),
};

/** Title, description or brand changed. New orders show the new title. */
export const ProductRevised = event(
  'ProductRevised',
  2,
  {
    ...revision,
    /** The SKUs that take the title of the product. A variant with its own title keeps it. */
    titledSkus: Type.Array(Sku),
  },
  {
    // Version 1 did not name the variants with their own title: only a single variant took the new one.
    1: (v1: Static<TObject<typeof revision>>) => ({ ...v1, titledSkus: v1.skus?.length === 1 ? v1.skus : [] }),
  },
);

/** The product is for sale in these channels and no others: orders of these channels accept its SKUs. */
export const ProductPublished = event('ProductPublished', 1, {
  productId: Id,
  skus: Type.Array(Sku),
  channels: Type.Array(Type.String()),
});

/** The product is no longer for sale; what was ordered stays ordered. */
export const ProductUnpublished = event('ProductUnpublished', 1, {
  productId: Id,
  skus: Type.Array(Sku),
  reason: ShortText,
});

/** The product stands in these categories and no others. */
export const ProductCategorised = event('ProductCategorised', 1, {
  productId: Id,
  skus: Type.Array(Sku),
  categoryIds: Type.Array(Id),
});

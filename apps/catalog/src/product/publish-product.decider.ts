import {
  ProductCategorised,
  ProductCreated,
  ProductPublished,
  ProductTaxed,
  STANDARD_TAX_CLASS,
  VariantAdded,
} from '@concord/contracts';
import {
  conflict,
  fold,
  lookup,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { TREE, categoryTreeAggregate } from '../category/category-tree.aggregate';
import { priceBook } from '../price/price.aggregate';
import { STANDARD } from '../price-list/price-list.aggregate';
import { productUnknown } from './product.decider';
import { combinationOf, productAggregate, type Product, type ProductEvent } from './product.aggregate';
import { isGtin, isSku } from './sku';
import { skuOwner, SkuTaken } from './sku.aggregate';

/** The sales channels of the shop. */
export const CHANNELS = ['b2c', 'b2b', 'd2c'] as const;
const AXES_MAX = 3;

export interface VariantFacts {
  readonly sku: string;
  readonly title?: string;
  readonly options?: Record<string, string>;
  readonly weightG?: number;
  readonly barcode?: string;
}

export type CreateProduct = Command<
  'CreateProduct',
  {
    productId: string;
    title: string;
    description?: string;
    brand?: string;
    kind: 'shippable' | 'service';
    taxClass?: string;
    variants: VariantFacts[];
  }
>;
export type AddVariant = Command<'AddVariant', { productId: string } & VariantFacts>;
export type CategoriseProduct = Command<'CategoriseProduct', { productId: string; categoryIds: string[] }>;
export type PublishProduct = Command<'PublishProduct', { productId: string; channels?: string[] }>;
export type PublishingCommand = CreateProduct | AddVariant | CategoriseProduct | PublishProduct;

/** Decisions that read more than the product: its SKUs, which are taken for ever, its prices and its categories. */
export const publishing: JointDecider<PublishingCommand> = {
  commands: ['CreateProduct', 'AddVariant', 'CategoriseProduct', 'PublishProduct'],
  aggregate: productAggregate,
  opens: ['CreateProduct'],
  id: ({ data }) => data.productId,

  decideJointly(command, read) {
    const { productId } = command.data;
    const product = read(productAggregate, productId);
    const change = (...events: ProductEvent[]): Change => ({ to: productAggregate, id: productId, events });
    if (command.type === 'CreateProduct') return create(command.data, product, read);
    if (command.type === 'AddVariant') return addVariants(productId, product, [command.data], read);
    if (command.type === 'CategoriseProduct') {
      const { categoryIds } = command.data;
      const { categories } = read(categoryTreeAggregate, TREE);
      if (product.status === 'none') return productUnknown(productId);
      const unknown = categoryIds.find((id) => !lookup(categories, id));
      if (unknown) return notFound('category-unknown', `There is no category ${unknown}.`);
      if (sameSet(categoryIds, product.categoryIds)) return [];
      const skus = product.variants.map(({ sku }) => sku);
      return [change(ProductCategorised.of({ productId, skus, categoryIds: [...new Set(categoryIds)] }))];
    }
    if (command.type === 'PublishProduct') {
      const gates = closedGates(product, read);
      if (product.status === 'none') return productUnknown(productId);
      if (gates.length > 0) return rule('publish-gate-closed', gates.map(({ detail }) => detail).join(' '), { gates });
      const skus = product.variants.map(({ sku }) => sku);
      const channels = [...new Set(command.data.channels ?? channelsOf(product))];
      const isSame = sameSet(skus, product.publishedSkus) && sameSet(channels, product.channels);
      return product.status === 'published' && isSame
        ? []
        : [change(ProductPublished.of({ productId, skus, channels }))];
    }
    return never(command);
  },
};

function create(data: CreateProduct['data'], product: Product, read: Read) {
  const { productId, title, description = '', brand, kind, taxClass = STANDARD_TAX_CLASS, variants } = data;
  if (product.status !== 'none') return conflict('product-exists', `There is a product ${productId} already.`);
  if (title.trim() === '') return rule('title-empty', 'The title needs at least one visible character.');
  const created: ProductEvent[] = [
    ProductCreated.of({ productId, title, description, kind, ...(brand && { brand }) }),
    ...(taxClass === STANDARD_TAX_CLASS ? [] : [ProductTaxed.of({ productId, skus: [], taxClass })]),
  ];
  const added = addVariants(productId, fold(productAggregate, created, product), variants, read);
  if (!Array.isArray(added)) return added;
  return [{ to: productAggregate, id: productId, events: created }, ...added];
}

/** Adds variants to a product and takes their SKUs. */
function addVariants(productId: string, before: Product, variants: readonly VariantFacts[], read: Read) {
  const owners = new Map(variants.map(({ sku }) => [sku, read(skuOwner, sku)]));
  if (before.status === 'none') return productUnknown(productId);
  const taken: Change[] = [];
  let product = before;
  for (const facts of variants) {
    const refusal = variantRefusal(facts, product, owners.get(facts.sku)!.productId ?? undefined);
    if (refusal) return refusal;
    const added = variantAdded(productId, product, facts);
    product = fold(productAggregate, added, product);
    taken.push({ to: productAggregate, id: productId, events: added }, skuTaken(productId, product, facts.sku));
  }
  return taken;
}

/** A new variant, which has the tax class of its product. */
export const variantAdded = (
  productId: string,
  product: Product,
  facts: VariantFacts & { unpriced?: boolean },
): ProductEvent[] => [
  VariantAdded.of({
    productId,
    sku: facts.sku,
    title: facts.title ?? product.title,
    kind: product.kind,
    options: facts.options ?? {},
    ...(facts.weightG && { weightG: facts.weightG }),
    ...(facts.barcode && { barcode: facts.barcode }),
    ...(facts.unpriced && { unpriced: true }),
  }),
  ...(product.taxClass === STANDARD_TAX_CLASS
    ? []
    : [ProductTaxed.of({ productId, skus: [facts.sku], taxClass: product.taxClass })]),
];

export const skuTaken = (productId: string, { kind }: Product, sku: string): Change => ({
  to: skuOwner,
  id: sku,
  events: [SkuTaken.of({ sku, productId, kind })],
});

function variantRefusal({ sku, options = {}, barcode }: VariantFacts, product: Product, owner: string | undefined) {
  if (!isSku(sku))
    return rule('sku-malformed', `${JSON.stringify(sku)} is not a SKU: letters, digits and . _ / -, 64 at most.`);
  if (owner || product.variants.some((variant) => variant.sku === sku))
    return conflict('sku-taken', `The SKU ${sku} is taken by a product for ever. Choose another SKU.`, {
      productId: owner,
    });
  const axes = Object.keys(options).length;
  if (axes > AXES_MAX)
    return rule('options-too-many', `A variant has at most ${AXES_MAX} options; this variant has ${axes}.`);
  const combination = combinationOf(options);
  if (product.variants.some((variant) => variant.combination === combination))
    return conflict('options-taken', `The product has a variant with the options ${combination || '(none)'} already.`);
  if (barcode && !isGtin(barcode))
    return rule('barcode-invalid', `${barcode} is not a GTIN: its check digit is wrong.`);
  return undefined;
}

/** The channels of a publication that names none: those of before, or all the first time. */
export const channelsOf = ({ channels }: Product): string[] => (channels.length > 0 ? [...channels] : [...CHANNELS]);

/** Why the product cannot be published yet. */
export function closedGates(product: Product, read: Read) {
  const priceless = product.variants
    .filter(({ sku, unpriced }) => !unpriced && (lookup(read(priceBook, sku).lists, STANDARD)?.amountMinor ?? 0) <= 0)
    .map(({ sku }) => sku);
  return [
    ...(product.title.trim() === '' ? [{ gate: 'title', detail: 'It has no title.' }] : []),
    ...(product.variants.length === 0 ? [{ gate: 'variant', detail: 'It has no variant.' }] : []),
    ...(priceless.length > 0
      ? [{ gate: 'price', detail: `No price is set for ${priceless.join(', ')}.`, skus: priceless }]
      : []),
  ];
}

export const sameSet = (a: readonly string[], b: readonly string[]) =>
  new Set(a).size === new Set(b).size && a.every((value) => b.includes(value));

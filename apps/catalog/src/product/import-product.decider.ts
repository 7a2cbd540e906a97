import { ProductCategorised, ProductCreated, ProductPublished } from '@concord/contracts';
import { conflict, rule, type Change, type Command, type JointDecider } from '@concord/event-sourcing';
import { bySlug, TREE, categoryTreeAggregate } from '../category/category-tree.aggregate';
import { priceBook, STANDARD } from '../price/price.aggregate';
import { activated } from '../price/price.decider';
import { needsApproval } from '../price/price-approval';
import { changes, revised } from './product.decider';
import { productAggregate, type ProductEvent } from './product.aggregate';
import { CHANNELS, sameSet, skuTaken, variantAdded } from './publish-product.decider';
import { isSku } from './sku';
import { skuOwner } from './sku.aggregate';

export type ImportProduct = Command<
  'ImportProduct',
  {
    /** Taken where the SKU is new. */
    newProductId: string;
    sku: string;
    title: string;
    kind: 'shippable' | 'service';
    /** 0 means that there is no list price: the product is sold at agreed prices. */
    priceMinor: number;
    currency: string;
    description?: string;
    weightG?: number;
    categories?: string[];
    publish: boolean;
    /** Whether the caller masters prices: large changes count without a second person. */
    mastersPrices: boolean;
  }
>;

/** One row of an import: product, variant, price, categories and publication in one decision, idempotent by value. */
export const importProduct: JointDecider<ImportProduct> = {
  commands: ['ImportProduct'],
  aggregate: productAggregate,
  opens: ['ImportProduct'],
  id: ({ data }) => data.newProductId,

  decideJointly({ data }, read) {
    const { sku, title, kind, priceMinor, currency, description, weightG, publish } = data;
    const owner = read(skuOwner, sku);
    const productId = owner.productId ?? data.newProductId;
    let state = read(productAggregate, productId);
    const prices = read(priceBook, sku);
    const tree = data.categories ? read(categoryTreeAggregate, TREE) : undefined;

    if (!isSku(sku)) return rule('sku-malformed', `${JSON.stringify(sku)} is not a SKU.`);
    if (title.trim() === '') return rule('title-empty', 'A product needs a title that can be read.');
    if (owner.productId && owner.kind !== kind)
      return conflict('sku-kind-differs', `The SKU ${sku} is ${owner.kind}, and stays so.`);
    const categoryIds: string[] = [];
    for (const slug of data.categories ?? []) {
      const found = bySlug(tree!, slug);
      if (found.length === 0) return rule('category-unknown', `There is no category ${slug}. Create it first.`);
      if (found.length > 1) return rule('category-ambiguous', `${found.length} categories are called ${slug}.`);
      categoryIds.push(found[0]!);
    }
    const price = prices.lists[STANDARD];
    if (priceMinor > 0 && price && price.currency !== currency)
      return rule('price-currency-differs', `The price of ${sku} is in ${price.currency}, not ${currency}.`);
    if (priceMinor > 0 && !data.mastersPrices && needsApproval(price, priceMinor))
      return rule(
        'price-needs-approval',
        `This price differs by more than 15 %. Propose it: a second person approves.`,
      );

    const made: Change[] = [];
    const happened = (...events: ProductEvent[]) => {
      made.push({ to: productAggregate, id: productId, events });
      for (const event of events) state = productAggregate.evolve(state, event);
    };
    if (owner.productId) {
      // The title of one variant among several is not that of the product.
      const content = { ...(state.variants.length === 1 && { title }), description };
      const changed = changes(state, content);
      if (Object.keys(changed).length > 0) happened(revised(productId, state, changed));
    } else {
      const created = ProductCreated.of({ productId, title, description: description ?? '', kind });
      const unpriced = priceMinor === 0;
      happened(created);
      happened(variantAdded(productId, state, { sku, weightG, unpriced }));
      made.push(skuTaken(productId, state, sku));
    }
    if (priceMinor > 0 && price?.amountMinor !== priceMinor)
      made.push({
        to: priceBook,
        id: sku,
        events: [activated(prices, { sku, list: STANDARD, amountMinor: priceMinor, currency, productId })],
      });
    const skus = state.variants.map((variant) => variant.sku);
    if (data.categories && !sameSet(categoryIds, state.categoryIds))
      happened(ProductCategorised.of({ productId, skus, categoryIds: [...new Set(categoryIds)] }));
    const salable = priceMinor > 0 || price || state.variants.find((variant) => variant.sku === sku)?.unpriced;
    if (publish && salable && !state.publishedSkus.includes(sku)) {
      const published = [...state.publishedSkus, sku];
      happened(ProductPublished.of({ productId, skus: published, channels: [...CHANNELS] }));
    }
    return made;
  },
};

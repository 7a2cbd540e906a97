import { ProductCategorised, ProductCreated, ProductPublished } from '@concord/contracts';
import { conflict, lookup, rule, type Change, type Command, type JointDecider } from '@concord/event-sourcing';
import { bySlug, TREE, categoryTreeAggregate } from '../category/category-tree.aggregate';
import { lastingOf, measureOf, priceBook, type Offer } from '../price/price.aggregate';
import { needsApproval, type ApprovalTerms } from '../price/price-approval';
import { PriceMastered, type PriceEvent } from '../price/price-events';
import { belowFloor } from '../price/price-floor';
import { holding } from '../price/price-in-force';
import { STANDARD } from '../price-list/price-list.aggregate';
import { changes, revised, taxed } from './product.decider';
import { productAggregate, type ProductEvent } from './product.aggregate';
import { CHANNELS, channelsOf, sameSet, skuTaken, variantAdded } from './publish-product.decider';
import { isSku } from './sku';
import { skuOwner } from './sku.aggregate';

export type ImportProduct = Command<
  'ImportProduct',
  ApprovalTerms & {
    /** The id of the product where the SKU is new. */
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
    /** Where it is left out, the product keeps its tax class. */
    taxClass?: string;
    /** Whether the caller may set tax classes. */
    mayTax: boolean;
    publish: boolean;
    /** The caller's right to price: none, small changes, or all changes for the system that masters prices. */
    pricing: 'none' | 'proposes' | 'masters';
    /** The sales channels in which the caller's roles hold; undefined means all. */
    within?: readonly string[];
  }
>;

/** One row of an import: product, variant, price, categories and publication in one decision, idempotent by value. */
export const importProduct: JointDecider<ImportProduct> = {
  commands: ['ImportProduct'],
  aggregate: productAggregate,
  opens: ['ImportProduct'],
  id: ({ data }) => data.newProductId,

  decideJointly({ data, at, by }, read) {
    const { sku, title, kind, priceMinor, currency, description, weightG, publish } = data;
    const owner = read(skuOwner, sku);
    const productId = owner.productId ?? data.newProductId;
    let state = read(productAggregate, productId);
    const prices = read(priceBook, sku);
    const tree = data.categories ? read(categoryTreeAggregate, TREE) : undefined;

    if (!isSku(sku)) return rule('sku-malformed', `${JSON.stringify(sku)} is not a SKU.`);
    if (title.trim() === '')
      return rule('title-empty', 'The title needs at least one visible character.', { path: 'title' });
    if (owner.productId && owner.kind !== kind)
      return conflict('sku-kind-differs', `The SKU ${sku} is ${owner.kind}; this cannot change.`, { path: 'kind' });
    const wrongCategories = { path: 'categories' };
    const categoryIds: string[] = [];
    for (const slug of data.categories ?? []) {
      const found = bySlug(tree!, slug);
      if (found.length === 0)
        return rule('category-unknown', `There is no category ${slug}. Create it first.`, wrongCategories);
      if (found.length > 1)
        return rule(
          'category-ambiguous',
          `${found.length} categories have the slug ${slug}. Name the category by its id.`,
          wrongCategories,
        );
      categoryIds.push(found[0]!);
    }
    const { within = CHANNELS } = data;
    const foreign = state.channels.find((channel) => !within.includes(channel));
    if (foreign)
      return rule(
        'product-channel-out-of-scope',
        `The roles of the token do not hold in the sales channel ${foreign}.`,
      );
    if (data.taxClass !== undefined && data.taxClass !== state.taxClass && !data.mayTax)
      return rule('tax-class-not-allowed', `You may not change the tax class of ${sku}. Leave it out.`, {
        path: 'taxClass',
      });
    const price = measureOf(prices, STANDARD);
    const lasting = lastingOf(prices, STANDARD);
    const setsPrice = priceMinor > 0 && lasting?.amountMinor !== priceMinor;
    // A row says what one unit costs: lower prices for more units stay as they are.
    const tiers = lasting?.tiers?.filter((tier) => tier.amountMinor < priceMinor);
    const offer: Offer = { list: STANDARD, amountMinor: priceMinor, currency, ...(tiers?.length && { tiers }) };
    if (setsPrice && data.pricing === 'none')
      return rule(
        'price-not-allowed',
        `You may not change the price of ${sku}: send its present price, or 0 where it has none. A person with the right can propose the new price.`,
        { path: 'priceMinor' },
      );
    if (priceMinor > 0 && price && price.currency !== currency)
      return rule('price-currency-differs', `The price of ${sku} is in ${price.currency}, not ${currency}.`, {
        path: 'currency',
      });
    const proposes = setsPrice && data.pricing !== 'masters';
    if (proposes && needsApproval(price, offer, data.approvalPercent))
      return rule(
        'price-needs-approval',
        `This price is more than ${data.approvalPercent} % away from the present or from the last approved price. Propose it: a second person approves.`,
        { path: 'priceMinor' },
      );
    if (proposes && belowFloor(prices, offer, data))
      return rule(
        'price-needs-approval',
        `This price leaves less than ${data.floorPercent} % above the last known cost. Propose it: a second person approves.`,
        { path: 'priceMinor' },
      );

    const made: Change[] = [];
    const happened = (...events: ProductEvent[]) => {
      if (events.length === 0) return;
      made.push({ to: productAggregate, id: productId, events });
      for (const event of events) state = productAggregate.evolve(state, event);
    };
    if (owner.productId) {
      // A variant among several, or with its own title, does not set the title of the product.
      const content = { ...(state.variants.length === 1 && !state.variants[0]!.hasOwnTitle && { title }), description };
      const changed = changes(state, content);
      if (Object.keys(changed).length > 0) happened(revised(productId, state, changed));
    } else {
      const created = ProductCreated.of({ productId, title, description: description ?? '', kind });
      // To sell without a list price is a decision on prices too.
      const unpriced = priceMinor === 0 && data.pricing !== 'none';
      happened(created);
      happened(...variantAdded(productId, state, { sku, weightG, unpriced }));
      made.push(skuTaken(productId, state, sku));
    }
    if (data.taxClass !== undefined) happened(...taxed(productId, state, data.taxClass));
    if (setsPrice) {
      const mastered = price && data.pricing === 'masters';
      const events: PriceEvent[] = [
        ...(mastered ? [PriceMastered.of({ sku, list: STANDARD, amountMinor: priceMinor })] : []),
        ...holding(prices, { ...offer, proposalId: '', by: by.id }, { sku, productId }, at),
      ];
      made.push({ to: priceBook, id: sku, events });
    }
    const skus = state.variants.map((variant) => variant.sku);
    if (data.categories && !sameSet(categoryIds, state.categoryIds))
      happened(ProductCategorised.of({ productId, skus, categoryIds: [...new Set(categoryIds)] }));
    const salable =
      priceMinor > 0 ||
      lookup(prices.lists, STANDARD) ||
      state.variants.find((variant) => variant.sku === sku)?.unpriced;
    if (publish && salable && !state.publishedSkus.includes(sku)) {
      const published = [...state.publishedSkus, sku];
      const channels = channelsOf(state).filter((channel) => within.includes(channel));
      if (channels.length > 0) happened(ProductPublished.of({ productId, skus: published, channels }));
    }
    return made;
  },
};

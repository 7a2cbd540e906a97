import { OrderPlaced, SHIPPING_LINE, STANDARD_LIST } from '@concord/contracts';
import { rule, type EventFrom, type Rejection } from '@concord/event-sourcing';
import { unitPrice, type Buyer, type ListPrice, type ListTerms, type UnitPrice } from '../price/unit-price';
import { lacksRate, taxes, type TaxPlace } from '../tax/tax';
import { price, whyNoEffect, type LineToPrice, type Priced } from './pricing';
import { offersFor, type NamedOffer, type PromotionFacts } from './offers';

export type SoldLine = EventFrom<typeof OrderPlaced>['data']['lines'][number];

/** What is known of a SKU, from its row in the view. */
export interface ProductFacts {
  readonly sku: string;
  readonly isKnown: boolean;
  readonly title: string;
  readonly kind: string;
  readonly published: boolean;
  /** The sales channels that it is for sale in. */
  readonly channels: readonly string[];
  /** Of the standard list. */
  readonly priceMinor: number | null;
  readonly currency: string | null;
  readonly tiers: ListPrice['tiers'];
  readonly taxClass: string;
  /** Null where the weight is not known. */
  readonly weightG: number | null;
}

/** What decides the price and the tax of a sale: the known rows of what it names. */
export interface SaleFacts {
  readonly products: readonly ProductFacts[];
  readonly promotions: readonly PromotionFacts[];
  /** Prices in other lists than the standard one. */
  readonly listPrices: readonly ListPrice[];
  readonly lists: readonly ListTerms[];
  /** How the buyer is taxed at the place of delivery; absent where the shop says no tax there. */
  readonly tax: TaxPlace | undefined;
}

export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly agreedUnitMinor?: number;
}

/** How a sale is shipped, and what that costs. */
export interface ShippingCharge {
  readonly option: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly taxClass: string;
}

/** A sale with its prices, discounts and tax. */
export interface Sale {
  readonly lines: SoldLine[];
  readonly goodsMinor: number;
  readonly discountMinor: number;
  /** Tax that comes on top of the prices. */
  readonly taxOnTopMinor: number;
  readonly totalMinor: number;
}

/** An answer names this many problems at most. */
const PROBLEMS_MAX = 100;

/** Prices a sale, or names all problems of its lines at once. */
export function sell(
  wanted: readonly WantedLine[],
  codes: readonly string[],
  facts: SaleFacts,
  buyer: Buyer,
  at: string,
  shipping?: ShippingCharge,
): Sale | Rejection {
  const { products, promotions, tax } = facts;
  const bySku = new Map(products.map((product) => [product.sku, product]));
  const prices = pricesOf(wanted, bySku, facts, buyer, at);
  const wrong = wanted.flatMap((line, index) => problemOf(line, index, bySku.get(line.sku), prices[index], buyer, tax));
  const unsold = wrong.filter(({ rule: name }) => name !== 'currency');
  if (unsold.length > 0) {
    const skus = [...new Set(unsold.map(({ sku }) => sku))].slice(0, 10).join(', ');
    return rule('lines-not-orderable', `These lines cannot be ordered: ${skus}. Take them out.`, named(unsold));
  }
  if (wrong.length > 0)
    return rule(
      'currency-mismatch',
      `Some prices are not in ${buyer.currency}: order in the currency of the list.`,
      named(wrong),
    );
  if (shipping && shipping.priceMinor > 0 && lacksRate(tax, shipping.taxClass))
    return rule(
      'tax-rate-missing',
      `${shipping.name} cannot be chosen: no rate of its tax class ${shipping.taxClass} is in force where it goes.`,
      { taxClass: shipping.taxClass },
    );
  const offers = offersFor(codes, promotions, buyer.currency, at);
  if (!Array.isArray(offers)) return offers as Rejection;
  const toBePriced = [
    ...wanted.map((line, index) => toPrice(line, index, bySku.get(line.sku)!, prices[index])),
    ...(shipping && shipping.priceMinor > 0 ? [shippingLine(shipping)] : []),
  ];
  const priced = price(toBePriced, offers);
  const useless = uselessOffer(offers, toBePriced, priced);
  if (useless) return useless;
  const terms = priced.lines.map((line, index) => {
    const isShipping = toBePriced[index]!.isShipping;
    const taxClass = isShipping ? shipping!.taxClass : bySku.get(line.sku)!.taxClass;
    return { totalMinor: line.totalMinor, taxClass, isIncluded: prices[index]?.taxIncluded ?? true };
  });
  const taxed = tax ? taxes(terms, tax) : [];
  const lines = priced.lines.map((line, index): SoldLine => {
    const { onTopMinor = 0, tax: own } = taxed[index] ?? {};
    const list = prices[index]?.list;
    return {
      ...line,
      discounts: [...line.discounts],
      totalMinor: line.totalMinor + onTopMinor,
      // Most shops have the standard list alone: their orders need not say it.
      ...(list !== undefined && list !== STANDARD_LIST && { list }),
      ...(own && { tax: own }),
      ...(toBePriced[index]!.isShipping && { isShipping: true as const }),
    };
  });
  const taxOnTopMinor = taxed.reduce((sum, one) => sum + (one?.onTopMinor ?? 0), 0);
  const totalMinor = priced.totalMinor + taxOnTopMinor;
  if (!Number.isSafeInteger(priced.goodsMinor + taxOnTopMinor))
    return rule('order-too-large', 'The total of the order is too large to be exact. Place several orders.');
  return { lines, goodsMinor: priced.goodsMinor, discountMinor: priced.discountMinor, taxOnTopMinor, totalMinor };
}

/** The first problems, and their number: an order of many lines may have a problem in each. */
const named = <P>(problems: readonly P[]) => ({ errors: problems.slice(0, PROBLEMS_MAX), problems: problems.length });

/** Tiers count the units of a SKU over all lines. */
function pricesOf(
  wanted: readonly WantedLine[],
  products: ReadonlyMap<string, ProductFacts>,
  { listPrices, lists }: SaleFacts,
  buyer: Buyer,
  at: string,
): (UnitPrice | undefined)[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of wanted) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return wanted.map(({ sku, agreedUnitMinor }) => {
    if (agreedUnitMinor !== undefined) return undefined;
    const product = products.get(sku);
    const own = listPrices.filter((one) => one.sku === sku);
    return unitPrice(units.get(sku)!, product ? [standardPrice(product), ...own] : own, lists, buyer, at);
  });
}

/** The price of a SKU in the standard list. */
export const standardPrice = ({ sku, priceMinor, currency, tiers }: ProductFacts): ListPrice => {
  return { list: STANDARD_LIST, sku, amountMinor: priceMinor, currency, tiers };
};

function problemOf(
  line: WantedLine,
  index: number,
  product: ProductFacts | undefined,
  unit: UnitPrice | undefined,
  { channel }: Buyer,
  tax: SaleFacts['tax'],
) {
  const { sku } = line;
  const problem = (name: string, message: string) => [{ path: `lines.${index}.sku`, rule: name, message, sku }];
  if (!product?.isKnown) return problem('unknown', `There is no SKU ${sku}.`);
  if (!product.published) return problem('unpublished', `${sku} is not for sale.`);
  if (!product.channels.includes(channel))
    return problem('channel', `${sku} is not for sale in the channel ${channel}.`);
  if (lacksRate(tax, product.taxClass))
    return problem('tax-rate', `No rate of the tax class ${product.taxClass} of ${sku} is in force where it goes.`);
  if (line.agreedUnitMinor !== undefined || unit) return [];
  return product.priceMinor
    ? problem('currency', `${sku} is priced in ${product.currency}.`)
    : problem('unpriced', `${sku} has no list price.`);
}

const toPrice = (line: WantedLine, index: number, product: ProductFacts, unit: UnitPrice | undefined): LineToPrice => ({
  lineId: String(index + 1),
  sku: line.sku,
  title: product.title,
  quantity: line.quantity,
  unitMinor: line.agreedUnitMinor ?? unit!.amountMinor,
  stocked: product.kind !== 'service',
  isAgreed: line.agreedUnitMinor !== undefined,
  isShipping: false,
});

const shippingLine = ({ option, name, priceMinor }: ShippingCharge): LineToPrice => ({
  lineId: SHIPPING_LINE,
  sku: `shipping-${option}`,
  title: name,
  quantity: 1,
  unitMinor: priceMinor,
  stocked: false,
  isAgreed: false,
  isShipping: true,
});

/** Customers who type a code expect to pay less: a code without a discount is refused. */
function uselessOffer(offers: readonly NamedOffer[], lines: readonly LineToPrice[], { lines: priced }: Priced) {
  const used = new Set(priced.flatMap(({ discounts }) => discounts.map(({ promotionId }) => promotionId)));
  const useless = offers.find(({ promotionId }) => !used.has(promotionId));
  if (!useless) return undefined;
  const { promotionCode } = useless;
  const why = whyNoEffect(useless, lines);
  return rule(
    'promotion-without-effect',
    `The promotion ${promotionCode} gives no discount: ${why}. Order without it.`,
    { promotionCode },
  );
}

import { normalPromotionCode, OrderPlaced, type Personal } from '@concord/contracts';
import { rule, type Command, type Rejection } from '@concord/event-sourcing';
import { CardPresented, type OrderEvent, type Placed } from './order.aggregate';
import { price, whyNoEffect, type LineToPrice, type Priced, type Offer, type Reward } from './pricing';

/** What is known of a SKU, from its row in the view. */
export interface ProductFacts {
  readonly sku: string;
  readonly isKnown: boolean;
  readonly title: string;
  readonly kind: string;
  readonly published: boolean;
  /** The sales channels that it is for sale in. */
  readonly channels: readonly string[];
  readonly priceMinor: number | null;
  readonly currency: string | null;
}

/** What is known of a promotion, from its row in the view. */
export interface PromotionFacts {
  readonly code: string;
  readonly promotionId: string;
  readonly status: string;
  readonly skus: readonly string[];
  readonly reward: Reward;
  readonly from: string | null;
  readonly to: string | null;
}

/** An answer names this many problems at most. */
const PROBLEMS_MAX = 100;

export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly agreedUnitMinor?: number;
}

/** `products` and `promotions` are the known rows of what the order names. */
export type PlaceOrder = Command<
  'PlaceOrder',
  Omit<Placed, 'lines' | 'goodsMinor' | 'discountMinor' | 'totalMinor' | 'paymentMethod'> & {
    lines: readonly WantedLine[];
    promotionCodes: readonly string[];
    payment: { method: 'card' | 'invoice'; token?: Personal };
    products: readonly ProductFacts[];
    promotions: readonly PromotionFacts[];
  }
>;

/** Prices an order, or names all problems of its lines at once. */
export function place({ data }: PlaceOrder, at: string): OrderEvent[] | Rejection {
  const { products, promotions, promotionCodes, payment, lines: wanted, ...order } = data;
  if (wanted.length === 0) return rule('order-without-lines', 'An order needs at least one line.');
  if (order.channel !== 'b2b' && wanted.some(({ agreedUnitMinor }) => agreedUnitMinor !== undefined))
    return rule('agreed-price-outside-b2b', 'Agreed prices need the channel b2b: leave agreedUnitMinor out.');
  const bySku = new Map(products.map((product) => [product.sku, product]));
  const wrong = wanted.flatMap((line, index) => problemOf(line, index, bySku.get(line.sku), order));
  const unsold = wrong.filter(({ rule: name }) => name !== 'currency');
  if (unsold.length > 0) {
    const skus = [...new Set(unsold.map(({ sku }) => sku))].slice(0, 10).join(', ');
    return rule('lines-not-orderable', `These lines cannot be ordered: ${skus}. Take them out.`, named(unsold));
  }
  if (wrong.length > 0)
    return rule(
      'currency-mismatch',
      `Some prices are not in ${order.currency}: order in the currency of the list.`,
      named(wrong),
    );
  const offers = offersFor(promotionCodes, promotions, order.currency, at);
  if (!Array.isArray(offers)) return offers as Rejection;
  const toBePriced = wanted.map((line, index) => toPrice(line, index, bySku.get(line.sku)!));
  const priced = price(toBePriced, offers);
  const useless = uselessOffer(offers, toBePriced, priced);
  if (useless) return useless;
  if (!Number.isSafeInteger(priced.goodsMinor))
    return rule('order-too-large', 'The total of the order is too large to be exact. Place several orders.');
  const placed = OrderPlaced.of({ ...order, ...priced, paymentMethod: payment.method });
  if (payment.method !== 'card' || priced.totalMinor === 0) return [placed];
  return [placed, CardPresented.of({ orderId: order.orderId, token: payment.token })];
}

/** The first problems, and their number: an order of many lines may have a problem in each. */
const named = <P>(problems: readonly P[]) => ({ errors: problems.slice(0, PROBLEMS_MAX), problems: problems.length });

type Sale = Pick<Placed, 'channel' | 'currency'>;

function problemOf(line: WantedLine, index: number, product: ProductFacts | undefined, { channel, currency }: Sale) {
  const { sku } = line;
  const problem = (name: string, message: string) => [{ path: `lines.${index}.sku`, rule: name, message, sku }];
  if (!product?.isKnown) return problem('unknown', `There is no SKU ${sku}.`);
  if (!product.published) return problem('unpublished', `${sku} is not for sale.`);
  if (!product.channels.includes(channel))
    return problem('channel', `${sku} is not for sale in the channel ${channel}.`);
  if (line.agreedUnitMinor !== undefined) return [];
  // An imported price of 0 means that there is no list price yet. Nothing is free by mistake.
  if (!product.priceMinor) return problem('unpriced', `${sku} has no list price.`);
  if (product.currency !== currency) return problem('currency', `${sku} is priced in ${product.currency}.`);
  return [];
}

const toPrice = (line: WantedLine, index: number, product: ProductFacts): LineToPrice => ({
  lineId: String(index + 1),
  sku: line.sku,
  title: product.title,
  quantity: line.quantity,
  unitMinor: line.agreedUnitMinor ?? product.priceMinor!,
  stocked: product.kind !== 'service',
  isAgreed: line.agreedUnitMinor !== undefined,
});

/**
 * An unknown or inactive code is refused: nobody is charged more than they expect. The window is compared with the
 * shop's clock.
 */
function offersFor(
  codes: readonly string[],
  promotions: readonly PromotionFacts[],
  currency: string,
  at: string,
): NamedOffer[] | Rejection {
  const offers: NamedOffer[] = [];
  // A code counts once, however often the order names it.
  for (const code of new Set(codes.map(normalPromotionCode))) {
    const promotion = promotions.find((candidate) => candidate.code === code);
    const promotionCode = codes.find((typed) => normalPromotionCode(typed) === code)!.trim();
    const facts = { promotionCode };
    if (!promotion)
      return rule('promotion-unknown', `There is no promotion ${promotionCode}. Order without it.`, facts);
    if (promotion.status !== 'active' || !isOpen(promotion, at))
      return rule('promotion-not-active', `The promotion ${promotionCode} is not active now. Order without it.`, facts);
    const { reward } = promotion;
    if (reward.kind === 'amount' && reward.currency !== currency)
      return rule(
        'promotion-currency-differs',
        `The promotion ${promotionCode} is an amount in ${reward.currency}; this order is in ${currency}. Order without it.`,
        facts,
      );
    offers.push({ ...promotion, promotionCode });
  }
  return offers;
}

type NamedOffer = Offer & { readonly promotionCode: string };

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
    {
      promotionCode,
    },
  );
}

function isOpen({ from, to }: PromotionFacts, at: string) {
  const moment = Date.parse(at);
  return (!from || Date.parse(from) <= moment) && (!to || moment < Date.parse(to));
}

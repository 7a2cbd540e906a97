import { split } from '@concord/event-sourcing';

/** Percent from 1 to 100, or minor units per unit. */
export interface Reward {
  readonly kind: 'percent' | 'amount';
  readonly value: number;
  /** The currency of an amount. */
  readonly currency?: string;
}

/** An active promotion for an order. Without SKUs it is for all goods. */
export interface Offer {
  readonly promotionId: string;
  readonly skus: readonly string[];
  readonly reward: Reward;
}

export interface LineToPrice {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly stocked: boolean;
  /** The price was agreed with the customer: promotions do not change it. */
  readonly isAgreed: boolean;
}

export interface PricedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discounts: { readonly promotionId: string; readonly amountMinor: number }[];
  readonly totalMinor: number;
  readonly stocked: boolean;
}

export interface Priced {
  readonly lines: PricedLine[];
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
}

/**
 * Prices an order. Every rule looks at the undiscounted price, so no promotion can switch another one off. A line takes
 * the best promotion alone, and no line falls below zero. A percentage is taken of all lines of its promotion together,
 * rounded half up once, and split over the lines by largest remainder.
 */
export function price(lines: readonly LineToPrice[], offers: readonly Offer[]): Priced {
  const chosen = lines.map((line) => bestOffer(line, offers));
  const amounts = lines.map(() => 0);
  for (const offer of offers) {
    const indexes = [...lines.keys()].filter((index) => chosen[index] === offer);
    const parts = discounts(
      indexes.map((index) => lines[index]!),
      offer,
    );
    indexes.forEach((index, n) => (amounts[index] = parts[n]!));
  }
  const priced = lines.map(({ lineId, sku, title, quantity, unitMinor, stocked }, index) => {
    const amountMinor = amounts[index]!;
    const applied = amountMinor > 0 ? [{ promotionId: chosen[index]!.promotionId, amountMinor }] : [];
    const totalMinor = unitMinor * quantity - amountMinor;
    return { lineId, sku, title, quantity, unitMinor, discounts: applied, totalMinor, stocked };
  });
  const goodsMinor = sum(lines.map(base));
  const discountMinor = sum(amounts);
  return { lines: priced, goodsMinor, discountMinor, totalMinor: goodsMinor - discountMinor };
}

/** The offer with the largest discount on the line, the first among equals. */
function bestOffer(line: LineToPrice, offers: readonly Offer[]): Offer | undefined {
  if (line.isAgreed) return undefined;
  let best: Offer | undefined;
  for (const offer of offers)
    if (isFor(offer, line) && worth(line, offer) > (best ? worth(line, best) : 0n)) best = offer;
  return best;
}

/** Why an offer gives no discount on an order, in words. */
export function whyNoEffect(offer: Offer, lines: readonly LineToPrice[]): string {
  const own = lines.filter((line) => isFor(offer, line));
  if (own.length === 0) return 'it is for other goods';
  if (own.every(({ isAgreed }) => isAgreed)) return 'the prices of its goods were agreed, and are final';
  return 'another promotion takes off as much or more, or the price is zero already';
}

const isFor = ({ skus }: Offer, { sku }: LineToPrice) => skus.length === 0 || skus.includes(sku);

/** The discount of the offer on the line, in hundredths of a minor unit: exact, so that offers can be compared. */
function worth(line: LineToPrice, { reward }: Offer): bigint {
  if (reward.kind === 'percent') return BigInt(base(line)) * BigInt(reward.value);
  return BigInt(amountOff(line, reward.value)) * 100n;
}

function discounts(lines: readonly LineToPrice[], { reward }: Offer): number[] {
  if (reward.kind === 'amount') return lines.map((line) => amountOff(line, reward.value));
  const bases = lines.map(base);
  const percentOff = (BigInt(sum(bases)) * BigInt(Math.min(100, reward.value)) + 50n) / 100n;
  return split(Number(percentOff), bases);
}

const base = ({ unitMinor, quantity }: LineToPrice) => unitMinor * quantity;
const amountOff = ({ unitMinor, quantity }: LineToPrice, value: number) => Math.min(unitMinor, value) * quantity;
const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);

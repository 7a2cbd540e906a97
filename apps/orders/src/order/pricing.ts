import { split } from '@concord/event-sourcing';

/** Percent with up to two decimals, or an amount in minor units. */
export interface Reward {
  readonly kind: 'percent' | 'amount';
  readonly value: number;
  /** The currency of an amount. */
  readonly currency?: string;
}

/**
 * An active promotion for an order. Without SKUs it is for all goods. An amount counts per unit on lines, and once on an
 * order or its shipping.
 */
export interface Offer {
  readonly promotionId: string;
  readonly code: string;
  readonly skus: readonly string[];
  readonly reward: Reward;
  readonly scope: 'lines' | 'order' | 'shipping';
  /** The smallest number goes first. */
  readonly priority: number;
  /** Of the offers of a group only the best one counts on a line. An offer without a group adds to all others. */
  readonly group: string | null;
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
  readonly isShipping: boolean;
}

export interface PricedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discounts: readonly { readonly promotionId: string; readonly amountMinor: number }[];
  /** After the discounts, before tax that comes on top. */
  readonly totalMinor: number;
  readonly stocked: boolean;
}

export interface Priced {
  readonly lines: PricedLine[];
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
}

const SCOPES = ['lines', 'order', 'shipping'] as const;

/**
 * Prices an order. Offers on lines come first, then those on the order, then those on shipping; within each by priority,
 * then code. Each takes from what the earlier ones left, so no line falls below zero. It is rounded half up once: for a
 * line, or for the order, whose discount is spread over its lines.
 */
export function price(lines: readonly LineToPrice[], offers: readonly Offer[]): Priced {
  const open = lines.map((line) => line.unitMinor * line.quantity);
  const discounts = lines.map((): { promotionId: string; amountMinor: number }[] => []);
  const best = new Map<string, readonly (Offer | undefined)[]>();
  for (const offer of inOrder(offers)) {
    const { group } = offer;
    if (group !== null && !best.has(group)) best.set(group, bestOf(group, offers, lines, open));
    const isOwn = (index: number) =>
      open[index]! > 0 && isFor(offer, lines[index]!) && (group === null || best.get(group)![index] === offer);
    const indexes = [...lines.keys()].filter(isOwn);
    const parts = partsOff(
      offer,
      indexes.map((index) => ({ openMinor: open[index]!, quantity: lines[index]!.quantity })),
    );
    indexes.forEach((index, n) => {
      if (parts[n]! === 0) return;
      open[index]! -= parts[n]!;
      discounts[index]!.push({ promotionId: offer.promotionId, amountMinor: parts[n]! });
    });
  }
  const goodsMinor = sum(lines.map(({ unitMinor, quantity }) => unitMinor * quantity));
  const totalMinor = sum(open);
  const priced = lines.map(({ lineId, sku, title, quantity, unitMinor, stocked }, index) => {
    return {
      lineId,
      sku,
      title,
      quantity,
      unitMinor,
      discounts: discounts[index]!,
      totalMinor: open[index]!,
      stocked,
    };
  });
  return { lines: priced, goodsMinor, discountMinor: goodsMinor - totalMinor, totalMinor };
}

/** Equal offers keep the order in which they were named. */
const inOrder = (offers: readonly Offer[]) =>
  offers.toSorted(
    (a, b) =>
      SCOPES.indexOf(a.scope) - SCOPES.indexOf(b.scope) ||
      a.priority - b.priority ||
      (a.code < b.code ? -1 : Number(a.code > b.code)),
  );

/** Why an offer gives no discount on an order, in words. */
export function whyNoEffect(offer: Offer, lines: readonly LineToPrice[]): string {
  const own = lines.filter((line) => isFor(offer, { ...line, isAgreed: false }));
  if (own.length === 0) return offer.scope === 'shipping' ? 'no shipping is charged' : 'it is for other goods';
  if (own.every(({ isAgreed }) => isAgreed)) return 'the prices of its goods were agreed, and are final';
  return 'another promotion takes off as much or more, or the price is zero already';
}

const isFor = ({ scope, skus }: Offer, { sku, isAgreed, isShipping }: LineToPrice) =>
  isShipping ? scope === 'shipping' : !isAgreed && scope !== 'shipping' && (skus.length === 0 || skus.includes(sku));

/** For each line the offer of the group that takes the most off it, the first among equals. */
function bestOf(group: string, offers: readonly Offer[], lines: readonly LineToPrice[], open: readonly number[]) {
  const rivals = inOrder(offers).filter((offer) => offer.group === group);
  const sums = rivals.map((offer) => sum(open.filter((_, index) => isFor(offer, lines[index]!))));
  return lines.map((line, index) => {
    let best: { offer: Offer; worth: Fraction } | undefined;
    rivals.forEach((offer, n) => {
      if (!isFor(offer, line)) return;
      const worth = worthOn(offer, open[index]!, line.quantity, sums[n]!);
      if (isMore(worth, best?.worth ?? ZERO)) best = { offer, worth };
    });
    return best?.offer;
  });
}

/** Exact, so that offers can be compared. */
type Fraction = readonly [numerator: bigint, denominator: bigint];
const ZERO: Fraction = [0n, 1n];
const isMore = (one: Fraction, other: Fraction) => one[0] * other[1] > other[0] * one[1];

function worthOn({ scope, reward }: Offer, openMinor: number, quantity: number, sumMinor: number): Fraction {
  if (reward.kind === 'percent') return [BigInt(openMinor) * BigInt(basisPoints(reward.value)), WHOLE];
  if (scope === 'lines') return [BigInt(Math.min(openMinor, reward.value * quantity)), 1n];
  return sumMinor === 0 ? ZERO : [BigInt(Math.min(sumMinor, reward.value)) * BigInt(openMinor), BigInt(sumMinor)];
}

function partsOff({ scope, reward }: Offer, lines: readonly { openMinor: number; quantity: number }[]): number[] {
  const isPercent = reward.kind === 'percent';
  if (scope === 'lines')
    return lines.map(({ openMinor, quantity }) =>
      isPercent ? percentOf(openMinor, reward.value) : Math.min(openMinor, reward.value * quantity),
    );
  const open = lines.map(({ openMinor }) => openMinor);
  const off = isPercent ? percentOf(sum(open), reward.value) : Math.min(sum(open), reward.value);
  return split(off, open);
}

const WHOLE = 10_000n;
const basisPoints = (percent: number) => Math.min(10_000, Math.round(percent * 100));

/** Half up. */
const percentOf = (amountMinor: number, percent: number) =>
  Number((2n * BigInt(amountMinor) * BigInt(basisPoints(percent)) + WHOLE) / (2n * WHOLE));

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);

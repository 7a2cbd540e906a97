import type { Catalog, Orders } from '@concord/client';

/** A price on a card: the lowest one with tax, or the lowest one to which tax is added. */
export interface CardPrice {
  readonly minor: number;
  readonly taxIncluded: boolean;
  /** Whether it is of a list that serves the customer. */
  readonly isOwn: boolean;
  readonly hasSeveral: boolean;
}

interface Offered {
  readonly priceMinor: number | null;
  readonly offers: readonly Pick<Catalog.ListedProduct['offers'][number], 'sku' | 'priceMinor'>[];
}
type Prices = ReadonlyMap<string, Pick<Orders.BuyerPrice, 'unitMinor' | 'taxIncluded' | 'isStandard'>>;

/** What a product costs from. Prices with and without tax are not compared: each kind has its own lowest one. */
export function cardPricesOf({ offers, priceMinor }: Offered, prices: Prices): CardPrice[] {
  const costs = offers.flatMap(({ sku, priceMinor: standardMinor }) => {
    const own = prices.get(sku);
    if (own) return [{ minor: own.unitMinor, taxIncluded: own.taxIncluded, isOwn: !own.isStandard }];
    return standardMinor === null ? [] : [{ minor: standardMinor, taxIncluded: true, isOwn: false }];
  });
  if (costs.length === 0) {
    const hasSeveral = offers.length > 1;
    return priceMinor === null ? [] : [{ minor: priceMinor, taxIncluded: true, isOwn: false, hasSeveral }];
  }
  return [true, false].flatMap((taxIncluded) => {
    const alike = costs.filter((cost) => cost.taxIncluded === taxIncluded).sort((a, b) => a.minor - b.minor);
    const [lowest] = alike;
    const hasSeveral = costs.length < offers.length || alike.at(-1)?.minor !== lowest?.minor;
    return lowest ? [{ ...lowest, hasSeveral }] : [];
  });
}

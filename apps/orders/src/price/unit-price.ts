import { STANDARD_LIST } from '@concord/contracts';

/** Who buys, and where: what decides which price lists count. */
export interface Buyer {
  readonly channel: string;
  readonly currency: string;
  /** The customer and the company of the customer. */
  readonly ids: readonly string[];
  readonly groups: readonly string[];
}

/** When a price list counts. An empty array means everybody. */
export interface ListTerms {
  readonly list: string;
  readonly currency: string;
  readonly taxIncluded: boolean;
  readonly channels: readonly string[];
  readonly groups: readonly string[];
  readonly customerIds: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

interface Tier {
  readonly fromUnits: number;
  readonly amountMinor: number;
}

/** The price of a SKU in a list; null where it has none. */
export interface ListPrice {
  readonly list: string;
  readonly sku: string;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly tiers: readonly Tier[];
}

export interface UnitPrice {
  readonly amountMinor: number;
  readonly list: string;
  readonly taxIncluded: boolean;
}

const STANDARD = { channels: [], groups: [], customerIds: [], from: null, to: null, list: STANDARD_LIST };

/**
 * The price of one of so many units of a SKU: that of the most specific list which fits (customer, group, channel,
 * standard), among equals the lowest price, then the code of the list. Undefined where no list has a price.
 */
export function unitPrice(
  units: number,
  prices: readonly ListPrice[],
  lists: readonly ListTerms[],
  buyer: Buyer,
  at: string,
): UnitPrice | undefined {
  const found = prices.flatMap((price) => {
    const terms =
      price.list === STANDARD_LIST
        ? { ...STANDARD, currency: price.currency ?? '', taxIncluded: true }
        : lists.find(({ list }) => list === price.list);
    // An imported price of 0 means that there is no price yet. Nothing is free by mistake.
    if (!terms || price.currency !== buyer.currency || !price.amountMinor || !fits(terms, buyer, at)) return [];
    return [
      {
        amountMinor: tierOf(price, units),
        list: price.list,
        taxIncluded: terms.taxIncluded,
        rank: rankOf(terms, buyer),
      },
    ];
  });
  const [best] = found.sort((a, b) => b.rank - a.rank || a.amountMinor - b.amountMinor || (a.list < b.list ? -1 : 1));
  return best && { amountMinor: best.amountMinor, list: best.list, taxIncluded: best.taxIncluded };
}

/**
 * The price of one unit, and from how many units on it is another one, over all lists that fit. Undefined where no list
 * has a price.
 */
export function tieredPrice(prices: readonly ListPrice[], lists: readonly ListTerms[], buyer: Buyer, at: string) {
  const single = unitPrice(1, prices, lists, buyer, at);
  if (!single) return undefined;
  const steps = [...new Set(prices.flatMap(({ tiers }) => tiers.map(({ fromUnits }) => fromUnits)))];
  let before = single.amountMinor;
  const tiers = steps
    .toSorted((one, other) => one - other)
    .flatMap((fromUnits): Tier[] => {
      const { amountMinor } = unitPrice(fromUnits, prices, lists, buyer, at)!;
      if (amountMinor === before) return [];
      before = amountMinor;
      return [{ fromUnits, amountMinor }];
    });
  return { ...single, tiers };
}

const isBefore = (at: string, end: string | null) => end === null || Date.parse(at) < Date.parse(end);

type Terms = Omit<ListTerms, 'taxIncluded'>;

function fits(terms: Terms, buyer: Buyer, at: string) {
  const { currency, channels, groups, customerIds, from, to } = terms;
  const isForAll = groups.length + customerIds.length === 0;
  return (
    currency === buyer.currency &&
    (channels.length === 0 || channels.includes(buyer.channel)) &&
    (isForAll || isForCustomer(terms, buyer) || isForGroup(terms, buyer)) &&
    (from === null || Date.parse(from) <= Date.parse(at)) &&
    isBefore(at, to)
  );
}

const isForCustomer = ({ customerIds }: Terms, { ids }: Buyer) => customerIds.some((id) => ids.includes(id));
const isForGroup = ({ groups }: Terms, buyer: Buyer) => groups.some((group) => buyer.groups.includes(group));

/** Customer, group, channel, standard. */
function rankOf(terms: Terms, buyer: Buyer) {
  if (isForCustomer(terms, buyer)) return 4;
  if (isForGroup(terms, buyer)) return 3;
  if (terms.channels.length > 0) return 2;
  return terms.list === STANDARD_LIST ? 0 : 1;
}

const tierOf = ({ amountMinor, tiers }: ListPrice, units: number) =>
  tiers.findLast(({ fromUnits }) => fromUnits <= units)?.amountMinor ?? amountMinor!;

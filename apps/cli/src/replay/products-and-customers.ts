import type { Outcome, ReadableLine, TradingLine } from './trading-line';

export interface SeenProduct {
  readonly sku: string;
  readonly title: string;
  /** 0 for what was never sold for money. */
  readonly listPriceMinor: number;
  readonly stockItem: boolean;
}

export interface SeenCustomer {
  readonly customer: string;
  readonly country: string;
}

const OF_PRODUCTS: ReadonlySet<Outcome> = new Set(['order-line', 'free-line', 'return-line', 'write-off', 'found']);
const OF_CUSTOMERS: ReadonlySet<Outcome> = new Set(['order-line', 'free-line', 'return-line']);

/**
 * The products that the documents speak of, as first seen. Staff keyed titles and prices by hand: the most frequent one
 * wins, the first seen in a tie. Sales say what a product is called and costs; other lines ("damaged", a refund) are
 * asked only about what was never sold.
 */
export function productsIn(lines: Iterable<TradingLine>): SeenProduct[] {
  const drafts = new Map<string, { stockItem: boolean; sales: Tally; others: Tally }>();
  for (const line of lines) {
    if (!concerns(OF_PRODUCTS, line)) continue;
    let draft = drafts.get(line.sku);
    if (!draft) drafts.set(line.sku, (draft = { stockItem: line.stockItem, sales: tally(), others: tally() }));
    const { titles, prices } = line.outcome === 'order-line' ? draft.sales : draft.others;
    if (line.description !== '') increment(titles, line.description);
    if (line.unitPriceMinor > 0) increment(prices, line.unitPriceMinor);
  }
  return Array.from(drafts, ([sku, { stockItem, sales, others }]) => ({
    sku,
    title: mostFrequent(sales.titles) ?? mostFrequent(others.titles) ?? sku,
    listPriceMinor: mostFrequent(sales.prices) ?? mostFrequent(others.prices) ?? 0,
    stockItem,
  }));
}

/** The known customers that bought or brought back something, each with the country of its first line. */
export function customersIn(lines: Iterable<TradingLine>): SeenCustomer[] {
  const countries = new Map<string, string>();
  for (const line of lines) {
    if (!concerns(OF_CUSTOMERS, line) || line.customer === undefined || countries.has(line.customer)) continue;
    countries.set(line.customer, line.country);
  }
  return Array.from(countries, ([customer, country]) => ({ customer, country }));
}

interface Tally {
  readonly titles: Map<string, number>;
  readonly prices: Map<number, number>;
}

function tally(): Tally {
  return { titles: new Map(), prices: new Map() };
}

function concerns(outcomes: ReadonlySet<Outcome>, line: TradingLine): line is ReadableLine {
  return outcomes.has(line.outcome);
}

function increment<T>(counts: Map<T, number>, value: T): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function mostFrequent<T>(counts: ReadonlyMap<T, number>): T | undefined {
  let winner: T | undefined;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) [winner, most] = [value, count];
  }
  return winner;
}

import type { Share } from './opening-stock';
import { type Outcome, OUTCOMES, type ReadableLine, type TradingLine } from './trading-line';

/** The result of a shop that follows the rules exactly, one document after the other. */
export interface ExpectedResult {
  readonly lines: { read: number; byOutcome: Record<Outcome, number> };
  readonly orders: { placed: number; confirmed: number; rejected: number; rejectedInvoices: string[] };
  readonly returns: { units: number; unmatchedUnits: number };
  /** Stock items only; `adjusted` is net and without the refused ones. */
  readonly units: { received: number; shipped: number; restocked: number; adjusted: number; onHand: number };
  readonly moneyMinor: { invoiced: number; refunded: number };
  readonly perSku: Map<string, { onHand: number }>;
  readonly refusedAdjustments: number;
  readonly matches: readonly ReturnMatch[];
}

/** Which sold units a line of a return brought back. */
export interface ReturnMatch {
  readonly invoice: string;
  readonly line: number;
  readonly unmatchedUnits: number;
  readonly from: readonly { invoice: string; line: number; units: number; unitPriceMinor: number }[];
}

interface Invoice {
  readonly number: string;
  readonly at: string;
  turn: number;
  customer: string | undefined;
  readonly lines: ReadableLine[];
}

interface Sale {
  readonly invoice: string;
  readonly at: string;
  readonly lines: { line: number; sku: string; unitPriceMinor: number; returnable: number }[];
}

/**
 * The expected result, folded from the lines. It shares only the reader of the file with the code that drives the
 * services, so that a common mistake cannot hide.
 *
 * A refund is at the price of the order line, not of the return line, because nobody gets back more than was paid.
 */
export function expectedResult(lines: Iterable<TradingLine>, opening: Share): ExpectedResult {
  const byOutcome = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const readable: ReadableLine[] = [];
  let read = 0;
  for (const line of lines) {
    read += 1;
    byOutcome[line.outcome] += 1;
    if (line.outcome !== 'unreadable') readable.push(line);
  }

  const stock = stockAtOpening(readable, opening);
  const received = sum(stock.values());
  const salesByCustomer = new Map<string, Sale[]>();
  const rejectedInvoices: string[] = [];
  const matches: ReturnMatch[] = [];
  let confirmed = 0;
  let shipped = 0;
  let invoiced = 0;
  let adjusted = 0;
  let refusedAdjustments = 0;

  for (const invoice of inTurn(readable)) {
    const ordered = invoice.lines.filter(isOrdered);
    for (const line of invoice.lines) {
      if (line === ordered[0]) order(invoice, ordered);
      if (line.outcome === 'write-off' || line.outcome === 'found') adjust(line);
    }
    for (const line of invoice.lines) {
      if (line.outcome === 'return-line') matches.push(bringBack(invoice, line));
    }
  }

  const units = sum(readable.filter((line) => line.outcome === 'return-line').map((line) => -line.quantity));
  const restocked = sum(matches.flatMap(({ from }) => from.map((part) => part.units)));
  return {
    lines: { read, byOutcome },
    orders: {
      placed: confirmed + rejectedInvoices.length,
      confirmed,
      rejected: rejectedInvoices.length,
      rejectedInvoices,
    },
    returns: { units, unmatchedUnits: sum(matches.map((match) => match.unmatchedUnits)) },
    units: { received, shipped, restocked, adjusted, onHand: sum(stock.values()) },
    moneyMinor: {
      invoiced,
      refunded: sum(matches.flatMap(({ from }) => from.map((part) => part.units * part.unitPriceMinor))),
    },
    perSku: new Map(Array.from(stock, ([sku, onHand]) => [sku, { onHand }])),
    refusedAdjustments,
    matches,
  };

  function order({ number, at, customer }: Invoice, ordered: readonly ReadableLine[]): void {
    const wanted = new Map<string, number>();
    for (const { sku, quantity } of ordered.filter((line) => line.stockItem)) add(wanted, sku, quantity);
    if ([...wanted].some(([sku, quantity]) => onHand(sku) < quantity)) {
      rejectedInvoices.push(number);
      return;
    }
    confirmed += 1;
    shipped += sum(wanted.values());
    invoiced += sum(ordered.map((line) => line.quantity * line.unitPriceMinor));
    for (const [sku, quantity] of wanted) add(stock, sku, -quantity);
    if (customer === undefined) return;
    const sales = salesByCustomer.get(customer) ?? [];
    sales.push({ invoice: number, at, lines: ordered.map((line) => ({ ...line, returnable: line.quantity })) });
    salesByCustomer.set(customer, sales);
  }

  function adjust({ sku, quantity }: ReadableLine): void {
    if (onHand(sku) + quantity < 0) {
      refusedAdjustments += 1;
      return;
    }
    add(stock, sku, quantity);
    adjusted += quantity;
  }

  function bringBack({ number, customer }: Invoice, { line, sku, quantity }: ReadableLine): ReturnMatch {
    const from: ReturnMatch['from'][number][] = [];
    let open = -quantity;
    const sales = customer === undefined ? [] : (salesByCustomer.get(customer) ?? []);
    // A sort that keeps ties as they are: latest first, and file order within one time.
    for (const sale of sales.toSorted((a, b) => compare(b.at, a.at))) {
      for (const sold of sale.lines.toReversed()) {
        const units = sold.sku === sku ? Math.min(open, sold.returnable) : 0;
        if (units === 0) continue;
        sold.returnable -= units;
        open -= units;
        from.push({ invoice: sale.invoice, line: sold.line, units, unitPriceMinor: sold.unitPriceMinor });
      }
    }
    add(stock, sku, -quantity - open);
    return { invoice: number, line, unmatchedUnits: open, from };
  }

  function onHand(sku: string): number {
    return stock.get(sku) ?? 0;
  }
}

/** Every stock item of the file, with the share of what was ordered and written off of it. */
function stockAtOpening(lines: readonly ReadableLine[], { numerator, denominator }: Share): Map<string, number> {
  const demand = new Map<string, number>();
  for (const line of lines) {
    const { sku, quantity, outcome } = line;
    if (!line.stockItem || outcome === 'bookkeeping') continue;
    const taken = isOrdered(line) || outcome === 'write-off' ? Math.abs(quantity) : 0;
    add(demand, sku, taken);
  }
  return new Map(Array.from(demand, ([sku, units]) => [sku, Number((BigInt(units) * numerator) / denominator)]));
}

/** The invoices by the time of their first line, then as in the file; a return after its customer's orders of the minute. */
function inTurn(lines: readonly ReadableLine[]): Invoice[] {
  const invoices = new Map<string, Invoice>();
  for (const line of lines) {
    const { invoice: number, at, line: turn } = line;
    let invoice = invoices.get(number);
    if (!invoice) invoices.set(number, (invoice = { number, at, turn, customer: undefined, lines: [] }));
    invoice.lines.push(line);
    invoice.customer ??= line.customer;
  }
  const lastOrder = new Map<string, number>();
  for (const { at, customer, turn, lines: held } of invoices.values()) {
    if (held.some(isOrdered)) lastOrder.set(`${customer}@${at}`, turn);
  }
  for (const invoice of invoices.values()) {
    const isReturn = invoice.lines.some((line) => line.outcome === 'return-line');
    const order = lastOrder.get(`${invoice.customer}@${invoice.at}`);
    if (isReturn && order !== undefined) invoice.turn = Math.max(invoice.turn, order + 0.5);
  }
  return [...invoices.values()].sort((a, b) => compare(a.at, b.at) || a.turn - b.turn);
}

function isOrdered({ outcome }: ReadableLine): boolean {
  return outcome === 'order-line' || outcome === 'free-line';
}

function add(counts: Map<string, number>, key: string, units: number): void {
  counts.set(key, (counts.get(key) ?? 0) + units);
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

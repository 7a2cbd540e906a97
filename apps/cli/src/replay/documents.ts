import type { ReadableLine, TradingLine } from './trading-line';

/** What the replay does as one step, in the shop's order. */
export type TradingDocument = OrderDocument | ReturnDocument | AdjustmentDocument;

export interface OrderDocument {
  readonly type: 'order';
  readonly invoice: string;
  readonly at: string;
  /** A guest's order has none. */
  readonly customer: string | undefined;
  readonly country: string;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly line: number;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly stockItem: boolean;
  readonly free: boolean;
}

export interface ReturnDocument {
  readonly type: 'return';
  readonly invoice: string;
  readonly at: string;
  readonly customer: string | undefined;
  readonly lines: readonly ReturnLine[];
}

export interface ReturnLine {
  readonly line: number;
  readonly sku: string;
  /** Units brought back, above 0. */
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** One write-off (down) or one find (up). */
export interface AdjustmentDocument {
  readonly type: 'adjustment';
  readonly invoice: string;
  readonly line: number;
  readonly sku: string;
  readonly delta: number;
  readonly reason: string;
  readonly at: string;
}

/**
 * The documents of a file in the order in which they happened: by time, and within one minute as they stand in the
 * file. An invoice's lines may lie apart; all of it happened when its first readable line says. A plain invoice is an
 * order, and each of its write-offs and finds is a document of its own.
 */
export function toDocuments(lines: Iterable<TradingLine>): TradingDocument[] {
  const invoices = [...byInvoice(lines).values()];
  const lastOrderOfMinute = new Map<string, number>();
  for (const invoice of invoices.filter(isOrder))
    lastOrderOfMinute.set(minuteOfCustomer(invoice), firstOf(invoice).line);

  // A customer's order of the same minute is "not later than the return" wherever it stands: the return follows it.
  const position = (invoice: Invoice): number => {
    const { line } = firstOf(invoice);
    return isReturn(invoice) ? Math.max(line, (lastOrderOfMinute.get(minuteOfCustomer(invoice)) ?? 0) + 0.5) : line;
  };
  return invoices
    .map((invoice) => ({ invoice, at: firstOf(invoice).at, position: position(invoice) }))
    .sort((a, b) => compare(a.at, b.at) || a.position - b.position)
    .flatMap(({ invoice }) => documentsOf(invoice));
}

type Invoice = readonly [ReadableLine, ...ReadableLine[]];

function byInvoice(lines: Iterable<TradingLine>): Map<string, Invoice> {
  const invoices = new Map<string, [ReadableLine, ...ReadableLine[]]>();
  for (const line of lines) {
    if (line.outcome === 'unreadable') continue;
    const invoice = invoices.get(line.invoice);
    if (invoice) invoice.push(line);
    else invoices.set(line.invoice, [line]);
  }
  return invoices;
}

function documentsOf(invoice: Invoice): TradingDocument[] {
  const { invoice: number, at } = firstOf(invoice);
  const documents: TradingDocument[] = [];
  const customer = customerOf(invoice);
  const ordered = invoice.filter(isOrderLine);
  for (const line of invoice) {
    if (line === ordered[0]) {
      const { country } = line;
      documents.push({ type: 'order', invoice: number, at, customer, country, lines: ordered.map(orderLine) });
    } else if (line.outcome === 'write-off' || line.outcome === 'found') {
      const { line: lineNumber, sku, quantity: delta } = line;
      const reason = line.description || 'No reason given';
      documents.push({ type: 'adjustment', invoice: number, line: lineNumber, sku, delta, reason, at });
    }
  }
  const returned = invoice.filter(isReturnLine);
  if (returned.length > 0) {
    documents.push({ type: 'return', invoice: number, at, customer, lines: returned.map(returnLine) });
  }
  return documents;
}

function orderLine(line: ReadableLine): OrderLine {
  const { sku, quantity, unitPriceMinor, stockItem } = line;
  const title = line.description || sku;
  return { line: line.line, sku, title, quantity, unitPriceMinor, stockItem, free: line.outcome === 'free-line' };
}

function returnLine({ line, sku, quantity, unitPriceMinor }: ReadableLine): ReturnLine {
  return { line, sku, quantity: -quantity, unitPriceMinor };
}

/** An order without a CustomerID is a guest's, so one line that names the customer is enough. */
function customerOf(invoice: Invoice): string | undefined {
  return invoice.find((line) => line.customer !== undefined)?.customer;
}

function firstOf(invoice: Invoice): ReadableLine {
  return invoice[0];
}

function isOrder(invoice: Invoice): boolean {
  return invoice.some(isOrderLine);
}

function isReturn(invoice: Invoice): boolean {
  return invoice.some(isReturnLine);
}

function isOrderLine({ outcome }: ReadableLine): boolean {
  return outcome === 'order-line' || outcome === 'free-line';
}

function isReturnLine({ outcome }: ReadableLine): boolean {
  return outcome === 'return-line';
}

/** Guests have nothing to return, so it does no harm that they all share one. */
function minuteOfCustomer(invoice: Invoice): string {
  return `${firstOf(invoice).at} ${customerOf(invoice) ?? ''}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

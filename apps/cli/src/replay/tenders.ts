import { toDocuments, type OrderDocument } from './documents';
import { productsIn } from './products-and-customers';
import type { ReadableLine, TradingLine } from './trading-line';

/** How an order of the file is paid: on account and by card as the file prices it, or as a basket at list prices. */
export type Tender = 'account' | 'card' | 'basket' | 'basket-voucher' | 'basket-points';

const IN_TURN: readonly Tender[] = [
  'account',
  'account',
  'account',
  'card',
  'card',
  'basket',
  'basket-voucher',
  'basket-points',
];
/** A gift voucher of the shop, for each order that is paid with one. */
export const VOUCHER_MINOR = 500;
/** The points that pay what a voucher leaves: a point is worth a penny, and no fewer may pay. */
export const POINTS_SPENT = 100;
/** Larger invoices are those of traders, whose prices were agreed. */
const BASKET_LINES_MAX = 30;
/** One order in so many comes back. */
const COMES_BACK = 10;

/** The tender of an order: its number decides, so that a replay that is repeated pays alike. */
export function tenderOf(order: OrderDocument): Tender {
  const tender = IN_TURN[numberOf(order.invoice) % IN_TURN.length]!;
  if (tender === 'account' || tender === 'card') return tender;
  const skus = new Set(order.lines.map(({ sku }) => sku));
  const fits =
    order.customer !== undefined &&
    order.lines.length <= BASKET_LINES_MAX &&
    skus.size === order.lines.length &&
    order.lines.every(({ stockItem, unitPriceMinor }) => stockItem && unitPriceMinor > 0);
  if (!fits) return 'card';
  return tender === 'basket-points' && worthMinor(order) < VOUCHER_MINOR + POINTS_SPENT ? 'basket' : tender;
}

const worthMinor = ({ lines }: OrderDocument) =>
  lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);

/** How often all tenders had their turn before this invoice. */
export const roundOf = (invoice: string): number => Math.floor(numberOf(invoice) / IN_TURN.length);

/** The lines of a file whose orders are paid by all tenders: baskets cost the list price, and one order in ten comes back. */
export function withMixedTenders(lines: readonly TradingLine[]): TradingLine[] {
  const orders = toDocuments(lines).filter((document) => document.type === 'order');
  const baskets = new Set(orders.filter((order) => tenderOf(order).startsWith('basket')).map(({ invoice }) => invoice));
  const listed = new Map(productsIn(lines).map(({ sku, listPriceMinor }) => [sku, listPriceMinor]));
  const priced = lines.map((line) =>
    line.outcome === 'order-line' && baskets.has(line.invoice)
      ? { ...line, unitPriceMinor: listed.get(line.sku)! }
      : line,
  );
  return [...priced, ...returnsOf(orders, priced)];
}

/** What comes back of every tenth order, after all that the file has. */
function returnsOf(orders: readonly OrderDocument[], lines: readonly TradingLine[]): ReadableLine[] {
  const readable = lines.filter((line) => line.outcome !== 'unreadable');
  const at = readable.map((line) => line.at).reduce((latest, moment) => (moment > latest ? moment : latest), '');
  const last = lines.reduce((highest, { line }) => Math.max(highest, line), 0);
  const back = orders.filter(({ invoice, customer }) => customer !== undefined && roundOf(invoice) % COMES_BACK === 0);
  let line = last;
  return back.flatMap(({ invoice, customer, country, lines: sold }) =>
    sold
      .filter(({ stockItem, free }) => stockItem && !free)
      .map(({ sku, title, quantity, unitPriceMinor }): ReadableLine => {
        const facts = { invoice: `C9${invoice}`, sku, description: title, quantity: -quantity, at, unitPriceMinor };
        return { ...facts, line: (line += 1), outcome: 'return-line', customer, country, stockItem: true };
      }),
  );
}

const numberOf = (invoice: string) => Number(invoice.replace(/\D/g, ''));

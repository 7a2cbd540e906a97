import { parseDecimal, pence, wholeNumber } from './decimal-text';
import { londonTimeToUtc } from './london-time';

export const COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const;

export type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

export const OUTCOMES = [
  'order-line',
  'free-line',
  'return-line',
  'service-credit',
  'write-off',
  'found',
  'bookkeeping',
  'unreadable',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

export interface UnreadableLine {
  /** Its number in the file; the header is line 1. */
  readonly line: number;
  readonly outcome: 'unreadable';
  readonly reason: string;
}

export interface ReadableLine {
  readonly line: number;
  readonly outcome: Exclude<Outcome, 'unreadable'>;
  readonly invoice: string;
  readonly sku: string;
  /** As keyed by staff, trimmed; may be empty. */
  readonly description: string;
  /** As in the file: negative on returns and write-offs. */
  readonly quantity: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly unitPriceMinor: number;
  readonly customer: string | undefined;
  readonly country: string;
  readonly stockItem: boolean;
}

export type TradingLine = ReadableLine | UnreadableLine;

/** Above this a four-byte integer overflows, in a service's table as in most others. */
const UNITS_OR_PENCE_MAX = 2_147_483_647;
// oxlint-disable-next-line no-control-regex -- finding them is the point
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]+/g;

/** What one row of the file becomes. It never throws: a row that cannot be read says why. */
export function classify(line: number, cells: Cells): TradingLine {
  const unreadable = (reason: string): UnreadableLine => ({ line, outcome: 'unreadable', reason });

  const invoice = clean(cells.InvoiceNo);
  if (invoice === '') return unreadable('InvoiceNo is missing.');
  const sku = clean(cells.StockCode).toUpperCase();
  if (sku === '') return unreadable('StockCode is missing.');

  const quantity = readWhole(cells.Quantity);
  if (quantity === undefined) return unreadable('Quantity is not a whole number.');
  if (quantity === 0) return unreadable('Quantity is 0.');

  const price = parseDecimal(clean(cells.UnitPrice));
  if (price === undefined) return unreadable('UnitPrice is not a number.');
  const unitPriceMinor = pence(price);
  if (unitPriceMinor === undefined || tooLarge(quantity, unitPriceMinor)) {
    return unreadable('Quantity or UnitPrice is too large.');
  }

  const at = londonTimeToUtc(clean(cells.InvoiceDate));
  if (at === undefined) return unreadable('InvoiceDate is not a time of the form yyyy-MM-dd HH:mm:ss.');

  // A customer number is a number: `nan` or `unknown` would make one giant customer of all the anonymous ones.
  const customerNumber = clean(cells.CustomerID);
  const customer = customerNumber === '' ? undefined : readWhole(customerNumber)?.toString();
  if (customerNumber !== '' && customer === undefined) return unreadable('CustomerID is not a whole number.');

  const facts = {
    line,
    invoice,
    sku,
    description: clean(cells.Description),
    quantity,
    at,
    unitPriceMinor,
    customer,
    // The shop's own word for an order without one.
    country: clean(cells.Country) || 'Unspecified',
    stockItem: /^\d{5}/.test(sku),
  };
  // The sign is read off the text: -0.001 is a negative price though it is no penny.
  return { ...facts, outcome: outcomeOf(facts, price.negative) };
}

/** The README's table, row by row; the first that fits. */
function outcomeOf(
  { invoice, quantity, unitPriceMinor, customer, stockItem }: Omit<ReadableLine, 'outcome'>,
  priceIsNegative: boolean,
): ReadableLine['outcome'] {
  // `c536365` is neither digits nor `C` and digits, so it is bookkeeping like every other unknown number.
  if (priceIsNegative || !/^C?\d+$/.test(invoice)) return 'bookkeeping';
  const cancellation = invoice.startsWith('C');
  if (cancellation && quantity > 0) return 'bookkeeping';
  if (cancellation) return stockItem ? 'return-line' : 'service-credit';
  if (quantity < 0) return stockItem ? 'write-off' : 'bookkeeping';
  if (unitPriceMinor === 0 && customer === undefined) return stockItem ? 'found' : 'bookkeeping';
  return unitPriceMinor === 0 ? 'free-line' : 'order-line';
}

/** PostgreSQL refuses a NUL in a text, and a tab or newline inside a title is a slip of the keyboard. */
function clean(cell: string): string {
  return cell.replace(CONTROL_CHARACTERS, ' ').trim();
}

function readWhole(cell: string): number | undefined {
  const decimal = parseDecimal(clean(cell));
  return decimal && wholeNumber(decimal);
}

function tooLarge(quantity: number, unitPriceMinor: number): boolean {
  const units = Math.abs(quantity);
  const price = Math.abs(unitPriceMinor);
  return units > UNITS_OR_PENCE_MAX || price > UNITS_OR_PENCE_MAX || !Number.isSafeInteger(units * price);
}

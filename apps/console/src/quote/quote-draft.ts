import type { Orders } from '@concord/client';
import { majorOf, minorOf } from '../money/minor';

/** A line of a quote that a person writes. */
export interface DraftLine {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** The agreed price of one unit, in the units of the currency; undefined for the price of the list. */
  readonly agreed?: number | undefined;
  /** What the standard list says, for comparison. */
  readonly list?: { readonly minor: number; readonly currency: string } | undefined;
}

/** The lines with one more unit of a SKU: where it stands twice, in its first line. */
export function withUnit(lines: readonly DraftLine[], taken: Omit<DraftLine, 'quantity' | 'agreed'>): DraftLine[] {
  const at = lines.findIndex(({ sku }) => sku === taken.sku);
  if (at === -1) return [...lines, { ...taken, quantity: 1 }];
  return lines.map((line, index) => (index === at ? { ...line, quantity: line.quantity + 1 } : line));
}

/** The lines of an earlier quote, to offer them again. */
export const linesAgain = ({ lines, currency }: Pick<Orders.SalesQuote, 'lines' | 'currency'>): DraftLine[] =>
  lines.map(({ sku, title, quantity, agreedUnitMinor }) => ({
    sku,
    title,
    quantity,
    agreed: agreedUnitMinor === undefined ? undefined : majorOf(agreedUnitMinor, currency),
  }));

/** The lines as a request has them. */
export const quotedLines = (lines: readonly DraftLine[], currency: string): Orders.QuotedLineRequest[] =>
  lines.map(({ sku, quantity, agreed }) => {
    return { sku, quantity, ...(agreed !== undefined && { agreedUnitMinor: minorOf(agreed, currency) }) };
  });

/** What the lines with an agreed price come to, and how many lines have the price of the list. */
export function agreedSum(lines: readonly DraftLine[], currency: string) {
  const quoted = quotedLines(lines, currency);
  const minor = quoted.reduce((sum, { quantity, agreedUnitMinor = 0 }) => sum + quantity * agreedUnitMinor, 0);
  return { minor, atList: quoted.filter(({ agreedUnitMinor }) => agreedUnitMinor === undefined).length };
}

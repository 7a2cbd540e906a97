import { CreditNoteIssued, type Seller } from '@concord/contracts';
import { split, type EventFrom } from '@concord/event-sourcing';
import { worthMinor } from '../order/line-share';
import type { Placed } from '../order/order-state';
import type { nextOf } from './document-series.aggregate';
import { lineFacts, partiesOf, sums } from './invoice';
import type { Invoiced, InvoicedLine } from './order-documents.aggregate';

export type CreditNote = EventFrom<typeof CreditNoteIssued>['data'];

/** What goes back for units of a line; without `quantity` only its price is reduced. */
export interface LineBack {
  readonly lineId: string;
  readonly quantity?: number;
  readonly amountMinor: number;
}

/** A part of a line of an invoice that is credited. */
interface Piece {
  readonly invoice: Invoiced;
  readonly line: InvoicedLine;
  readonly quantity: number;
  readonly amountMinor: number;
}

/** What can still be credited of a line. */
const leftOf = ({ totalMinor, credited }: InvoicedLine) => totalMinor - credited.totalMinor;

/** What can still be credited of an order, or of one of its lines. */
export const creditableMinor = (invoices: readonly Invoiced[], lineId?: string) =>
  invoices
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (lineId === undefined || line.lineId === lineId ? leftOf(line) : 0), 0);

/** The credit note over what goes back; undefined where nothing of it was ever invoiced. */
export function creditNote(
  documentId: string,
  cause: Pick<CreditNote, 'cause' | 'returnId' | 'claimId' | 'refundId'>,
  back: readonly LineBack[],
  invoices: readonly Invoiced[],
  placed: Placed,
  seller: Seller,
  numbered: ReturnType<typeof nextOf>,
) {
  const lines = piecesOf(back, invoices).flatMap((piece) => noteLine(piece, placed));
  if (lines.length === 0) return undefined;
  const corrects = invoices
    .filter((one) => lines.some(({ invoiceId }) => invoiceId === one.documentId))
    .map(({ documentId: id, numberText, issuedAt }) => ({ documentId: id, numberText, issuedAt }));
  return CreditNoteIssued.of({
    documentId,
    ...numbered,
    ...partiesOf(placed, seller),
    ...cause,
    corrects,
    lines,
    ...sums(lines),
  });
}

/** A refund by hand reduces all that was invoiced, in proportion to what is left of each line. */
export function spreadOver(amountMinor: number, invoices: readonly Invoiced[]): LineBack[] {
  const ids = [...new Set(invoices.flatMap(({ lines }) => lines.map(({ lineId }) => lineId)))];
  const lefts = ids.map((lineId) => creditableMinor(invoices, lineId));
  const parts = spread(amountMinor, lefts, lefts);
  return ids.flatMap((lineId, index) => (parts[index]! > 0 ? [{ lineId, amountMinor: parts[index]! }] : []));
}

/**
 * Finds the lines of invoices that are credited: those of the units first, the oldest invoice first. Where a refund by
 * hand has reduced a line before, what is missing reduces the other lines.
 */
function piecesOf(back: readonly LineBack[], invoices: readonly Invoiced[]): Piece[] {
  const all = invoices.flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })));
  const amounts = all.map(() => 0);
  const units = all.map(() => 0);
  const lefts = () => all.map(({ line }, index) => leftOf(line) - amounts[index]!);
  const add = (parts: readonly number[]) => parts.forEach((part, index) => (amounts[index]! += part));
  let missing = 0;
  for (const { lineId, quantity = 0, amountMinor } of back) {
    let rest = quantity;
    const taken = all.map(({ line }, index) => {
      const open = line.lineId === lineId ? line.quantity - line.credited.units - units[index]! : 0;
      const count = Math.min(rest, Math.max(0, open));
      rest -= count;
      return count;
    });
    taken.forEach((count, index) => (units[index]! += count));
    const own = lefts().map((left, index) => (all[index]!.line.lineId === lineId ? left : 0));
    const parts = spread(amountMinor, own, taken.some((count) => count > 0) ? taken : own);
    add(parts);
    missing += amountMinor - parts.reduce((sum, part) => sum + part, 0);
  }
  add(spread(missing, lefts(), lefts()));
  return all.flatMap(({ invoice, line }, index) =>
    amounts[index]! > 0 ? [{ invoice, line, quantity: units[index]!, amountMinor: amounts[index]! }] : [],
  );
}

/** Splits an amount by weights, no part beyond its limit; what does not fit goes where there is room. */
function spread(amountMinor: number, limits: readonly number[], weights: readonly number[]): number[] {
  const room = limits.reduce((sum, limit) => sum + limit, 0);
  const wanted = Math.min(amountMinor, room);
  if (wanted <= 0) return limits.map(() => 0);
  const parts = split(wanted, weights).map((part, index) => Math.min(part, limits[index]!));
  const rest = wanted - parts.reduce((sum, part) => sum + part, 0);
  const more =
    rest > 0
      ? split(
          rest,
          parts.map((part, index) => limits[index]! - part),
        )
      : [];
  return parts.map((part, index) => part + (more[index] ?? 0));
}

/** The tax is the share of the line's, rounded once over all notes of the line, so that they sum to its invoice. */
function noteLine({ invoice, line, quantity, amountMinor }: Piece, placed: Placed): CreditNote['lines'] {
  const ordered = placed.lines.find(({ lineId }) => lineId === line.lineId);
  if (!ordered) return [];
  const { credited } = line;
  const after = worthMinor(line.taxMinor, line.totalMinor, (credited.totalMinor + amountMinor) * 100);
  const taxMinor = Math.min(amountMinor, Math.max(0, after - credited.taxMinor));
  return [
    {
      ...lineFacts(ordered),
      invoiceId: invoice.documentId,
      ...(quantity > 0 && { quantity }),
      netMinor: amountMinor - taxMinor,
      taxMinor,
      totalMinor: amountMinor,
    },
  ];
}

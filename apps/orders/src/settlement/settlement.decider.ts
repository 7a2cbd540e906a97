import { DIFFERENCES_NAMED_MAX, PaymentReconciled } from '@concord/contracts';
import { conflict, rule, type Command, type Decider } from '@concord/event-sourcing';
import type { SettlementLine } from './settlement-file';
import {
  SETTLEMENT_BOOK,
  settlementBook,
  settlementEvents,
  type Difference,
  type SettlementBook,
  type SettlementEvent,
} from './settlement.aggregate';

/** A line with the order that it belongs to, where that is known. */
export type BookedLine = SettlementLine & { readonly orderId?: string };

/**
 * The books of the provider for a day (UTC). `ours` is what moved in our own books after the day `since`, up to and with
 * this day.
 */
export type RecordSettlement = Command<
  'RecordSettlement',
  {
    day: string;
    since: string | null;
    fileHash: string;
    ours: readonly BookedLine[];
    theirs: readonly BookedLine[];
  }
>;

/** More differences than this mean that the file is not of this shop. */
const DIFFERENCES_MAX = 5_000;

/**
 * Compares day by day. A difference stays until the other side has the amount too, so that what the provider books a
 * day later is a difference for one day.
 */
export const settlement: Decider<RecordSettlement, SettlementEvent, SettlementBook> = {
  ...settlementBook,
  commands: ['RecordSettlement'],
  id: () => SETTLEMENT_BOOK,

  decide({ data, at }, book) {
    const { day, since, fileHash, ours, theirs } = data;
    if (day >= at.slice(0, 10))
      return rule('settlement-day-open', `${day} is not over yet (UTC). Send its settlement on the next day.`);
    if (book.day === day && book.fileHash === fileHash) return [];
    if (book.day !== null && day < book.day)
      return conflict(
        'settlement-later-exists',
        `The settlement of ${book.day} is recorded, so that of ${day} cannot be changed any more.`,
      );
    const base = book.day === day ? book.before : book;
    if (base.day !== since)
      return conflict('settlement-changed', 'Another settlement was recorded at the same time. Send this one again.');
    const differences = compare(base.differences, ours, theirs, day);
    if (differences.length > DIFFERENCES_MAX)
      return rule(
        'settlement-unlike',
        `${differences.length} amounts differ: this is not the settlement of our payments on ${day}.`,
      );
    const recorded = { day, ...(since !== null && { since }), fileHash, lineCount: theirs.length, differences };
    return [
      settlementEvents.SettlementRecorded.of(recorded),
      PaymentReconciled.of({
        day,
        lineCount: theirs.length,
        differenceCount: differences.length,
        differences: differences.slice(0, DIFFERENCES_NAMED_MAX),
      }),
    ];
  },
};

/** What differs by reference, kind and currency, after the differences that were open before. */
export function compare(
  open: readonly Difference[],
  ours: readonly BookedLine[],
  theirs: readonly BookedLine[],
  day: string,
): Difference[] {
  const found = new Map<string, Difference>();
  const at = ({ providerRef, move, currency, orderId }: Omit<BookedLine, 'amountMinor'>): Difference => {
    const before = found.get(JSON.stringify([providerRef, move, currency]));
    const known = before?.orderId ?? orderId;
    const fresh = { providerRef, move, currency, oursMinor: 0, theirsMinor: 0, since: day };
    return { ...fresh, ...before, ...(known !== undefined && { orderId: known }) };
  };
  const put = (difference: Difference) =>
    found.set(JSON.stringify([difference.providerRef, difference.move, difference.currency]), difference);
  for (const difference of open) put(difference);
  for (const line of ours) {
    const difference = at(line);
    put({ ...difference, oursMinor: difference.oursMinor + line.amountMinor });
  }
  for (const line of theirs) {
    const difference = at(line);
    put({ ...difference, theirsMinor: difference.theirsMinor + line.amountMinor });
  }
  return [...found.values()].filter(({ oursMinor, theirsMinor }) => oursMinor !== theirsMinor);
}

import { fields, PaymentDifference, PaymentReconciled } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type, type Static } from 'typebox';

/** A difference between the books of the provider and ours. */
export type Difference = Static<typeof PaymentDifference>;

/** The settlement of a day was recorded; `since` is the day of the settlement before. */
const SettlementRecorded = event('SettlementRecorded', 1, {
  day: fields.ShortText,
  since: Type.Optional(fields.ShortText),
  fileHash: fields.ShortText,
  lineCount: fields.UnitsOrNone,
  differences: Type.Array(PaymentDifference),
});

export const settlementEvents = { SettlementRecorded, PaymentReconciled };
export type SettlementEvent = EventFrom<(typeof settlementEvents)[keyof typeof settlementEvents]>;

/** How far the books of the provider are compared with ours. */
export interface SettlementBook {
  readonly day: string | null;
  readonly fileHash: string;
  readonly differences: readonly Difference[];
  /** What stood before the last day: a corrected file of that day begins from it. */
  readonly before: { readonly day: string | null; readonly differences: readonly Difference[] };
}

/** The one book of the provider. */
export const SETTLEMENT_BOOK = 'provider';

export const settlementBook: Aggregate<SettlementEvent, SettlementBook> = {
  kind: 'settlement-book',
  events: settlementEvents,
  initial: { day: null, fileHash: '', differences: [], before: { day: null, differences: [] } },
  evolve(book, { type, data }) {
    switch (type) {
      case 'SettlementRecorded': {
        const { day, fileHash, differences } = data;
        const before = day === book.day ? book.before : { day: book.day, differences: book.differences };
        return { day, fileHash, differences, before };
      }
      case 'PaymentReconciled':
        return book;
      default:
        return never(type);
    }
  },
};

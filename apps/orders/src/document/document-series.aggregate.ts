import { fields, type DocumentNumbering } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A document took the next number of its series, in the commit that issues it. */
export const DocumentNumbered = event('DocumentNumbered', 1, {
  series: Type.String({ maxLength: 40 }),
  number: fields.Units,
  documentId: fields.Id,
  issuedAt: fields.Time,
});

/** The last number of a series. */
export interface DocumentSeries {
  readonly number: number;
  readonly issuedAt: string | null;
}

/**
 * A series of documents. All documents of the series meet in this one stream: two that would take the same number cannot
 * both be committed, and a number whose document is not committed is not taken.
 */
export const documentSeries: Aggregate<EventFrom<typeof DocumentNumbered>, DocumentSeries> = {
  kind: 'document-series',
  events: { DocumentNumbered },
  initial: { number: 0, issuedAt: null },
  evolve: (_, { data: { number, issuedAt } }) => ({ number, issuedAt }),
};

/** The series that a document of a moment belongs to. */
export function seriesOf(kind: 'invoice' | 'credit-note', numbering: DocumentNumbering, at: string): string {
  const { invoicePrefix, creditNotePrefix, isYearly } = numbering;
  const prefix = kind === 'invoice' ? invoicePrefix : creditNotePrefix;
  return isYearly ? `${prefix}-${at.slice(0, 4)}` : prefix;
}

/** The next number of a series. A later number never has an earlier moment: the clocks of two instances may differ. */
export function nextOf(
  series: string,
  { number: last, issuedAt }: DocumentSeries,
  { digits }: DocumentNumbering,
  at: string,
) {
  const number = last + 1;
  return {
    series,
    number,
    numberText: `${series}-${String(number).padStart(digits, '0')}`,
    issuedAt: issuedAt !== null && Date.parse(issuedAt) > Date.parse(at) ? issuedAt : at,
  };
}

import { CreditGivenBack, InvoiceCredited, RefundRequested, ReturnDecided, ReturnSettled } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import { creditsMinor } from '../payment/credits';
import type { LineBack } from './credit-note';
import { termsOf } from './document-terms';
import type { IssueCreditNote } from './issue-documents.decider';

type Note = Omit<IssueCreditNote['data'], 'terms'>;

/**
 * The note of a return names its lines; a refund by hand names an amount alone. What goes back for cancelled units was
 * never invoiced: they had not left.
 */
export const issueCreditNoteWhenMoneyGoesBack = policy(
  'orders.issue-credit-note-when-money-goes-back',
  { ReturnSettled, ReturnDecided, RefundRequested, InvoiceCredited, CreditGivenBack },
  {
    ReturnSettled: ({ eventId, data: { orderId, returnId, byGrade } }, settings) =>
      note({ orderId, returnId, noteId: noteIdOf(eventId), cause: 'return', lines: byLine(byGrade) }, settings),
    ReturnDecided: ({ eventId, data: { orderId, returnId, lines } }, settings) =>
      note({ orderId, returnId, noteId: noteIdOf(eventId), cause: 'decision', lines: byLine(lines) }, settings),
    RefundRequested: ({ data: { orderId, refundId, returnId } }, settings) =>
      returnId === undefined ? note(byHand(orderId, refundId), settings) : [],
    InvoiceCredited: ({ data: { orderId, refundId, returnId } }, settings) =>
      returnId === undefined ? note(byHand(orderId, refundId), settings) : [],
    CreditGivenBack: ({ eventId, data }, settings) => {
      const { orderId, refundId, cause, vouchers, points } = data;
      if (cause !== 'by-hand') return [];
      const given = { creditsMinor: creditsMinor({ vouchers, points }), noteId: noteIdOf(eventId) };
      return note({ ...byHand(orderId, refundId), ...given }, settings);
    },
  },
);

const note = (data: Note, settings: Parameters<typeof termsOf>[0]): IssueCreditNote[] =>
  data.lines?.length === 0 ? [] : [{ type: 'IssueCreditNote', data: { ...data, terms: termsOf(settings) } }];

const noteIdOf = (cause: string) => derivedId(cause, 'credit-note');

/** One refund may credit an open invoice and pay money back: both are on one note. */
const byHand = (orderId: string, refundId: string): Note => {
  return { orderId, refundId, noteId: noteIdOf(refundId), cause: 'refund' };
};

/** One entry for each line, of the units that are worth something. */
function byLine(back: readonly { lineId: string; quantity: number; refundMinor: number }[]): LineBack[] {
  const lines = new Map<string, { lineId: string; quantity: number; amountMinor: number }>();
  for (const { lineId, quantity, refundMinor } of back) {
    if (refundMinor === 0) continue;
    const before = lines.get(lineId) ?? { lineId, quantity: 0, amountMinor: 0 };
    lines.set(lineId, {
      lineId,
      quantity: before.quantity + quantity,
      amountMinor: before.amountMinor + refundMinor,
    });
  }
  return [...lines.values()];
}

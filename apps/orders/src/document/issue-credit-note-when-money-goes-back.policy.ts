import { ReturnDecided, ReturnSettled } from '@concord/contracts';
import { derivedId, policy, type Settings } from '@concord/event-sourcing';
import { UnitsGivenBack } from '../order/order.aggregate';
import { RefundGranted } from '../payment/refund-allowance.aggregate';
import type { LineBack } from './credit-note';
import { termsOf } from './document-terms';
import type { IssueCreditNote } from './issue-documents.decider';

type Note = Omit<IssueCreditNote['data'], 'terms'>;

/**
 * The note of a return or a claim names its lines; a refund by hand names an amount alone, of all that paid. What goes
 * back for cancelled units was never invoiced: they had not left.
 */
export const issueCreditNoteWhenMoneyGoesBack = policy(
  'orders.issue-credit-note-when-money-goes-back',
  { ReturnSettled, ReturnDecided, UnitsGivenBack, RefundGranted },
  {
    ReturnSettled: ({ eventId, data: { orderId, returnId, byGrade } }, settings) =>
      note({ orderId, returnId, noteId: noteIdOf(eventId), cause: 'return', lines: byLine(byGrade) }, settings),
    ReturnDecided: ({ eventId, data: { orderId, returnId, lines } }, settings) =>
      note({ orderId, returnId, noteId: noteIdOf(eventId), cause: 'decision', lines: byLine(lines) }, settings),
    // Returns tell it too: only the claims among them are meant.
    UnitsGivenBack: ({ data: { orderId, returnId: claimId, lines } }, settings) => {
      const back = lines.map(({ lineId, refundMinor }) => ({ lineId, amountMinor: refundMinor }));
      return note({ orderId, claimId, noteId: noteIdOf(claimId), cause: 'claim', lines: back }, settings);
    },
    RefundGranted: ({ data: { orderId, refundId, returnId, claimId, amountMinor } }, settings) =>
      // Of a decided return or claim its own event tells the lines. A claim that is replaced gives nothing back.
      returnId === undefined && claimId === undefined
        ? note({ orderId, refundId, noteId: noteIdOf(refundId), cause: 'refund', amountMinor }, settings)
        : [],
  },
);

const note = (data: Note, settings: Settings): IssueCreditNote[] =>
  data.lines?.length === 0 ? [] : [{ type: 'IssueCreditNote', data: { ...data, terms: termsOf(settings) } }];

const noteIdOf = (cause: string) => derivedId(cause, 'credit-note');

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

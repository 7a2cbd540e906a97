import { InvoiceOpened, PaymentCaptured } from '@concord/contracts';
import { policy, type Settings } from '@concord/event-sourcing';
import { termsOf } from './document-terms';
import type { IssueInvoice } from './issue-documents.decider';

export const issueInvoiceWhenMoneyIsDue = policy(
  'orders.issue-invoice-when-money-is-due',
  { PaymentCaptured, InvoiceOpened },
  {
    PaymentCaptured: ({ data: { orderId, fulfilmentId } }, settings) =>
      // Captures of before named no parcel.
      fulfilmentId === undefined ? [] : [issue(orderId, fulfilmentId, true, settings)],
    InvoiceOpened: ({ data: { orderId, fulfilmentId } }, settings) => [issue(orderId, fulfilmentId, false, settings)],
  },
);

const issue = (orderId: string, fulfilmentId: string, isCaptured: boolean, settings: Settings): IssueInvoice => ({
  type: 'IssueInvoice',
  data: { orderId, fulfilmentId, isCaptured, terms: termsOf(settings) },
});

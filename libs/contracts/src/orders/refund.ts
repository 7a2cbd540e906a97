import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, ShortText, Units } from '../fields';

const event = publishedBy('orders');

/** Money is to go back. Sent to the provider under the refund's id, however often it is tried. */
export const RefundRequested = event('RefundRequested', 1, {
  refundId: Id,
  orderId: Id,
  paymentId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** The provider has given the money back. */
export const RefundSucceeded = event('RefundSucceeded', 1, {
  refundId: Id,
  orderId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});

/** The provider refused for now; it is tried again under the same key. */
export const RefundFailed = event('RefundFailed', 1, { refundId: Id, orderId: Id, attempt: Units, reason: ShortText });

/** The tries are used up: a person must look. Customer-service opens a case. */
export const RefundEscalated = event(
  'RefundEscalated',
  2,
  {
    refundId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    /** The try that was the last one for now: a person may have it tried again, and then it fails anew. */
    attempt: Units,
    amountMinor: Minor,
    reason: ShortText,
  },
  { 1: (data: object) => ({ ...data, attempt: 4 }) },
);

import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, ShortText, Units } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('orders');

/** A refund was requested. Every try goes to the provider under the refund's id. */
export const RefundRequested = event(
  'RefundRequested',
  2,
  {
    refundId: Id,
    orderId: Id,
    paymentId: Id,
    returnId: Type.Optional(Id),
    amountMinor: Minor,
    currency: Currency,
    reason: Personal('note'),
  },
  { 1: (data: object) => data },
);

/** The provider has paid the refund. */
export const RefundSucceeded = event('RefundSucceeded', 1, {
  refundId: Id,
  orderId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});

/**
 * A refund came back from the bank of the customer, or a part of it did (`bouncedMinor`). Where it had succeeded, it
 * counts as failed again until it is retried. A person must decide: customer-service opens a case.
 */
export const RefundBounced = event('RefundBounced', 1, {
  refundId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  bouncedMinor: Minor,
  /** What of the refund went back and stayed. */
  paidMinor: Minor,
  currency: Currency,
  /** The provider's reference of what came back. */
  providerRef: ShortText,
  reason: ShortText,
});

/** The provider refused the refund for now; it is retried under the refund's id. */
export const RefundFailed = event('RefundFailed', 1, { refundId: Id, orderId: Id, attempt: Units, reason: ShortText });

/** All tries failed: a person must decide. Customer-service opens a case. */
export const RefundEscalated = event(
  'RefundEscalated',
  2,
  {
    refundId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    /** The number of the last try. A person may retry, after which the refund can be escalated again. */
    attempt: Units,
    amountMinor: Minor,
    reason: ShortText,
  },
  { 1: (data: object) => ({ ...data, attempt: 4 }) },
);

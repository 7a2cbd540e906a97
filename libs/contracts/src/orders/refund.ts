import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Units } from '../fields';
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

/** How a person pays a refund out where no card gets it back. */
export const PAYOUT_METHODS = ['bank-transfer', 'cash', 'other'] as const;
export type PayoutMethod = (typeof PAYOUT_METHODS)[number];

/** Who a refund is for, and what of it is still to go back. */
const owed = {
  refundId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
};

/** No card pays the rest of the refund: it waits until a person has paid it out and records so. */
export const RefundPayoutDue = event('RefundPayoutDue', 1, owed);

/** Nobody has paid the refund out for `refund.payout-days`. Customer-service opens a case. */
export const RefundPayoutOverdue = event('RefundPayoutOverdue', 1, owed);

/** The refund was paid: by the provider, or by a person, who recorded it as a `payout`. */
export const RefundSucceeded = event(
  'RefundSucceeded',
  2,
  {
    refundId: Id,
    orderId: Id,
    returnId: Type.Optional(Id),
    amountMinor: Minor,
    currency: Currency,
    /** The provider's reference, or of a payout that of the bank or the till. */
    providerRef: ShortText,
    /** What a person paid out. The rest of the refund went back by the provider. */
    payout: Type.Optional(Type.Object({ payoutId: Id, method: OneOf(...PAYOUT_METHODS), amountMinor: Minor })),
  },
  { 1: (data: object) => data },
);

/** Two persons agreed that the rest of the refund is not paid. Where the customer comes for it, it can be paid out. */
export const RefundWrittenOff = event('RefundWrittenOff', 1, {
  ...owed,
  /** What of the refund went back before. */
  paidMinor: Minor,
});

/**
 * The provider paid after people had settled a refund. Paid out: `amountMinor` went back beyond the refund, so the
 * customer has it twice. Written off: `amountMinor` of the refund went back after all. Customer-service opens a case.
 */
export const RefundPaidAfterAll = event('RefundPaidAfterAll', 1, {
  ...owed,
  /** What of the refund went back by now, by the provider and by people. It is more than the refund where it went twice. */
  paidMinor: Minor,
  settledAs: OneOf('paid-out', 'written-off'),
  providerRef: ShortText,
});

/**
 * A refund came back from the bank of the customer, or a part of it did (`bouncedMinor`). Where it was settled, it
 * counts as failed again until it is retried or paid out. A person must decide: customer-service opens a case. Nothing
 * is owed where `paidMinor` is still the whole refund: what came back had gone back twice.
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

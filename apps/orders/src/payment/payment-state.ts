import type { Personal } from '@concord/contracts';
import { lookup } from '@concord/event-sourcing';
import type { Refund } from './refund-parts';

/** The money of a parcel that has left. */
export interface Capture {
  readonly amountMinor: number;
  readonly step: 'authorising' | 'capturing' | 'failed' | 'done';
  readonly attempt: number;
  readonly isAuthorisationGone: boolean;
  /** The authorisation that it is captured from. */
  readonly providerRef: string;
  readonly customerId: string | null;
}

/** Refunds that wait for their money to come in. */
export interface OwedRefund {
  readonly returnId: string;
  readonly customerId: string | null;
  /** What is still owed. */
  readonly amountMinor: number;
  /** The refunds that paid parts of it. */
  readonly partIds: readonly string[];
}

/** What is owed on account. */
export interface Invoice {
  /** Owed, by parcel. */
  readonly due: Readonly<Record<string, number>>;
  /** Paid, by receipt. */
  readonly paid: Readonly<Record<string, number>>;
  /** The bank's references of the payments. */
  readonly references: readonly string[];
  /** Credited, by refund. */
  readonly credited: Readonly<Record<string, number>>;
}

/** One tender of one order. For an order by invoice the payment begins with the first parcel. */
export interface Payment {
  readonly status: 'none' | 'requested' | 'unwanted' | 'authorised' | 'declined' | 'voiding' | 'voided' | 'invoiced';
  readonly currency: string;
  readonly token: Personal | null;
  readonly customerId: string | null;
  /** What the order asked for. */
  readonly requestedMinor: number;
  /** The authorisation that waits for a step of the customer. */
  readonly pendingRef: string | null;
  readonly providerRef: string;
  readonly authorisedMinor: number;
  /** By parcel. */
  readonly captures: Readonly<Record<string, Capture>>;
  readonly invoice: Invoice;
  readonly refunds: Readonly<Record<string, Refund>>;
  /** By refund. */
  readonly owed: Readonly<Record<string, OwedRefund>>;
  /** What was refunded or credited by hand, without a return. */
  readonly byHandMinor: number;
  /** Voided parts of the authorisation, by the reason for which they were voided. */
  readonly voids: Readonly<Record<string, { readonly amountMinor: number; readonly isDone: boolean }>>;
  /**
   * Why the rest of the authorisation is voided once no capture is retried any more; null until the last parcel left.
   */
  readonly releaseReason: string | null;
  /** What the bank of the customer called back, by dispute. */
  readonly disputes: Readonly<
    Record<string, { readonly amountMinor: number; readonly outcome: 'open' | 'won' | 'lost' }>
  >;
}

/** What failed to be captured from the order's own authorisation must be authorised anew too. */
export function withoutAuthorisation(payment: Payment, amountMinor: number): Payment {
  const captures = Object.entries(payment.captures).map(([fulfilmentId, capture]) => {
    const isOwn = capture.step === 'failed' && capture.providerRef === payment.providerRef;
    return [fulfilmentId, isOwn ? { ...capture, isAuthorisationGone: true } : capture] as const;
  });
  const authorisedMinor = payment.authorisedMinor - amountMinor;
  return { ...payment, authorisedMinor, captures: Object.fromEntries(captures) };
}

export function withDispute(
  payment: Payment,
  { disputeId, amountMinor }: { disputeId: string; amountMinor: number },
  outcome: Payment['disputes'][string]['outcome'],
): Payment {
  return { ...payment, disputes: { ...payment.disputes, [disputeId]: { amountMinor, outcome } } };
}

/** Money that was authorised anew meanwhile stays authorised. */
export function voided(payment: Payment, amountMinor: number): Payment {
  const authorisedMinor = Math.max(0, payment.authorisedMinor - amountMinor);
  return { ...payment, status: authorisedMinor > 0 ? 'authorised' : 'voided', authorisedMinor };
}

export function withCapture(payment: Payment, fulfilmentId: string, change: Partial<Capture>): Payment {
  const fresh: Capture = {
    amountMinor: 0,
    step: 'capturing',
    attempt: 1,
    isAuthorisationGone: false,
    providerRef: payment.providerRef,
    customerId: null,
  };
  const capture = { ...fresh, ...lookup(payment.captures, fulfilmentId), ...change };
  return { ...payment, captures: { ...payment.captures, [fulfilmentId]: capture } };
}

export const withVoid = (payment: Payment, voidId: string, part: Payment['voids'][string]): Payment => {
  return { ...payment, voids: { ...payment.voids, [voidId]: part } };
};

export const refundOf = ({ refunds }: Payment, refundId: string): Refund =>
  lookup(refunds, refundId) ?? {
    amountMinor: 0,
    returnId: null,
    status: 'sent',
    attempt: 0,
    customerId: null,
    paidByRef: {},
    bouncedRefs: [],
    payouts: {},
    proposedBy: null,
    isOverdue: false,
  };

export function withRefund(payment: Payment, refundId: string, change: Partial<Refund>): Payment {
  const refund = { ...refundOf(payment, refundId), ...change };
  return { ...payment, refunds: { ...payment.refunds, [refundId]: refund } };
}

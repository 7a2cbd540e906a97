import { ladder } from '@concord/event-sourcing';

export const PAYMENT_STATUSES = [
  'none',
  'declined',
  'authorised',
  'voided',
  'partly_captured',
  'captured',
  'open',
  'partly_paid',
  'paid',
  'credited',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** The payment of an order in one word, with its amounts. */
export interface Payment {
  readonly status: PaymentStatus;
  readonly authorisedMinor: number;
  /** Captured amounts, by payment and parcel. */
  readonly captures: Readonly<Record<string, number>>;
  /** Owed on account, by parcel; absent for cards. */
  readonly invoices?: Readonly<Record<string, number>>;
  /** Paid on account, by receipt. */
  readonly receipts?: Readonly<Record<string, number>>;
  /** Credited on account, by refund. */
  readonly credits?: Readonly<Record<string, number>>;
}

/** A refund on its way. */
export interface Refund {
  readonly refundId: string;
  readonly returnId: string | null;
  readonly amountMinor: number;
  /** What of it went back and stayed. */
  readonly paidMinor: number;
  readonly status: RefundStatus;
}

const asked = ladder(['none', 'declined', 'authorised', 'voided', 'partly_captured', 'captured']);
const refund = ladder(['requested', 'failed', 'escalated', 'to_pay_out', 'written_off', 'succeeded']);
type RefundStatus = (typeof refund.steps)[number];

/** The payment with a later status, or with other amounts. A part is shown as a part. */
export function paid(payment: Payment, more: Partial<Payment>): Payment {
  const next = { ...payment, ...more };
  const before = asked.steps.find((step) => step === payment.status) ?? 'none';
  const said = asked.steps.find((step) => step === more.status) ?? 'none';
  return { ...next, status: statusOf(next, asked.further(before, said)) };
}

function statusOf(payment: Payment, said: PaymentStatus): PaymentStatus {
  if (payment.invoices) {
    const received = sum(payment.receipts);
    if (openMinor(payment) > 0) return received > 0 ? 'partly_paid' : 'open';
    return received > 0 ? 'paid' : 'credited';
  }
  const takenMinor = sum(payment.captures);
  if (takenMinor === 0) return said;
  return takenMinor < payment.authorisedMinor ? 'partly_captured' : 'captured';
}

/** What was paid, by card or on account. */
export const capturedMinor = ({ captures, receipts }: Payment) => sum(captures) + sum(receipts);

/** What is owed on account. */
export const openMinor = ({ invoices, receipts, credits }: Payment) => sum(invoices) - sum(receipts) - sum(credits);

const sum = (amounts: Readonly<Record<string, number>> = {}) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

/** What is heard of a refund. */
export type RefundNews = Pick<Refund, 'refundId' | 'status'> & Partial<Refund>;

/** The refunds with news of one of them. */
export function withRefund(refunds: readonly Refund[], news: RefundNews): Refund[] {
  const before = refunds.find(({ refundId }) => refundId === news.refundId);
  if (!before)
    return [...refunds, { returnId: null, amountMinor: 0, paidMinor: 0, ...news }].sort((a, b) =>
      a.refundId < b.refundId ? -1 : 1,
    );
  const after = { ...before, ...news, status: refund.further(before.status, news.status) };
  return refunds.map((known) => (known === before ? after : known));
}

/** The refunds after one came back, in full or in part: where it was settled and is owed again, it failed after all. */
export const withBounce = (refunds: readonly Refund[], refundId: string, paidMinor: number): Refund[] =>
  refunds.map((known) => {
    if (known.refundId !== refundId) return known;
    const isSettled = known.status === 'succeeded' || known.status === 'written_off';
    return { ...known, paidMinor, status: isSettled && paidMinor < known.amountMinor ? 'failed' : known.status };
  });

/** What of a refund went back by now. */
export interface PaidRefund {
  readonly refundId: string;
  readonly returnId?: string;
  readonly paidMinor: number;
}

export const withPaidMinor = (refunds: readonly Refund[], { refundId, paidMinor }: PaidRefund): Refund[] =>
  refunds.map((known) => (known.refundId === refundId ? { ...known, paidMinor } : known));

/** What was paid of all refunds. */
export const refundedMinor = (refunds: readonly Refund[]) =>
  refunds.reduce((total, { paidMinor }) => total + paidMinor, 0);

/** The payment of an order in one word, with what was set aside and taken. */
export interface Payment {
  readonly status: string;
  readonly authorisedMinor: number;
  /** Amounts taken, by payment and parcel. */
  readonly captures: Readonly<Record<string, number>>;
}

/** Money on its way back. */
export interface Refund {
  readonly refundId: string;
  readonly returnId: string | null;
  readonly amountMinor: number;
  readonly status: string;
}

const PAYMENT_STEPS: Readonly<Record<string, number>> = { none: 0, declined: 1, authorised: 2, voided: 3, captured: 4 };
const REFUND_STEPS: Readonly<Record<string, number>> = { requested: 0, failed: 1, escalated: 2, succeeded: 3 };

/** The payment with a later word on it. */
export const paid = (payment: Payment, status: string, more: Partial<Payment> = {}): Payment => ({
  ...payment,
  ...more,
  status: PAYMENT_STEPS[status]! > PAYMENT_STEPS[payment.status]! ? status : payment.status,
});

/** What was taken in all. */
export const capturedMinor = ({ captures }: Payment) => Object.values(captures).reduce((sum, taken) => sum + taken, 0);

/** The refunds with news of one of them. */
export function withRefund(
  refunds: readonly Refund[],
  news: Pick<Refund, 'refundId' | 'status'> & Partial<Refund>,
): Refund[] {
  const before = refunds.find(({ refundId }) => refundId === news.refundId);
  if (!before)
    return [...refunds, { returnId: null, amountMinor: 0, ...news }].sort((a, b) => (a.refundId < b.refundId ? -1 : 1));
  const status = REFUND_STEPS[news.status]! > REFUND_STEPS[before.status]! ? news.status : before.status;
  const after = { ...before, ...news, status };
  return refunds.map((refund) => (refund === before ? after : refund));
}

/** What has gone back in all. */
export const refundedMinor = (refunds: readonly Refund[]) =>
  refunds.reduce((sum, { status, amountMinor }) => sum + (status === 'succeeded' ? amountMinor : 0), 0);

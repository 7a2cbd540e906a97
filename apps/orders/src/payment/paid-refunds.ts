import { lookup } from '@concord/event-sourcing';

interface PaidRefunds {
  readonly refundedMinor: number;
  /** Paid amounts, by refund. */
  readonly refunds: Record<string, number>;
}

/** So much of a refund went back and stayed: a refund that bounced and is paid again counts once. */
export function withPaid({ refundedMinor, refunds }: PaidRefunds, refundId: string, paidMinor: number): PaidRefunds {
  const beforeMinor = lookup(refunds, refundId) ?? 0;
  return { refundedMinor: refundedMinor - beforeMinor + paidMinor, refunds: { ...refunds, [refundId]: paidMinor } };
}

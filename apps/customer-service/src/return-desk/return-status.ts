/** How far a return is. */
export const RETURN_STATUSES = [
  'requested',
  'authorised',
  'arrived',
  'graded',
  'settled',
  'refunded',
  'rejected',
] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

const STEPS = new Map<string, number>(RETURN_STATUSES.map((status, n) => [status, n]));

/** A return's status after it is said to be `next`: it never goes back. What was rejected stays so. */
export const furtherReturn = (status: string, next: ReturnStatus): string =>
  STEPS.get(next)! > (STEPS.get(status) ?? 0) ? next : status;

/** The money of a return: what it brings, once that is decided, and what has gone back, by refund. */
export interface ReturnMoney {
  readonly status: string;
  readonly refundMinor: number | null;
  readonly refunds: Readonly<Record<string, number>>;
}

/** Settled and paid back in full means refunded, whichever was heard of first. */
export function withMoney<R extends ReturnMoney>(row: R): R {
  if (row.refundMinor === null) return row;
  const settled = furtherReturn(row.status, 'settled');
  const back = Object.values(row.refunds).reduce((sum, refund) => sum + refund, 0);
  const isBack = row.refundMinor > 0 && back >= row.refundMinor;
  return { ...row, status: isBack ? furtherReturn(settled, 'refunded') : settled };
}

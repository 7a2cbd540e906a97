import { ladder } from '@concord/event-sourcing';

/** How far a return is. */
export const RETURN_STATUSES = [
  'requested',
  'authorised',
  'cancelled',
  'expired',
  'arrived',
  'graded',
  'settled',
  'refunded',
  'rejected',
] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

const course = ladder(RETURN_STATUSES);

/** A return's status after it is said to be `next`: it never goes back. What was rejected stays so. */
export const furtherReturn = (status: ReturnStatus, next: ReturnStatus): ReturnStatus => course.further(status, next);

/** The money of a return: what it brings, once that is decided, and what has gone back, by refund. */
export interface ReturnMoney {
  readonly status: ReturnStatus;
  readonly refundMinor: number | null;
  readonly refunds: Readonly<Record<string, number>>;
  /** What need not be paid on account any more, by refund: nothing has to go back for it. */
  readonly credits?: Readonly<Record<string, number>>;
}

/** Settled and paid back in full means refunded, whichever was heard of first. */
export function withMoney<R extends ReturnMoney>(row: R): R {
  if (row.refundMinor === null) return row;
  const settled = furtherReturn(row.status, 'settled');
  const back = sum(row.refunds);
  const isBack = back > 0 && back + sum(row.credits) >= row.refundMinor;
  return { ...row, status: isBack ? furtherReturn(settled, 'refunded') : settled };
}

const sum = (amounts: Readonly<Record<string, number>> = {}) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

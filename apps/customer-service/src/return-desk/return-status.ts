import { ladder } from '@concord/event-sourcing';

/** The statuses of a return. */
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

/** The status of a return after the news `next`: it never goes back, and a rejected return stays rejected. */
export const furtherReturn = (status: ReturnStatus, next: ReturnStatus): ReturnStatus => course.further(status, next);

/** The money of a return: the refund, once it is decided, and the paid amounts, by refund. */
export interface ReturnMoney {
  readonly status: ReturnStatus;
  readonly refundMinor: number | null;
  readonly refunds: Readonly<Record<string, number>>;
  /** Amounts credited on account, by refund: they are not paid back. */
  readonly credits?: Readonly<Record<string, number>>;
  /** Amounts that went back to vouchers and points, by refund. */
  readonly creditsBack?: Readonly<Record<string, number>>;
}

/** Decided and paid in full means refunded, in whatever order the news comes. A further decision may ask for more. */
export function withMoney<R extends ReturnMoney>(row: R): R {
  if (row.refundMinor === null) return row;
  const settled = row.status === 'refunded' ? 'settled' : furtherReturn(row.status, 'settled');
  const back = sum(row.refunds) + sum(row.creditsBack);
  const isBack = back > 0 && back + sum(row.credits) >= row.refundMinor;
  return { ...row, status: isBack ? furtherReturn(settled, 'refunded') : settled };
}

const sum = (amounts: Readonly<Record<string, number>> = {}) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

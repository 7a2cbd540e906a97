import {
  VoucherActivated,
  VoucherCaptured,
  VoucherExpired,
  VoucherHeld,
  VoucherRefunded,
  VoucherReleased,
  VoucherTransferred,
  VoucherVoided,
  type Personal,
  type VoucherHoldRejected,
  type VoucherStatus,
} from '@concord/contracts';
import { derivedId, lookup, type EventFrom } from '@concord/event-sourcing';
import {
  unspentMinor,
  voucherAggregate,
  VoucherReplacementNeeded,
  type Voucher,
  type VoucherEvent,
} from './voucher.aggregate';

/** A move of money within a voucher: its event from the state before it. */
type Move = (voucher: Voucher) => VoucherEvent;

/** The events of moves, one after the other. */
export function moved(voucher: Voucher, ...moves: readonly Move[]): VoucherEvent[] {
  let state = voucher;
  return moves.map((move) => {
    const next = move(state);
    state = voucherAggregate.evolve(state, next);
    return next;
  });
}

/** What an event says of the voucher: how much moves, and its balance and status afterwards. */
function said(
  voucherId: string,
  voucher: Voucher,
  amountMinor: number,
  balanceMinor: number,
  status = statusOf(voucher),
) {
  return { voucherId, amountMinor, currency: voucher.currency, balanceMinor, status };
}

const statusOf = ({ status }: Voucher): VoucherStatus => (status === 'none' ? 'issued' : status);

/** A voucher that is over never becomes active again, and keeps the reason for which it is over. */
const over = (voucher: Voucher, status: VoucherStatus): VoucherStatus =>
  voucher.status === 'active' || voucher.status === 'issued' ? status : statusOf(voucher);

const unpaid = ({ status }: Voucher) => (status === 'issued' ? ({ unpaid: true } as const) : {});

export const activate =
  (voucherId: string): Move =>
  (voucher) => {
    const { inactiveMinor, codeHash, expiresAt } = voucher;
    const about = { codeHash, ...(expiresAt !== null && { expiresAt }) };
    return VoucherActivated.of({ ...said(voucherId, voucher, inactiveMinor, inactiveMinor, 'active'), ...about });
  };

export const hold =
  (voucherId: string, orderId: string, amountMinor: number): Move =>
  (voucher) =>
    VoucherHeld.of({ ...said(voucherId, voucher, amountMinor, voucher.availableMinor - amountMinor), orderId });

export const capture =
  (voucherId: string, orderId: string): Move =>
  (voucher) =>
    VoucherCaptured.of({ ...said(voucherId, voucher, heldFor(voucher, orderId), voucher.availableMinor), orderId });

const release =
  (voucherId: string, orderId: string): Move =>
  (voucher) => {
    const amountMinor = heldFor(voucher, orderId);
    return VoucherReleased.of({
      ...said(voucherId, voucher, amountMinor, voucher.availableMinor + amountMinor),
      orderId,
    });
  };

const refund =
  (voucherId: string, orderId: string, refundId: string, amountMinor: number): Move =>
  (voucher) => {
    const ids = { orderId, refundId };
    return VoucherRefunded.of({
      ...said(voucherId, voucher, amountMinor, voucher.availableMinor + amountMinor),
      ...ids,
    });
  };

export const voidUnspent =
  (voucherId: string, reason: Personal): Move =>
  (voucher) =>
    VoucherVoided.of({
      ...said(voucherId, voucher, unspentMinor(voucher), 0, over(voucher, 'voided')),
      reason,
      ...unpaid(voucher),
    });

export const expire =
  (voucherId: string): Move =>
  (voucher) =>
    VoucherExpired.of({
      ...said(voucherId, voucher, unspentMinor(voucher), 0, over(voucher, 'expired')),
      ...unpaid(voucher),
    });

export const transfer =
  (voucherId: string, toVoucherId: string): Move =>
  (voucher) => {
    const status = over(voucher, 'transferred');
    return VoucherTransferred.of({ ...said(voucherId, voucher, unspentMinor(voucher), 0, status), toVoucherId });
  };

/** Why an order may not hold an amount of a voucher; undefined where it may. */
export function whyNotHeld(
  voucher: Voucher,
  amountMinor: number,
  currency: string,
  at: string,
): EventFrom<typeof VoucherHoldRejected>['data']['reason'] | undefined {
  if (voucher.status === 'none') return 'unknown';
  // The timer may be late; nobody gains by that.
  if (voucher.status === 'expired' || isPast(voucher, at)) return 'expired';
  if (voucher.status !== 'active') return 'not-active';
  if (voucher.currency !== currency) return 'currency';
  return amountMinor < 0 || amountMinor > voucher.availableMinor ? 'balance' : undefined;
}

const isPast = ({ expiresAt }: Voucher, at: string) => expiresAt !== null && Date.parse(expiresAt) <= Date.parse(at);

export const heldFor = ({ held }: Voucher, orderId: string): number => lookup(held, orderId) ?? 0;
export const spentFor = ({ spent }: Voucher, orderId: string): number => lookup(spent, orderId) ?? 0;

/** The order ended: its amount can be spent again. Of a voucher that is over meanwhile, it goes the way of the rest. */
export function released(voucherId: string, voucher: Voucher, orderId: string): VoucherEvent[] {
  if (heldFor(voucher, orderId) === 0) return [];
  const back = release(voucherId, orderId);
  if (voucher.status === 'voided' && voucher.reason)
    return moved(voucher, back, voidUnspent(voucherId, voucher.reason));
  if (voucher.status === 'expired') return moved(voucher, back, expire(voucherId));
  return moved(voucher, back);
}

/** How long a voucher lives that carries on the value of another one. */
export interface Lives {
  /** After a refund to a voucher that is over; 0 where a refund to an expired voucher expires too. */
  readonly refundDays: number;
  /** Of any new voucher. */
  readonly lifeDays: number;
}

/** The order whose money comes back, and how long it lives in a new voucher. */
interface Refund extends Lives {
  readonly orderId: string;
  readonly customerId?: string | undefined;
  readonly refundId: string;
  readonly at: string;
}

/**
 * Spent money comes back. To a voucher that is over it comes as a new voucher, unless the customer of an expired one
 * gets no more time.
 */
export function refunded(
  voucherId: string,
  voucher: Voucher,
  amountMinor: number,
  { orderId, customerId, refundId, refundDays, lifeDays, at }: Refund,
): VoucherEvent[] {
  const back = refund(voucherId, orderId, refundId, amountMinor);
  // Its timer is late: what was unspent expires first, so that it does not go along with the refund.
  const isLate = voucher.status === 'active' && isPast(voucher, at);
  if (voucher.status === 'active' && !isLate) return moved(voucher, back);
  const end = isLate ? [expire(voucherId)] : [];
  if ((isLate || voucher.status === 'expired') && refundDays === 0)
    return moved(voucher, ...end, back, expire(voucherId));
  const replacementId = derivedId(refundId, voucherId);
  const days = refundDays === 0 ? lifeDays : refundDays;
  const customer = voucher.customerId ?? customerId;
  const owner = customer === undefined ? {} : { customerId: customer };
  const { currency } = voucher;
  return [
    ...moved(voucher, ...end, back, transfer(voucherId, replacementId)),
    VoucherReplacementNeeded.of({ voucherId, replacementId, orderId, amountMinor, currency, ...owner, days }),
  ];
}

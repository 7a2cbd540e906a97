import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, Time } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('marketing');

/** The status of a voucher. Only an active one pays; its balance may be 0. */
export const VOUCHER_STATUSES = ['issued', 'active', 'voided', 'expired', 'transferred'] as const;
export type VoucherStatus = (typeof VOUCHER_STATUSES)[number];

/** Why a voucher was issued. */
export const VOUCHER_CAUSES = ['sold', 'goodwill', 'refund', 'transfer'] as const;
export type VoucherCause = (typeof VOUCHER_CAUSES)[number];

/** An amount of a voucher, with its status and what can still be held of it afterwards. */
const amount = {
  voucherId: Id,
  amountMinor: Minor,
  currency: Currency,
  balanceMinor: Minor,
  status: OneOf(...VOUCHER_STATUSES),
};

/**
 * A gift voucher exists, without value until it is activated. `code` is what its holder types, sealed; `codeHash` finds
 * the voucher by it.
 */
export const VoucherIssued = event('VoucherIssued', 1, {
  voucherId: Id,
  code: Personal('voucher-code', { secret: true }),
  codeHash: Type.String({ maxLength: 64 }),
  amountMinor: Minor,
  currency: Currency,
  cause: OneOf(...VOUCHER_CAUSES),
  /** The order that bought it, whose refund it carries, or for which it makes up. */
  orderId: Type.Optional(Id),
  /** Whose it is, where that is known. */
  customerId: Type.Optional(Id),
  /** The voucher whose value it carries on. */
  fromVoucherId: Type.Optional(Id),
  expiresAt: Type.Optional(Time),
});

/** A voucher was paid for: from now on it can be spent. */
export const VoucherActivated = event('VoucherActivated', 1, {
  ...amount,
  codeHash: Type.String({ maxLength: 64 }),
  expiresAt: Type.Optional(Time),
});

/** An amount of a voucher waits for the order that wants to spend it. */
export const VoucherHeld = event('VoucherHeld', 1, { ...amount, orderId: Id });

/** A voucher cannot pay what an order asks of it: the checkout ends. */
export const VoucherHoldRejected = event('VoucherHoldRejected', 1, {
  voucherId: Id,
  orderId: Id,
  reason: OneOf('unknown', 'not-active', 'expired', 'balance', 'currency'),
});

/**
 * A confirmed order counted on a voucher or on points that were gone when they were to be spent: it owes their amount.
 * Customer-service opens a case.
 */
export const OrderCreditMissing = event('OrderCreditMissing', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  /** Absent for points. */
  voucherId: Type.Optional(Id),
  reason: OneOf('unknown', 'not-active', 'expired', 'balance', 'currency', 'minimum', 'not-enrolled'),
});

/** The order is confirmed: its held amount is spent. */
export const VoucherCaptured = event('VoucherCaptured', 1, { ...amount, orderId: Id });

/** The order ended before it was confirmed: its held amount can be spent again. */
export const VoucherReleased = event('VoucherReleased', 1, { ...amount, orderId: Id });

/**
 * Spent money came back to a voucher, once for each refund. Where the voucher is over by now, the amount goes on to a
 * new voucher in the same moment (`VoucherTransferred`), or expires.
 */
export const VoucherRefunded = event('VoucherRefunded', 1, { ...amount, orderId: Id, refundId: Id });

/** The voucher was never paid for, so the shop owed nothing for it. */
const unpaid = Type.Optional(Type.Literal(true));

/** The unspent part of a voucher is void. An amount that waited for an order follows when that order ends. */
export const VoucherVoided = event('VoucherVoided', 1, { ...amount, reason: Personal('note'), unpaid });

/** The time of a voucher is over: its unspent part expired. */
export const VoucherExpired = event('VoucherExpired', 1, { ...amount, unpaid });

/** An amount of a voucher went to another voucher with a new code: all that was unspent, or a refund that came late. */
export const VoucherTransferred = event('VoucherTransferred', 1, { ...amount, toVoucherId: Id });

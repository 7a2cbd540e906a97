import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Time } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('marketing');

/** An amount of a voucher, and its balance afterwards. */
const amount = { voucherId: Id, amountMinor: Minor, currency: Currency, balanceMinor: Minor };

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
  cause: OneOf('sold', 'goodwill', 'refund', 'transfer'),
  /** The order that bought it, or the one whose refund it carries. */
  orderId: Type.Optional(Id),
  /** Whose it is, where that is known. */
  customerId: Type.Optional(Id),
  expiresAt: Type.Optional(Time),
});

/** A voucher was paid for: from now on it can be spent. */
export const VoucherActivated = event('VoucherActivated', 1, {
  ...amount,
  codeHash: Type.String({ maxLength: 64 }),
  expiresAt: Type.Optional(Time),
});

/** An amount of a voucher waits for the order that wants to spend it. `balanceMinor` is what remains for others. */
export const VoucherHeld = event('VoucherHeld', 1, { ...amount, orderId: Id });

/** A voucher cannot pay what an order asks of it: the checkout ends. */
export const VoucherHoldRejected = event('VoucherHoldRejected', 1, {
  voucherId: Id,
  orderId: Id,
  reason: OneOf('unknown', 'not-active', 'expired', 'balance', 'currency'),
});

/** The order is confirmed: its held amount is spent. */
export const VoucherCaptured = event('VoucherCaptured', 1, { ...amount, orderId: Id });

/** The order ended before it was confirmed: its held amount can be spent again. */
export const VoucherReleased = event('VoucherReleased', 1, { ...amount, orderId: Id });

/** Spent money came back to a voucher, once for each refund. */
export const VoucherRefunded = event('VoucherRefunded', 1, { ...amount, orderId: Id, refundId: Id });

/** The unspent part of a voucher is void. */
export const VoucherVoided = event('VoucherVoided', 1, { ...amount, reason: ShortText });

/** The time of a voucher is over: its unspent part expired. */
export const VoucherExpired = event('VoucherExpired', 1, amount);

/** The balance of a voucher went to another voucher with a new code. */
export const VoucherTransferred = event('VoucherTransferred', 1, { ...amount, toVoucherId: Id });

import { RefundBounced, RefundEscalated, RefundFailed, RefundSucceeded } from '@concord/contracts';
import { lookup, notFound, type Command, type Rejection } from '@concord/event-sourcing';
import type { PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { sendRefund } from './refund';
import {
  bounced,
  paidBackMinor,
  RefundPartBounced,
  RefundPartPaid,
  unknownParts,
  type RefundPart,
} from './refund-parts';

/** What went back of a refund. A notice tells of one part, the answer to a call of all, and for which try it is. */
export type RecordRefund = Command<
  'RecordRefund',
  {
    orderId: string;
    refundId: string;
    parts: readonly RefundPart[];
    answers?: { readonly attempt: number; readonly triesMax: number };
  }
>;
export type RecordRefundFailure = Command<
  'RecordRefundFailure',
  { orderId: string; refundId: string; attempt: number; triesMax: number; reason: string }
>;
/** What went back of a refund came back from the bank of the customer. */
export type RecordRefundBounce = Command<
  'RecordRefundBounce',
  { orderId: string; refundId: string; providerRef: string; amountMinor: number; reason: string }
>;
export type RetryRefund = Command<'RetryRefund', { orderId: string; refundId: string }>;

/**
 * Each part counts once. The refund is paid when its parts sum to it. The answer to a call that says less has failed: a
 * part of it bounced before the answer was heard.
 */
export function recordRefund(data: RecordRefund['data'], state: Payment): PaymentEvent[] {
  const { orderId, refundId, parts, answers } = data;
  const refund = lookup(state.refunds, refundId);
  if (!refund || refund.status === 'succeeded') return [];
  const { currency } = state;
  const { amountMinor, returnId } = refund;
  const fresh = unknownParts(refund, parts);
  const last = fresh.at(-1);
  const paidMinor = fresh.reduce((sum, part) => sum + part.amountMinor, paidBackMinor(refund));
  const isOnePart = last !== undefined && last.amountMinor >= amountMinor;
  const told = isOnePart ? [] : fresh.map((part) => RefundPartPaid.of({ refundId, orderId, currency, ...part }));
  if (last && paidMinor >= amountMinor) {
    const about = { refundId, orderId, ...(returnId && { returnId }), amountMinor, currency };
    return [...told, RefundSucceeded.of({ ...about, providerRef: last.providerRef })];
  }
  if (!answers) return told;
  const reason = 'the bank sent a part of it back';
  return [...told, ...recordRefundFailure({ orderId, refundId, ...answers, reason }, state)];
}

export function recordRefundFailure(data: RecordRefundFailure['data'], state: Payment): PaymentEvent[] {
  const { orderId, refundId, attempt, triesMax, reason } = data;
  const refund = lookup(state.refunds, refundId);
  if (refund?.status !== 'sent' || refund.attempt !== attempt) return [];
  const failed = RefundFailed.of({ refundId, orderId, attempt, reason });
  if (attempt < triesMax) return [failed];
  const { amountMinor, customerId } = refund;
  const customer = customerId === null ? {} : { customerId };
  return [failed, RefundEscalated.of({ refundId, orderId, ...customer, attempt, amountMinor, reason })];
}

/**
 * What went back came back. Where the call of the refund is not answered yet, the answer will not count this part. Where
 * it was, a reference that never paid is nothing: the answer told that it failed.
 */
export function recordRefundBounce(data: RecordRefundBounce['data'], state: Payment): PaymentEvent[] {
  const { orderId, refundId, providerRef, amountMinor: bouncedMinor, reason } = data;
  const refund = lookup(state.refunds, refundId);
  if (!refund || refund.bouncedRefs.includes(providerRef)) return [];
  const { currency } = state;
  const { amountMinor, returnId, customerId, status } = refund;
  const ids = { refundId, orderId, currency, providerRef, reason };
  if (lookup(refund.paidByRef, providerRef) === undefined)
    return status === 'sent' ? [RefundPartBounced.of({ ...ids, amountMinor: 0 })] : [];
  const part = RefundPartBounced.of({ ...ids, amountMinor: bouncedMinor });
  const about = { ...ids, ...(customerId !== null && { customerId }), ...(returnId !== null && { returnId }) };
  return [
    part,
    RefundBounced.of({ ...about, amountMinor, bouncedMinor, paidMinor: paidBackMinor(bounced(refund, providerRef)) }),
  ];
}

/** A refund that is under way or has succeeded is left as it is. */
export function retryRefund(data: RetryRefund['data'], state: Payment): PaymentEvent[] | Rejection {
  const refund = lookup(state.refunds, data.refundId);
  if (!refund) return notFound('refund-unknown', `There is no refund ${data.refundId} of this order.`);
  return refund.status === 'failed' || refund.status === 'escalated' ? [sendRefund(data, state)] : [];
}

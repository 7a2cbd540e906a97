import {
  RefundBounced,
  RefundEscalated,
  RefundFailed,
  RefundPaidAfterAll,
  RefundPayoutDue,
  RefundSucceeded,
} from '@concord/contracts';
import { conflict, fold, lookup, type Command, type Rejection } from '@concord/event-sourcing';
import { paymentAggregate, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { sendRefund } from './refund';
import {
  bounced,
  isPaidOut,
  owedOf,
  paidBackMinor,
  RefundPartBounced,
  RefundPartPaid,
  unknownParts,
  unpaidMinor,
  type RefundPart,
} from './refund-parts';
import { refundUnknown } from './refund-payout';

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
  if (!refund) return [];
  if (refund.status === 'written_off' || isPaidOut(refund)) return paidAfterAll(data, state);
  if (refund.status === 'succeeded') return [];
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

/**
 * The provider paid what people had settled: it moved the money all the same. A person must look where that was written
 * off, or goes beyond the refund.
 */
function paidAfterAll({ orderId, refundId, parts }: RecordRefund['data'], state: Payment): PaymentEvent[] {
  const refund = lookup(state.refunds, refundId)!;
  const { currency } = state;
  const { amountMinor, returnId, status } = refund;
  const fresh = unknownParts(refund, parts);
  const last = fresh.at(-1);
  const told = fresh.map((part) => RefundPartPaid.of({ refundId, orderId, currency, ...part }));
  const owed = owedOf({ refundId, orderId }, refund, state);
  const afterAll = fresh.flatMap((part, index) => {
    const known = fresh.slice(0, index + 1);
    const paidMinor = known.reduce((sum, one) => sum + one.amountMinor, paidBackMinor(refund));
    const beyondMinor = Math.min(part.amountMinor, Math.max(0, paidMinor - amountMinor));
    const about = { ...owed, providerRef: part.providerRef, paidMinor };
    if (status === 'written_off')
      return [RefundPaidAfterAll.of({ ...about, amountMinor: part.amountMinor, settledAs: 'written-off' })];
    return beyondMinor > 0
      ? [RefundPaidAfterAll.of({ ...about, amountMinor: beyondMinor, settledAs: 'paid-out' })]
      : [];
  });
  const after = lookup(fold(paymentAggregate, told, state).refunds, refundId)!;
  if (!last || status === 'succeeded' || unpaidMinor(after) > 0) return [...told, ...afterAll];
  const about = { refundId, orderId, ...(returnId !== null && { returnId }), amountMinor, currency };
  return [...told, RefundSucceeded.of({ ...about, providerRef: last.providerRef }), ...afterAll];
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
  const after = { ...refund, ...bounced(refund, providerRef) };
  const paidMinor = paidBackMinor(after);
  const came = [part, RefundBounced.of({ ...about, amountMinor, bouncedMinor, paidMinor })];
  // Nothing is owed where people had paid out all of it besides.
  const isOwedByHand = isPaidOut(refund) && unpaidMinor(after) > 0;
  return isOwedByHand ? [...came, RefundPayoutDue.of(owedOf({ refundId, orderId }, after, state))] : came;
}

/** A refund that is under way, or that the card got, is left as it is. */
export function retryRefund(data: RetryRefund['data'], state: Payment): PaymentEvent[] | Rejection {
  const refund = lookup(state.refunds, data.refundId);
  if (!refund) return refundUnknown(data.refundId);
  if (refund.status === 'to_pay_out' || refund.status === 'written_off' || isPaidOut(refund))
    return conflict('refund-not-by-card', `The refund ${data.refundId} is in the hands of people: no card gets it.`);
  return ['failed', 'escalated', 'bounced'].includes(refund.status) ? [sendRefund(data, state)] : [];
}

import { RefundRequested, RefundSucceeded } from '@concord/contracts';
import { rule, type Command, type Rejection } from '@concord/event-sourcing';
import {
  paymentAggregate,
  paymentIdOf,
  refundableMinor,
  RefundSent,
  type Payment,
  type PaymentEvent,
} from './payment.aggregate';

export type RequestRefund = Command<
  'RequestRefund',
  { orderId: string; refundId: string; returnId?: string; amountMinor: number; reason: string }
>;

/** The first try and three more. After the last one a person must look. */
export const REFUND_ATTEMPTS_MAX = 4;

/** Asks for money back, once per refund and never more than was taken. By invoice it needs no provider. */
export function requestRefund(data: RequestRefund['data'], payment: Payment): PaymentEvent[] | Rejection {
  const { orderId, refundId, returnId, amountMinor, reason } = data;
  if (payment.refunds[refundId]) return [];
  const leftMinor = refundableMinor(payment);
  if (amountMinor > leftMinor)
    return rule('refund-beyond-captured', `${leftMinor} can go back at most; ${amountMinor} are too many.`, {
      leftMinor,
    });
  const { currency } = payment;
  const refund = { refundId, orderId, ...(returnId !== undefined && { returnId }), amountMinor, currency };
  const requested = RefundRequested.of({ ...refund, paymentId: paymentIdOf(orderId), reason });
  if (payment.status === 'invoiced') return [requested, RefundSucceeded.of({ ...refund, providerRef: 'invoice' })];
  return [requested, sendRefund(data, paymentAggregate.evolve(payment, requested))];
}

/** The next try of a refund. The provider gets the refund's id as its key every time, so it pays once. */
export function sendRefund({ orderId, refundId }: { orderId: string; refundId: string }, payment: Payment) {
  const { amountMinor, attempt } = payment.refunds[refundId]!;
  const { currency, providerRef, token } = payment;
  const sent = { refundId, orderId, attempt: attempt + 1, amountMinor, currency, providerRef };
  return RefundSent.of({ ...sent, ...(token !== null && { token }) });
}

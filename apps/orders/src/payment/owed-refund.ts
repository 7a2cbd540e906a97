import { notPersonal } from '@concord/contracts';
import { derivedId, fold, Rejection } from '@concord/event-sourcing';
import { OwedRefundPaid, paymentAggregate, paymentIdOf, RefundOwed, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { returnableMinor } from './payment-sums';
import { requestRefund, type RequestRefund } from './refund';

/**
 * A return may be settled before the money of its parcel is captured, because a capture is retried without end. What
 * was captured is refunded at once; the rest is owed until it is captured.
 */
export function refundOrOwe(
  refund: RequestRefund['data'] & { returnId: string },
  payment: Payment,
): PaymentEvent[] | Rejection {
  const { orderId, refundId, returnId, customerId, amountMinor } = refund;
  const nowMinor = Math.min(amountMinor, returnableMinor(payment));
  const requested = nowMinor > 0 ? requestRefund({ ...refund, amountMinor: nowMinor }, payment) : [];
  if (requested instanceof Rejection || nowMinor === amountMinor) return requested;
  const customer = customerId === undefined ? {} : { customerId };
  const ids = { paymentId: paymentIdOf(orderId), orderId, refundId, returnId, ...customer };
  return [...requested, RefundOwed.of({ ...ids, amountMinor: amountMinor - nowMinor })];
}

/** Adds the owed refunds that can now be paid: the money of a parcel was captured, or is owed on account. */
export function withOwedRefunds(
  happened: readonly PaymentEvent[],
  { orderId, fulfilmentId }: { readonly orderId: string; readonly fulfilmentId: string },
  before: Payment,
): PaymentEvent[] {
  const events = [...happened];
  for (const [refundId, { returnId, amountMinor: owedMinor, customerId }] of Object.entries(before.owed)) {
    const payment = fold(paymentAggregate, events, before);
    const amountMinor = Math.min(owedMinor, returnableMinor(payment));
    if (amountMinor <= 0) continue;
    const partId = derivedId(refundId, fulfilmentId);
    const paid = OwedRefundPaid.of({ paymentId: paymentIdOf(orderId), orderId, refundId, partId, amountMinor });
    const customer = customerId === null ? {} : { customerId };
    const part = {
      orderId,
      ...customer,
      refundId: partId,
      returnId,
      amountMinor,
      reason: notPersonal(`Return ${returnId}`),
    };
    const requested = requestRefund(part, paymentAggregate.evolve(payment, paid));
    // The refundable amount was checked by the caller.
    if (requested instanceof Rejection) continue;
    events.push(paid, ...requested);
  }
  return events;
}

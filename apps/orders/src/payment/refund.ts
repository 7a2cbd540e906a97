import {
  InvoiceCredited,
  InvoicePaymentRecorded,
  RefundPayoutDue,
  RefundRequested,
  type Personal,
} from '@concord/contracts';
import { conflict, lookup, rule, type Command, type Rejection } from '@concord/event-sourcing';
import { paymentAggregate, paymentIdOf, referenceKey, RefundSent, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { openMinor, returnableMinor } from './payment-sums';

export type RequestRefund = Command<
  'RequestRefund',
  {
    orderId: string;
    customerId?: string;
    refundId: string;
    returnId?: string;
    amountMinor: number;
    reason: Personal;
  }
>;
/** An invoice was paid. `isFurther` says that it is another payment with the same reference. */
export type RecordInvoicePayment = Command<
  'RecordInvoicePayment',
  { orderId: string; receiptId: string; amountMinor: number; reference: string; isFurther?: boolean }
>;

/**
 * Refunds once per refund, and never more than was paid. An open invoice is credited first: what was never paid cannot
 * be paid back.
 */
export function requestRefund(data: RequestRefund['data'], payment: Payment): PaymentEvent[] | Rejection {
  const { orderId, refundId, returnId, amountMinor, reason } = data;
  if (lookup(payment.refunds, refundId) || lookup(payment.invoice.credited, refundId) !== undefined) return [];
  const leftMinor = returnableMinor(payment);
  if (amountMinor > leftMinor)
    return rule('refund-beyond-captured', `At most ${leftMinor} can be refunded; ${amountMinor} are too many.`, {
      leftMinor,
    });
  const { currency } = payment;
  const ids = { refundId, orderId, ...(returnId !== undefined && { returnId }), currency };
  const creditMinor = Math.min(amountMinor, openMinor(payment));
  const paymentId = paymentIdOf(orderId);
  const credited =
    creditMinor > 0
      ? [
          InvoiceCredited.of({
            ...ids,
            paymentId,
            amountMinor: creditMinor,
            openMinor: openMinor(payment) - creditMinor,
            reason,
          }),
        ]
      : [];
  if (creditMinor === amountMinor) return credited;
  const refund = { ...ids, amountMinor: amountMinor - creditMinor };
  const requested = RefundRequested.of({ ...refund, paymentId, reason });
  // Money for an invoice came from a bank account or over a till: no provider can pay it back.
  if (payment.status === 'invoiced') {
    const { customerId } = data;
    const due = RefundPayoutDue.of({ ...refund, ...(customerId !== undefined && { customerId }) });
    return [...credited, requested, due];
  }
  return [...credited, requested, sendRefund(data, paymentAggregate.evolve(payment, requested))];
}

/** The next try of a refund. The provider gets the refund's id as its key every time, so it pays once. */
export function sendRefund(
  { orderId, refundId, customerId }: { orderId: string; refundId: string; customerId?: string },
  payment: Payment,
) {
  const { amountMinor, attempt, customerId: known } = lookup(payment.refunds, refundId)!;
  const { currency, token } = payment;
  const customer = customerId ?? known;
  const sources = sourcesOf(payment);
  const money = { amountMinor, currency, providerRef: capturedFrom(payment), ...(sources.length > 1 && { sources }) };
  const sent = { refundId, orderId, attempt: attempt + 1, ...money };
  return RefundSent.of({
    ...sent,
    ...(token !== null && { token }),
    ...(customer !== null && { customerId: customer }),
  });
}

export function recordInvoicePayment(data: RecordInvoicePayment['data'], payment: Payment): PaymentEvent[] | Rejection {
  const { orderId, receiptId, amountMinor, reference, isFurther = false } = data;
  if (lookup(payment.invoice.paid, receiptId) !== undefined) return [];
  const owedMinor = openMinor(payment);
  if (owedMinor <= 0) return rule('invoice-not-open', `Nothing is owed for the order ${orderId}.`);
  if (amountMinor > owedMinor)
    return rule('payment-beyond-invoice', `${owedMinor} are owed; ${amountMinor} are too many.`, {
      openMinor: owedMinor,
    });
  if (!isFurther && payment.invoice.references.includes(referenceKey(reference)))
    return conflict(
      'invoice-payment-recorded',
      `A payment with the reference ${reference} is recorded already. Send further: true for another payment.`,
    );
  const { currency } = payment;
  const money = { amountMinor, openMinor: owedMinor - amountMinor, currency };
  return [InvoicePaymentRecorded.of({ paymentId: paymentIdOf(orderId), orderId, receiptId, reference, ...money })];
}

/** What was captured, by authorisation. */
function sourcesOf({ captures }: Payment) {
  const sums = new Map<string, number>();
  for (const { step, providerRef, amountMinor } of Object.values(captures))
    if (step === 'done') sums.set(providerRef, (sums.get(providerRef) ?? 0) + amountMinor);
  return [...sums].map(([providerRef, amountMinor]) => ({ providerRef, amountMinor }));
}

/** The authorisation that money was captured from: the order's first one, or a later one. */
function capturedFrom({ captures, providerRef }: Payment): string {
  return Object.values(captures).find(({ step }) => step === 'done')?.providerRef || providerRef;
}

import { RefundPayoutOverdue, RefundSucceeded, type PayoutMethod } from '@concord/contracts';
import { conflict, lookup, notFound, rule, type Command, type Rejection } from '@concord/event-sourcing';
import type { PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { owedOf, unpaidMinor, type Refund } from './refund-parts';

/** A person paid out what of a refund had not gone back: by bank transfer or at the till. */
export type RecordPayout = Command<
  'RecordPayout',
  {
    orderId: string;
    refundId: string;
    payoutId: string;
    amountMinor: number;
    method: PayoutMethod;
    reference: string;
  }
>;
export type NotePayoutOverdue = Command<'NotePayoutOverdue', { orderId: string; refundId: string }>;

/** All of the rest is paid out at once, so that a refund is never half in the hands of a person. */
export function recordPayout(data: RecordPayout['data'], state: Payment): PaymentEvent[] | Rejection {
  const { orderId, refundId, payoutId, amountMinor, method, reference } = data;
  const refund = lookup(state.refunds, refundId);
  if (!refund) return refundUnknown(refundId);
  if (lookup(refund.payouts, payoutId) !== undefined) return [];
  // The customer may come for a refund that was written off.
  const refused = refund.status === 'written_off' ? undefined : notInHand(refundId, refund);
  if (refused) return refused;
  const restMinor = unpaidMinor(refund);
  if (amountMinor !== restMinor)
    return rule('payout-differs', `${restMinor} of the refund have not gone back, and ${amountMinor} were named.`, {
      restMinor,
    });
  const { returnId } = refund;
  const { currency } = state;
  const about = {
    refundId,
    orderId,
    ...(returnId !== null && { returnId }),
    amountMinor: refund.amountMinor,
    currency,
  };
  return [RefundSucceeded.of({ ...about, providerRef: reference, payout: { payoutId, method, amountMinor } })];
}

/** Nobody paid the refund out in time. */
export function notePayoutOverdue({ orderId, refundId }: NotePayoutOverdue['data'], state: Payment): PaymentEvent[] {
  const refund = lookup(state.refunds, refundId);
  if (refund?.status !== 'to_pay_out' || refund.isOverdue) return [];
  return [RefundPayoutOverdue.of(owedOf({ orderId, refundId }, refund, state))];
}

export const refundUnknown = (refundId: string) =>
  notFound('refund-unknown', `There is no refund ${refundId} of this order.`);

/** Why a person cannot settle a refund: the card may still get it by itself, or it is settled. */
export function notInHand(refundId: string, { status }: Refund): Rejection | undefined {
  switch (status) {
    case 'sent':
      return conflict('refund-under-way', `The provider is asked to pay the refund ${refundId}: wait for its answer.`);
    case 'failed':
      return conflict(
        'refund-under-way',
        `The refund ${refundId} is tried again by itself: wait, or retry it now. A person pays it out once the last try has failed.`,
      );
    case 'succeeded':
      return conflict('refund-settled', `The refund ${refundId} was paid.`);
    case 'written_off':
      return conflict('refund-settled', `The refund ${refundId} was written off.`);
    case 'escalated':
    case 'bounced':
    case 'to_pay_out':
      return undefined;
  }
}

import { RefundWrittenOff, type Personal } from '@concord/contracts';
import { conflict, lookup, rule, type Command, type Rejection } from '@concord/event-sourcing';
import type { PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { owedOf, paidBackMinor, RefundWriteOffProposed } from './refund-parts';
import { notInHand, refundUnknown } from './refund-payout';

export type ProposeWriteOff = Command<'ProposeWriteOff', { orderId: string; refundId: string; reason: Personal }>;
/** A second person agrees that the refund is not paid. */
export type WriteOffRefund = Command<'WriteOffRefund', { orderId: string; refundId: string }>;

export function proposeWriteOff(
  { orderId, refundId, reason }: ProposeWriteOff['data'],
  state: Payment,
  proposedBy: string,
): PaymentEvent[] | Rejection {
  const refund = lookup(state.refunds, refundId);
  if (!refund) return refundUnknown(refundId);
  const refused = notInHand(refundId, refund);
  if (refused) return refused;
  if (refund.proposedBy === proposedBy) return [];
  if (refund.proposedBy !== null)
    return conflict('write-off-proposed', `The write-off of the refund ${refundId} is proposed: you can agree to it.`);
  return [RefundWriteOffProposed.of({ refundId, orderId, reason, proposedBy })];
}

export function writeOffRefund(
  { orderId, refundId }: WriteOffRefund['data'],
  state: Payment,
  writtenOffBy: string,
): PaymentEvent[] | Rejection {
  const refund = lookup(state.refunds, refundId);
  if (!refund) return refundUnknown(refundId);
  const refused = notInHand(refundId, refund);
  if (refused) return refused;
  if (refund.proposedBy === null)
    return conflict('write-off-not-proposed', `Nobody proposed to write the refund ${refundId} off.`);
  if (refund.proposedBy === writtenOffBy)
    return rule('second-person-needed', 'You proposed this write-off: ask a second person to agree to it.');
  const owed = owedOf({ orderId, refundId }, refund, state);
  return [RefundWrittenOff.of({ ...owed, paidMinor: paidBackMinor(refund) })];
}

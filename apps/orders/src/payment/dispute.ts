import { ChargebackClosed, ChargebackReceived } from '@concord/contracts';
import { lookup, type Command } from '@concord/event-sourcing';
import { withOwedRefunds } from './owed-refund';
import { paymentIdOf, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';

/** The provider tells of a dispute, as it stands now. */
export type RecordDispute = Command<
  'RecordDispute',
  {
    orderId: string;
    disputeId: string;
    amountMinor: number;
    currency: string;
    reason: string;
    outcome: 'open' | 'won' | 'lost';
  }
>;

/**
 * Money that the bank of the customer called back counts as gone until the shop has won. The end of a dispute may be the
 * first that is heard of it.
 */
export function recordDispute(data: RecordDispute['data'], state: Payment): PaymentEvent[] {
  const { orderId, disputeId, amountMinor, currency, reason, outcome } = data;
  if (state.status === 'none') return [];
  const known = lookup(state.disputes, disputeId);
  // A dispute that was won can be lost in a second round.
  if (known && (outcome === 'open' || known.outcome === outcome)) return [];
  const { customerId } = state;
  const about = { paymentId: paymentIdOf(orderId), orderId, ...(customerId !== null && { customerId }), disputeId };
  const money = { amountMinor: known?.amountMinor ?? amountMinor, currency };
  const received = known ? [] : [ChargebackReceived.of({ ...about, ...money, reason })];
  if (outcome === 'open') return received;
  const closed = [...received, ChargebackClosed.of({ ...about, ...money, outcome })];
  return outcome === 'won' ? withOwedRefunds(closed, { orderId, fulfilmentId: disputeId }, state) : closed;
}

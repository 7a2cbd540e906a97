import type { Personal } from '@concord/contracts';
import { Rejection, type Command, type JointDecider } from '@concord/event-sourcing';
import { paymentAggregate, paymentIdOf } from './payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from './refund-allowance.aggregate';
import { beyondRefundLimit, type RefundLimit } from './refund-limit';
import { requestRefund } from './refund';

/** Refunds by hand. The limit of the caller holds for one order, in however many steps. */
export type GrantRefund = Command<
  'GrantRefund',
  {
    orderId: string;
    customerId?: string;
    refundId: string;
    amountMinor: number;
    reason: Personal;
  } & RefundLimit
>;

/** The limit of a caller holds for all refunds by hand of an order together, and for a day over all orders. */
export const grantRefund: JointDecider<GrantRefund> = {
  commands: ['GrantRefund'],
  aggregate: paymentAggregate,
  id: ({ data }) => paymentIdOf(data.orderId),

  decideJointly({ data, at, by }, read) {
    const { limitMinor, dayFactor, ...refund } = data;
    const { orderId, refundId, amountMinor } = refund;
    const paymentId = paymentIdOf(orderId);
    const payment = read(paymentAggregate, paymentId);
    const allowanceId = refundAllowanceId(by.id, at, payment.currency);
    const allowance = read(refundAllowance, allowanceId);
    if (allowance.refundIds.includes(refundId)) return [];
    const refused = beyondRefundLimit(amountMinor, { limitMinor, dayFactor }, payment, allowance);
    if (refused) return refused;
    const events = requestRefund(refund, payment);
    if (events instanceof Rejection || events.length === 0) return events instanceof Rejection ? events : [];
    return [
      { to: paymentAggregate, id: paymentId, events },
      { to: refundAllowance, id: allowanceId, events: [RefundGranted.of({ orderId, refundId, amountMinor })] },
    ];
  },
};

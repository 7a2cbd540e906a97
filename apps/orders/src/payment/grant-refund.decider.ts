import { Rejection, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { byHandMinor, paymentAggregate, paymentIdOf } from './payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from './refund-allowance.aggregate';
import { DAY_REFUND_LIMITS_MAX } from './refund-limit';
import { requestRefund } from './refund';

/** Gives money back by hand. `limitMinor` is what the caller may give back for one order, in however many steps. */
export type GrantRefund = Command<
  'GrantRefund',
  {
    orderId: string;
    customerId?: string;
    refundId: string;
    amountMinor: number;
    reason: string;
    limitMinor: number;
  }
>;

/** The limit of a caller holds for all refunds by hand of an order together, and for a day over all orders. */
export const grantRefund: JointDecider<GrantRefund> = {
  commands: ['GrantRefund'],
  aggregate: paymentAggregate,
  id: ({ data }) => paymentIdOf(data.orderId),

  decideJointly({ data, at, by }, read) {
    const { limitMinor, ...refund } = data;
    const { orderId, refundId, amountMinor } = refund;
    const paymentId = paymentIdOf(orderId);
    const payment = read(paymentAggregate, paymentId);
    const allowanceId = refundAllowanceId(by.id, at, payment.currency);
    const { grantedMinor, refundIds } = read(refundAllowance, allowanceId);
    if (refundIds.includes(refundId)) return [];
    const leftMinor = Math.max(0, limitMinor - byHandMinor(payment));
    if (amountMinor > leftMinor)
      return rule(
        'refund-limit-used-up',
        `You may give back ${leftMinor} more for this order. Ask somebody who may more.`,
        {
          limitMinor,
          leftMinor,
        },
      );
    const todayMinor = Math.max(0, limitMinor * DAY_REFUND_LIMITS_MAX - grantedMinor);
    if (amountMinor > todayMinor)
      return rule(
        'refund-day-limit-used-up',
        `You may give back ${todayMinor} more today. Ask somebody who may more.`,
        {
          leftMinor: todayMinor,
        },
      );
    const events = requestRefund(refund, payment);
    if (events instanceof Rejection || events.length === 0) return events instanceof Rejection ? events : [];
    return [
      { to: paymentAggregate, id: paymentId, events },
      { to: refundAllowance, id: allowanceId, events: [RefundGranted.of({ orderId, refundId, amountMinor })] },
    ];
  },
};

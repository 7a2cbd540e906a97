import type { Personal } from '@concord/contracts';
import { notFound, Rejection, type Command, type JointDecider } from '@concord/event-sourcing';
import { paymentAggregate, paymentIdOf } from './payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from './refund-allowance.aggregate';
import { beyondRefundLimit, type RefundLimit } from './refund-limit';
import { orderAggregate } from '../order/order.aggregate';
import { boughtVouchers } from '../sold-voucher/bought-vouchers.aggregate';
import { giveBackByHand } from './give-back-by-hand';

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
    const order = read(orderAggregate, orderId);
    if (!order.placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    const { currency } = order.placed;
    const payment = read(paymentAggregate, paymentIdOf(orderId));
    const bought = read(boughtVouchers, orderId);
    const allowanceId = refundAllowanceId(by.id, at, currency);
    const allowance = read(refundAllowance, allowanceId);
    if (allowance.refundIds.includes(refundId)) return [];
    const before = { currency, order, payment, allowance };
    const refused = beyondRefundLimit(amountMinor, { limitMinor, dayFactor }, before);
    if (refused) return refused;
    const changes = giveBackByHand(refund, order, payment, bought);
    if (changes instanceof Rejection || changes.every(({ events }) => events.length === 0))
      return changes instanceof Rejection ? changes : [];
    return [
      ...changes,
      { to: refundAllowance, id: allowanceId, events: [RefundGranted.of({ orderId, refundId, amountMinor })] },
    ];
  },
};

import { CreditGivenBack, type Personal, creditsMinor } from '@concord/contracts';
import { Rejection, rule, type Change } from '@concord/event-sourcing';
import { creditsBack, creditsOf } from '../order/order-credits';
import type { Order } from '../order/order-state';
import { orderAggregate } from '../order/order.aggregate';
import type { BoughtVoucher } from '../sold-voucher/bought-vouchers.aggregate';
import { heldByVouchers } from '../sold-voucher/kept-by-vouchers';
import { byTender, withPoints } from './credits';
import { paymentAggregate, paymentIdOf } from './payment.aggregate';
import type { Payment } from './payment-state';
import { returnableMinor } from './payment-sums';
import { requestRefund } from './refund';

/** Money that a person gives back for an order. */
export interface ByHand {
  readonly orderId: string;
  readonly customerId?: string;
  readonly refundId: string;
  readonly amountMinor: number;
  readonly reason: Personal;
}

/**
 * Gives an amount back to all that paid, in proportion to what is left on each. What vouchers that the order bought are
 * worth stays with the shop.
 */
export function giveBackByHand(
  data: ByHand,
  order: Order,
  payment: Payment,
  bought: readonly BoughtVoucher[],
): Change[] | Rejection {
  const { orderId, customerId, refundId, amountMinor } = data;
  const restLeftMinor = returnableMinor(payment);
  const { sent, returned } = order.credits;
  const leftMinor = restLeftMinor + creditsMinor(sent) - creditsMinor(returned);
  if (amountMinor > leftMinor)
    return rule('refund-beyond-captured', `At most ${leftMinor} can be refunded; ${amountMinor} are too many.`, {
      leftMinor,
    });
  const held = order.placed && heldByVouchers(amountMinor, leftMinor, bought, order.placed);
  if (held) return held;
  const { credits, restMinor } = byTender(amountMinor, sent, returned, restLeftMinor);
  const changes: Change[] = [];
  if (restMinor > 0) {
    const events = requestRefund({ ...data, amountMinor: restMinor }, payment);
    if (events instanceof Rejection) return events;
    changes.push({ to: paymentAggregate, id: paymentIdOf(orderId), events });
  }
  if (creditsMinor(credits) > 0 && order.placed) {
    const whole = withPoints(credits.vouchers, credits.points?.amountMinor ?? 0, creditsOf(order), creditsBack(order));
    const { currency } = order.placed;
    const customer = customerId === undefined ? {} : { customerId };
    const given = CreditGivenBack.of({ orderId, ...customer, refundId, cause: 'by-hand', currency, ...whole });
    changes.push({ to: orderAggregate, id: orderId, events: [given] });
  }
  return changes;
}

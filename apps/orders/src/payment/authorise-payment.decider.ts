import { creditsMinor } from '@concord/contracts';
import { notFound, type Command, type JointDecider } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import { NO_CREDITS } from './credits';
import { AuthorisationRequested, paymentAggregate, paymentIdOf } from './payment.aggregate';

export type AuthorisePayment = Command<'AuthorisePayment', { orderId: string }>;

/** Asks for an authorisation of the order's total on its card. */
export const authorisePayment: JointDecider<AuthorisePayment> = {
  commands: ['AuthorisePayment'],
  aggregate: paymentAggregate,
  opens: ['AuthorisePayment'],
  id: ({ data }) => paymentIdOf(data.orderId),

  reads({ data: { orderId } }, read) {
    read(orderAggregate, orderId);
    read(paymentAggregate, paymentIdOf(orderId));
  },

  decideJointly({ data: { orderId } }, read) {
    const { placed, status, cardToken } = read(orderAggregate, orderId);
    if (!placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    const paymentId = paymentIdOf(orderId);
    if (status !== 'pending' || read(paymentAggregate, paymentId).status !== 'none') return [];
    const { totalMinor, credits = NO_CREDITS, currency, customerId } = placed;
    const amountMinor = totalMinor - creditsMinor(credits);
    const token = cardToken === null ? {} : { token: cardToken };
    const customer = customerId === undefined || customerId === null ? {} : { customerId };
    const requested = AuthorisationRequested.of({ paymentId, orderId, ...customer, amountMinor, currency, ...token });
    return [{ to: paymentAggregate, id: paymentId, events: [requested] }];
  },
};

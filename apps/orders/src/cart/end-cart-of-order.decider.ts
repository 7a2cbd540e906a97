import { CartEnded } from '@concord/contracts';
import type { Command, JointDecider } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import { cartAggregate } from './cart.aggregate';

/** The order of a basket was cancelled before it was decided. */
export type EndCartOfOrder = Command<'EndCartOfOrder', { orderId: string }>;

/**
 * Ends the basket of an order, so that inventory releases what the basket still holds: an order that was cancelled before
 * its stock was reserved never takes the hold over. An order without a basket has nothing to end.
 */
export const endCartOfOrder: JointDecider<EndCartOfOrder> = {
  commands: ['EndCartOfOrder'],
  aggregate: orderAggregate,
  id: ({ data }) => data.orderId,

  decideJointly({ data: { orderId } }, read) {
    const cartId = read(orderAggregate, orderId).placed?.cartId;
    if (cartId === undefined) return [];
    const { status, orderId: orderedAs, customerId } = read(cartAggregate, cartId);
    if (status !== 'ordered' || orderedAs !== orderId) return [];
    const ended = CartEnded.of({ cartId, ...(customerId !== null && { customerId }), cause: 'cancelled' });
    return [{ to: cartAggregate, id: cartId, events: [ended] }];
  },
};

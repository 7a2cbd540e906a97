import { conflict, notFound, Rejection, type JointDecider, type Read } from '@concord/event-sourcing';
import { cancelAndAnswer } from './answer-promise-question';
import type { CancelOrder } from './cancellation';
import { additionsThatStay } from './order-additions';
import type { Order } from './order-state';
import { orderAggregate } from './order.aggregate';

/** Cancels an order, or some of its units, as long as nothing else rests on it. */
export const cancelOrder: JointDecider<CancelOrder> = {
  commands: ['CancelOrder'],
  aggregate: orderAggregate,
  id: ({ data }) => data.orderId,

  decideJointly({ data }, read) {
    const { orderId } = data;
    const order = read(orderAggregate, orderId);
    if (!order.placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    const events = cancelAndAnswer(data, order, order.placed);
    if (events instanceof Rejection) return events;
    const isWhole = events.some(({ type }) => type === 'OrderCancelled');
    return (isWhole ? goodsAdded(order, read) : undefined) ?? [{ to: orderAggregate, id: orderId, events }];
  },
};

/** Goods that were added are sent without a charge, because this order bears it: it stays as long as they do. */
function goodsAdded(order: Order, read: Read): Rejection | undefined {
  const { placed } = order;
  if (!placed!.lines.some(({ isShipping, totalMinor }) => isShipping && totalMinor > 0)) return undefined;
  const stay = additionsThatStay(order, read);
  if (stay.length === 0) return undefined;
  return conflict(
    'goods-added',
    `Goods were added to the order ${placed!.orderId}, which bears their shipping: cancel ${stay.join(', ')} first.`,
    { additions: stay },
  );
}

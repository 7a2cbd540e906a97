import { OrderGoodsAdded } from '@concord/contracts';
import { conflict, notFound, Rejection, type Command, type JointDecider } from '@concord/event-sourcing';
import { follow, type Following } from '../order/following-order';
import { orderAggregate } from '../order/order.aggregate';

export type AddGoods = Command<
  'AddGoods',
  Omit<Following, 'orderId' | 'addsTo' | 'mayWait' | 'replaces'> & {
    orderId: string;
    /** The order of the added goods. */
    additionId: string;
  }
>;

/**
 * Adds goods to an order that nobody picks yet. The goods are an order of their own that belongs to the first one, so
 * what was agreed for the first stays: its prices, its promotions and its payment. Where the goods are out of stock or
 * not paid, the first order goes on without them.
 */
export const addGoods: JointDecider<AddGoods> = {
  commands: ['AddGoods'],
  aggregate: orderAggregate,
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId, additionId, ...wish } = command.data;
    const order = read(orderAggregate, orderId);
    const { placed, status, picking, heldFor } = order;
    if (!placed) return notFound('order-unknown', `There is no order ${orderId}.`);
    if (status !== 'confirmed' || picking.length > 0)
      return conflict(
        'goods-not-addable',
        picking.length > 0
          ? `The order ${orderId} is being picked: place another order for more goods.`
          : `The order ${orderId} is ${status}: goods can be added from its confirmation until it is picked.`,
        { state: status },
      );
    if (heldFor.length > 0)
      return conflict('goods-not-addable', `The order ${orderId} is on hold: goods can be added once it goes on.`, {
        heldFor,
      });
    const waits = placed.mayWait ? { mayWait: placed.mayWait } : {};
    const added = follow(order, { ...wish, ...waits, orderId: additionId, addsTo: orderId }, command, read);
    if (added instanceof Rejection) return added;
    const { customerId, currency } = placed;
    const { lines, totalMinor } = added[0]!.events[0]!.data as Pick<typeof placed, 'lines' | 'totalMinor'>;
    const noted = OrderGoodsAdded.of({
      orderId,
      ...(customerId !== undefined && { customerId }),
      additionId,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      totalMinor,
      currency,
    });
    return [{ to: orderAggregate, id: orderId, events: [noted] }, ...added];
  },
};

import { conflict, Rejection, type Change, type JointDecider, type Read } from '@concord/event-sourcing';
import { orderReference, orderReferenceId, OrderReferenceTaken } from './order-reference.aggregate';
import { orderAggregate } from './order.aggregate';
import { place, type PlaceOrder } from './place-order';

/**
 * Places an order. The shop's own number belongs to one order of a customer in a channel. A second order with the
 * number is refused, and the refusal names the first one. A number is free again when its order was rejected or
 * cancelled.
 */
export const placeOrder: JointDecider<PlaceOrder> = {
  commands: ['PlaceOrder'],
  aggregate: orderAggregate,
  opens: ['PlaceOrder'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId } = command.data;
    const first = holderOf(command.data, read);
    if (read(orderAggregate, orderId).placed) return conflict('order-exists', `There is an order ${orderId} already.`);
    if (first)
      return conflict(
        'order-reference-taken',
        `The number ${command.data.reference} belongs to the order ${first}. Use that order, or send another number.`,
        { orderId: first },
      );
    const placed = place(command, command.at);
    if (placed instanceof Rejection) return placed;
    return [{ to: orderAggregate, id: orderId, events: placed }, ...numbered(command.data)];
  },
};

/** The order that has the number, as long as it is not rejected or cancelled. */
function holderOf({ reference, channel, customerId, orderId }: PlaceOrder['data'], read: Read): string | null {
  if (reference === undefined) return null;
  const holder = read(orderReference, orderReferenceId(channel, customerId, reference)).orderId;
  if (holder === null || holder === orderId) return null;
  const { status } = read(orderAggregate, holder);
  return status === 'rejected' || status === 'cancelled' ? null : holder;
}

function numbered({ reference, channel, customerId, orderId }: PlaceOrder['data']): Change[] {
  if (reference === undefined) return [];
  const id = orderReferenceId(channel, customerId, reference);
  return [{ to: orderReference, id, events: [OrderReferenceTaken.of({ orderId, reference })] }];
}

import { conflict, Rejection, type Change, type JointDecider, type Read } from '@concord/event-sourcing';
import { onAccount } from '../buyer/credit';
import { orderReference, orderReferenceId, OrderReferenceTaken } from './order-reference.aggregate';
import type { Placed } from './order-state';
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
    const taken = referenceTaken(command.data, read);
    if (read(orderAggregate, orderId).placed) return conflict('order-exists', `There is an order ${orderId} already.`);
    if (taken) return taken;
    const placed = place(command, command.at);
    if (placed instanceof Rejection) return placed;
    const order = placed[0]!.data as Placed;
    const account = onAccount(order, command.data.payment.method, command.data.company, read);
    if (account instanceof Rejection) return account;
    return [{ to: orderAggregate, id: orderId, events: placed }, ...numbered(command.data), ...account];
  },
};

type Numbered = Pick<Placed, 'reference' | 'channel' | 'customerId' | 'orderId'>;

/** Refuses a number that another order has, as long as that order is not rejected or cancelled. */
export function referenceTaken({ reference, channel, customerId, orderId }: Numbered, read: Read) {
  if (reference === undefined) return undefined;
  const holder = read(orderReference, orderReferenceId(channel, customerId, reference)).orderId;
  if (holder === null || holder === orderId) return undefined;
  const { status } = read(orderAggregate, holder);
  if (status === 'rejected' || status === 'cancelled') return undefined;
  return conflict(
    'order-reference-taken',
    `The number ${reference} belongs to the order ${holder}. Use that order, or send another number.`,
    { orderId: holder },
  );
}

/** Gives the number to the order. */
export function numbered({ reference, channel, customerId, orderId }: Numbered): Change[] {
  if (reference === undefined) return [];
  const id = orderReferenceId(channel, customerId, reference);
  return [{ to: orderReference, id, events: [OrderReferenceTaken.of({ orderId, reference })] }];
}

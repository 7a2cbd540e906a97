import type { Personal } from '@concord/contracts';
import type { Change, Read, Rejection, Stamped } from '@concord/event-sourcing';
import type { Order, Placed } from './order-state';
import type { PlaceOrder } from './place-order';
import { placeOrder } from './place-order.decider';

/** What follows an order, and what is known of it. */
export type Following = Pick<
  PlaceOrder['data'],
  | 'orderId'
  | 'lines'
  | 'promotionCodes'
  | 'facts'
  | 'buyer'
  | 'company'
  | 'billedCompany'
  | 'expectedTotalMinor'
  | 'replaces'
  | 'addsTo'
  | 'mayWait'
> & {
  /** Another card; otherwise the card of the order before it. */
  readonly token?: Personal;
};

/**
 * Places an order that follows another one: for the same customer, to the same address, paid in the same way, at the
 * prices of today, for the company for which the customer buys today.
 */
export function follow(
  { placed, cardToken }: Order,
  { token = cardToken ?? undefined, ...following }: Following,
  { at, by }: Pick<Stamped<PlaceOrder>, 'at' | 'by'>,
  read: Read,
): readonly Change[] | Rejection {
  const method = placed!.paymentMethod ?? 'invoice';
  const payment = { method, ...(token !== undefined && { token }) };
  const data = { ...inCommon(placed!), ...following, payment, orderedAt: at };
  return placeOrder.decideJointly({ type: 'PlaceOrder', data, at, by }, read);
}

/** What an order has in common with the one that it follows. */
export function inCommon({ orderId, firstOrderId, ...placed }: Placed) {
  const { customerId, channel, currency, shipTo, billTo, contact, returnWindowDays, returnGradePercents } = placed;
  return {
    ...(customerId !== undefined && { customerId }),
    firstOrderId: firstOrderId ?? orderId,
    channel,
    currency,
    shipTo,
    ...(billTo && { billTo }),
    ...(contact && { contact }),
    ...(returnWindowDays !== undefined && { returnWindowDays }),
    ...(returnGradePercents && { returnGradePercents }),
  };
}

import { OrderHeld, OrderReleased, type Personal } from '@concord/contracts';
import { conflict, rule, type Command, type Rejection } from '@concord/event-sourcing';
import type { HoldReason, Order, Placed } from './order-state';
import { HoldReasonEnded, type OrderEvent } from './order.aggregate';

/** An order waits for a person, for a reason of the list. It may wait for several. */
export type HoldOrder = Command<'HoldOrder', { orderId: string; reason: HoldReason; note?: Personal }>;
/** A reason is over; `reason` may be left out where it is the only one. */
export type ReleaseOrder = Command<'ReleaseOrder', { orderId: string; reason?: HoldReason; note?: Personal }>;

export function hold(
  { orderId, reason, note }: HoldOrder['data'],
  { status, heldFor }: Order,
  placed: Placed,
): OrderEvent[] | Rejection {
  if (heldFor.includes(reason)) return [];
  if (status !== 'confirmed' && status !== 'partially_shipped')
    return conflict('order-not-holdable', `The order ${orderId} is ${status}: nothing of it can wait.`, {
      state: status,
    });
  return [OrderHeld.of({ orderId, ...customerOf(placed), reason, ...(note !== undefined && { note }) })];
}

export function release(data: ReleaseOrder['data'], order: Order, placed: Placed): OrderEvent[] | Rejection {
  const { orderId, reason = order.heldFor[0], note } = data;
  if (reason === undefined || !order.heldFor.includes(reason)) return [];
  if (data.reason === undefined && order.heldFor.length > 1)
    return rule(
      'hold-reason-needed',
      `The order ${orderId} is on hold for several reasons (${order.heldFor.join(', ')}): say which one is over.`,
      { reasons: order.heldFor },
    );
  return [released(orderId, reason, order, customerOf(placed), note)];
}

/** One reason to wait is over: the order goes on, or waits for what is left. */
export function released(
  orderId: string,
  reason: HoldReason,
  { heldFor }: Order,
  customer: { customerId?: string },
  note?: Personal,
): OrderEvent {
  const noted = note === undefined ? {} : { note };
  const left = heldFor.find((each) => each !== reason);
  return left === undefined
    ? OrderReleased.of({ orderId, ...customer, ...noted })
    : HoldReasonEnded.of({ orderId, reason, left, ...noted });
}

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });

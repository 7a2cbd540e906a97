import { OrderCancelled } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { EndCartOfOrder } from './end-cart-of-order.decider';

/** A confirmed order has taken the hold of its basket over. */
export const endCartWhenOrderCancelled = policy(
  'orders.end-cart-when-order-cancelled',
  { OrderCancelled },
  {
    OrderCancelled: ({ data: { orderId, stage } }): EndCartOfOrder[] =>
      stage === 'checkout' ? [{ type: 'EndCartOfOrder', data: { orderId } }] : [],
  },
);

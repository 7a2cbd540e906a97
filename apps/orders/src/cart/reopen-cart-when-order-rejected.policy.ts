import { HOLD_EXTENSION_MINUTES, OrderRejected } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReopenCart } from './cart.decider';

export const reopenCartWhenOrderRejected = policy(
  'orders.reopen-cart-when-order-rejected',
  { OrderRejected },
  {
    OrderRejected: ({ data: { orderId, cartId } }, settings): ReopenCart[] =>
      cartId === undefined
        ? []
        : [{ type: 'ReopenCart', data: { cartId, orderId, holdMinutes: settings.of(HOLD_EXTENSION_MINUTES) } }],
  },
);

import { CART_DAYS } from '@concord/contracts';
import { process, type Settings } from '@concord/event-sourcing';
import { cartEvents } from './cart.aggregate';
import type { ExpireCart } from './cart.decider';
import { customerSigns, onEverySign } from './signs';

const DAY_MS = 86_400_000;
const { CartCreated, CartOrdered, CartEnded } = cartEvents;

const wait = (_: unknown, __: unknown, settings: Settings) => {
  return { timers: [{ name: 'expire', inMs: settings.of(CART_DAYS) * DAY_MS }] };
};

/** Ends baskets that nobody changes any more. The process remembers nothing, so its stream stays empty. */
export const expireCartWhenNobodyChangesIt = process('orders.expire-cart-when-nobody-changes-it', {
  kind: 'cart-expiry',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { ...customerSigns, CartCreated, CartOrdered, CartEnded },
  opensOn: ['CartCreated'],
  idFor: ({ data }) => data.cartId,
  on: {
    ...onEverySign(wait),
    CartCreated: wait,
    CartOrdered: () => ({ stopTimers: ['expire'] }),
    CartEnded: () => ({ stopTimers: ['expire'] }),
  },
  timers: {
    expire: (_, cartId) => {
      const command: ExpireCart = { type: 'ExpireCart', data: { cartId } };
      return { commands: [command] };
    },
  },
});

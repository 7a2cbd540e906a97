import { CART_ABANDONED_MINUTES } from '@concord/contracts';
import { process, type Settings } from '@concord/event-sourcing';
import { cartEvents } from './cart.aggregate';
import type { AbandonCart } from './cart.decider';
import { customerSigns, onEverySign } from './signs';

const MINUTE_MS = 60_000;

const { CartOrdered, CartEnded } = cartEvents;

const wait = (_: unknown, __: unknown, settings: Settings) => {
  return { timers: [{ name: 'idle', inMs: settings.of(CART_ABANDONED_MINUTES) * MINUTE_MS }] };
};
const stop = () => ({ stopTimers: ['idle'] });

/** Every sign of its customer begins the time of a basket anew. The process remembers nothing: its stream stays empty. */
export const abandonCartWhenNobodyGoesOnWithIt = process('orders.abandon-cart-when-nobody-goes-on-with-it', {
  kind: 'cart-idle',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { ...customerSigns, CartOrdered, CartEnded },
  opensOn: ['CartLineAdded'],
  idFor: ({ data }) => data.cartId,
  on: { ...onEverySign(wait), CartOrdered: stop, CartEnded: stop },
  timers: {
    idle: (_, cartId) => {
      const command: AbandonCart = { type: 'AbandonCart', data: { cartId } };
      return { commands: [command] };
    },
  },
});

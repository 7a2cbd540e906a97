import { cartEvents } from './cart.aggregate';

/** What follows by itself, and what ends a basket. Every other event of a basket is a sign of its customer, new ones too. */
const NO_SIGNS = [
  'CartCreated',
  'CartHoldRequested',
  'CartOrdered',
  'CartAbandoned',
  'CartRecovered',
  'CartEnded',
] as const satisfies readonly (keyof typeof cartEvents)[];

type Signs = Omit<typeof cartEvents, (typeof NO_SIGNS)[number]>;

/** The events with which a customer goes on with a basket. */
export const customerSigns = Object.fromEntries(
  Object.entries(cartEvents).filter(([type]) => !NO_SIGNS.some((name) => name === type)),
) as Signs;

/** The same reaction to every sign. */
export const onEverySign = <R>(reaction: R) =>
  Object.fromEntries(Object.keys(customerSigns).map((type) => [type, reaction])) as Record<keyof Signs, R>;

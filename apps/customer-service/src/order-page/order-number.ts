/**
 * The number that screens and papers show of an order: its id without the first four groups of its UUID, in small
 * letters, so that it is found however a person writes it.
 */
export const orderNumberOf = (orderId: string): string =>
  orderId.toLowerCase().replace(/^[\da-f]{8}-(?:[\da-f]{4}-){3}/, '');

/** The number that screens and papers show of an order: its id without the first four groups of its UUID. */
export const orderNumberOf = (orderId: string): string => orderId.replace(/^[\da-f]{8}-(?:[\da-f]{4}-){3}/i, '');

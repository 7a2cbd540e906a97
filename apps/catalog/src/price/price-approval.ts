import type { ActivePrice } from './price.aggregate';

/**
 * Whether a change takes a second person: one of more than this percent. Small steps count together: each is also measured
 * from the last approved price. The first price takes effect at once.
 */
export const needsApproval = (price: ActivePrice | undefined, amountMinor: number, percent: number): boolean =>
  price !== undefined && [price.amountMinor, price.approvedMinor].some((from) => isLarge(from, amountMinor, percent));

const isLarge = (fromMinor: number, toMinor: number, percent: number) =>
  Math.abs(toMinor - fromMinor) * 100 > percent * fromMinor;

import type { ActivePrice } from './price.aggregate';

/** A larger change takes two people. Small steps count together: each is also measured from the last approved price. */
export const PRICE_CHANGE_PERCENT_MAX = 15;

/** Whether a change takes a second person. The first price takes effect at once. */
export const needsApproval = (price: ActivePrice | undefined, amountMinor: number): boolean =>
  price !== undefined && [price.amountMinor, price.approvedMinor].some((from) => isLarge(from, amountMinor));

const isLarge = (fromMinor: number, toMinor: number) =>
  Math.abs(toMinor - fromMinor) * 100 > PRICE_CHANGE_PERCENT_MAX * fromMinor;

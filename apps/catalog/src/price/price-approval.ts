import type { Price } from './price.aggregate';

/** A larger change takes two people. */
const CHANGE_PERCENT_MAX = 15;

/** The first price counts at once, and so does a small change. */
export const needsApproval = (price: Price | undefined, amountMinor: number) =>
  price !== undefined && Math.abs(amountMinor - price.amountMinor) * 100 > CHANGE_PERCENT_MAX * price.amountMinor;

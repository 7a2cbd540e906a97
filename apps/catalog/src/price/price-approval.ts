import { stepsOf, unitPriceOf, type TieredPrice } from '@concord/contracts';
import type { ActivePrice } from './price.aggregate';

/** What the shop knows when a price is proposed. */
export interface ApprovalTerms {
  /** Larger changes need a second person. */
  readonly approvalPercent: number;
  /** A price that leaves less than this needs a second person. */
  readonly floorPercent: number;
  /** What the last received units cost each, in the currency of the standard price; undefined where nobody knows. */
  readonly costMinor?: number | undefined;
}

/**
 * Whether a change takes a second person: one of more than this percent, for any number of units. Small steps count
 * together: each is also measured from the last approved price. The first price of a list is measured from the standard
 * price; where there is none it takes effect at once.
 */
export const needsApproval = (price: ActivePrice | undefined, offered: TieredPrice, percent: number): boolean =>
  price !== undefined &&
  [price, price.approved].some((from) =>
    stepsOf(from, offered).some((units) => isLarge(unitPriceOf(from, units), unitPriceOf(offered, units), percent)),
  );

const isLarge = (fromMinor: number, toMinor: number, percent: number) =>
  Math.abs(toMinor - fromMinor) * 100 > percent * fromMinor;

/**
 * What the lowest amount of a price leaves above the cost, in percent of the amount, rounded down. Tax in the price is
 * not taken off, because orders alone knows its rate.
 */
export function marginPercentOf(offered: TieredPrice, costMinor: number): number {
  const lowest = Math.min(...stepsOf(offered).map((units) => unitPriceOf(offered, units)));
  return Math.floor(((lowest - costMinor) * 100) / lowest);
}

import { STANDARD } from '../price-list/price-list.aggregate';
import { marginPercentOf, type ApprovalTerms } from './price-approval';
import { measureOf, type Offer, type PriceBook } from './price.aggregate';

/**
 * What an offer leaves above the last known cost, in percent. Costs have no currency of their own: they are in the
 * currency of the standard price, so a price in another currency has no floor.
 */
export function marginOf(book: PriceBook, offer: Offer, { costMinor }: ApprovalTerms): number | undefined {
  const isComparable = offer.list === STANDARD || measureOf(book, STANDARD)?.currency === offer.currency;
  return costMinor === undefined || !isComparable ? undefined : marginPercentOf(offer, costMinor);
}

/** Whether an offer leaves so little above the cost that a second person must agree. Without a known cost there is no floor. */
export function belowFloor(book: PriceBook, offer: Offer, terms: ApprovalTerms): boolean {
  const margin = marginOf(book, offer, terms);
  return margin !== undefined && margin < terms.floorPercent;
}

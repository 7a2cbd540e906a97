import { creditsMinor } from '@concord/contracts';
import { byTender, creditsLeft, NO_CREDITS, sumCredits, type ByTender, type CreditParts } from '../payment/credits';
import type { Order } from './order-state';

/** What vouchers and points are to pay of the order. */
export const creditsOf = ({ placed }: Order): CreditParts => placed?.credits ?? NO_CREDITS;

/**
 * The tenders that pay an amount of units that leave or are cancelled, from what is open on each: neither sent nor
 * cancelled. Credits of units that overtook their cancellation went back: that part of their price stays cancelled, since
 * the customer agreed to no more by card or on account.
 */
export function payersOf(order: Order, amountMinor: number): ByTender {
  const { placed, parcels, cancelledMinor, credits } = order;
  const gone = sumCredits(credits.sent, credits.cancelled);
  const openMinor =
    (placed?.totalMinor ?? 0) - parcels.reduce((sum, parcel) => sum + parcel.amountMinor, 0) - cancelledMinor;
  const restMinor = openMinor - creditsMinor(creditsLeft(creditsOf(order), gone));
  return byTender(amountMinor, creditsOf(order), gone, Math.max(0, restMinor));
}

/** Credits of an order that have gone back, or go back with their cancelled units. */
export const creditsBack = ({ credits }: Order): CreditParts => sumCredits(credits.cancelled, credits.returned);

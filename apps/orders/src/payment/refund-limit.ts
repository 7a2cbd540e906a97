import { amountText, rule, type Rejection } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import { type Payment } from './payment.aggregate';
import { byHandMinor } from './payment-sums';
import type { RefundAllowance } from './refund-allowance.aggregate';

/** The currency of a limit that names none. */
export const REFUND_LIMIT_CURRENCY = 'GBP';
/** What an agent and a lead may refund by hand where their token names no limit. */
const AGENT_REFUND_MINOR = 10_000;
const LEAD_REFUND_MINOR = 100_000;
/** One caller may refund this many times the limit of an order in a day, over all orders. */
const DAY_REFUND_LIMITS_MAX = 10;

/**
 * What the caller may refund by hand for one order in this currency. A limit in the token holds for everybody except the
 * head of digital. A limit holds in its own currency: amounts of another one cannot be compared with it, so refunds of
 * such orders are for a person whose limit names that currency, or for the head of digital.
 */
export function refundLimitOf({ roles, limits }: Caller, currency: string): number | Rejection {
  if (roles.includes('head_of_digital')) return Number.MAX_SAFE_INTEGER;
  const { refundMinor, refundCurrency = REFUND_LIMIT_CURRENCY } = limits;
  if (currency !== refundCurrency)
    return rule(
      'refund-limit-in-other-currency',
      `Your limit is in ${refundCurrency}, and the order is in ${currency}. Ask a person with a limit in ${currency}.`,
      { currency: refundCurrency, orderCurrency: currency },
    );
  return refundMinor ?? (roles.includes('cs_lead') ? LEAD_REFUND_MINOR : AGENT_REFUND_MINOR);
}

/**
 * Refuses an amount beyond the limit of the caller. All refunds that people decided for the order count together, by
 * hand and on returns; so does all that the caller refunded on that day.
 */
export function beyondRefundLimit(
  amountMinor: number,
  limitMinor: number,
  payment: Payment,
  { grantedMinor }: RefundAllowance,
): Rejection | undefined {
  const { currency } = payment;
  const leftMinor = Math.max(0, limitMinor - byHandMinor(payment));
  if (amountMinor > leftMinor)
    return rule(
      'refund-limit-used-up',
      `You may refund ${amountText(leftMinor, currency)} more for this order. Ask a person with a higher limit.`,
      { limitMinor, leftMinor, currency },
    );
  const todayMinor = Math.max(0, limitMinor * DAY_REFUND_LIMITS_MAX - grantedMinor);
  if (amountMinor > todayMinor)
    return rule(
      'refund-day-limit-used-up',
      `You may refund ${amountText(todayMinor, currency)} more today. Ask a person with a higher limit.`,
      { leftMinor: todayMinor, currency },
    );
  return undefined;
}

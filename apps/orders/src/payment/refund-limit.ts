import { amountText, rule, type Rejection } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import { type Payment } from './payment.aggregate';
import { byHandMinor } from './payment-sums';
import type { RefundAllowance } from './refund-allowance.aggregate';

/** What an agent and a lead may refund by hand where their token names no limit, in minor units of any currency. */
const AGENT_REFUND_MINOR = 10_000;
const LEAD_REFUND_MINOR = 100_000;
/** One caller may refund this many times the limit of an order in a day, over all orders. */
const DAY_REFUND_LIMITS_MAX = 10;

/**
 * What the caller may refund by hand for one order. A limit in the token holds for everybody except the head of
 * digital.
 */
export function refundLimitOf({ roles, limits }: Caller): number {
  if (roles.includes('head_of_digital')) return Number.MAX_SAFE_INTEGER;
  return limits.refundMinor ?? (roles.includes('cs_lead') ? LEAD_REFUND_MINOR : AGENT_REFUND_MINOR);
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

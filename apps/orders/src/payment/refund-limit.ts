import { amountText, rule, type Rejection } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import { type Payment } from './payment.aggregate';
import { byHandMinor } from './payment-sums';
import type { RefundAllowance } from './refund-allowance.aggregate';

/** What an agent and a lead may give back by hand where their token does not say, in minor units of any currency. */
const AGENT_REFUND_MINOR = 10_000;
const LEAD_REFUND_MINOR = 100_000;
/** So many times the limit of an order may be given back by one caller in a day, over all orders. */
const DAY_REFUND_LIMITS_MAX = 10;

/** What the caller may give back by hand for one order. A limit in the token holds for all but the head of digital. */
export function refundLimitOf({ roles, limits }: Caller): number {
  if (roles.includes('head_of_digital')) return Number.MAX_SAFE_INTEGER;
  return limits.refundMinor ?? (roles.includes('cs_lead') ? LEAD_REFUND_MINOR : AGENT_REFUND_MINOR);
}

/**
 * The refusal of an amount beyond what a caller may give back. All that people gave back of an order counts together, in
 * however many steps, refunds by hand and decided returns alike; and all that the caller gave back on that day.
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
      `You may give back ${amountText(leftMinor, currency)} more for this order. Ask somebody who may more.`,
      { limitMinor, leftMinor, currency },
    );
  const todayMinor = Math.max(0, limitMinor * DAY_REFUND_LIMITS_MAX - grantedMinor);
  if (amountMinor > todayMinor)
    return rule(
      'refund-day-limit-used-up',
      `You may give back ${amountText(todayMinor, currency)} more today. Ask somebody who may more.`,
      { leftMinor: todayMinor, currency },
    );
  return undefined;
}

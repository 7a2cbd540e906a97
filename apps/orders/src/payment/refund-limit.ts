import type { Caller } from '@concord/service';

/** What an agent and a lead may give back by hand where their token does not say. */
const AGENT_REFUND_MINOR = 10_000;
const LEAD_REFUND_MINOR = 100_000;
/** So many times the limit of an order may be given back by one caller in a day, over all orders. */
export const DAY_REFUND_LIMITS_MAX = 10;

/** What the caller may give back by hand for one order. A limit in the token holds for all but the head of digital. */
export function refundLimitOf({ roles, limits }: Caller): number {
  if (roles.includes('head_of_digital')) return Number.MAX_SAFE_INTEGER;
  return limits.refundMinor ?? (roles.includes('cs_lead') ? LEAD_REFUND_MINOR : AGENT_REFUND_MINOR);
}

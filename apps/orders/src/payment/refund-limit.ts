import { REFUND_AGENT_LIMIT, REFUND_LEAD_LIMIT } from '@concord/contracts';
import { amountText, rule, type Rejection, type Settings } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import type { Payment } from './payment-state';
import { byHandMinor } from './payment-sums';
import type { RefundAllowance } from './refund-allowance.aggregate';

/** The currency of a limit in a token that names none. */
export const REFUND_LIMIT_CURRENCY = 'GBP';

/** What a person may refund: so much for one order, and so many times as much in a day, over all orders. */
export interface RefundLimit {
  readonly limitMinor: number;
  readonly dayFactor: number;
}

/**
 * What the caller may refund by hand for one order in this currency. The head of digital has no limit. For others the
 * limit of the token holds; without one the settings of the shop hold. Amounts of two currencies are not compared:
 * refunds in another currency are for a person whose limit names it, or for the head of digital.
 */
export function refundLimitOf({ roles, limits }: Caller, currency: string, settings: Settings): number | Rejection {
  if (roles.includes('head_of_digital')) return Number.MAX_SAFE_INTEGER;
  const limit = ownLimit(limits) ?? settings.of(roles.includes('cs_lead') ? REFUND_LEAD_LIMIT : REFUND_AGENT_LIMIT);
  if (currency !== limit.currency)
    return rule(
      'refund-limit-in-other-currency',
      `Your limit is in ${limit.currency}, and the order is in ${currency}. Ask a person with a limit in ${currency}.`,
      { currency: limit.currency, orderCurrency: currency },
    );
  return limit.amountMinor;
}

/** The limit that the token of the caller names. */
const ownLimit = ({ refundMinor, refundCurrency = REFUND_LIMIT_CURRENCY }: Caller['limits']) =>
  refundMinor === undefined ? undefined : { amountMinor: refundMinor, currency: refundCurrency };

/** What was given back before. */
export interface GivenBefore {
  /** The currency of the order: an order that vouchers and points paid has no payment that names one. */
  readonly currency: string;
  /** What people gave back to vouchers and points of the order, and the worth of goods at no price. */
  readonly order: { readonly creditsByHandMinor: number; readonly replaced: Readonly<Record<string, number>> };
  readonly payment: Payment;
  readonly allowance: RefundAllowance;
}

/**
 * Refuses an amount beyond the limit of the caller. All refunds that people decided for the order count together, by
 * hand, on returns and on claims, with goods that go out for nothing; so does all that the caller granted on that day.
 */
export function beyondRefundLimit(
  amountMinor: number,
  { limitMinor, dayFactor }: RefundLimit,
  { currency, order, payment, allowance }: GivenBefore,
): Rejection | undefined {
  const leftMinor = Math.max(0, limitMinor - byHandMinor(payment) - order.creditsByHandMinor - replacedMinor(order));
  if (amountMinor > leftMinor)
    return rule(
      'refund-limit-used-up',
      `You may refund ${amountText(leftMinor, currency)} more for this order. Ask a person with a higher limit.`,
      { limitMinor, leftMinor, currency },
    );
  const todayMinor = Math.max(0, limitMinor * dayFactor - allowance.grantedMinor);
  if (amountMinor > todayMinor)
    return rule(
      'refund-day-limit-used-up',
      `You may refund ${amountText(todayMinor, currency)} more today. Ask a person with a higher limit.`,
      { leftMinor: todayMinor, currency },
    );
  return undefined;
}

/** The worth of goods that went out at no price. */
const replacedMinor = ({ replaced }: GivenBefore['order']) =>
  Object.values(replaced).reduce((sum, amountMinor) => sum + amountMinor, 0);

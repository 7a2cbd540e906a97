import { creditsMinor } from '@concord/contracts';
import { rule, type Change, type Read, type Rejection } from '@concord/event-sourcing';
import type { Placed } from '../order/order-state';
import { creditAccount, CreditUsed, usedMinor } from './credit-account.aggregate';

/** The company for which a buyer orders, from the rows of the views. */
export interface BuyingCompany {
  readonly companyId: string;
  readonly currency: string;
  readonly creditLimitMinor: number;
  /** The largest total of one order of this buyer; null where there is no limit. */
  readonly orderLimitMinor: number | null;
}

/**
 * Counts an order on account against the credit of its company. Refuses an order beyond the credit, or beyond what the
 * buyer may order at a time. All orders of a company decide on one account, so that two at once cannot exceed it.
 */
export function onAccount(
  order: Pick<Placed, 'orderId' | 'currency' | 'totalMinor' | 'credits'>,
  method: 'card' | 'invoice',
  company: BuyingCompany | undefined,
  read: Read,
): Change[] | Rejection {
  if (!company) return [];
  const { companyId, currency, creditLimitMinor, orderLimitMinor } = company;
  const { orderId, totalMinor, credits } = order;
  const isSameCurrency = currency === order.currency;
  if (orderLimitMinor !== null && (!isSameCurrency || totalMinor > orderLimitMinor))
    return rule(
      'order-above-buyer-limit',
      isSameCurrency
        ? `The buyer may order for ${orderLimitMinor} at a time: this is ${totalMinor}.`
        : `The limit of the buyer is in ${currency}: order in ${currency}.`,
      {
        orderLimitMinor,
      },
    );
  if (method !== 'invoice') return [];
  if (!isSameCurrency)
    return rule(
      'credit-in-other-currency',
      `The credit of the company is in ${currency}: order in ${currency}, or by card.`,
    );
  const amountMinor = totalMinor - (credits ? creditsMinor(credits) : 0);
  const leftMinor = creditLimitMinor - usedMinor(read(creditAccount, companyId));
  if (amountMinor > leftMinor)
    return rule(
      'credit-exceeded',
      `The company may still owe ${Math.max(0, leftMinor)}: this order is ${amountMinor}.`,
      {
        leftMinor: Math.max(0, leftMinor),
      },
    );
  if (amountMinor === 0) return [];
  const used = CreditUsed.of({ companyId, orderId, amountMinor, currency });
  return [{ to: creditAccount, id: companyId, events: [used] }];
}

import { normalPromotionCode } from '@concord/contracts';
import { rule, type Rejection } from '@concord/event-sourcing';
import type { Offer } from './pricing';

/** What is known of a promotion, from its row in the view. */
export interface PromotionFacts extends Offer {
  readonly status: string;
  readonly isUsedUp: boolean;
  readonly from: string | null;
  readonly to: string | null;
}

/** An offer, and the code as the customer typed it. */
export type NamedOffer = Offer & { readonly promotionCode: string };

/**
 * The offers of the codes. An unknown or inactive code is refused: nobody is charged more than they expect. The window
 * is compared with the shop's clock.
 */
export function offersFor(
  codes: readonly string[],
  promotions: readonly PromotionFacts[],
  currency: string,
  at: string,
): NamedOffer[] | Rejection {
  const offers: NamedOffer[] = [];
  // A code counts once, however often the order names it.
  for (const code of new Set(codes.map(normalPromotionCode))) {
    const promotion = promotions.find((candidate) => candidate.code === code);
    const promotionCode = codes.find((typed) => normalPromotionCode(typed) === code)!.trim();
    const facts = { promotionCode };
    if (!promotion)
      return rule('promotion-unknown', `There is no promotion ${promotionCode}. Order without it.`, facts);
    if (promotion.status !== 'active' || !isOpen(promotion, at))
      return rule('promotion-not-active', `The promotion ${promotionCode} is not active now. Order without it.`, facts);
    if (promotion.isUsedUp)
      return rule('promotion-used-up', `The promotion ${promotionCode} has no use left. Order without it.`, facts);
    const { reward } = promotion;
    if (reward.kind === 'amount' && reward.currency !== currency)
      return rule(
        'promotion-currency-differs',
        `The promotion ${promotionCode} is an amount in ${reward.currency}; this order is in ${currency}. Order without it.`,
        facts,
      );
    offers.push({ ...promotion, promotionCode });
  }
  return offers;
}

function isOpen({ from, to }: PromotionFacts, at: string) {
  const moment = Date.parse(at);
  return (!from || Date.parse(from) <= moment) && (!to || moment < Date.parse(to));
}

import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ClaimPromotions } from './promotion-claim.decider';

export const claimPromotionsWhenCheckoutAsks = policy('marketing.claim-promotions-when-checkout-asks', orderEvents, {
  PromotionClaimRequested: ({ data: { orderId, customerId, claims } }): ClaimPromotions[] => [
    { type: 'ClaimPromotions', data: { orderId, claims, ...(customerId && { customerId }) } },
  ],
});

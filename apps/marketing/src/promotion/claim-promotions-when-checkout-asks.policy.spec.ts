import { PromotionClaimRequested } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { claimPromotionsWhenCheckoutAsks } from './claim-promotions-when-checkout-asks.policy';

describe('a checkout that asks for promotions', () => {
  it('claims them for its customer', () => {
    const claims = [{ promotionId: 'p1', amountMinor: 1 }];
    const asked = recorded(PromotionClaimRequested.of({ orderId: 'o1', customerId: 'ann', claims }));
    expect(claimPromotionsWhenCheckoutAsks.react(asked)).toEqual([
      { type: 'ClaimPromotions', data: { orderId: 'o1', claims, customerId: 'ann' } },
    ]);
  });
});

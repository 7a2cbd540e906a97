import { Module } from '@nestjs/common';
import { normalPromotionCode } from '@concord/contracts';
import { fact, mirrors, OrderChannels, service, settingsOf, type ServiceParts } from '@concord/service';
import { AlignmentController } from './alignment/alignment.controller';
import { alignCampaign } from './campaign/align-campaign.decider';
import { CampaignController } from './campaign/campaign.controller';
import { campaigns } from './campaign/campaigns.projection';
import { endCampaignWhenItsWindowEnds } from './campaign/end-campaign-when-its-window-ends.process';
import { endOverrideWhenItsTimeIsUp } from './campaign/end-override-when-its-time-is-up.process';
import { noteStockWhenInventorySpeaks } from './campaign/note-stock-when-inventory-speaks.policy';
import { planCampaign } from './campaign/plan-campaign.decider';
import { resumeCampaignWhenStockStaysBack } from './campaign/resume-campaign-when-stock-stays-back.process';
import { StockLookup } from './campaign/stock-lookup.reader';
import { demand } from './demand/demand.projection';
import { claimPromotionsWhenCheckoutAsks } from './promotion/claim-promotions-when-checkout-asks.policy';
import { customerUses } from './promotion/customer-uses.aggregate';
import { definePromotion } from './promotion/define-promotion.decider';
import { promotionCode } from './promotion/promotion-code.aggregate';
import { endPromotionWhenItsWindowEnds } from './promotion/end-promotion-when-its-window-ends.process';
import { promotionClaim } from './promotion/promotion-claim.decider';
import { orderChannels } from './promotion/order-channels.projection';
import { promotionClaims } from './promotion/promotion-claims.projection';
import { PromotionController } from './promotion/promotion.controller';
import { promotion } from './promotion/promotion.decider';
import { promotions } from './promotion/promotions.projection';
import { settleClaimsWhenOrderDecided } from './promotion/settle-claims-when-order-decided.policy';
import { promotedSku } from './stock/promoted-sku.aggregate';
import { stockFacts } from './stock/stock-facts.projection';

/** What marketing is made of. */
export const marketing: ServiceParts = {
  name: 'marketing',
  // Only checkouts with a promotion wait for marketing.
  gapMs: 50,
  deciders: [promotion, definePromotion, promotionClaim, planCampaign, alignCampaign],
  aggregates: [promotionCode, customerUses, promotedSku],
  projections: [settingsOf('marketing'), promotions, promotionClaims, campaigns, stockFacts, demand, orderChannels],
  facts: [
    fact('marketing.promotions', promotions, 'promotionId', (row) => {
      const { code, name, status, skus, reward, scope, priority, group, from, to } = row;
      const isOffered = status === 'active' || status === 'paused';
      return isOffered
        ? { code: normalPromotionCode(code), name, status, skus, reward, scope, priority, group, from, to }
        : null;
    }),
    fact('marketing.campaigns', campaigns, 'campaignId', ({ name, status, verdict, skus, from, to }) => {
      return { name, status, verdict, skus, from, to };
    }),
  ],
  mirrors: [
    mirrors('inventory.stock', stockFacts, 'sku', ({ sellable, level, incoming }) => {
      return { sellable, level, expected: incoming };
    }),
    mirrors('orders.orders', orderChannels, 'orderId', ({ channel }) => ({ channel })),
  ],
  mirrorsNothing: [{ projection: demand, because: 'It counts units by day, and inventory keeps no sums by day.' }],
  policies: [claimPromotionsWhenCheckoutAsks, settleClaimsWhenOrderDecided, noteStockWhenInventorySpeaks],
  processes: [
    endPromotionWhenItsWindowEnds,
    endCampaignWhenItsWindowEnds,
    endOverrideWhenItsTimeIsUp,
    resumeCampaignWhenStockStaysBack,
  ],
  providers: [StockLookup, OrderChannels],
  streamPermission: 'order.personal-data.read',
  invariants: [
    {
      name: 'no-promotion-beyond-its-limit',
      rule: 'A promotion is never used more often than it may be.',
      offenders: `select promotion_id, open, confirmed, uses_max from promotion_view
        where open < 0 or confirmed < 0 or open + confirmed > uses_max`,
    },
    {
      name: 'uses-equal-claims',
      rule: 'The uses of a promotion are the claims of orders that hold it.',
      offenders: `select p.promotion_id, p.open + p.confirmed as uses, count(c.order_id) as claims from promotion_view p
        left join promotion_claim_view c on c.status in ('claimed', 'confirmed')
          and c.claims @> jsonb_build_array(jsonb_build_object('promotionId', p.promotion_id))
        group by p.promotion_id having p.open + p.confirmed <> count(c.order_id)`,
    },
    {
      name: 'no-campaign-runs-unweighed',
      rule: 'A campaign runs on a verdict that is not HELD, or on an override by two people.',
      offenders: `select campaign_id, status, verdict from campaign_view
        where status = 'active' and (verdict is null or (verdict = 'HELD' and override ->> 'acknowledgedBy' is null))`,
    },
  ],
};

@Module({
  imports: [service(marketing)],
  controllers: [PromotionController, CampaignController, AlignmentController],
})
export class MarketingModule {}

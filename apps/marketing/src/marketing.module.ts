import { Module } from '@nestjs/common';
import { normalPromotionCode } from '@concord/contracts';
import {
  fact,
  mirrors,
  OrderChannels,
  orderChannelsMirror,
  ownOrdersOf,
  service,
  settingsOf,
  type ServiceParts,
} from '@concord/service';
import { AlignmentController } from './alignment/alignment.controller';
import { alignCampaign } from './campaign/align-campaign.decider';
import { CampaignController } from './campaign/campaign.controller';
import { CampaignOverrideController } from './campaign/campaign-override.controller';
import { CampaignStockController } from './campaign/campaign-stock.controller';
import { campaigns } from './campaign/campaigns.projection';
import { endCampaignWhenItsWindowEnds } from './campaign/end-campaign-when-its-window-ends.process';
import { endOverrideWhenItsTimeIsUp } from './campaign/end-override-when-its-time-is-up.process';
import { noteStockWhenInventorySpeaks } from './campaign/note-stock-when-inventory-speaks.policy';
import { planCampaign } from './campaign/plan-campaign.decider';
import { resumeCampaignWhenStockStaysBack } from './campaign/resume-campaign-when-stock-stays-back.process';
import { StockLookup } from './campaign/stock-lookup.reader';
import { holdCredit } from './credit/hold-credit.decider';
import { holdCreditWhenCheckoutAsks } from './credit/hold-credit-when-checkout-asks.policy';
import { settleCredit } from './credit/settle-credit.decider';
import { settleCreditWhenOrderDecided } from './credit/settle-credit-when-order-decided.policy';
import { demand } from './demand/demand.projection';
import { Liabilities } from './liability/liabilities.reader';
import { LiabilityController } from './liability/liability.controller';
import { earnPoints } from './points/earn-points.decider';
import { earnPointsWhenUnitsArrive } from './points/earn-points-when-units-arrive.policy';
import { adjustPoints } from './points/adjust-points.decider';
import { loyaltyAccounts } from './points/loyalty-accounts.projection';
import { loyaltyLedger } from './points/loyalty-ledger.projection';
import { loyaltyLots } from './points/loyalty-lots.projection';
import { LoyaltyController } from './points/loyalty.controller';
import { loyalty } from './points/loyalty.decider';
import { pointsAllowance } from './points/points-allowance.aggregate';
import { settlePointsWhenTheyAreDue } from './points/settle-points-when-they-are-due.process';
import { claimPromotionsWhenCheckoutAsks } from './promotion/claim-promotions-when-checkout-asks.policy';
import { customerUses } from './promotion/customer-uses.aggregate';
import { definePromotion } from './promotion/define-promotion.decider';
import { promotionCode } from './promotion/promotion-code.aggregate';
import { endPromotionWhenItsWindowEnds } from './promotion/end-promotion-when-its-window-ends.process';
import { promotionClaim } from './promotion/promotion-claim.decider';
import { promotionClaims } from './promotion/promotion-claims.projection';
import { PromotionController } from './promotion/promotion.controller';
import { promotion } from './promotion/promotion.decider';
import { promotions } from './promotion/promotions.projection';
import { settleClaimsWhenOrderDecided } from './promotion/settle-claims-when-order-decided.policy';
import { promotedSku } from './stock/promoted-sku.aggregate';
import { stockFacts } from './stock/stock-facts.projection';
import { activateVouchersWhenMoneyCame } from './voucher/activate-vouchers-when-money-came.policy';
import { expireVoucherWhenItsTimeIsOver } from './voucher/expire-voucher-when-its-time-is-over.process';
import { goodwillAllowance } from './voucher/goodwill-allowance.aggregate';
import { issueReplacementWhenValueGoesOn } from './voucher/issue-replacement-when-value-goes-on.process';
import { activateBoughtVouchers } from './voucher/activate-bought-vouchers.decider';
import { issueVoucher } from './voucher/issue-voucher.decider';
import { soldVouchers } from './voucher/sold-vouchers.aggregate';
import { transferVoucher } from './voucher/transfer-voucher.decider';
import { VoucherCodes } from './voucher/voucher-code.gateway';
import { voucherLedger } from './voucher/voucher-ledger.projection';
import { VoucherLookup } from './voucher/voucher-lookup.reader';
import { VoucherBalanceController } from './voucher/voucher-balance.controller';
import { VoucherController } from './voucher/voucher.controller';
import { voucher } from './voucher/voucher.decider';
import { vouchers } from './voucher/vouchers.projection';

const orderChannels = ownOrdersOf('marketing');

/** What marketing is made of. */
export const marketing: ServiceParts = {
  name: 'marketing',
  // Only checkouts with a promotion or with credit wait for marketing.
  gapMs: 50,
  deciders: [
    promotion,
    definePromotion,
    promotionClaim,
    planCampaign,
    alignCampaign,
    voucher,
    issueVoucher,
    activateBoughtVouchers,
    transferVoucher,
    loyalty,
    adjustPoints,
    earnPoints,
    holdCredit,
    settleCredit,
  ],
  aggregates: [promotionCode, customerUses, promotedSku, soldVouchers, goodwillAllowance, pointsAllowance],
  projections: [
    settingsOf('marketing'),
    promotions,
    promotionClaims,
    campaigns,
    stockFacts,
    demand,
    orderChannels,
    vouchers,
    voucherLedger,
    loyaltyAccounts,
    loyaltyLots,
    loyaltyLedger,
  ],
  gateways: [VoucherCodes],
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
    fact('marketing.vouchers', vouchers, 'voucherId', ({ codeHash, currency, balanceMinor, status, expiresAt }) => {
      return { codeHash, currency, balanceMinor, status, expiresAt };
    }),
    fact('marketing.points', loyaltyAccounts, 'customerId', ({ available }) => ({ available })),
  ],
  mirrors: [
    mirrors('inventory.stock', stockFacts, 'sku', ({ sellable, level }) => ({ sellable, level })),
    mirrors('inventory.expected', stockFacts, 'sku', ({ incoming }) => ({ expected: incoming })),
    orderChannelsMirror(orderChannels),
  ],
  mirrorsNothing: [{ projection: demand, because: 'It counts units by day, and inventory keeps no sums by day.' }],
  policies: [
    claimPromotionsWhenCheckoutAsks,
    settleClaimsWhenOrderDecided,
    noteStockWhenInventorySpeaks,
    holdCreditWhenCheckoutAsks,
    settleCreditWhenOrderDecided,
    activateVouchersWhenMoneyCame,
    earnPointsWhenUnitsArrive,
  ],
  processes: [
    endPromotionWhenItsWindowEnds,
    endCampaignWhenItsWindowEnds,
    endOverrideWhenItsTimeIsUp,
    resumeCampaignWhenStockStaysBack,
    expireVoucherWhenItsTimeIsOver,
    issueReplacementWhenValueGoesOn,
    settlePointsWhenTheyAreDue,
  ],
  providers: [StockLookup, OrderChannels, VoucherLookup, Liabilities],
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
    {
      name: 'vouchers-add-up',
      rule: 'What a voucher was issued for is spent, open, voided, expired or transferred, and no part is below zero.',
      offenders: `select voucher_id, issued_minor, inactive_minor, balance_minor, held_minor, spent_minor, voided_minor,
          expired_minor, transferred_minor from voucher_view
        where issued_minor <> inactive_minor + balance_minor + held_minor + spent_minor + voided_minor + expired_minor
            + transferred_minor
          or least(inactive_minor, balance_minor, held_minor, spent_minor, voided_minor, expired_minor,
            transferred_minor) < 0`,
    },
    {
      name: 'vouchers-equal-their-ledger',
      rule: 'What the shop owes for a voucher is the sum of its ledger.',
      offenders: `select v.voucher_id, v.balance_minor + v.held_minor as open, coalesce(sum(e.owed_minor), 0) as ledger
        from voucher_view v left join voucher_ledger_view e on e.voucher_id = v.voucher_id
        group by v.voucher_id having v.balance_minor + v.held_minor <> coalesce(sum(e.owed_minor), 0)`,
    },
    {
      name: 'points-equal-their-lots',
      rule: 'The available and pending points of a customer are those of the lots, and none is below zero.',
      offenders: `select a.customer_id, a.available, a.pending, a.held, a.owed from loyalty_account_view a
        left join loyalty_lot_view l on l.customer_id = a.customer_id
        group by a.customer_id having least(a.available, a.pending, a.held, a.owed, min(l.points)) < 0
          or a.available <> coalesce(sum(l.points) filter (where l.status = 'available'), 0)
          or a.pending <> coalesce(sum(l.points) filter (where l.status = 'pending'), 0)`,
    },
    {
      name: 'points-equal-their-ledger',
      rule: 'The points of a customer are the sum of their history.',
      offenders: `select a.customer_id, a.available, a.pending, a.held, a.owed from loyalty_account_view a
        left join loyalty_ledger_view e on e.customer_id = a.customer_id
        group by a.customer_id having a.available <> coalesce(sum(e.available), 0)
          or a.pending <> coalesce(sum(e.pending), 0) or a.held <> coalesce(sum(e.held), 0)
          or a.owed <> coalesce(sum(e.owed), 0)`,
    },
  ],
};

@Module({
  imports: [service(marketing)],
  controllers: [
    PromotionController,
    CampaignController,
    CampaignStockController,
    CampaignOverrideController,
    AlignmentController,
    VoucherController,
    VoucherBalanceController,
    LoyaltyController,
    LiabilityController,
  ],
})
export class MarketingModule {}

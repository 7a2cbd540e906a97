// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  Account,
  Adjusted,
  Alignment,
  Alignments,
  Campaign,
  CampaignPage,
  EntryPage,
  IssuedVoucher,
  Liabilities,
  LoyaltyLotPage,
  MarketingAlignmentListData,
  MarketingAlignmentOneData,
  MarketingCampaignAcknowledgeData,
  MarketingCampaignActivateData,
  MarketingCampaignCancelData,
  MarketingCampaignCompleteData,
  MarketingCampaignCreateData,
  MarketingCampaignEndOverrideData,
  MarketingCampaignListData,
  MarketingCampaignOneData,
  MarketingCampaignOverrideData,
  MarketingCampaignReplanData,
  MarketingCampaignSendBatchData,
  MarketingCampaignSimulateData,
  MarketingCampaignSubmitData,
  MarketingCampaignVerdictData,
  MarketingLiabilityAsOfData,
  MarketingLoyaltyAccountData,
  MarketingLoyaltyAdjustData,
  MarketingLoyaltyHistoryData,
  MarketingLoyaltyLotsData,
  MarketingPromotionActivateData,
  MarketingPromotionClaimData,
  MarketingPromotionDefineData,
  MarketingPromotionEndData,
  MarketingPromotionListData,
  MarketingPromotionOneData,
  MarketingPromotionPauseData,
  MarketingVoucherActivateData,
  MarketingVoucherBalanceByAddressData,
  MarketingVoucherBalanceByBodyData,
  MarketingVoucherCodeData,
  MarketingVoucherIssueData,
  MarketingVoucherLedgerData,
  MarketingVoucherListData,
  MarketingVoucherOneData,
  MarketingVoucherTransferData,
  MarketingVoucherVoidData,
  Promotion,
  PromotionClaim,
  PromotionPage,
  ShownCode,
  StockOutlook,
  StockVerdict,
  TransferredVoucher,
  Voucher,
  VoucherBalance,
  VoucherEntryPage,
  VoucherPage,
  Weighing,
  Written,
} from './types';

/** The routes of marketing. */
export interface MarketingRoutes {
  get: {
    /** Promotions. */
    '/v1/promotions': Route<MarketingPromotionListData, PromotionPage>;
    /** A promotion with its uses. */
    '/v1/promotions/{promotionId}': Route<MarketingPromotionOneData, Promotion>;
    /** The promotion uses of an order. */
    '/v1/promotion-claims/{orderId}': Route<MarketingPromotionClaimData, PromotionClaim>;
    /** Campaigns. */
    '/v1/campaigns': Route<MarketingCampaignListData, CampaignPage>;
    /** A campaign with its status. */
    '/v1/campaigns/{campaignId}': Route<MarketingCampaignOneData, Campaign>;
    /** Whether stock suffices: the last verdict on record, and the verdict now. */
    '/v1/campaigns/{campaignId}/stock-verdict': Route<MarketingCampaignVerdictData, StockVerdict>;
    /** Stock of several SKUs with their promotions and campaigns. */
    '/v1/alignment': Route<MarketingAlignmentListData, Alignments>;
    /** Stock of one SKU with its promotions and campaigns. */
    '/v1/alignment/{sku}': Route<MarketingAlignmentOneData, Alignment>;
    /** Vouchers, the latest first. */
    '/v1/vouchers': Route<MarketingVoucherListData, VoucherPage>;
    /** A voucher with the parts of its amount. */
    '/v1/vouchers/{voucherId}': Route<MarketingVoucherOneData, Voucher>;
    /** What happened to a voucher, the latest first. */
    '/v1/vouchers/{voucherId}/ledger': Route<MarketingVoucherLedgerData, VoucherEntryPage>;
    /** The balance of a voucher, by its code in the address. */
    '/v1/vouchers/{code}/balance': Route<MarketingVoucherBalanceByAddressData, VoucherBalance>;
    /** The points of a customer. */
    '/v1/loyalty/{customerId}': Route<MarketingLoyaltyAccountData, Account>;
    /** The lots of a customer that have points. */
    '/v1/loyalty/{customerId}/lots': Route<MarketingLoyaltyLotsData, LoyaltyLotPage>;
    /** What happened to the points of a customer, the latest first. */
    '/v1/loyalty/{customerId}/history': Route<MarketingLoyaltyHistoryData, EntryPage>;
    /** What the shop owes by vouchers and points, as of any moment. */
    '/v1/liabilities': Route<MarketingLiabilityAsOfData, Liabilities>;
  };
  post: {
    /** Defines a promotion as a draft. */
    '/v1/promotions': Route<MarketingPromotionDefineData, Written>;
    /** Activates a promotion. */
    '/v1/promotions/{promotionId}/activate': Route<MarketingPromotionActivateData, Written>;
    /** Pauses a promotion. */
    '/v1/promotions/{promotionId}/pause': Route<MarketingPromotionPauseData, Written>;
    /** Ends a promotion for good. */
    '/v1/promotions/{promotionId}/end': Route<MarketingPromotionEndData, Written>;
    /** Plans a campaign. */
    '/v1/campaigns': Route<MarketingCampaignCreateData, Written>;
    /** Changes the plan of a draft or a held campaign. */
    '/v1/campaigns/{campaignId}/replan': Route<MarketingCampaignReplanData, Written>;
    /** Cancels a campaign before it runs. */
    '/v1/campaigns/{campaignId}/cancel': Route<MarketingCampaignCancelData, Written>;
    /** Completes a running campaign. */
    '/v1/campaigns/{campaignId}/complete': Route<MarketingCampaignCompleteData, Written>;
    /** What if: the verdict on a campaign that does not exist. */
    '/v1/campaigns/simulate': Route<MarketingCampaignSimulateData, StockOutlook>;
    /** Submits a campaign: scheduled where stock suffices, otherwise held. */
    '/v1/campaigns/{campaignId}/submit': Route<MarketingCampaignSubmitData, Weighing>;
    /** Starts a campaign where stock still suffices; otherwise holds it and answers 409. */
    '/v1/campaigns/{campaignId}/activate': Route<MarketingCampaignActivateData, Weighing>;
    /** Sends a batch where stock still suffices; otherwise pauses the campaign and answers 409. */
    '/v1/campaigns/{campaignId}/batches': Route<MarketingCampaignSendBatchData, Weighing>;
    /** Asks for an override: a held campaign goes on for a while. */
    '/v1/campaigns/{campaignId}/override': Route<MarketingCampaignOverrideData, Written>;
    /** Agrees to an override, for inventory. */
    '/v1/campaigns/{campaignId}/acknowledge-override': Route<MarketingCampaignAcknowledgeData, Written>;
    /** Revokes an override: stock decides again. */
    '/v1/campaigns/{campaignId}/end-override': Route<MarketingCampaignEndOverrideData, Written>;
    /** Issues a voucher, and answers its code. */
    '/v1/vouchers': Route<MarketingVoucherIssueData, IssuedVoucher>;
    /** Activates a voucher that was paid for. */
    '/v1/vouchers/{voucherId}/activate': Route<MarketingVoucherActivateData, Written>;
    /** Voids the unspent part of a voucher. */
    '/v1/vouchers/{voucherId}/void': Route<MarketingVoucherVoidData, Written>;
    /** Transfers what is unspent to a new voucher with a new code. */
    '/v1/vouchers/{voucherId}/transfer': Route<MarketingVoucherTransferData, TransferredVoucher>;
    /** Shows the code of a voucher again. */
    '/v1/vouchers/{voucherId}/code': Route<MarketingVoucherCodeData, ShownCode>;
    /** The balance of a voucher, by its code. */
    '/v1/vouchers/balance': Route<MarketingVoucherBalanceByBodyData, VoucherBalance>;
    /** Gives points to a customer, or takes some. */
    '/v1/loyalty/{customerId}/adjustments': Route<MarketingLoyaltyAdjustData, Adjusted>;
  };
  put: {};
  patch: {};
  delete: {};
}

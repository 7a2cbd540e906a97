// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  Alignment,
  Alignments,
  Campaign,
  CampaignPage,
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
  MarketingPromotionActivateData,
  MarketingPromotionClaimData,
  MarketingPromotionDefineData,
  MarketingPromotionEndData,
  MarketingPromotionListData,
  MarketingPromotionOneData,
  MarketingPromotionPauseData,
  Promotion,
  PromotionClaim,
  PromotionPage,
  StockOutlook,
  StockVerdict,
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
    /** What if: the verdict on a campaign that does not exist. */
    '/v1/campaigns/simulate': Route<MarketingCampaignSimulateData, StockOutlook>;
    /** Changes the plan of a draft or a held campaign. */
    '/v1/campaigns/{campaignId}/replan': Route<MarketingCampaignReplanData, Written>;
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
    /** Cancels a campaign before it runs. */
    '/v1/campaigns/{campaignId}/cancel': Route<MarketingCampaignCancelData, Written>;
    /** Completes a running campaign. */
    '/v1/campaigns/{campaignId}/complete': Route<MarketingCampaignCompleteData, Written>;
  };
  put: {};
  patch: {};
  delete: {};
}

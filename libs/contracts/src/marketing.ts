import {
  CampaignActivated,
  CampaignBatchSent,
  CampaignCancelled,
  CampaignCompleted,
  CampaignCreated,
  CampaignHeld,
  CampaignHoldOverridden,
  CampaignPaused,
  CampaignReplanned,
  CampaignResumed,
  CampaignScheduled,
  CampaignStockEvaluated,
  CampaignSubmitted,
} from './marketing/campaign';
import {
  PromotionActivated,
  PromotionBudgetExhausted,
  PromotionDefined,
  PromotionEnded,
  PromotionPaused,
} from './marketing/promotion';
import {
  PromotionClaimConfirmed,
  PromotionClaimRejected,
  PromotionClaimReleased,
  PromotionClaimed,
} from './marketing/promotion-claim';

export * from './marketing/promotion';
export * from './marketing/promotion-claim';
export * from './marketing/campaign';

/** What marketing publishes on `marketing.events`. */
export const marketingEvents = {
  PromotionDefined,
  PromotionActivated,
  PromotionPaused,
  PromotionEnded,
  PromotionBudgetExhausted,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimConfirmed,
  PromotionClaimReleased,
  CampaignCreated,
  CampaignReplanned,
  CampaignSubmitted,
  CampaignStockEvaluated,
  CampaignHeld,
  CampaignHoldOverridden,
  CampaignScheduled,
  CampaignBatchSent,
  CampaignActivated,
  CampaignPaused,
  CampaignResumed,
  CampaignCompleted,
  CampaignCancelled,
};

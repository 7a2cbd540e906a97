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
import {
  PointsAdjusted,
  PointsBurned,
  PointsBurnHeld,
  PointsBurnRejected,
  PointsEarned,
  PointsExpired,
  PointsReleased,
  PointsRestored,
  PointsReversed,
} from './marketing/points';
import {
  VoucherActivated,
  VoucherCaptured,
  VoucherExpired,
  VoucherHeld,
  OrderCreditMissing,
  VoucherHoldRejected,
  VoucherIssued,
  VoucherRefunded,
  VoucherReleased,
  VoucherTransferred,
  VoucherVoided,
} from './marketing/voucher';

export * from './marketing/promotion';
export * from './marketing/promotion-claim';
export * from './marketing/campaign';
export * from './marketing/voucher';
export * from './marketing/points';

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
  VoucherIssued,
  VoucherActivated,
  VoucherHeld,
  OrderCreditMissing,
  VoucherHoldRejected,
  VoucherCaptured,
  VoucherReleased,
  VoucherRefunded,
  VoucherVoided,
  VoucherExpired,
  VoucherTransferred,
  PointsEarned,
  PointsReleased,
  PointsBurnHeld,
  PointsBurnRejected,
  PointsBurned,
  PointsRestored,
  PointsReversed,
  PointsExpired,
  PointsAdjusted,
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

import { publishedBy } from '@concord/event-sourcing';
import { Type, type Static, type TObject } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone } from './fields';
import { CLAIM_REFUSALS } from './promotion-code';

const event = publishedBy('marketing');

/** How a promotion lowers the price of its SKUs: by percent or by an amount a unit. No SKU named means all. */
export const Reward = Type.Object({
  kind: OneOf('percent', 'amount'),
  /** Percent from 1 to 100, or minor units. */
  value: Type.Integer({ minimum: 1 }),
  /** Of an amount: it counts for orders in this currency alone. A percentage has none. */
  currency: Type.Optional(Currency),
});

/** The currency of an amount that names none. */
export const PROMOTION_CURRENCY = 'GBP';

const inShopCurrency = <P extends { reward: Static<typeof Reward> }>(v1: P): P =>
  v1.reward.kind === 'amount' ? { ...v1, reward: { ...v1.reward, currency: PROMOTION_CURRENCY } } : v1;

const promotion = {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  name: ShortText,
  skus: Type.Array(Sku),
  reward: Reward,
  from: Time,
  to: Time,
};

const definition = { ...promotion, usesMax: Type.Optional(Units), usesPerCustomerMax: Type.Optional(Units) };
/** A promotion was written down, not yet in force. */
export const PromotionDefined = event('PromotionDefined', 2, definition, {
  // Amounts of version 1 named no currency.
  1: (v1: Static<TObject<typeof definition>>) => inShopCurrency(v1),
});

/** The promotion counts: orders prices with it. */
export const PromotionActivated = event('PromotionActivated', 2, promotion, {
  1: (v1: Static<TObject<typeof promotion>>) => inShopCurrency(v1),
});
/** The promotion does not count for now: badges and prices go back. */
export const PromotionPaused = event('PromotionPaused', 1, {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  skus: Type.Array(Sku),
  reason: ShortText,
  /** The campaign whose want of stock paused it, and which resumes it. */
  campaignId: Type.Optional(Id),
});
/** The promotion is over. */
export const PromotionEnded = event('PromotionEnded', 1, {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  skus: Type.Array(Sku),
  reason: ShortText,
});
/** The last use is claimed. */
export const PromotionBudgetExhausted = event('PromotionBudgetExhausted', 1, { promotionId: Id, usesMax: Units });

const claims = Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor }));

/** All uses that an order asked for are its own: checkout goes on. */
export const PromotionClaimed = event('PromotionClaimed', 1, { orderId: Id, claims });
const claimRejection = {
  orderId: Id,
  promotionId: Id,
  reason: OneOf(...CLAIM_REFUSALS),
  /** The code of the promotion, which the customer typed. */
  code: Type.Optional(Type.String({ maxLength: 40 })),
};
/** A limit is reached or a promotion is off: checkout ends, nothing more is charged than was shown. */
export const PromotionClaimRejected = event('PromotionClaimRejected', 2, claimRejection, {
  1: (v1: Static<TObject<typeof claimRejection>>) => v1,
});
/** The order is confirmed: the uses count for good. */
export const PromotionClaimConfirmed = event('PromotionClaimConfirmed', 1, { orderId: Id, claims });
/** The order came to nothing: the uses are free again, once. */
export const PromotionClaimReleased = event('PromotionClaimReleased', 1, { orderId: Id, claims, reason: ShortText });

/** How a campaign stands. */
export const CAMPAIGN_STATUSES = ['draft', 'held', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Whether there is enough for a campaign. */
export const Verdict = OneOf('CLEAR', 'AT_RISK', 'HELD');

/** The figures behind a verdict, a SKU each. Coverage is supply through demand, in thousandths. */
export const Coverage = Type.Object({
  sku: Sku,
  sellable: UnitsOrNone,
  incoming: UnitsOrNone,
  supply: UnitsOrNone,
  demand: UnitsOrNone,
  coverageMilli: UnitsOrNone,
  shortUnits: UnitsOrNone,
  level: ShortText,
  /** Units a day that sell without the campaign, in thousandths. */
  baselineMilli: Type.Optional(UnitsOrNone),
});

/** A campaign was planned. */
export const CampaignCreated = event('CampaignCreated', 1, {
  campaignId: Id,
  name: ShortText,
  channels: Type.Array(Type.String()),
  skus: Type.Array(Sku),
  promotionId: Type.Optional(Id),
  from: Time,
  to: Time,
  /** What it is hoped to bring: people reached, buyers among a thousand of them, units an order in thousandths. */
  expected: Type.Optional(
    Type.Object({ reach: UnitsOrNone, conversionMilli: UnitsOrNone, unitsPerOrderMilli: UnitsOrNone }),
  ),
  /** How much faster its SKUs sell meanwhile, in thousandths. */
  upliftMilli: Type.Optional(Units),
  audience: Type.Optional(UnitsOrNone),
});
/** A campaign asks to be sent. */
export const CampaignSubmitted = event('CampaignSubmitted', 1, { campaignId: Id, by: Type.Optional(ShortText) });
/** Stock was weighed against the demand that the campaign will make. Every verdict, with its figures and inputs. */
export const CampaignStockEvaluated = event('CampaignStockEvaluated', 1, {
  campaignId: Id,
  verdict: Verdict,
  coverage: Type.Array(Coverage),
  shortUnits: UnitsOrNone,
  /** The positions of what was known of stock then. */
  inputs: Type.Array(ShortText),
  proposals: Type.Array(Type.Object({ kind: ShortText, detail: ShortText, value: Type.Optional(ShortText) })),
  at: Type.Optional(Time),
});
/** The campaign is not sent: stock would not last. */
export const CampaignHeld = event('CampaignHeld', 1, { campaignId: Id, reason: ShortText, shortUnits: UnitsOrNone });
const override = {
  campaignId: Id,
  by: ShortText,
  acknowledgedBy: ShortText,
  reason: ShortText,
  /** The override ends then at the latest; it also gives way where a SKU sells out. */
  until: Type.Optional(Time),
};
/** Two people, neither of them the submitter, let a held campaign go on all the same, for a while. */
export const CampaignHoldOverridden = event('CampaignHoldOverridden', 2, override, {
  // Overrides of version 1 had no end of their own: they end with the window of the campaign.
  1: (v1: Static<TObject<typeof override>>) => v1,
});
/** There is enough, or two people said so: the campaign may be sent in its window. The desk sees it. */
export const CampaignScheduled = event('CampaignScheduled', 1, {
  campaignId: Id,
  skus: Type.Array(Sku),
  from: Time,
  to: Time,
});
/** A batch of messages went out, on a verdict younger than fifteen minutes. */
export const CampaignBatchSent = event('CampaignBatchSent', 1, {
  campaignId: Id,
  batch: Units,
  recipients: UnitsOrNone,
});
/** The campaign runs: its promotion shows. */
export const CampaignActivated = event('CampaignActivated', 1, { campaignId: Id, skus: Type.Array(Sku) });
/** Stock ran low: nothing more is sent, price and badge are hidden. */
export const CampaignPaused = event('CampaignPaused', 1, { campaignId: Id, skus: Type.Array(Sku), reason: ShortText });
/** Stock is back: the campaign goes on. */
export const CampaignResumed = event('CampaignResumed', 1, { campaignId: Id, skus: Type.Array(Sku) });
/** The campaign is over. */
export const CampaignCompleted = event('CampaignCompleted', 1, { campaignId: Id });
/** The campaign was called off before it ran. */
export const CampaignCancelled = event('CampaignCancelled', 1, { campaignId: Id, reason: ShortText });

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

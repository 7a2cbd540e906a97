import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Id, OneOf, ShortText, Sku, Time, Units, UnitsOrNone } from '../fields';

const event = publishedBy('marketing');

/** The status of a campaign. */
export const CAMPAIGN_STATUSES = ['draft', 'held', 'scheduled', 'active', 'paused', 'completed', 'cancelled'] as const;

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** The verdict whether stock suffices for a campaign. */
export const Verdict = OneOf('CLEAR', 'AT_RISK', 'HELD');

/** The figures behind a verdict, for each SKU. Coverage is supply divided by demand, in thousandths. */
export const Coverage = Type.Object({
  sku: Sku,
  sellable: UnitsOrNone,
  incoming: UnitsOrNone,
  supply: UnitsOrNone,
  demand: UnitsOrNone,
  coverageMilli: UnitsOrNone,
  shortUnits: UnitsOrNone,
  level: ShortText,
  /** Units sold per day without the campaign, in thousandths. */
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
  /** The expected result: people reached, buyers per thousand people, units per order in thousandths. */
  expected: Type.Optional(
    Type.Object({ reach: UnitsOrNone, conversionMilli: UnitsOrNone, unitsPerOrderMilli: UnitsOrNone }),
  ),
  /** How much faster its SKUs sell during the campaign, in thousandths. */
  upliftMilli: Type.Optional(Units),
  audience: Type.Optional(UnitsOrNone),
});

/**
 * The plan of a draft or a held campaign was changed: fewer people, or another window. What is not named stays. Whoever
 * shows campaigns shows the new window.
 */
export const CampaignReplanned = event('CampaignReplanned', 1, {
  campaignId: Id,
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  /** People that the campaign is expected to reach. */
  reach: Type.Optional(UnitsOrNone),
  audience: Type.Optional(UnitsOrNone),
});

/** A campaign was submitted. */
export const CampaignSubmitted = event('CampaignSubmitted', 1, { campaignId: Id, by: Type.Optional(ShortText) });

/** Stock was weighed against the demand of the campaign. Every verdict, with its figures and inputs. */
export const CampaignStockEvaluated = event('CampaignStockEvaluated', 1, {
  campaignId: Id,
  verdict: Verdict,
  coverage: Type.Array(Coverage),
  shortUnits: UnitsOrNone,
  /** The positions of the stock facts behind the verdict. */
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
  /** The override ends at this moment; it also gives way where a SKU sells out. */
  until: Type.Optional(Time),
};

/** Two people, neither of them the submitter, let a held campaign go on for a while. */
export const CampaignHoldOverridden = event('CampaignHoldOverridden', 2, override, {
  // Overrides of version 1 have no end of their own: they end with the window of the campaign.
  1: (v1: Static<TObject<typeof override>>) => v1,
});

/** Stock suffices, or two people let the campaign go on: it may be sent in its window. Customer service shows it. */
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

/** The campaign runs: its promotion is shown. */
export const CampaignActivated = event('CampaignActivated', 1, { campaignId: Id, skus: Type.Array(Sku) });

/** Stock ran low: nothing more is sent, and price and badge are hidden. */
export const CampaignPaused = event('CampaignPaused', 1, { campaignId: Id, skus: Type.Array(Sku), reason: ShortText });

/** Stock is back: the campaign goes on. */
export const CampaignResumed = event('CampaignResumed', 1, { campaignId: Id, skus: Type.Array(Sku) });

/** The campaign is over. */
export const CampaignCompleted = event('CampaignCompleted', 1, { campaignId: Id });

/** The campaign was cancelled before it ran. */
export const CampaignCancelled = event('CampaignCancelled', 1, { campaignId: Id, reason: ShortText });

import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Id, OneOf, ShortText, Sku, Time, Units, UnitsOrNone } from '../fields';

const event = publishedBy('marketing');

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

import {
  CampaignHeld,
  CampaignPaused,
  CampaignResumed,
  CampaignScheduled,
  CampaignStockEvaluated,
} from '@concord/contracts';
import { lookup, never, type Change, type DomainEvent, type Read } from '@concord/event-sourcing';
import { activation, pause } from '../promotion/promotion.decider';
import { promotionAggregate } from '../promotion/promotion.aggregate';
import { promotedSku, SkuLeft } from '../stock/promoted-sku.aggregate';
import { UNKNOWN, type StockFacts } from '../stock/stock-facts';
import {
  campaignAggregate,
  CampaignRecovering,
  CampaignRelapsed,
  type Campaign,
  type CampaignEvent,
} from './campaign.aggregate';
import {
  expectedOf,
  isStrong,
  proposals,
  weigh,
  type CoverageBounds,
  type DemandPlan,
  type SkuSeen,
  type Weighed,
} from './stock-verdict';

/** A campaign that was created. */
export type Planned = Campaign & { readonly plan: NonNullable<Campaign['plan']> };

export const change = (campaignId: string, ...events: CampaignEvent[]): Change => ({
  to: campaignAggregate,
  id: campaignId,
  events,
});

/** Reads a campaign with its SKUs and its promotion, so that all of them are loaded together. */
export function readCampaign(campaignId: string, read: Read): void {
  const { plan } = read(campaignAggregate, campaignId);
  if (plan?.promotionId) read(promotionAggregate, plan.promotionId);
  for (const sku of plan?.skus ?? []) read(promotedSku, sku);
}

/**
 * The expected demand of a campaign: that of its audience and of everybody beyond it who was told. `next` people are
 * told now.
 */
export const demandPlan = ({ plan, recipients }: Planned, next = 0): DemandPlan => ({
  from: plan.from,
  to: plan.to,
  expected: expectedOf(
    plan.expected ?? { reach: 0, conversionMilli: 0, unitsPerOrderMilli: 0 },
    Math.max(plan.audience ?? 0, recipients + next),
  ),
  upliftMilli: plan.upliftMilli ?? 1_000,
});

/** What is known of the campaign's SKUs; `news` replaces what the streams say. */
export function seenBy(campaign: Planned, read: Read, news: ReadonlyMap<string, StockFacts> = new Map()): SkuSeen[] {
  return campaign.plan.skus.map((sku) => {
    const facts = read(promotedSku, sku).facts;
    return { sku, facts: news.get(sku) ?? facts ?? UNKNOWN, baselineMilli: lookup(campaign.baselines, sku) ?? 0 };
  });
}

/** The verdict with all its inputs, so that it can be computed again. */
export function evaluated(
  campaign: Planned,
  seen: readonly SkuSeen[],
  { verdict, coverage, shortUnits }: Weighed,
  at: string,
  bounds: CoverageBounds,
) {
  return CampaignStockEvaluated.of({
    campaignId: campaign.plan.campaignId,
    verdict,
    coverage,
    shortUnits,
    at,
    inputs: seen.map(({ sku, facts }) => `stock-item-${sku}@${facts.version}`),
    proposals: proposals(demandPlan(campaign), seen, at, bounds),
  });
}

export const scheduled = ({ plan: { campaignId, skus, from, to } }: Planned) =>
  CampaignScheduled.of({ campaignId, skus, from, to });

export const held = ({ plan: { campaignId } }: Planned, weighed: Weighed) =>
  CampaignHeld.of({ campaignId, reason: reasonOf(weighed), shortUnits: weighed.shortUnits });

/** The SKUs that pause or hold the campaign, with the reason. */
export function reasonOf({ coverage }: Weighed): string {
  const worst = [...coverage].sort((a, b) => a.coverageMilli - b.coverageMilli)[0];
  if (!worst) return 'the stock is unknown';
  const { sku, supply, demand, level } = worst;
  return `stock: ${sku} is ${level}, ${supply} units for a demand of ${demand}`.slice(0, 500);
}

/** Pauses or holds the campaign and its promotion. */
export function paused({ plan: { campaignId, skus, promotionId } }: Planned, weighed: Weighed, read: Read) {
  const reason = reasonOf(weighed);
  const promotion = promotionId ? read(promotionAggregate, promotionId) : undefined;
  const stops = promotion?.status === 'active' ? [pause(promotion.terms!, reason, campaignId)] : [];
  return { event: CampaignPaused.of({ campaignId, skus, reason }), others: promotionChange(promotionId, stops) };
}

/** Resumes the campaign, and its promotion where stock had paused it. */
export function resumed({ plan: { campaignId, skus, promotionId } }: Planned, read: Read) {
  const promotion = promotionId ? read(promotionAggregate, promotionId) : undefined;
  const goesOn = promotion?.status === 'paused' && promotion.awaitsStock ? [activation(promotion.terms!)] : [];
  return { event: CampaignResumed.of({ campaignId, skus }), others: promotionChange(promotionId, goesOn) };
}

export const promotionChange = (promotionId: string | undefined, events: readonly DomainEvent[]): Change[] =>
  promotionId && events.length > 0 ? [{ to: promotionAggregate, id: promotionId, events }] : [];

/** The campaign has ended: it listens to no SKU any more. A promotion that it had paused is left to people. */
export function leaves({ plan: { campaignId, skus, promotionId } }: Planned, read: Read): Change[] {
  const promotion = promotionId ? read(promotionAggregate, promotionId) : undefined;
  const left = skus
    .filter((sku) => read(promotedSku, sku).campaigns.includes(campaignId))
    .map((sku) => ({ to: promotedSku, id: sku, events: [SkuLeft.of({ sku, campaignId })] }));
  const freed = promotion?.awaitsStock ? [pause(promotion.terms!, 'its campaign is over')] : [];
  return [...left, ...promotionChange(promotionId, freed)];
}

/**
 * Whether two people let the campaign go on although stock is short: only until their override ends, and not without
 * any stock.
 */
export const isOverruled = ({ override, plan }: Planned, { coverage }: Weighed, at: string): boolean =>
  override?.acknowledged === true &&
  Date.parse(at) < Date.parse(override.until ?? plan.to) &&
  coverage.every(({ sellable }) => sellable > 0);

/** The change of a campaign when the stock of one of its SKUs changed. */
export function reaction(
  campaign: Planned,
  seen: readonly SkuSeen[],
  at: string,
  bounds: CoverageBounds,
  read: Read,
): Change[] {
  const { campaignId, to } = campaign.plan;
  if (Date.parse(at) >= Date.parse(to)) return [];
  const ahead = weigh(demandPlan(campaign), seen, at, bounds);
  const now = weigh(demandPlan(campaign), seen, at, bounds, { sending: true });
  switch (campaign.status) {
    case 'held':
      if (ahead.verdict !== 'CLEAR') return [];
      return [change(campaignId, evaluated(campaign, seen, ahead, at, bounds), scheduled(campaign))];
    case 'scheduled':
      if (ahead.verdict !== 'HELD' || isOverruled(campaign, ahead, at)) return [];
      return [change(campaignId, evaluated(campaign, seen, ahead, at, bounds), held(campaign, ahead))];
    case 'active': {
      if (now.verdict !== 'HELD' || isOverruled(campaign, now, at)) return [];
      const { event, others } = paused(campaign, now, read);
      return [change(campaignId, evaluated(campaign, seen, now, at, bounds), event), ...others];
    }
    case 'paused':
      if (isStrong(now, bounds) === campaign.isRecovering) return [];
      return [
        change(
          campaignId,
          isStrong(now, bounds) ? CampaignRecovering.of({ campaignId }) : CampaignRelapsed.of({ campaignId }),
        ),
      ];
    case 'none':
    case 'draft':
    case 'completed':
    case 'cancelled':
      return [];
    default:
      return never(campaign.status);
  }
}

import {
  type CampaignStatus,
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
  fields,
} from '@concord/contracts';
import { Type } from 'typebox';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** A person asks for a held campaign to go on; a second person must agree. */
export const CampaignOverrideProposed = event('CampaignOverrideProposed', 1, {
  campaignId: fields.Id,
  by: fields.ShortText,
  reason: fields.ShortText,
  /** When the override is to end. */
  until: Type.Optional(fields.Time),
});
/** The override is over: it expired, or a person revoked it. Stock decides again. */
export const CampaignOverrideEnded = event('CampaignOverrideEnded', 1, {
  campaignId: fields.Id,
  reason: fields.ShortText,
});
/** A paused campaign has enough stock again; it goes on if that lasts. */
export const CampaignRecovering = event('CampaignRecovering', 1, { campaignId: fields.Id });
/** Stock fell again before the campaign went on. */
export const CampaignRelapsed = event('CampaignRelapsed', 1, { campaignId: fields.Id });

export const campaignEvents = {
  CampaignCreated,
  CampaignReplanned,
  CampaignSubmitted,
  CampaignStockEvaluated,
  CampaignHeld,
  CampaignHoldOverridden,
  CampaignScheduled,
  CampaignActivated,
  CampaignBatchSent,
  CampaignPaused,
  CampaignResumed,
  CampaignCompleted,
  CampaignCancelled,
  CampaignOverrideProposed,
  CampaignOverrideEnded,
  CampaignRecovering,
  CampaignRelapsed,
};
export type CampaignEvent = EventFrom<(typeof campaignEvents)[keyof typeof campaignEvents]>;

type Created = EventFrom<typeof CampaignCreated>['data'];

export interface Campaign {
  readonly status: 'none' | CampaignStatus;
  readonly plan: Created | null;
  readonly submittedBy: string | null;
  readonly override: {
    readonly by: string;
    readonly reason: string;
    readonly acknowledged: boolean;
    /** Null means until the window of the campaign ends. */
    readonly until: string | null;
  } | null;
  /** Units a day that each SKU sells without the campaign, in thousandths, as of the last verdict. */
  readonly baselines: Readonly<Record<string, number>>;
  readonly batches: number;
  readonly recipients: number;
  readonly isRecovering: boolean;
}

export const campaignAggregate: Aggregate<CampaignEvent, Campaign> = {
  kind: 'campaign',
  events: campaignEvents,
  shapeVersion: 2,
  initial: {
    status: 'none',
    plan: null,
    submittedBy: null,
    override: null,
    baselines: {},
    batches: 0,
    recipients: 0,
    isRecovering: false,
  },

  evolve(campaign, { type, data }) {
    switch (type) {
      case 'CampaignCreated':
        return { ...campaign, status: 'draft', plan: data };
      case 'CampaignReplanned':
        return { ...campaign, plan: campaign.plan && replanned(campaign.plan, data) };
      case 'CampaignSubmitted':
        return { ...campaign, submittedBy: data.by ?? null, override: null };
      case 'CampaignStockEvaluated':
        return {
          ...campaign,
          baselines: Object.fromEntries(data.coverage.map((one) => [one.sku, one.baselineMilli ?? 0])),
        };
      case 'CampaignHeld':
        return { ...campaign, status: 'held', override: null };
      case 'CampaignOverrideProposed':
        return { ...campaign, override: overrideOf(data, false) };
      case 'CampaignHoldOverridden':
        return { ...campaign, override: overrideOf(data, true) };
      case 'CampaignOverrideEnded':
        return { ...campaign, override: null };
      case 'CampaignScheduled':
        return { ...campaign, status: 'scheduled' };
      case 'CampaignActivated':
        return { ...campaign, status: 'active' };
      case 'CampaignBatchSent':
        return {
          ...campaign,
          status: 'active',
          batches: data.batch,
          recipients: campaign.recipients + data.recipients,
        };
      case 'CampaignPaused':
        return { ...campaign, status: 'paused', isRecovering: false };
      case 'CampaignRecovering':
        return { ...campaign, isRecovering: true };
      case 'CampaignRelapsed':
        return { ...campaign, isRecovering: false };
      case 'CampaignResumed':
        return { ...campaign, status: 'active', isRecovering: false };
      case 'CampaignCompleted':
        return { ...campaign, status: 'completed' };
      case 'CampaignCancelled':
        return { ...campaign, status: 'cancelled' };
      default:
        return never(type);
    }
  },
};

const overrideOf = (
  { by, reason, until = null }: { by: string; reason: string; until?: string | null },
  acknowledged: boolean,
) => ({
  by,
  reason,
  acknowledged,
  until,
});

type Replanned = EventFrom<typeof CampaignReplanned>['data'];

/** A plan with what was changed of it. */
function replanned(plan: Created, { from, to, reach, audience }: Replanned): Created {
  const { expected } = plan;
  return {
    ...plan,
    from: from ?? plan.from,
    to: to ?? plan.to,
    ...(expected && { expected: { ...expected, reach: reach ?? expected.reach } }),
    ...(audience !== undefined && { audience }),
  };
}

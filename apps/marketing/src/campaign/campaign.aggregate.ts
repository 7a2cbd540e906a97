import {
  CampaignActivated,
  CampaignBatchSent,
  CampaignCancelled,
  CampaignCompleted,
  CampaignCreated,
  CampaignHeld,
  CampaignHoldOverridden,
  CampaignPaused,
  CampaignResumed,
  CampaignScheduled,
  CampaignStockEvaluated,
  CampaignSubmitted,
  fields,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** One person wants a held campaign to go on; a second one is asked. */
export const CampaignOverrideProposed = event('CampaignOverrideProposed', 1, {
  campaignId: fields.Id,
  by: fields.ShortText,
  reason: fields.ShortText,
});
/** There is enough again for a paused campaign; it goes on if that stays so. */
export const CampaignRecovering = event('CampaignRecovering', 1, { campaignId: fields.Id });
/** It did not stay so. */
export const CampaignRelapsed = event('CampaignRelapsed', 1, { campaignId: fields.Id });

export const campaignEvents = {
  ...{ CampaignCreated, CampaignSubmitted, CampaignStockEvaluated, CampaignHeld, CampaignHoldOverridden },
  ...{ CampaignScheduled, CampaignActivated, CampaignBatchSent, CampaignPaused, CampaignResumed },
  ...{ CampaignCompleted, CampaignCancelled, CampaignOverrideProposed, CampaignRecovering, CampaignRelapsed },
};
export type CampaignEvent = EventFrom<(typeof campaignEvents)[keyof typeof campaignEvents]>;

type Created = EventFrom<typeof CampaignCreated>['data'];

export interface Campaign {
  readonly status: 'none' | 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
  readonly plan: Created | null;
  readonly submittedBy: string | null;
  readonly override: { readonly by: string; readonly reason: string; readonly acknowledged: boolean } | null;
  /** Units a day that each SKU sells without the campaign, in thousandths, as it was weighed last. */
  readonly baselines: Readonly<Record<string, number>>;
  readonly batches: number;
  readonly recipients: number;
  readonly isRecovering: boolean;
}

export const campaignAggregate: Aggregate<CampaignEvent, Campaign> = {
  kind: 'campaign',
  events: campaignEvents,
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
        return { ...campaign, override: { by: data.by, reason: data.reason, acknowledged: false } };
      case 'CampaignHoldOverridden':
        return { ...campaign, override: { by: data.by, reason: data.reason, acknowledged: true } };
      case 'CampaignScheduled':
        return { ...campaign, status: 'scheduled' };
      case 'CampaignActivated':
        return { ...campaign, status: 'active' };
      case 'CampaignBatchSent':
        return { ...campaign, batches: data.batch, recipients: campaign.recipients + data.recipients };
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

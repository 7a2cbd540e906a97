import {
  CampaignCancelled,
  CampaignCompleted,
  CampaignCreated,
  CampaignHoldOverridden,
  CampaignReplanned,
} from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Command,
  type JointDecider,
  type Read,
  type Stamped,
} from '@concord/event-sourcing';
import { promotionAggregate } from '../promotion/promotion.aggregate';
import { isPlanned, type CampaignPlan } from './align-campaign.decider';
import { change, readCampaign, leaves, scheduled, seenBy, type Planned } from './campaign-changes';
import { campaignAggregate, CampaignOverrideProposed } from './campaign.aggregate';

export type CreateCampaign = Command<'CreateCampaign', CampaignPlan>;
/** Another window, or fewer people: what is not named stays. */
export type ReplanCampaign = Command<
  'ReplanCampaign',
  { campaignId: string; from?: string; to?: string; reach?: number; audience?: number }
>;
export type OverrideHold = Command<
  'OverrideHold',
  { campaignId: string; reason: string; hours: number; hoursMax: number }
>;
export type AcknowledgeOverride = Command<'AcknowledgeOverride', { campaignId: string }>;
export type CancelCampaign = Command<'CancelCampaign', { campaignId: string; reason: string }>;
export type CompleteCampaign = Command<'CompleteCampaign', { campaignId: string }>;
/** The window is over: a campaign that ran is completed, one that did not is cancelled. */
export type EndCampaignWindow = Command<'EndCampaignWindow', { campaignId: string }>;
export type PlanningCommand =
  | CreateCampaign
  | ReplanCampaign
  | OverrideHold
  | AcknowledgeOverride
  | CancelCampaign
  | CompleteCampaign
  | EndCampaignWindow;

const HOUR_MS = 3_600_000;

/** The decisions of people about a campaign. */
export const planCampaign: JointDecider<PlanningCommand> = {
  commands: [
    'CreateCampaign',
    'ReplanCampaign',
    'OverrideHold',
    'AcknowledgeOverride',
    'CancelCampaign',
    'CompleteCampaign',
    'EndCampaignWindow',
  ],
  aggregate: campaignAggregate,
  opens: ['CreateCampaign'],
  id: ({ data }) => data.campaignId,

  reads({ type, data }, read) {
    if (type === 'CreateCampaign' && data.promotionId) read(promotionAggregate, data.promotionId);
    if (type === 'CancelCampaign' || type === 'CompleteCampaign' || type === 'EndCampaignWindow')
      readCampaign(data.campaignId, read);
  },

  decideJointly(command, read) {
    const { campaignId } = command.data;
    const campaign = read(campaignAggregate, campaignId);
    if (command.type === 'CreateCampaign') {
      const { promotionId, skus, from, to } = command.data;
      if (campaign.status !== 'none') return conflict('campaign-exists', `There is a campaign ${campaignId} already.`);
      if (promotionId && !read(promotionAggregate, promotionId).terms)
        return notFound('promotion-unknown', `There is no promotion ${promotionId}.`);
      if (Date.parse(from) >= Date.parse(to))
        return rule('window-empty', 'The window ends before it begins: swap from and to.');
      if (new Set(skus).size < skus.length) return rule('sku-repeated', 'A campaign may name a SKU only once.');
      return [change(campaignId, CampaignCreated.of(command.data))];
    }
    if (!isPlanned(campaign)) return notFound('campaign-unknown', `There is no campaign ${campaignId}.`);
    const { status } = campaign;
    const cancelled = (reason: string) => [
      change(campaignId, CampaignCancelled.of({ campaignId, reason })),
      ...leaves(campaign, read),
    ];
    const completed = () => [change(campaignId, CampaignCompleted.of({ campaignId })), ...leaves(campaign, read)];
    switch (command.type) {
      case 'ReplanCampaign':
        return replan(campaign, command);
      case 'OverrideHold':
      case 'AcknowledgeOverride':
        return override(campaign, command, read);
      case 'CancelCampaign':
        if (status === 'cancelled') return [];
        if (status === 'active' || status === 'paused' || status === 'completed')
          return conflict('campaign-has-run', `The campaign is ${status}: complete it, for it has run.`);
        return cancelled(command.data.reason);
      case 'CompleteCampaign':
        if (status === 'completed') return [];
        if (status !== 'active' && status !== 'paused')
          return conflict(
            'campaign-not-active',
            `The campaign is ${status}: only a running campaign can be completed.`,
          );
        return completed();
      case 'EndCampaignWindow':
        if (status === 'completed' || status === 'cancelled') return [];
        return status === 'active' || status === 'paused' ? completed() : cancelled('its window passed');
      default:
        return never(command);
    }
  },
};

/** A plan may change until the campaign is scheduled: what was weighed and promised then stays as it was weighed. */
function replan({ plan, status }: Planned, { data, at }: Stamped<ReplanCampaign>) {
  const { campaignId, from = plan.from, to = plan.to, reach, audience } = data;
  if (status !== 'draft' && status !== 'held')
    return conflict(
      'campaign-not-changeable',
      `The campaign is ${status}: only a draft or a held campaign can be changed.`,
    );
  if (Date.parse(from) >= Date.parse(to))
    return rule('window-empty', 'The window ends before it begins: swap from and to.');
  if (Date.parse(to) <= Date.parse(at)) return rule('campaign-window-over', `The window would have ended at ${to}.`);
  const isSame =
    from === plan.from &&
    to === plan.to &&
    (reach ?? plan.expected?.reach) === plan.expected?.reach &&
    (audience ?? plan.audience) === plan.audience;
  return isSame ? [] : [change(campaignId, CampaignReplanned.of({ campaignId, from, to, reach, audience }))];
}

/** Two people, neither of them the submitter, let a held campaign go on. */
function override(campaign: Planned, command: Stamped<OverrideHold | AcknowledgeOverride>, read: Read) {
  const { type, data, by, at } = command;
  const seen = seenBy(campaign, read);
  const { campaignId } = data;
  const { status, submittedBy, override: proposed } = campaign;
  if (status !== 'held')
    return conflict('campaign-not-held', `The campaign is ${status}: there is no hold to override.`);
  if (by.id === submittedBy)
    return rule('second-person-needed', 'The submitter of a campaign cannot override its hold: ask another person.');
  if (type === 'OverrideHold') {
    const { reason, hours, hoursMax } = data;
    if (hours > hoursMax)
      return rule('override-too-long', `An override lasts at most ${hoursMax} hours: ask for fewer.`, { hoursMax });
    const until = later(at, hours);
    return [change(campaignId, CampaignOverrideProposed.of({ campaignId, by: by.id, reason, until }))];
  }
  if (!proposed) return conflict('override-not-proposed', 'No override of this hold was asked for. Ask for it first.');
  if (by.id === proposed.by)
    return rule('second-person-needed', 'You asked for this override: another person must agree.');
  const soldOut = seen.find(({ facts }) => facts.sellable <= 0);
  if (soldOut) return rule('campaign-sold-out', `No unit of ${soldOut.sku} is for sale: the campaign cannot go on.`);
  const { reason, until } = proposed;
  if (until !== null && until <= at)
    return rule('override-time-over', `The override was to end at ${until}, which is over: ask for another one.`);
  const overridden = { campaignId, by: proposed.by, acknowledgedBy: by.id, reason, ...(until && { until }) };
  return [change(campaignId, CampaignHoldOverridden.of(overridden), scheduled(campaign))];
}

const later = (moment: string, hours: number) => new Date(Date.parse(moment) + hours * HOUR_MS).toISOString();

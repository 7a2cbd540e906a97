import { CampaignActivated, CampaignBatchSent, CampaignSubmitted, type CampaignCreated } from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Rejection,
  type Read,
  type Stamped,
} from '@concord/event-sourcing';
import { activation } from '../promotion/promotion.decider';
import { promotionAggregate } from '../promotion/promotion.aggregate';
import { promotedSku, SkuWatched, StockFactsSeen, StockMoved } from '../stock/promoted-sku.aggregate';
import type { StockChange } from '../stock/stock-facts';
import {
  change,
  demandPlan,
  evaluated,
  held,
  isOverruled,
  paused,
  promotionChange,
  reaction,
  readCampaign,
  resumed,
  scheduled,
  seenBy,
  type Planned,
} from './campaign-changes';
import { campaignAggregate, CampaignOverrideEnded, CampaignRelapsed, type Campaign } from './campaign.aggregate';
import { isStrong, weigh, type CoverageBounds, type SkuSeen } from './stock-verdict';

/** The coverage that each verdict demands, as the shop has it now. */
type Bounded = { bounds: CoverageBounds };
type Seen = Bounded & { campaignId: string; seen: SkuSeen[] };

/** The campaign listens to its SKUs before their facts are looked up, so that no news is lost in between. */
export type WatchStock = Command<'WatchStock', { campaignId: string }>;
export type SubmitCampaign = Command<'SubmitCampaign', Seen>;
export type ActivateCampaign = Command<'ActivateCampaign', Seen>;
export type SendBatch = Command<'SendBatch', Seen & { recipients: number; batch: BatchLimit }>;
export type NoteStock = Command<'NoteStock', Bounded & { sku: string; version: number; change: StockChange }>;
export type ResumeCampaign = Command<'ResumeCampaign', Bounded & { campaignId: string }>;
/** The override has expired, or a person revoked it. */
export type EndOverride = Command<'EndOverride', Bounded & { campaignId: string; reason: string; onlyIfDue?: boolean }>;
type CampaignCommand = WatchStock | SubmitCampaign | ActivateCampaign | SendBatch | ResumeCampaign | EndOverride;

/** A campaign tells so many people for one look at the stock, or such a share of its audience where that is more. */
interface BatchLimit {
  readonly people: number;
  readonly percent: number;
}
export type CampaignPlan = EventFrom<typeof CampaignCreated>['data'];

/** The decisions of campaigns that depend on stock: nothing is sent, and nothing goes on, that stock does not carry. */
export const alignCampaign: JointDecider<CampaignCommand | NoteStock> = {
  commands: [
    'WatchStock',
    'SubmitCampaign',
    'ActivateCampaign',
    'SendBatch',
    'NoteStock',
    'ResumeCampaign',
    'EndOverride',
  ],
  aggregate: campaignAggregate,
  id: (command) => (command.type === 'NoteStock' ? command.data.sku : command.data.campaignId),

  reads(command, read) {
    // The other decisions seldom touch the promotion, which changes with every use: reading it would cost conflicts.
    if (command.type === 'ActivateCampaign' || command.type === 'ResumeCampaign' || command.type === 'EndOverride')
      readCampaign(command.data.campaignId, read);
  },

  decideJointly(command, read) {
    if (command.type === 'NoteStock') return note(command, read);
    const { campaignId } = command.data;
    const campaign = read(campaignAggregate, campaignId);
    if (!isPlanned(campaign)) return notFound('campaign-unknown', `There is no campaign ${campaignId}.`);
    switch (command.type) {
      case 'WatchStock':
        return campaign.status === 'completed' || campaign.status === 'cancelled' ? [] : watch(campaign, read);
      case 'SubmitCampaign':
        return submit(campaign, command, read);
      case 'ActivateCampaign':
        return activate(campaign, command, read);
      case 'SendBatch':
        return sendBatch(campaign, command, read);
      case 'ResumeCampaign':
        return resume(campaign, command, read);
      case 'EndOverride':
        return endOverride(campaign, command, read);
      default:
        return never(command);
    }
  },
};

export const isPlanned = (campaign: Campaign): campaign is Planned => campaign.plan !== null;

const watch = ({ plan: { campaignId, skus } }: Planned, read: Read): Change[] =>
  skus
    .filter((sku) => !read(promotedSku, sku).campaigns.includes(campaignId))
    .map((sku) => ({ to: promotedSku, id: sku, events: [SkuWatched.of({ sku, campaignId })] }));

/** Takes in the facts that were looked up, and the news since. */
function look(campaign: Planned, seen: readonly SkuSeen[], read: Read) {
  const looks = seen.map(({ sku, facts }): Change => ({
    to: promotedSku,
    id: sku,
    events: [StockFactsSeen.of({ sku, facts })],
  }));
  const known = seen.map(({ sku, facts, baselineMilli }) => {
    const after = promotedSku.evolve(read(promotedSku, sku), StockFactsSeen.of({ sku, facts }));
    return { sku, facts: after.facts ?? facts, baselineMilli };
  });
  return { looks: [...watch(campaign, read), ...looks], known };
}

/** Channels that tell people one by one, in batches. */
const DIRECT_CHANNELS = ['email', 'sms', 'push'];
const isDirect = (channels: readonly string[]) => channels.some((channel) => DIRECT_CHANNELS.includes(channel));

function submit(campaign: Planned, { data, at, by }: Stamped<SubmitCampaign>, read: Read) {
  const { campaignId, to, channels, audience, expected } = campaign.plan;
  if (campaign.status !== 'draft' && campaign.status !== 'held')
    return conflict(
      'campaign-not-submittable',
      `The campaign is ${campaign.status}: only a draft or a held campaign can be submitted.`,
    );
  if (Date.parse(to) <= Date.parse(at)) return rule('campaign-window-over', `The campaign's window ended at ${to}.`);
  // Without a number of people nothing is weighed, and the first batch would come as a surprise.
  if (isDirect(channels) && !audience && !expected?.reach)
    return rule(
      'campaign-reaches-nobody',
      'The campaign tells people, and neither its audience nor expected.reach says how many. Create it with one of them.',
    );
  const { looks, known } = look(campaign, data.seen, read);
  const weighed = weigh(demandPlan(campaign), known, at, data.bounds);
  const outcome = weighed.verdict === 'HELD' ? held(campaign, weighed) : scheduled(campaign);
  const submitted = CampaignSubmitted.of({ campaignId, by: by.id });
  return [...looks, change(campaignId, submitted, evaluated(campaign, known, weighed, at, data.bounds), outcome)];
}

function activate(campaign: Planned, { data, at }: Stamped<ActivateCampaign>, read: Read) {
  const { campaignId, skus, from, to, promotionId } = campaign.plan;
  if (campaign.status !== 'scheduled')
    return conflict(
      'campaign-not-scheduled',
      `The campaign is ${campaign.status}: submit it first; it is scheduled when stock suffices.`,
    );
  if (Date.parse(at) < Date.parse(from))
    return rule('campaign-window-not-open', `The campaign begins at ${from}: start it then.`);
  if (Date.parse(to) <= Date.parse(at)) return rule('campaign-window-over', `The campaign's window ended at ${to}.`);
  const promotion = promotionId ? read(promotionAggregate, promotionId) : undefined;
  if (promotion?.status === 'ended') return conflict('promotion-ended', 'The promotion of the campaign is over.');
  const { looks, known } = look(campaign, data.seen, read);
  const weighed = weigh(demandPlan(campaign), known, at, data.bounds, { sending: true });
  const verdict = evaluated(campaign, known, weighed, at, data.bounds);
  if (weighed.verdict === 'HELD' && !isOverruled(campaign, weighed, at))
    return [...looks, change(campaignId, verdict, held(campaign, weighed))];
  const shows = promotion && promotion.status !== 'active' ? [activation(promotion.terms!)] : [];
  const activated = CampaignActivated.of({ campaignId, skus });
  return [...looks, change(campaignId, verdict, activated), ...promotionChange(promotionId, shows)];
}

function sendBatch(campaign: Planned, { data, at }: Stamped<SendBatch>, read: Read) {
  const { campaignId, audience } = campaign.plan;
  const { recipients, seen, bounds, batch } = data;
  if (campaign.status !== 'active')
    return conflict('campaign-not-active', `The campaign is ${campaign.status}: only an active campaign can send.`);
  const recipientsMax = Math.max(batch.people, Math.floor(((audience ?? 0) * batch.percent) / 100));
  if (recipients > recipientsMax)
    return rule(
      'batch-too-large',
      `A batch has at most ${recipientsMax} people, because stock is weighed for each batch: send several batches.`,
      { recipientsMax },
    );
  if (audience !== undefined && campaign.recipients + recipients > audience) {
    const rest = audience - campaign.recipients;
    return rule(
      'audience-exceeded',
      `${rest} of the ${audience} people of the audience have not been told yet: send at most so many.`,
      { left: rest },
    );
  }
  const { looks, known } = look(campaign, seen, read);
  const weighed = weigh(demandPlan(campaign, recipients), known, at, bounds, { sending: true });
  const verdict = evaluated(campaign, known, weighed, at, bounds);
  if (weighed.verdict === 'HELD' && !isOverruled(campaign, weighed, at)) {
    const { event, others } = paused(campaign, weighed, read);
    return [...looks, change(campaignId, verdict, event), ...others];
  }
  const sent = CampaignBatchSent.of({ campaignId, batch: campaign.batches + 1, recipients });
  return [...looks, change(campaignId, verdict, sent)];
}

function note({ data: { sku, version, change: moved, bounds }, at }: Stamped<NoteStock>, read: Read): Change[] {
  const promoted = read(promotedSku, sku);
  // A SKU without a campaign is not recorded: this command comes for every SKU of the shop.
  if (promoted.campaigns.length === 0) return [];
  const happened = StockMoved.of({ sku, version, change: moved });
  const { facts } = promotedSku.evolve(promoted, happened);
  const news = new Map(facts ? [[sku, facts]] : []);
  const reactions = promoted.campaigns.flatMap((campaignId) => {
    const campaign = read(campaignAggregate, campaignId);
    return facts && isPlanned(campaign) ? reaction(campaign, seenBy(campaign, read, news), at, bounds, read) : [];
  });
  return [{ to: promotedSku, id: sku, events: [happened] }, ...reactions];
}

function resume(campaign: Planned, { data: { bounds }, at }: Stamped<ResumeCampaign>, read: Read): Change[] {
  const { campaignId } = campaign.plan;
  if (campaign.status !== 'paused' || !campaign.isRecovering) return [];
  const seen = seenBy(campaign, read);
  const weighed = weigh(demandPlan(campaign), seen, at, bounds, { sending: true });
  if (!isStrong(weighed, bounds)) return [change(campaignId, CampaignRelapsed.of({ campaignId }))];
  const { event, others } = resumed(campaign, read);
  return [change(campaignId, evaluated(campaign, seen, weighed, at, bounds), event), ...others];
}

function endOverride(campaign: Planned, { data, at }: Stamped<EndOverride>, read: Read): Change[] | Rejection {
  const { campaignId, reason, bounds, onlyIfDue = false } = data;
  const { override, status, plan } = campaign;
  if (!override?.acknowledged) {
    if (onlyIfDue) return [];
    return conflict('override-not-in-force', 'No override of this campaign is in force.');
  }
  if (onlyIfDue && Date.parse(at) < Date.parse(override.until ?? plan.to)) return [];
  const ended = CampaignOverrideEnded.of({ campaignId, reason });
  if (status !== 'active' && status !== 'scheduled') return [change(campaignId, ended)];
  const seen = seenBy(campaign, read);
  const weighed = weigh(demandPlan(campaign), seen, at, bounds, { sending: status === 'active' });
  const verdict = evaluated(campaign, seen, weighed, at, bounds);
  if (weighed.verdict !== 'HELD') return [change(campaignId, ended, verdict)];
  if (status === 'scheduled') return [change(campaignId, ended, verdict, held(campaign, weighed))];
  const { event, others } = paused(campaign, weighed, read);
  return [change(campaignId, ended, verdict, event), ...others];
}

import { CAMPAIGN_COVERAGE, CAMPAIGN_RESUME_MINUTES } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { ResumeCampaign } from './align-campaign.decider';
import { campaignEvents } from './campaign.aggregate';

/** A paused campaign goes on when stock has sufficed for a while: stock that flickers changes nothing. */
export const resumeCampaignWhenStockStaysBack = process('marketing.resume-campaign-when-stock-stays-back', {
  kind: 'campaign-recovery',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: campaignEvents,
  idFor: ({ data }) => data.campaignId,
  on: {
    CampaignRecovering: (_, _state, settings) => ({
      timers: [{ name: 'resume', inMs: settings.of(CAMPAIGN_RESUME_MINUTES) * 60_000 }],
    }),
    CampaignRelapsed: () => ({ stopTimers: ['resume'] }),
    CampaignCompleted: () => ({ stopTimers: ['resume'] }),
  },
  timers: {
    resume: (_, campaignId, _at, settings) => {
      const bounds = settings.of(CAMPAIGN_COVERAGE);
      const command: ResumeCampaign = { type: 'ResumeCampaign', data: { campaignId, bounds } };
      return { commands: [command] };
    },
  },
});

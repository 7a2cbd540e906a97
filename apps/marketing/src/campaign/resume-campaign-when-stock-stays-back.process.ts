import { process } from '@concord/event-sourcing';
import type { ResumeCampaign } from './align-campaign.decider';
import { campaignEvents } from './campaign.aggregate';

/** A paused campaign goes on when stock has sufficed for this long: stock that flickers changes nothing. */
export const resumeCampaignWhenStockStaysBack = (resumeAfterMs: number) =>
  process('marketing.resume-campaign-when-stock-stays-back', {
    kind: 'campaign-recovery',
    events: {},
    initial: {},
    evolve: (state) => state,
    hears: campaignEvents,
    idFor: ({ data }) => data.campaignId,
    on: {
      CampaignRecovering: () => ({ timers: [{ name: 'resume', inMs: resumeAfterMs }] }),
      CampaignRelapsed: () => ({ stopTimers: ['resume'] }),
      CampaignCompleted: () => ({ stopTimers: ['resume'] }),
    },
    timers: {
      resume: (_, campaignId) => {
        const command: ResumeCampaign = { type: 'ResumeCampaign', data: { campaignId } };
        return { commands: [command] };
      },
    },
  });

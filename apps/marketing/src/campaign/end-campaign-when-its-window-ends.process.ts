import { CampaignCreated } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { EndCampaignWindow } from './plan-campaign.decider';

export const endCampaignWhenItsWindowEnds = process('marketing.end-campaign-when-its-window-ends', {
  kind: 'campaign-window',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { CampaignCreated },
  opensOn: ['CampaignCreated'],
  idFor: ({ data }) => data.campaignId,
  on: {
    CampaignCreated: ({ data: { to }, occurredAt }) => ({
      timers: [{ name: 'end', inMs: Math.max(0, Date.parse(to) - Date.parse(occurredAt)) }],
    }),
  },
  timers: {
    end: (_, campaignId) => {
      const command: EndCampaignWindow = { type: 'EndCampaignWindow', data: { campaignId } };
      return { commands: [command] };
    },
  },
});

import { CampaignCreated, CampaignReplanned } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { EndCampaignWindow } from './plan-campaign.decider';

const endsAt = (to: string, now: string) => ({
  timers: [{ name: 'end' as const, inMs: Math.max(0, Date.parse(to) - Date.parse(now)) }],
});

export const endCampaignWhenItsWindowEnds = process('marketing.end-campaign-when-its-window-ends', {
  kind: 'campaign-window',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { CampaignCreated, CampaignReplanned },
  opensOn: ['CampaignCreated'],
  idFor: ({ data }) => data.campaignId,
  on: {
    CampaignCreated: ({ data: { to }, occurredAt }) => endsAt(to, occurredAt),
    CampaignReplanned: ({ data: { to }, occurredAt }) => (to === undefined ? {} : endsAt(to, occurredAt)),
  },
  timers: {
    end: (_, campaignId) => {
      const command: EndCampaignWindow = { type: 'EndCampaignWindow', data: { campaignId } };
      return { commands: [command] };
    },
  },
});

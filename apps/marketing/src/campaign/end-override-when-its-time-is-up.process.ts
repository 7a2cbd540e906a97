import { CAMPAIGN_COVERAGE, CampaignHoldOverridden } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { EndOverride } from './align-campaign.decider';

/** Two people let a campaign go on for a while. This process ends the override, so that nobody has to remember it. */
export const endOverrideWhenItsTimeIsUp = process('marketing.end-override-when-its-time-is-up', {
  kind: 'campaign-override',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { CampaignHoldOverridden },
  idFor: ({ data }) => data.campaignId,
  on: {
    CampaignHoldOverridden: ({ data: { until }, occurredAt }) =>
      until ? { timers: [{ name: 'end', inMs: Math.max(0, Date.parse(until) - Date.parse(occurredAt)) }] } : {},
  },
  timers: {
    end: (_, campaignId, _at, settings) => {
      const bounds = settings.of(CAMPAIGN_COVERAGE);
      const data = { campaignId, reason: 'its time is up', onlyIfDue: true, bounds };
      const command: EndOverride = { type: 'EndOverride', data };
      return { commands: [command] };
    },
  },
});

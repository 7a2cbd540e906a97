import { CampaignCreated, CampaignReplanned } from '@concord/contracts';
import { givenProcess, recorded } from '@concord/event-sourcing';
import { endCampaignWhenItsWindowEnds } from './end-campaign-when-its-window-ends.process';

describe('the window of a campaign', () => {
  it('ends the campaign', () => {
    const occurredAt = '2026-01-01T00:00:00.000Z';
    const created = CampaignCreated.of({
      campaignId: 'c1',
      name: 'S',
      channels: [],
      skus: ['MUG'],
      from: occurredAt,
      to: '2026-01-01T00:00:05.000Z',
    });
    const window = givenProcess(endCampaignWhenItsWindowEnds)();
    window.when(recorded(created, { occurredAt })).then({ timers: [{ name: 'end', inMs: 5_000 }] });
    window.whenTimeout('end', 'c1').then({ commands: [{ type: 'EndCampaignWindow', data: { campaignId: 'c1' } }] });
  });

  it('ends with the new window where the plan was changed, and as before where the window stays', () => {
    const occurredAt = '2026-01-01T00:00:02.000Z';
    const replanned = (to?: string) => recorded(CampaignReplanned.of({ campaignId: 'c1', to }), { occurredAt });
    const window = givenProcess(endCampaignWhenItsWindowEnds)();
    window.when(replanned('2026-01-01T00:00:09.000Z')).then({ timers: [{ name: 'end', inMs: 7_000 }] });
    window.when(replanned()).then({});
  });
});

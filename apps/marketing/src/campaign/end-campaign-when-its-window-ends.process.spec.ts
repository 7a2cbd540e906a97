import { CampaignCreated } from '@concord/contracts';
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
});

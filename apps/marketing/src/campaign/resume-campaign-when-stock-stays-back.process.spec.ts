import { givenProcess, recorded } from '@concord/event-sourcing';
import { CampaignCreated, CampaignCompleted, PromotionActivated } from '@concord/contracts';
import { endPromotionWhenItsWindowEnds } from '../promotion/end-promotion-when-its-window-ends.process';
import { terms } from '../promotion/examples';
import { CampaignRecovering, CampaignRelapsed } from './campaign.aggregate';
import { endCampaignWhenItsWindowEnds } from './end-campaign-when-its-window-ends.process';
import { resumeCampaignWhenStockStaysBack } from './resume-campaign-when-stock-stays-back.process';

const campaignId = 'c1';
const past = givenProcess(resumeCampaignWhenStockStaysBack(1_000));

describe('a paused campaign', () => {
  it('waits whether stock suffices for long enough', () =>
    past()
      .when(recorded(CampaignRecovering.of({ campaignId })))
      .then({ timers: [{ name: 'resume', inMs: 1_000 }] }));
  it('stops waiting when stock falls again or the campaign is over', () => {
    past()
      .when(recorded(CampaignRelapsed.of({ campaignId })))
      .then({ stopTimers: ['resume'] });
    past()
      .when(recorded(CampaignCompleted.of({ campaignId })))
      .then({ stopTimers: ['resume'] });
  });
  it('goes on then', () =>
    past()
      .whenTimeout('resume', campaignId)
      .then({ commands: [{ type: 'ResumeCampaign', data: { campaignId } }] }));
});

describe('windows', () => {
  const occurredAt = '2026-01-01T00:00:00.000Z';
  it('end campaigns', () => {
    const created = CampaignCreated.of({
      campaignId,
      name: 'S',
      channels: [],
      skus: ['MUG'],
      from: occurredAt,
      to: '2026-01-01T00:00:05.000Z',
    });
    const window = givenProcess(endCampaignWhenItsWindowEnds)();
    window.when(recorded(created, { occurredAt })).then({ timers: [{ name: 'end', inMs: 5_000 }] });
    window.whenTimeout('end', campaignId).then({ commands: [{ type: 'EndCampaignWindow', data: { campaignId } }] });
  });
  it('end promotions, at once where the window is over', () => {
    const window = givenProcess(endPromotionWhenItsWindowEnds)();
    const activated = PromotionActivated.of({ ...terms, skus: [] });
    window.when(recorded(activated, { occurredAt: terms.to })).then({ timers: [{ name: 'end', inMs: 0 }] });
    window
      .whenTimeout('end', 'p1')
      .then({ commands: [{ type: 'EndPromotion', data: { promotionId: 'p1', reason: 'its window is over' } }] });
  });
});

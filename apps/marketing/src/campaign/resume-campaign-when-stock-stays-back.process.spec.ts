import { givenProcess, recorded, settingsWith } from '@concord/event-sourcing';
import { CAMPAIGN_COVERAGE, CAMPAIGN_RESUME_MINUTES, CampaignCompleted } from '@concord/contracts';
import { CampaignRecovering, CampaignRelapsed } from './campaign.aggregate';
import { resumeCampaignWhenStockStaysBack } from './resume-campaign-when-stock-stays-back.process';

const campaignId = 'c1';
const past = givenProcess(resumeCampaignWhenStockStaysBack);

describe('a paused campaign', () => {
  it('waits whether stock suffices for long enough', () =>
    past()
      .when(recorded(CampaignRecovering.of({ campaignId })))
      .then({ timers: [{ name: 'resume', inMs: 1_800_000 }] }));
  it('waits for as long as the shop says', () =>
    givenProcess(resumeCampaignWhenStockStaysBack, settingsWith(CAMPAIGN_RESUME_MINUTES, 0))()
      .when(recorded(CampaignRecovering.of({ campaignId })))
      .then({ timers: [{ name: 'resume', inMs: 0 }] }));
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
      .then({ commands: [{ type: 'ResumeCampaign', data: { campaignId, bounds: CAMPAIGN_COVERAGE.initial } }] }));
});

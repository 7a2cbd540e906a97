import { CAMPAIGN_STATUSES, marketingEvents, type CampaignStatus } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A campaign, as far as agents need it when customers ask. */
@Entity('campaign_desk_view')
@Index(['status'])
export class CampaignDeskRow {
  @RowKeyText()
  campaignId!: string;

  @RowText()
  name: string = '';

  @RowOneOf(CAMPAIGN_STATUSES)
  status: CampaignStatus = 'draft';

  @RowList('text')
  skus: string[] = [];

  @RowTime({ nullable: true })
  from: string | null = null;

  @RowTime({ nullable: true })
  to: string | null = null;

  @RowText({ description: 'The last event in one sentence.' })
  sentence: string = '';

  @RowTime({ nullable: true, description: 'When it happened.' })
  at: string | null = null;
}

/** A move to another status, with the sentence for it. */
const to =
  <D>(status: CampaignStatus, says: (data: D) => string) =>
  (row: CampaignDeskRow, { data, occurredAt }: { data: D; occurredAt: string }): CampaignDeskRow => ({
    ...row,
    status,
    sentence: says(data),
    at: occurredAt,
  });

export const campaigns = projection(
  'customer-service.campaigns',
  marketingEvents,
  CampaignDeskRow,
  ({ data }) => ({ campaignId: (data as { campaignId: string }).campaignId }),
  {
    CampaignCreated: (row, { data: { name, skus, from, to }, occurredAt }) => ({
      ...row,
      name,
      skus,
      from,
      to,
      sentence: 'It was planned.',
      at: occurredAt,
    }),
    CampaignReplanned: (row, { data: { from, to }, occurredAt }) => ({
      ...row,
      from: from ?? row.from,
      to: to ?? row.to,
      sentence: 'Its plan was changed.',
      at: occurredAt,
    }),
    CampaignSubmitted: (row, { occurredAt }) => ({
      ...row,
      sentence: 'The campaign waits for the verdict on its stock.',
      at: occurredAt,
    }),
    CampaignStockEvaluated: (row, { data: { verdict, shortUnits }, occurredAt }) => ({
      ...row,
      sentence: VERDICTS[verdict](shortUnits),
      at: occurredAt,
    }),
    CampaignHeld: to('held', ({ reason }) => `The campaign is held: ${reason}`),
    CampaignHoldOverridden: (row, { data: { reason, until }, occurredAt }) => ({
      ...row,
      sentence: `Two people let the campaign go on${until ? ` until ${until}` : ''} although stock is short: ${reason}`,
      at: occurredAt,
    }),
    CampaignScheduled: to('scheduled', () => 'The campaign may be sent in its window.'),
    CampaignActivated: to('active', () => 'The campaign runs: its promotion is shown.'),
    CampaignPaused: to('paused', ({ reason }) => `The campaign is paused: ${reason}`),
    CampaignResumed: to('active', () => 'Stock is back: the campaign goes on.'),
    CampaignCompleted: to('completed', () => 'It is over.'),
    CampaignCancelled: to('cancelled', ({ reason }) => `The campaign was cancelled: ${reason}`),
  },
  { version: 2 },
);

const VERDICTS = {
  CLEAR: () => 'There is enough stock for the campaign.',
  AT_RISK: () => 'Stock may not last until the end of the campaign.',
  HELD: (shortUnits: number) => `The campaign is ${shortUnits} units short of stock.`,
};

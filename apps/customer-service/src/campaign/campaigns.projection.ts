import { CAMPAIGN_STATUSES, marketingEvents, type CampaignStatus } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A campaign, as far as the desk must know of it when customers ask. */
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

  @RowText({ description: 'What happened last, in one sentence.' })
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
    CampaignSubmitted: (row, { occurredAt }) => ({
      ...row,
      sentence: 'It waits for the verdict on the stock.',
      at: occurredAt,
    }),
    CampaignStockEvaluated: (row, { data: { verdict, shortUnits }, occurredAt }) => ({
      ...row,
      sentence: VERDICTS[verdict](shortUnits),
      at: occurredAt,
    }),
    CampaignHeld: to('held', ({ reason }) => `It is held: ${reason}`),
    CampaignHoldOverridden: (row, { data: { reason, until }, occurredAt }) => ({
      ...row,
      sentence: `Two people let it go on${until ? ` until ${until}` : ''} although stock is short: ${reason}`,
      at: occurredAt,
    }),
    CampaignScheduled: to('scheduled', () => 'It may be sent in its window.'),
    CampaignActivated: to('active', () => 'It runs: its promotion shows.'),
    CampaignPaused: to('paused', ({ reason }) => `It is paused: ${reason}`),
    CampaignResumed: to('active', () => 'Stock is back; it goes on.'),
    CampaignCompleted: to('completed', () => 'It is over.'),
    CampaignCancelled: to('cancelled', ({ reason }) => `It was called off: ${reason}`),
  },
  { version: 2 },
);

const VERDICTS = {
  CLEAR: () => 'There is enough stock for it.',
  AT_RISK: () => 'Stock may not last to its end.',
  HELD: (shortUnits: number) => `Stock would be ${shortUnits} units short.`,
};

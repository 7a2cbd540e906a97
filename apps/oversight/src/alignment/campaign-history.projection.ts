import { marketingEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { listOf, RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

const {
  CampaignCreated,
  CampaignStockEvaluated,
  CampaignHeld,
  CampaignScheduled,
  CampaignActivated,
  CampaignPaused,
  CampaignResumed,
  CampaignBatchSent,
  CampaignCompleted,
  CampaignCancelled,
} = marketingEvents;

/** One step of a campaign: what changed then. A member that is absent stayed as it was. */
export interface CampaignStep {
  readonly at: string;
  readonly version: number;
  readonly status?: string;
  readonly verdict?: string;
  readonly reason?: string | null;
  /** A batch of messages went out, to so many people. */
  readonly batch?: number;
  readonly recipients?: number;
  readonly coverage?: readonly { readonly sku: string; readonly coverageMilli: number; readonly shortUnits: number }[];
}

/** A campaign with all steps of its life. */
@Entity('campaign_history_view')
export class CampaignHistoryRow {
  @RowKeyText()
  campaignId!: string;

  @RowText()
  name: string = '';

  @RowList('text')
  skus: readonly string[] = [];

  @RowTime({ nullable: true })
  createdAt: string | null = null;

  @RowTime({ nullable: true, description: 'When it was completed or cancelled.' })
  endedAt: string | null = null;

  @RowList({
    at: 'moment',
    version: 'whole',
    'status?': 'text',
    'verdict?': 'text',
    'reason?': 'text or null',
    'batch?': 'whole',
    'recipients?': 'whole',
    'coverage?': listOf({ sku: 'text', coverageMilli: 'whole', shortUnits: 'whole' }),
  })
  steps: readonly CampaignStep[] = [];
}

type Happened = { readonly occurredAt: string; readonly version: number };
const stepped = (row: CampaignHistoryRow, { occurredAt: at, version }: Happened, change: Partial<CampaignStep>) => ({
  ...row,
  steps: [...row.steps, { at, version, ...change }],
});
const ended = (row: CampaignHistoryRow, event: Happened, status: string, reason?: string) => ({
  ...stepped(row, event, { status, ...(reason !== undefined && { reason }) }),
  endedAt: event.occurredAt,
});

export const campaignHistories = projection(
  'oversight.campaign-histories',
  {
    CampaignCreated,
    CampaignStockEvaluated,
    CampaignHeld,
    CampaignScheduled,
    CampaignActivated,
    CampaignPaused,
    CampaignResumed,
    CampaignBatchSent,
    CampaignCompleted,
    CampaignCancelled,
  },
  CampaignHistoryRow,
  ({ data }) => ({ campaignId: data.campaignId }),
  {
    CampaignCreated: (row, event) => ({
      ...stepped(row, event, { status: 'draft', reason: null }),
      name: event.data.name,
      skus: event.data.skus,
      createdAt: event.occurredAt,
    }),
    CampaignStockEvaluated: (row, event) =>
      stepped(row, event, {
        verdict: event.data.verdict,
        coverage: event.data.coverage.map(({ sku, coverageMilli, shortUnits }) => ({ sku, coverageMilli, shortUnits })),
      }),
    CampaignHeld: (row, event) => stepped(row, event, { status: 'held', reason: event.data.reason }),
    CampaignScheduled: (row, event) => stepped(row, event, { status: 'scheduled', reason: null }),
    CampaignActivated: (row, event) => stepped(row, event, { status: 'active', reason: null }),
    CampaignPaused: (row, event) => stepped(row, event, { status: 'paused', reason: event.data.reason }),
    CampaignResumed: (row, event) => stepped(row, event, { status: 'active', reason: null }),
    CampaignBatchSent: (row, event) =>
      stepped(row, event, { batch: event.data.batch, recipients: event.data.recipients }),
    CampaignCompleted: (row, event) => ended(row, event, 'completed'),
    CampaignCancelled: (row, event) => ended(row, event, 'cancelled', event.data.reason),
  },
  { tracksChanges: true },
);

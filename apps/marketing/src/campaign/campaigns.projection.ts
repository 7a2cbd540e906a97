import { CAMPAIGN_STATUSES } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import {
  listOf,
  objectOf,
  RowFlag,
  RowJson,
  RowKeyText,
  RowList,
  RowObject,
  RowOneOf,
  RowText,
  RowTime,
  RowWhole,
} from '@concord/service';
import { Entity, Index } from 'typeorm';
import { campaignEvents } from './campaign.aggregate';

interface Coverage {
  sku: string;
  sellable: number;
  incoming: number;
  supply: number;
  demand: number;
  coverageMilli: number;
  shortUnits: number;
  level: string;
  baselineMilli?: number;
}

/** The last verdict, with its figures and inputs. */
export interface StoredVerdict {
  verdict: string;
  coverage: Coverage[];
  shortUnits: number;
  inputs: string[];
  proposals: { kind: string; detail: string; value?: string }[];
  at?: string;
}

/** The figures of a SKU: supply and demand in units, coverage in thousandths. */
export const COVERAGE = listOf({
  sku: 'text',
  sellable: 'whole',
  incoming: 'whole',
  supply: 'whole',
  demand: 'whole',
  coverageMilli: 'whole',
  shortUnits: 'whole',
  level: 'text',
  'baselineMilli?': 'whole',
});
/** A change that would make the verdict CLEAR. */
export const PROPOSALS = listOf({ kind: 'text', detail: 'text', 'value?': 'text' });

/** A recorded verdict as the API documents describe it. */
export const VERDICT = objectOf({
  verdict: 'text',
  coverage: COVERAGE,
  shortUnits: 'whole',
  inputs: listOf('text'),
  proposals: PROPOSALS,
  'at?': 'moment',
});

/** A campaign with its status. */
@Entity('campaign_view')
@Index(['status'])
export class CampaignRow {
  @RowKeyText()
  campaignId!: string;

  @RowText()
  name: string = '';

  @RowOneOf(CAMPAIGN_STATUSES)
  status: string = 'draft';

  @RowText({ nullable: true, description: 'Why it is held, paused or cancelled.' })
  reason: string | null = null;

  @RowText({ nullable: true, description: 'The last verdict: CLEAR, AT_RISK or HELD.' })
  verdict: string | null = null;

  @RowJson(VERDICT, { nullable: true, description: 'The last verdict with its figures and inputs.' })
  stockVerdict: StoredVerdict | null = null;

  @RowList('text')
  channels: string[] = [];

  @RowList('text')
  skus: string[] = [];

  @RowText({ nullable: true })
  promotionId: string | null = null;

  @RowTime({ nullable: true })
  from: string | null = null;

  @RowTime({ nullable: true })
  to: string | null = null;

  @RowObject({ reach: 'whole', conversionMilli: 'whole', unitsPerOrderMilli: 'whole' })
  expected: { reach: number; conversionMilli: number; unitsPerOrderMilli: number } = {
    reach: 0,
    conversionMilli: 0,
    unitsPerOrderMilli: 0,
  };

  @RowWhole()
  upliftMilli: number = 1_000;

  @RowWhole({ nullable: true })
  audience: number | null = null;

  @RowWhole({ description: 'Batches that were sent.' })
  batches: number = 0;

  @RowWhole({ description: 'People who were told.' })
  recipients: number = 0;

  @RowObject(
    { by: 'text', reason: 'text', 'acknowledgedBy?': 'text', 'until?': 'moment' },
    { nullable: true, description: 'The override of a held campaign, and its reason.' },
  )
  override: { by: string; reason: string; acknowledgedBy?: string; until?: string } | null = null;

  @RowFlag({ description: 'Stock suffices again; the campaign goes on if that lasts.' })
  isRecovering: boolean = false;

  @RowTime({ nullable: true })
  changedAt: string | null = null;
}

export const campaigns = projection(
  'marketing.campaigns',
  campaignEvents,
  CampaignRow,
  ({ data }) => ({ campaignId: data.campaignId }),
  {
    CampaignCreated: (row, { data, occurredAt }) => ({
      ...row,
      name: data.name,
      channels: data.channels,
      skus: data.skus,
      promotionId: data.promotionId ?? null,
      from: data.from,
      to: data.to,
      expected: data.expected ?? row.expected,
      upliftMilli: data.upliftMilli ?? 1_000,
      audience: data.audience ?? null,
      changedAt: occurredAt,
    }),
    CampaignReplanned: (row, { data: { from, to, reach, audience }, occurredAt }) => ({
      ...row,
      from: from ?? row.from,
      to: to ?? row.to,
      expected: { ...row.expected, reach: reach ?? row.expected.reach },
      audience: audience ?? row.audience,
      changedAt: occurredAt,
    }),
    CampaignStockEvaluated: (row, { data: { verdict, coverage, shortUnits, inputs, proposals, at } }) => ({
      ...row,
      verdict,
      stockVerdict: { verdict, coverage, shortUnits, inputs, proposals, at },
    }),
    CampaignHeld: (row, { data: { reason }, occurredAt }) => ({
      ...row,
      status: 'held',
      reason,
      override: null,
      changedAt: occurredAt,
    }),
    CampaignOverrideProposed: (row, { data: { by, reason, until } }) => ({ ...row, override: { by, reason, until } }),
    CampaignHoldOverridden: (row, { data: { by, reason, acknowledgedBy, until } }) => ({
      ...row,
      override: { by, reason, acknowledgedBy, until },
    }),
    CampaignOverrideEnded: (row) => ({ ...row, override: null }),
    CampaignScheduled: (row, { occurredAt }) => ({ ...row, status: 'scheduled', reason: null, changedAt: occurredAt }),
    CampaignActivated: (row, { occurredAt }) => ({ ...row, status: 'active', changedAt: occurredAt }),
    CampaignBatchSent: (row, { data }) => ({
      ...row,
      batches: data.batch,
      recipients: row.recipients + data.recipients,
    }),
    CampaignPaused: (row, { data: { reason }, occurredAt }) => ({
      ...row,
      status: 'paused',
      reason,
      isRecovering: false,
      changedAt: occurredAt,
    }),
    CampaignRecovering: (row) => ({ ...row, isRecovering: true }),
    CampaignRelapsed: (row) => ({ ...row, isRecovering: false }),
    CampaignResumed: (row, { occurredAt }) => ({
      ...row,
      status: 'active',
      reason: null,
      isRecovering: false,
      changedAt: occurredAt,
    }),
    CampaignCompleted: (row, { occurredAt }) => ({ ...row, status: 'completed', changedAt: occurredAt }),
    CampaignCancelled: (row, { data: { reason }, occurredAt }) => ({
      ...row,
      status: 'cancelled',
      reason,
      changedAt: occurredAt,
    }),
  },
);

import { projection } from '@concord/event-sourcing';
import { RowJson, RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import {
  PriceApproved,
  PriceProposed,
  PriceRejected,
  PriceScheduled,
  PriceStarted,
  PriceWithdrawn,
} from './price-events';
import { TIERS } from './price-history.projection';

/** Proposed: a second person decides. Scheduled: it takes effect at its moment. Active: its moment came. */
export const PROPOSAL_STATUSES = ['proposed', 'approved', 'rejected', 'scheduled', 'active', 'withdrawn'] as const;

/** A price that waits, or waited, for a second person or for its moment. */
@Entity('price_proposal_view')
@Index(['status'])
@Index(['list', 'sku'])
export class PriceProposalRow {
  @RowKeyText()
  proposalId!: string;

  @RowText()
  sku: string = '';

  @RowText()
  list: string = '';

  @RowWhole()
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowJson(TIERS, { description: 'Lower prices of a unit from so many units on.' })
  tiers: { fromUnits: number; amountMinor: number }[] = [];

  @RowTime({ nullable: true, description: 'When it takes effect; null for at once.' })
  from: string | null = null;

  @RowTime({ nullable: true, description: 'When it ends; null for a price without an end.' })
  until: string | null = null;

  @RowWhole({ nullable: true, description: 'The price in force when it was proposed; null for a first price.' })
  previousMinor: number | null = null;

  @RowWhole({
    nullable: true,
    description:
      'What its lowest amount leaves above the last known cost, in percent; null where nobody knows the cost.',
  })
  marginPercent: number | null = null;

  @RowText({ nullable: true })
  reason: string | null = null;

  @RowOneOf(PROPOSAL_STATUSES)
  status: string = 'proposed';

  @RowText()
  proposedBy: string = '';

  @RowTime({ nullable: true })
  proposedAt: string | null = null;

  @RowText({ nullable: true })
  decidedBy: string | null = null;

  @RowTime({ nullable: true })
  decidedAt: string | null = null;
}

const NONE = { tiers: [], from: null, until: null, previousMinor: null, marginPercent: null, reason: null };

export const priceProposals = projection(
  'catalog.price-proposals',
  { PriceProposed, PriceApproved, PriceRejected, PriceScheduled, PriceStarted, PriceWithdrawn },
  PriceProposalRow,
  ({ data }) => ({ proposalId: data.proposalId }),
  {
    PriceProposed: (row, { data, occurredAt }) => ({ ...row, ...NONE, ...data, proposedAt: occurredAt }),
    PriceApproved: (row, { data, occurredAt }) => ({
      ...row,
      status: 'approved',
      decidedBy: data.approvedBy,
      decidedAt: occurredAt,
    }),
    PriceRejected: (row, { data, occurredAt }) => ({
      ...row,
      status: 'rejected',
      decidedBy: data.rejectedBy,
      decidedAt: occurredAt,
    }),
    // A small change is scheduled at once, a large one after its approval.
    PriceScheduled: (row, { data: { scheduledBy, tiers = [], until = null, ...data }, occurredAt }) => ({
      ...row,
      ...data,
      tiers,
      until,
      status: 'scheduled',
      ...(row.proposedAt === null && { proposedBy: scheduledBy, proposedAt: occurredAt }),
    }),
    PriceStarted: (row) => ({ ...row, status: 'active' }),
    PriceWithdrawn: (row, { data, occurredAt }) => ({
      ...row,
      status: 'withdrawn',
      decidedBy: data.withdrawnBy,
      decidedAt: occurredAt,
    }),
  },
);

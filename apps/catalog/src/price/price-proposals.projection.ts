import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { PriceApproved, PriceProposed, PriceRejected } from './price.aggregate';

/** A price that waits, or waited, for a second person. */
@Entity('price_proposal_view')
@Index(['status'])
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

  @RowWhole()
  previousMinor: number = 0;

  @RowText({ nullable: true })
  reason: string | null = null;

  @RowOneOf(['proposed', 'approved', 'rejected'])
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

export const priceProposals = projection(
  'catalog.price-proposals',
  { PriceProposed, PriceApproved, PriceRejected },
  PriceProposalRow,
  ({ data }) => ({ proposalId: data.proposalId }),
  {
    PriceProposed: (row, { data: { reason = null, ...data }, occurredAt }) => ({
      ...row,
      ...data,
      reason,
      proposedAt: occurredAt,
    }),
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
  },
);

import {
  type Personal,
  RefundBounced,
  RefundEscalated,
  RefundFailed,
  RefundPayoutDue,
  RefundRequested,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { RefundSent } from './payment.aggregate';
import { RefundPartBounced, RefundPartPaid, RefundWriteOffProposed } from './refund-parts';

export const REFUND_STATUSES = ['sent', 'failed', 'escalated', 'to_pay_out', 'succeeded', 'written_off'] as const;

/** A refund, for the people who pay out what no card gets. */
@Entity('refund_view')
@Index(['orderId'])
@Index(['status', 'requestedAt'])
export class RefundRow {
  @RowKeyText()
  refundId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true })
  returnId: string | null = null;

  @RowOneOf(REFUND_STATUSES, {
    description:
      'sent: the provider is asked. failed: it is retried, or came back from the bank. escalated: a person must decide. to_pay_out: no card gets it, and a person pays it out. written_off: two persons agreed that it is not paid.',
  })
  status: string = 'sent';

  @RowFlag({ description: 'It failed, and is tried again by itself: a person waits, or retries it.' })
  isTriedAgain: boolean = false;

  @RowWhole()
  amountMinor: number = 0;

  @RowWhole({ description: 'What of it went back.' })
  paidMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowText({ nullable: true, description: 'Why money goes back.' })
  reason: Personal | null = null;

  @RowText({ nullable: true, description: 'Why the last try failed, or the bank sent it back.' })
  failure: string | null = null;

  @RowText({ nullable: true, description: 'How a person paid it out.' })
  payoutMethod: string | null = null;

  @RowText({ nullable: true, description: "The payout's reference at the bank or the till." })
  payoutReference: string | null = null;

  @RowText({ nullable: true, description: 'Who proposed to write it off: somebody else must agree.' })
  writeOffProposedBy: string | null = null;

  @RowText({ nullable: true, description: 'Why it is to be written off.' })
  writeOffReason: Personal | null = null;

  @RowTime()
  requestedAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime({ description: 'When it came into this state.' })
  since: string = '1970-01-01T00:00:00.000Z';
}

/** A refund in this state is not tried again by itself. */
const is = (status: (typeof REFUND_STATUSES)[number], since: string) => ({ status, since, isTriedAgain: false });

const NO_PROPOSAL = { writeOffProposedBy: null, writeOffReason: null };

export const refunds = projection(
  'orders.refunds',
  {
    RefundRequested,
    RefundSent,
    RefundFailed,
    RefundEscalated,
    RefundPayoutDue,
    RefundPartPaid,
    RefundPartBounced,
    RefundBounced,
    RefundWriteOffProposed,
    RefundWrittenOff,
    RefundSucceeded,
  },
  RefundRow,
  ({ data }) => ({ refundId: data.refundId }),
  {
    RefundRequested: (row, { data, occurredAt }) => {
      const { orderId, returnId = null, amountMinor, currency, reason } = data;
      return { ...row, orderId, returnId, amountMinor, currency, reason, requestedAt: occurredAt, since: occurredAt };
    },
    RefundSent: (row, { occurredAt }) => ({ ...row, ...NO_PROPOSAL, ...is('sent', occurredAt) }),
    RefundFailed: (row, { data: { reason: failure }, occurredAt }) => {
      return { ...row, ...is('failed', occurredAt), failure, isTriedAgain: true };
    },
    RefundEscalated: (row, { occurredAt }) => ({ ...row, ...is('escalated', occurredAt) }),
    RefundPayoutDue: (row, { occurredAt }) => ({ ...row, ...is('to_pay_out', occurredAt) }),
    RefundPartPaid: (row, { data: { amountMinor } }) => ({ ...row, paidMinor: row.paidMinor + amountMinor }),
    RefundPartBounced: (row, { data: { amountMinor } }) => ({ ...row, paidMinor: row.paidMinor - amountMinor }),
    RefundBounced: (row, { data: { amountMinor, paidMinor, reason: failure }, occurredAt }) => {
      if (paidMinor >= amountMinor) return row;
      const isSettled = row.status === 'succeeded' || row.status === 'written_off';
      return { ...row, ...NO_PROPOSAL, ...(isSettled && { ...is('failed', occurredAt), failure }) };
    },
    RefundWriteOffProposed: (row, { data: { reason: writeOffReason, proposedBy: writeOffProposedBy } }) => {
      return { ...row, writeOffReason, writeOffProposedBy };
    },
    RefundWrittenOff: (row, { occurredAt }) => ({ ...row, ...NO_PROPOSAL, ...is('written_off', occurredAt) }),
    RefundSucceeded: (row, { data: { amountMinor, providerRef, payout }, occurredAt }) => {
      const how = payout && { payoutMethod: payout.method, payoutReference: providerRef };
      const settled = { ...row, ...NO_PROPOSAL, ...how, ...is('succeeded', occurredAt), failure: null };
      return { ...settled, paidMinor: Math.max(amountMinor, row.paidMinor) };
    },
  },
);

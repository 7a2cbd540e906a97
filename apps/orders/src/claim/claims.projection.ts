import { CLAIM_KINDS, type Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { claimEvents, linesWithout } from './claim.aggregate';

export const CLAIM_STATUSES = ['open', 'resolved'] as const;

/** A claim about an order. */
@Entity('claim_view')
@Index(['orderId'])
@Index(['status'])
export class ClaimRow {
  @RowKeyText()
  claimId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowOneOf(CLAIM_KINDS)
  kind: string = 'missing';

  @RowOneOf(CLAIM_STATUSES)
  status: string = 'open';

  @RowList({ lineId: 'text', sku: 'text', quantity: 'whole' })
  lines: { lineId: string; sku: string; quantity: number }[] = [];

  @RowText()
  description: Personal = '' as Personal;

  @RowText({ nullable: true, description: 'refund, replacement or rejected.' })
  resolution: string | null = null;

  @RowWhole()
  refundMinor: number = 0;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowText({ nullable: true, description: 'The order that sends the replacement.' })
  replacementOrderId: string | null = null;

  @RowText({ nullable: true })
  reason: Personal | null = null;

  @RowTime()
  openedAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime({ nullable: true })
  resolvedAt: string | null = null;
}

export const claims = projection('orders.claims', claimEvents, ClaimRow, ({ data }) => ({ claimId: data.claimId }), {
  ClaimOpened: (row, { data: { customerId = null, ...data }, occurredAt }) => {
    const { partOf: _, ...opened } = data;
    return { ...row, ...opened, customerId, openedAt: occurredAt };
  },
  ClaimResolved: (row, { data, occurredAt }) => {
    const { resolution, refundMinor, currency, replacementOrderId = null, reason } = data;
    const outcome = { resolution, refundMinor, currency, replacementOrderId, reason };
    return { ...row, ...outcome, status: 'resolved', resolvedAt: occurredAt };
  },
  ClaimPartMoved: (row, { data }) => ({ ...row, lines: linesWithout(row.lines, data.lines) }),
  ClaimSettledTwice: (row) => row,
  ClaimReopened: (row) => {
    return { ...row, status: 'open', resolution: null, replacementOrderId: null, reason: null, resolvedAt: null };
  },
});

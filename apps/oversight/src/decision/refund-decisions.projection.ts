import { orderEvents } from '@concord/contracts';
import { projection, type EventMeta } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { RefundRequested, InvoiceCredited } = orderEvents;

/** Money that a person gave back, by hand or on a return. */
@Entity('refund_decision_view')
@Index(['at'])
@Index(['orderId'])
export class RefundDecisionRow {
  @RowKeyText()
  refundId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ description: 'The role that allowed it.' })
  role: string = '';

  @RowWhole({ description: 'What was to be paid back.' })
  requestedMinor: number = 0;

  @RowWhole({ description: 'What was credited on account.' })
  creditedMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowTime({ nullable: true })
  at: string | null = null;
}

/** What follows from the grades of a return is nobody's decision. */
const isByHand = ({ actor }: EventMeta) => actor.kind === 'user';

export const refundDecisions = projection(
  'oversight.refund-decisions',
  { RefundRequested, InvoiceCredited },
  RefundDecisionRow,
  ({ data }) => ({ refundId: data.refundId }),
  {
    RefundRequested: (row, { data: { orderId, amountMinor, currency }, occurredAt: at, meta }) =>
      isByHand(meta)
        ? { ...row, orderId, currency, at, role: meta.actor.role, requestedMinor: amountMinor }
        : undefined,
    InvoiceCredited: (row, { data: { orderId, amountMinor, currency }, occurredAt: at, meta }) =>
      isByHand(meta) ? { ...row, orderId, currency, at, role: meta.actor.role, creditedMinor: amountMinor } : undefined,
  },
);

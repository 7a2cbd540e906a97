import { projection } from '@concord/event-sourcing';
import { RowJson, RowKeyText, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { paymentIdOf, paymentStreamEvents } from './payment.aggregate';

interface CaptureEntry {
  fulfilmentId: string | null;
  amountMinor: number;
  status: string;
  reason?: string;
}
interface RefundEntry {
  refundId: string;
  returnId: string | null;
  amountMinor: number;
  status: string;
  attempts: number;
  reason: string;
}

/** The money of one tender of an order, as the provider's ledger must show it too. */
@Entity('payment_view')
@Index(['orderId'])
export class PaymentRow {
  @RowKeyText()
  paymentId!: string;

  @RowText()
  orderId: string = '';

  @RowOneOf(['card', 'invoice'])
  method: string = 'card';

  @RowOneOf(['requested', 'authorised', 'declined', 'unwanted', 'voiding', 'voided', 'captured'])
  status: string = 'requested';

  @RowText()
  currency: string = '';

  @RowWhole()
  authorisedMinor: number = 0;

  @RowWhole()
  capturedMinor: number = 0;

  @RowWhole({ description: 'What went back.' })
  refundedMinor: number = 0;

  @RowText({ nullable: true })
  providerRef: string | null = null;

  @RowText({ nullable: true, description: 'Why it was declined or given back.' })
  reason: string | null = null;

  @RowJson({ type: 'array', items: { type: 'object' } }, { description: 'What was taken, a parcel each.' })
  captures: CaptureEntry[] = [];

  @RowJson({ type: 'array', items: { type: 'object' } })
  refunds: RefundEntry[] = [];
}

export const payments = projection(
  'orders.payments',
  paymentStreamEvents,
  PaymentRow,
  ({ data }) => ({ paymentId: paymentIdOf(data.orderId) }),
  {
    AuthorisationRequested: (row, { data: { orderId, currency } }) => ({ ...row, orderId, currency }),
    PaymentAuthorised: (row, { data: { amountMinor, providerRef } }) => ({
      ...row,
      ...{ status: 'authorised', authorisedMinor: amountMinor, providerRef },
    }),
    PaymentDeclined: (row, { data: { reason } }) => ({ ...row, status: 'declined', reason }),
    PaymentUnwanted: (row, { data: { reason } }) => ({ ...row, status: 'unwanted', reason }),
    UnmatchedPaymentReceived: (row, { data: { providerRef } }) => ({ ...row, providerRef }),
    VoidRequested: (row, { data: { reason, voidId, amountMinor } }) =>
      voidId === undefined
        ? { ...row, status: 'voiding', reason }
        : { ...row, authorisedMinor: row.authorisedMinor - amountMinor },
    AuthorisationReduced: (row, { data: { authorisedMinor } }) => ({ ...row, authorisedMinor }),
    PaymentVoided: (row) => ({ ...row, status: 'voided', authorisedMinor: 0 }),
    CaptureRequested: (row, { data: { fulfilmentId, amountMinor } }) =>
      withCapture(row, { fulfilmentId, amountMinor, status: 'requested' }),
    PaymentCaptured: (row, { data }) => {
      const { orderId, fulfilmentId = null, amountMinor, currency, providerRef } = data;
      const captured = withCapture(row, { fulfilmentId, amountMinor, status: 'captured' });
      const capturedMinor = row.capturedMinor + amountMinor;
      const method = providerRef === 'invoice' ? 'invoice' : 'card';
      return { ...captured, orderId, currency, method, capturedMinor, status: 'captured' };
    },
    CaptureFailed: (row, { data: { orderId, fulfilmentId, amountMinor, reason } }) => ({
      ...withCapture(row, { fulfilmentId, amountMinor, status: 'failed', reason }),
      orderId,
    }),
    RefundRequested: (row, { data: { refundId, returnId = null, amountMinor, reason } }) => ({
      ...row,
      refunds: [...row.refunds, { refundId, returnId, amountMinor, status: 'requested', attempts: 0, reason }],
    }),
    RefundSent: (row, { data: { refundId, attempt } }) =>
      withRefund(row, refundId, { status: 'sent', attempts: attempt }),
    RefundFailed: (row, { data: { refundId } }) => withRefund(row, refundId, { status: 'failed' }),
    RefundEscalated: (row, { data: { refundId } }) => withRefund(row, refundId, { status: 'escalated' }),
    RefundSucceeded: (row, { data: { refundId, amountMinor } }) => ({
      ...withRefund(row, refundId, { status: 'succeeded' }),
      refundedMinor: row.refundedMinor + amountMinor,
    }),
  },
);

function withCapture(row: PaymentRow, entry: CaptureEntry): PaymentRow {
  const others = row.captures.filter(({ fulfilmentId }) => fulfilmentId !== entry.fulfilmentId);
  return { ...row, captures: [...others, entry] };
}

function withRefund(row: PaymentRow, refundId: string, change: Partial<RefundEntry>): PaymentRow {
  return {
    ...row,
    refunds: row.refunds.map((entry) => (entry.refundId === refundId ? { ...entry, ...change } : entry)),
  };
}

import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { paymentIdOf, paymentStreamEvents } from './payment.aggregate';

export const PAYMENT_STATUSES = [
  'requested',
  'action_required',
  'authorised',
  'declined',
  'unwanted',
  'voiding',
  'voided',
  'partly_captured',
  'captured',
  'open',
  'partly_paid',
  'paid',
  'credited',
];

interface CaptureEntry {
  fulfilmentId: string | null;
  amountMinor: number;
  status: string;
  reason?: string;
  attempts?: number;
}
interface RefundEntry {
  refundId: string;
  returnId: string | null;
  amountMinor: number;
  paidMinor: number;
  status: string;
  attempts: number;
  reason: string;
  failure?: string;
  payoutMethod?: string;
  payoutReference?: string;
  isWriteOffProposed?: boolean;
  isTriedAgain?: boolean;
}

interface DisputeEntry {
  disputeId: string;
  amountMinor: number;
  reason: string;
  status: string;
}

/** The money of one tender of an order, as the provider's ledger shows it too. */
@Entity('payment_view')
@Index(['orderId'])
@Index(['providerRef'])
export class PaymentRow {
  @RowKeyText()
  paymentId!: string;

  @RowText()
  orderId: string = '';

  @RowOneOf(['card', 'invoice'])
  method: string = 'card';

  @RowOneOf(PAYMENT_STATUSES, {
    description:
      'Partly captured: more is authorised than was captured. By invoice: open until all is paid or credited.',
  })
  status: string = 'requested';

  @RowText()
  currency: string = '';

  @RowWhole({ description: 'What the order asked for.' })
  requestedMinor: number = 0;

  @RowWhole()
  authorisedMinor: number = 0;

  @RowWhole({ description: 'What was paid, by card or for an invoice.' })
  capturedMinor: number = 0;

  @RowWhole({ description: 'What is owed on account.' })
  openMinor: number = 0;

  @RowWhole({ description: 'What was credited on account.' })
  creditedMinor: number = 0;

  @RowWhole({ description: 'What went back.' })
  refundedMinor: number = 0;

  @RowWhole({ description: 'Refunds that wait until their money has come in.' })
  owedMinor: number = 0;

  @RowText({ nullable: true })
  providerRef: string | null = null;

  @RowText({ nullable: true, description: 'Why it was declined or voided.' })
  reason: string | null = null;

  @RowList(
    {
      fulfilmentId: 'text or null',
      amountMinor: 'whole',
      status: 'text',
      'reason?': 'text',
      'attempts?': 'whole',
    },
    { description: 'The captures, one for each parcel: authorising, requested, captured, failed, escalated.' },
  )
  captures: CaptureEntry[] = [];

  @RowList(
    {
      refundId: 'text',
      returnId: 'text or null',
      amountMinor: 'whole',
      paidMinor: 'whole',
      status: 'text',
      attempts: 'whole',
      'reason?': 'text',
      'failure?': 'text',
      'payoutMethod?': 'text',
      'payoutReference?': 'text',
      'isWriteOffProposed?': 'flag',
      'isTriedAgain?': 'flag',
    },
    {
      description:
        'The refunds, with what of each went back and why the last try failed: requested, sent, failed, escalated, to_pay_out, succeeded, written_off. One that failed may be tried again by itself. A person pays out those that no card gets, and says how.',
    },
  )
  refunds: RefundEntry[] = [];

  @RowList(
    { disputeId: 'text', amountMinor: 'whole', reason: 'text', status: 'text' },
    { description: 'Money that the bank of the customer called back: open, won, lost.' },
  )
  disputes: DisputeEntry[] = [];
}

export const payments = projection(
  'orders.payments',
  paymentStreamEvents,
  PaymentRow,
  ({ data }) => ({ paymentId: paymentIdOf(data.orderId) }),
  {
    AuthorisationRequested: (row, { data: { orderId, currency, amountMinor: requestedMinor } }) => {
      return { ...row, orderId, currency, requestedMinor };
    },
    PaymentActionRequired: (row, { data: { providerRef } }) => ({ ...row, status: 'action_required', providerRef }),
    PaymentAuthorised: (row, { data: { amountMinor, providerRef } }) => ({
      ...row,
      status: 'authorised',
      authorisedMinor: amountMinor,
      providerRef,
    }),
    PaymentDeclined: (row, { data: { reason } }) => ({ ...row, status: 'declined', reason }),
    PaymentUnwanted: (row, { data: { reason } }) => ({ ...row, status: 'unwanted', reason }),
    UnmatchedPaymentReceived: (row, { data: { providerRef } }) => ({ ...row, providerRef }),
    VoidRequested: (row, { data: { reason, voidId, amountMinor } }) =>
      voidId === undefined
        ? { ...row, status: 'voiding', reason }
        : { ...row, authorisedMinor: row.authorisedMinor - amountMinor },
    AuthorisationReduced: (row, { data: { authorisedMinor } }) => captured({ ...row, authorisedMinor }),
    PaymentAuthExpired: (row, { data: { amountMinor } }) =>
      captured({ ...row, authorisedMinor: row.authorisedMinor - amountMinor }),
    ParcelAuthorisationRequested: (row, { data: { orderId, fulfilmentId, amountMinor, attempt } }) => ({
      ...withCapture(row, { fulfilmentId, amountMinor, status: 'authorising', attempts: attempt }),
      orderId,
    }),
    PaymentReauthorised: (row, { data: { amountMinor, providerRef } }) => {
      const authorisedMinor = row.authorisedMinor + amountMinor;
      return row.status === 'voiding'
        ? { ...row, authorisedMinor }
        : captured({ ...row, authorisedMinor, providerRef, status: 'authorised' });
    },
    PaymentVoided: (row, { data: { amountMinor } }) => {
      const authorisedMinor = Math.max(0, row.authorisedMinor - amountMinor);
      return authorisedMinor > 0
        ? captured({ ...row, authorisedMinor })
        : { ...row, status: 'voided', authorisedMinor };
    },
    CaptureRequested: (row, { data: { fulfilmentId, amountMinor, attempt = 1 } }) =>
      withCapture(row, { fulfilmentId, amountMinor, status: 'requested', attempts: attempt }),
    PaymentCaptured: (row, { data }) => {
      const { orderId, fulfilmentId = null, amountMinor, currency, providerRef } = data;
      const taken = withCapture(row, { fulfilmentId, amountMinor, status: 'captured' });
      const capturedMinor = row.capturedMinor + amountMinor;
      // Invoices were once counted as paid when the parcel left: events of that time say so.
      if (providerRef === 'invoice')
        return { ...taken, orderId, currency, method: 'invoice', capturedMinor, status: 'captured' };
      return captured({ ...taken, orderId, currency, method: 'card', capturedMinor });
    },
    PaymentCaptureFailed: (row, { data }) => {
      const { orderId, fulfilmentId, amountMinor, reason, attempt, isLast, authorisedMinor } = data;
      const status = isLast ? 'escalated' : 'failed';
      const entry = { fulfilmentId, amountMinor, status, reason, attempts: attempt };
      return captured({ ...withCapture(row, entry), orderId, authorisedMinor });
    },
    InvoiceOpened: (row, { data: { orderId, amountMinor, currency } }) =>
      invoiced({ ...row, orderId, currency, method: 'invoice', openMinor: row.openMinor + amountMinor }),
    InvoicePaymentRecorded: (row, { data: { amountMinor, openMinor } }) =>
      invoiced({ ...row, openMinor, capturedMinor: row.capturedMinor + amountMinor }),
    InvoiceCredited: (row, { data: { amountMinor, openMinor } }) =>
      invoiced({ ...row, openMinor, creditedMinor: row.creditedMinor + amountMinor }),
    CaptureFailed: (row, { data: { orderId, fulfilmentId, amountMinor, reason } }) => ({
      ...withCapture(row, { fulfilmentId, amountMinor, status: 'failed', reason }),
      orderId,
    }),
    RefundRequested: (row, { data: { refundId, returnId = null, amountMinor, reason } }) => ({
      ...row,
      refunds: [
        ...row.refunds,
        { refundId, returnId, amountMinor, paidMinor: 0, status: 'requested', attempts: 0, reason },
      ],
    }),
    RefundSent: (row, { data: { refundId, attempt } }) =>
      withRefund(row, refundId, { status: 'sent', attempts: attempt, isWriteOffProposed: false, isTriedAgain: false }),
    RefundFailed: (row, { data: { refundId, reason: failure } }) =>
      withRefund(row, refundId, { status: 'failed', failure, isTriedAgain: true }),
    RefundEscalated: (row, { data: { refundId } }) =>
      withRefund(row, refundId, { status: 'escalated', isTriedAgain: false }),
    RefundPartPaid: (row, { data: { refundId, amountMinor } }) =>
      withPaid(row, refundId, paidMinorOf(row, refundId) + amountMinor),
    RefundSucceeded: (row, { data: { refundId, amountMinor, providerRef, payout } }) => {
      const how = payout && { payoutMethod: payout.method, payoutReference: providerRef };
      const settled = withRefund(row, refundId, {
        status: 'succeeded',
        isWriteOffProposed: false,
        isTriedAgain: false,
        ...how,
      });
      return withPaid(withoutFailure(settled, refundId), refundId, Math.max(amountMinor, paidMinorOf(row, refundId)));
    },
    RefundPayoutDue: (row, { data: { refundId } }) => withRefund(row, refundId, { status: 'to_pay_out' }),
    RefundPayoutOverdue: (row) => row,
    RefundWriteOffProposed: (row, { data: { refundId } }) => withRefund(row, refundId, { isWriteOffProposed: true }),
    RefundWrittenOff: (row, { data: { refundId } }) =>
      withRefund(row, refundId, { status: 'written_off', isWriteOffProposed: false }),
    RefundPaidAfterAll: (row) => row,
    RefundPartBounced: (row, { data: { refundId, amountMinor } }) =>
      withPaid(row, refundId, paidMinorOf(row, refundId) - amountMinor),
    RefundBounced: (row, { data: { refundId, amountMinor, paidMinor, reason: failure } }) => {
      if (paidMinor >= amountMinor) return row;
      const back = isSettled(row, refundId) && { status: 'failed', failure };
      return withRefund(row, refundId, { isWriteOffProposed: false, ...back });
    },
    RefundOwed: (row, { data: { amountMinor } }) => ({ ...row, owedMinor: row.owedMinor + amountMinor }),
    OwedRefundPaid: (row, { data: { amountMinor } }) => ({ ...row, owedMinor: row.owedMinor - amountMinor }),
    ChargebackReceived: (row, { data: { disputeId, amountMinor, reason } }) => ({
      ...row,
      disputes: [...row.disputes, { disputeId, amountMinor, reason, status: 'open' }],
    }),
    ChargebackClosed: (row, { data: { disputeId, outcome } }) => ({
      ...row,
      disputes: row.disputes.map((entry) => (entry.disputeId === disputeId ? { ...entry, status: outcome } : entry)),
    }),
  },
  { version: 8 },
);

/** A part is shown as a part. */
const captured = (row: PaymentRow): PaymentRow =>
  row.capturedMinor === 0
    ? row
    : { ...row, status: row.capturedMinor < row.authorisedMinor ? 'partly_captured' : 'captured' };

function invoiced(row: PaymentRow): PaymentRow {
  const { openMinor, capturedMinor } = row;
  if (openMinor > 0) return { ...row, status: capturedMinor > 0 ? 'partly_paid' : 'open' };
  return { ...row, status: capturedMinor > 0 ? 'paid' : 'credited' };
}

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

const isSettled = ({ refunds }: PaymentRow, refundId: string) =>
  refunds.some((entry) => entry.refundId === refundId && ['succeeded', 'written_off'].includes(entry.status));

const paidMinorOf = ({ refunds }: PaymentRow, refundId: string) =>
  refunds.find((entry) => entry.refundId === refundId)?.paidMinor ?? 0;

/** So much of a refund went back now. */
const withPaid = (row: PaymentRow, refundId: string, paidMinor: number): PaymentRow => ({
  ...withRefund(row, refundId, { paidMinor }),
  refundedMinor: row.refundedMinor - paidMinorOf(row, refundId) + paidMinor,
});

const withoutFailure = (row: PaymentRow, refundId: string): PaymentRow => ({
  ...row,
  refunds: row.refunds.map(({ failure, ...entry }) =>
    entry.refundId === refundId || failure === undefined ? entry : { ...entry, failure },
  ),
});

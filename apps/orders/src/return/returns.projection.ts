import {
  CreditGivenBack,
  creditsMinor,
  InvoiceCredited,
  RefundBounced,
  RefundPaidAfterAll,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { mapOf, RowJson, RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { withPaid } from '../payment/paid-refunds';
import { decided, returnEvents } from './return.aggregate';

export const RETURN_STATUSES = ['authorised', 'rejected', 'cancelled', 'expired', 'settled', 'refunded'];

/** A return: its units, and the refund for them. */
@Entity('return_view')
@Index(['orderId'])
@Index(['customerId'])
@Index(['status'])
export class ReturnRow {
  @RowKeyText()
  returnId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowOneOf(RETURN_STATUSES, {
    description: 'settled: the refund is decided. refunded: it was paid.',
  })
  status: string = 'authorised';

  @RowList(
    { lineId: 'text', sku: 'text', quantity: 'whole', 'reason?': 'text', 'reasonCode?': 'text' },
    { description: 'Units by order line, with the reason in words and the reason code, where one was chosen.' },
  )
  lines: { lineId: string; sku: string; quantity: number; reason: string; reasonCode?: string }[] = [];

  @RowText({ nullable: true })
  toWarehouse: string | null = null;

  @RowTime({ nullable: true, description: 'Until when the parcel must arrive.' })
  deadline: string | null = null;

  @RowObject({ reason: 'text', 'detail?': 'text' }, { nullable: true, description: 'Why the return was rejected.' })
  rejection: { reason: string; detail: string } | null = null;

  @RowWhole({ description: 'The whole refund.' })
  refundMinor: number = 0;

  @RowWhole({ description: 'The part of it that was credited on account; the rest is paid back.' })
  creditedMinor: number = 0;

  @RowWhole({ description: 'The part of it that was paid back.' })
  refundedMinor: number = 0;

  @RowJson(mapOf('whole'), { description: 'Paid amounts, by refund.' })
  refunds: Record<string, number> = {};

  @RowWhole({ description: 'The part of it that went back to vouchers and points.' })
  creditsBackMinor: number = 0;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowList(
    { lineId: 'text', sku: 'text', grade: 'text', quantity: 'whole', refundMinor: 'whole' },
    { description: 'The refund by grade.' },
  )
  byGrade: { lineId: string; sku: string; grade: string; quantity: number; refundMinor: number }[] = [];

  @RowList(
    { lineId: 'text', sku: 'text', grade: 'text', quantity: 'whole', 'reason?': 'text' },
    { description: 'Units on which a person must decide: POST /v1/returns/{returnId}/decide.' },
  )
  undecided: { lineId: string; sku: string; grade: string; quantity: number; reason: string }[] = [];

  @RowObject(
    { allowedBy: 'text', 'reason?': 'text' },
    { nullable: true, description: 'Who took the units back after the return period, and why.' },
  )
  beyondWindow: { allowedBy: string; reason: string } | null = null;

  @RowTime({ nullable: true })
  decidedAt: string | null = null;
}

const paidEvents = { RefundBounced, RefundWrittenOff, RefundPaidAfterAll };
const heard = { ...returnEvents, ...paidEvents, RefundSucceeded, InvoiceCredited, CreditGivenBack };

export const returns = projection(
  'orders.returns',
  heard,
  ReturnRow,
  ({ data }) => ({ returnId: data.returnId! }),
  {
    ReturnAuthorised: (row, { data, occurredAt }) => {
      const { orderId, customerId = null, lines, deadline, toWarehouse, beyondWindow = null } = data;
      return { ...row, orderId, customerId, lines, deadline, toWarehouse, beyondWindow, decidedAt: occurredAt };
    },
    ReturnRejected: (row, { data: { orderId, customerId = null, reason, detail }, occurredAt }) => ({
      ...row,
      orderId,
      customerId,
      status: 'rejected',
      rejection: { reason, detail },
      decidedAt: occurredAt,
    }),
    ReturnSettled: (row, { data: { refundMinor, currency, byGrade } }) =>
      withMoney({ ...row, status: 'settled', refundMinor, currency, byGrade, rejection: null }),
    ReturnCancelled: (row, { data: { reason, rejectedByShop } }) => ({
      ...row,
      status: 'cancelled',
      rejection: { reason: rejectedByShop ? 'rejected-by-shop' : 'cancelled', detail: reason },
    }),
    ReturnExpired: (row) => ({
      ...row,
      status: 'expired',
      rejection: { reason: 'expired', detail: 'No parcel came before the deadline.' },
    }),
    ReturnDecisionNeeded: (row, { data: { lines } }) => ({ ...row, undecided: lines }),
    ReturnDecided: (row, { data: { lines, refundMinor } }) => {
      const { left, taken } = decided(row.undecided, lines);
      return withMoney({
        ...row,
        refundMinor: row.refundMinor + refundMinor,
        byGrade: taken.reduce(withDecided, row.byGrade),
        undecided: left,
      });
    },
    InvoiceCredited: each(
      refundedReturn,
      (row: ReturnRow, { data: { amountMinor } }: EventNamed<typeof heard, 'InvoiceCredited'>) =>
        withMoney({ ...row, creditedMinor: row.creditedMinor + amountMinor }),
    ),
    CreditGivenBack: each(refundedReturn, (row: ReturnRow, { data }: EventNamed<typeof heard, 'CreditGivenBack'>) =>
      withMoney({ ...row, creditsBackMinor: row.creditsBackMinor + creditsMinor(data) }),
    ),
    RefundSucceeded: each(
      refundedReturn,
      (row: ReturnRow, { data: { refundId, amountMinor } }: EventNamed<typeof heard, 'RefundSucceeded'>) =>
        withMoney({ ...row, ...withPaid(row, refundId, amountMinor) }),
    ),
    RefundBounced: each(refundedReturn, paidOf),
    RefundWrittenOff: each(refundedReturn, paidOf),
    RefundPaidAfterAll: each(refundedReturn, paidOf),
  },
  { version: 8 },
);

/** What of a refund went back by now. */
function paidOf(row: ReturnRow, { data: { refundId, paidMinor } }: EventNamed<typeof heard, keyof typeof paidEvents>) {
  return withMoney({ ...row, ...withPaid(row, refundId, paidMinor) });
}

/** Paid in full means refunded. A further decision may ask for more: then it is settled again. */
function withMoney(row: ReturnRow): ReturnRow {
  const { status, refundMinor, refundedMinor, creditedMinor, creditsBackMinor } = row;
  if (status !== 'settled' && status !== 'refunded') return row;
  const backMinor = refundedMinor + creditsBackMinor;
  const isBack = backMinor > 0 && backMinor + creditedMinor >= refundMinor;
  return { ...row, status: isBack ? 'refunded' : 'settled' };
}

type ByGrade = ReturnRow['byGrade'];

/** The decision of a person shows with the grade of the units. */
function withDecided(byGrade: ByGrade, { lineId, sku, grade, quantity, refundMinor }: ByGrade[number]): ByGrade {
  const index = byGrade.findIndex((one) => one.lineId === lineId && one.grade === grade);
  if (index < 0) return [...byGrade, { lineId, sku, grade, quantity, refundMinor }];
  return byGrade.map((one, n) => (n === index ? { ...one, refundMinor: one.refundMinor + refundMinor } : one));
}

/** A refund by hand belongs to no return. */
function refundedReturn({ data: { returnId } }: { data: { returnId?: string } }) {
  return returnId === undefined ? [] : [{ returnId }];
}

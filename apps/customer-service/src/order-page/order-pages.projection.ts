import {
  creditsMinor,
  inventoryEvents,
  logisticsEvents,
  marketingEvents,
  mergedUnits,
  numberOf,
  orderEvents,
  ReturnRequestedByDesk,
} from '@concord/contracts';
import { projection, type RecordedEvent } from '@concord/event-sourcing';
import { listOf, mapOf, RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import type { ReturnStatus } from '../return-desk/return-status';
import { withArrival, type ArrivalOfOrder } from './arrivals-of-order';
import { withClaim, withoutPart, type ClaimOfOrder } from './claims-of-order';
import { capturedMinor, openMinor, paid, refundedMinor, withBounce, withPaidMinor, withRefund } from './money';
import type { PaidRefund, Payment, Refund, RefundNews } from './money';
import { linesOf, unitsOf, withCancelled, type LineOfOrder, type Units } from './lines-of-order';
import { furtherOf, ORDER_STATUSES, type OrderStatus } from './order-status';
import { withParcel, type Parcel } from './parcels';
import {
  withReturn,
  withReturnCredit,
  withReturnCreditBack,
  withReturnRefund,
  type ReturnOfOrder,
} from './returns-of-order';
import type { Sentence } from './story';
import { ONLY_TOLD, tell } from './told-events';

/** An order with the news of all services, on one page. */
@Entity('order_page_view')
@Index(['customerId'])
@Index(['number'])
@Index(['reference'], { where: `"reference" is not null` })
@Index(['status'])
export class OrderPageRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ description: 'What screens and papers call it: the end of its id.' })
  number: string = '';

  @RowText({ nullable: true })
  reference: string | null = null;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowText({ nullable: true })
  channel: string | null = null;

  @RowOneOf(ORDER_STATUSES, { description: 'As orders names it.' })
  status: OrderStatus = 'pending';

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowWhole()
  totalMinor: number = 0;

  @RowWhole({ description: 'What the cancelled units would have cost.' })
  cancelledMinor: number = 0;

  @RowWhole({ description: 'What was paid, by card or for an invoice.' })
  capturedMinor: number = 0;

  @RowWhole({ description: 'What is owed on account.' })
  openMinor: number = 0;

  @RowWhole({ description: 'The sum of the paid refunds.' })
  refundedMinor: number = 0;

  @RowTime({ nullable: true, description: 'When the customer ordered.' })
  placedAt: string | null = null;

  @RowTime({ nullable: true })
  deliveredAt: string | null = null;

  @RowTime({ nullable: true, description: 'When the shop heard of the delivery.' })
  deliveryKnownAt: string | null = null;

  @RowObject({ reason: 'text', detail: 'text' }, { nullable: true, description: 'Why it was rejected or cancelled.' })
  ended: { reason: string; detail: string } | null = null;

  @RowOneOf(['waiting', 'reserved', 'short', 'released'], { description: 'The answer of inventory.' })
  stock: string = 'waiting';

  @RowList({ sku: 'text', wanted: 'whole', sellable: 'whole' }, { description: 'What was missing.' })
  short: { sku: string; wanted: number; sellable: number }[] = [];

  @RowObject(
    {
      status: 'text',
      authorisedMinor: 'whole',
      captures: mapOf('whole'),
      'invoices?': mapOf('whole'),
      'receipts?': mapOf('whole'),
      'credits?': mapOf('whole'),
    },
    {
      description:
        'none, declined, authorised, voided, partly_captured, captured; by invoice open, partly_paid, paid, credited; with the amounts.',
    },
  )
  payment: Payment = { status: 'none', authorisedMinor: 0, captures: {} };

  @RowList({
    lineId: 'text',
    sku: 'text',
    title: 'text',
    quantity: 'whole',
    totalMinor: 'whole',
    stocked: 'flag',
    cancelled: 'whole',
  })
  lines: LineOfOrder[] = [];

  @RowList({
    fulfilmentId: 'text',
    warehouse: 'text or null',
    status: 'text',
    carrier: 'text or null',
    tracking: 'text or null',
    deliveredAt: 'moment or null',
  })
  parcels: Parcel[] = [];

  @RowList(
    {
      fulfilmentId: 'text',
      units: listOf({ lineId: 'text', quantity: 'whole' }),
      deliveredAt: 'moment',
      knownAt: 'moment',
    },
    { description: 'Arrived parcels: the units of each line, and when.' },
  )
  arrivals: ArrivalOfOrder[] = [];

  @RowList({
    returnId: 'text',
    status: 'text',
    lines: listOf({ lineId: 'text', quantity: 'whole' }),
    'counted?': listOf({ lineId: 'text', quantity: 'whole' }),
    refundMinor: 'whole or null',
    refunds: mapOf('whole'),
    'credits?': mapOf('whole'),
    'creditsBack?': mapOf('whole'),
  })
  returns: readonly ReturnOfOrder[] = [];

  @RowList(
    { claimId: 'text', status: 'text', lines: listOf({ lineId: 'text', quantity: 'whole' }) },
    { description: 'Claims: open, or settled with a refund, a replacement, or neither (rejected).' },
  )
  claims: readonly ClaimOfOrder[] = [];

  @RowList(
    { refundId: 'text', returnId: 'text or null', amountMinor: 'whole', paidMinor: 'whole', status: 'text' },
    { description: 'The refunds, with what of each went back.' },
  )
  refunds: Refund[] = [];

  @RowList({ at: 'moment', text: 'text', cause: 'text' }, { description: 'The events in order of time, in sentences.' })
  story: Sentence[] = [];
}

const parcelIs =
  (status: Parcel['status']) =>
  (row: OrderPageRow, event: RecordedEvent & { readonly data: { readonly fulfilmentId: string } }): OrderPageRow =>
    tell({ ...row, parcels: withParcel(row.parcels, { fulfilmentId: event.data.fulfilmentId, status }) }, event);

const returnIs =
  (status: ReturnStatus) =>
  (row: OrderPageRow, event: RecordedEvent & { readonly data: { readonly returnId: string } }): OrderPageRow =>
    tell({ ...row, returns: withReturn(row.returns, event.data.returnId, status) }, event);

function withPayment(row: OrderPageRow, more: Partial<Payment>): OrderPageRow {
  const payment = paid(row.payment, more);
  return { ...row, payment, capturedMinor: capturedMinor(payment), openMinor: openMinor(payment) };
}

const withNews = (row: OrderPageRow, news: RefundNews): OrderPageRow => ({
  ...row,
  refunds: withRefund(row.refunds, news),
});

/** So much of a refund went back by now. */
function withPaid(row: OrderPageRow, paidRefund: PaidRefund): OrderPageRow {
  const refunds = withPaidMinor(row.refunds, paidRefund);
  const returns = withReturnRefund(row.returns, { ...paidRefund, amountMinor: paidRefund.paidMinor });
  return { ...row, refunds, returns, refundedMinor: refundedMinor(refunds) };
}

const onAccount = (row: OrderPageRow, more: Partial<Payment>): OrderPageRow =>
  withPayment(row, { invoices: row.payment.invoices ?? {}, ...more });

const withoutUnits = (row: OrderPageRow, units: readonly Units[], amountMinor: number): OrderPageRow => ({
  ...row,
  cancelledMinor: row.cancelledMinor + amountMinor,
  lines: withCancelled(row.lines, units),
});

/** The events of several services come in no fixed order: the first one makes the page, and every handler sets values. */
export const orderPages = projection(
  'customer-service.order-pages',
  { ...orderEvents, ...inventoryEvents, ...logisticsEvents, ...marketingEvents, ReturnRequestedByDesk },
  OrderPageRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  {
    ...ONLY_TOLD,
    OrderPlaced: (row, event) => {
      const { customerId = null, reference = null, currency, totalMinor, channel, orderedAt, lines } = event.data;
      const number = numberOf(event.data.orderId);
      const next = { ...row, number, customerId, reference, currency, totalMinor, channel, placedAt: orderedAt };
      return tell({ ...next, lines: linesOf(lines, row.lines) }, event);
    },
    OrderConfirmed: (row, event) => {
      const { customerId = row.customerId, currency, totalMinor, lines } = event.data;
      const status = furtherOf(row.status, 'confirmed');
      const next = { ...row, customerId, currency, totalMinor, lines: linesOf(lines, row.lines), status };
      return tell(next, event);
    },
    OrderRejected: (row, event) => {
      const { customerId = row.customerId, reason, detail, short } = event.data;
      const next = { ...row, customerId, status: furtherOf(row.status, 'rejected'), ended: { reason, detail } };
      const missing = short.length > 0 ? short : row.short;
      return tell({ ...next, short: missing }, event);
    },
    OrderCancelled: (row, event) => {
      const { customerId = row.customerId, reason, stage } = event.data;
      const status = furtherOf(row.status, 'cancelled');
      const lines = row.lines.map((line) => ({ ...line, cancelled: line.quantity }));
      const ended = { reason, detail: `Cancelled at the stage ${stage}.` };
      const next = { ...row, customerId, status, ended, lines, cancelledMinor: row.totalMinor };
      return tell(next, event);
    },
    OrderLineCancelled: (row, event) => tell(withoutUnits(row, [event.data], event.data.amountMinor), event),
    CancellationOvertaken: (row, event) => {
      const back = event.data.units.map(({ lineId, quantity }) => ({ lineId, quantity: -quantity }));
      return tell(withoutUnits(row, back, -event.data.amountMinor), event);
    },
    OrderPartiallyShipped: (row, event) => {
      const status = furtherOf(row.status, 'partially_shipped');
      return tell({ ...row, status, ended: null }, event);
    },
    OrderShipped: (row, event) => tell({ ...row, status: furtherOf(row.status, 'shipped'), ended: null }, event),
    OrderDelivered: (row, event) => {
      const { customerId = row.customerId, deliveredAt } = event.data;
      const status = furtherOf(row.status, 'delivered');
      const next = { ...row, customerId, status, ended: null, deliveredAt, deliveryKnownAt: event.occurredAt };
      return tell(next, event);
    },

    PaymentAuthorised: (row, event) =>
      tell(withPayment(row, { status: 'authorised', authorisedMinor: event.data.amountMinor }), event),
    PaymentDeclined: (row, event) => tell(withPayment(row, { status: 'declined' }), event),
    PaymentVoided: (row, event) => {
      const authorisedMinor = Math.max(0, row.payment.authorisedMinor - event.data.amountMinor);
      const voided = authorisedMinor > 0 ? { authorisedMinor } : { status: 'voided' as const, authorisedMinor };
      return tell(withPayment(row, voided), event);
    },
    AuthorisationReduced: (row, event) =>
      tell(withPayment(row, { authorisedMinor: event.data.authorisedMinor }), event),
    PaymentCaptured: (row, event) => {
      const { paymentId, fulfilmentId, providerRef, amountMinor } = event.data;
      const captures = { ...row.payment.captures, [`${paymentId}/${fulfilmentId ?? providerRef}`]: amountMinor };
      return tell(withPayment(row, { captures }), event);
    },
    PaymentReauthorised: (row, event) => {
      const authorisedMinor = row.payment.authorisedMinor + event.data.amountMinor;
      const payment = paid({ ...row.payment, status: 'none' }, { status: 'authorised', authorisedMinor });
      return tell({ ...row, payment }, event);
    },
    PaymentCaptureFailed: (row, event) =>
      tell(withPayment(row, { authorisedMinor: event.data.authorisedMinor }), event),
    InvoiceOpened: (row, event) => {
      const { fulfilmentId, amountMinor } = event.data;
      return tell(onAccount(row, { invoices: { ...row.payment.invoices, [fulfilmentId]: amountMinor } }), event);
    },
    InvoicePaymentRecorded: (row, event) => {
      const { receiptId, amountMinor } = event.data;
      return tell(onAccount(row, { receipts: { ...row.payment.receipts, [receiptId]: amountMinor } }), event);
    },
    InvoiceCredited: (row, event) => {
      const { refundId, amountMinor } = event.data;
      const next = onAccount(row, { credits: { ...row.payment.credits, [refundId]: amountMinor } });
      const returns = withReturnCredit(row.returns, event.data);
      return tell({ ...next, returns }, event);
    },

    StockReserved: (row, event) => {
      const stock = row.stock === 'released' ? row.stock : 'reserved';
      return tell({ ...row, stock }, event);
    },
    StockReservationRejected: (row, event) => {
      const { short } = event.data;
      return tell({ ...row, stock: 'short', short }, event);
    },
    ReservationReleased: (row) => ({ ...row, stock: 'released' }),

    FulfilmentPlanned: (row, { data: { fulfilmentId, warehouse } }) => ({
      ...row,
      parcels: withParcel(row.parcels, { fulfilmentId, warehouse, status: 'planned' }),
    }),
    FulfilmentCancelled: (row, { data: { fulfilmentId } }) => ({
      ...row,
      parcels: withParcel(row.parcels, { fulfilmentId, status: 'cancelled' }),
    }),
    PickStarted: parcelIs('picking'),
    ParcelPacked: parcelIs('packed'),
    ShipmentDispatched: (row, event) => {
      const { fulfilmentId, warehouse, carrier, tracking } = event.data;
      const parcels = withParcel(row.parcels, { fulfilmentId, warehouse, carrier, tracking, status: 'dispatched' });
      return tell({ ...row, parcels }, event);
    },
    ShipmentDelivered: (row, event) => {
      const { fulfilmentId, deliveredAt } = event.data;
      const parcels = withParcel(row.parcels, { fulfilmentId, deliveredAt, status: 'delivered' });
      return tell({ ...row, parcels }, event);
    },

    ReturnRequestedByDesk: (row, event) => {
      const { returnId, lines } = event.data;
      const returns = withReturn(row.returns, returnId, 'requested', { lines: unitsOf(lines) });
      return tell({ ...row, returns }, event);
    },
    OrderUnitsDelivered: (row, { data, occurredAt }) => ({
      ...row,
      arrivals: withArrival(row.arrivals, data, occurredAt),
    }),

    ReturnAuthorised: (row, event) => {
      const { returnId, lines } = event.data;
      const returns = withReturn(row.returns, returnId, 'authorised', { lines: unitsOf(lines) });
      return tell({ ...row, returns }, event);
    },
    ReturnRejected: returnIs('rejected'),
    ReturnCancelled: returnIs('cancelled'),
    ReturnExpired: returnIs('expired'),
    ReturnDecided: (row, event) => {
      const { returnId, refundMinor } = event.data;
      const before = row.returns.find((known) => known.returnId === returnId)?.refundMinor ?? 0;
      const returns = withReturn(row.returns, returnId, 'settled', { refundMinor: before + refundMinor });
      return tell({ ...row, returns }, event);
    },
    ReturnArrived: returnIs('arrived'),
    ReturnReceiptClosed: returnIs('graded'),
    ReturnSettled: (row, event) => {
      const { returnId, refundMinor, byGrade } = event.data;
      const counted = unitsOf(mergedUnits(byGrade));
      const returns = withReturn(row.returns, returnId, 'settled', { refundMinor, counted });
      return tell({ ...row, returns }, event);
    },
    CreditGivenBack: (row, event) =>
      tell({ ...row, returns: withReturnCreditBack(row.returns, event.data, creditsMinor(event.data)) }, event),
    ClaimOpened: (row, event) => {
      const { claimId, partOf, lines } = event.data;
      const claimed = unitsOf(lines);
      const claims = withClaim(withoutPart(row.claims, partOf, claimed), claimId, 'open', claimed);
      return tell({ ...row, claims }, event);
    },
    ClaimResolved: (row, event) => {
      const { claimId, resolution } = event.data;
      return tell({ ...row, claims: withClaim(row.claims, claimId, resolution) }, event);
    },
    ClaimSettledTwice: tell,
    ClaimReopened: (row, event) => tell({ ...row, claims: withClaim(row.claims, event.data.claimId, 'open') }, event),
    RefundRequested: (row, event) => {
      const { refundId, returnId = null, amountMinor } = event.data;
      return tell(withNews(row, { refundId, returnId, amountMinor, status: 'requested' }), event);
    },
    RefundFailed: (row, event) => tell(withNews(row, { refundId: event.data.refundId, status: 'failed' }), event),
    RefundEscalated: (row, event) => {
      const { refundId, amountMinor } = event.data;
      return tell(withNews(row, { refundId, amountMinor, status: 'escalated' }), event);
    },
    RefundPayoutDue: (row, event) =>
      tell(withNews(row, { refundId: event.data.refundId, status: 'to_pay_out' }), event),
    RefundWrittenOff: (row, event) => {
      const { refundId } = event.data;
      return tell(withPaid(withNews(row, { refundId, status: 'written_off' }), event.data), event);
    },
    RefundPaidAfterAll: (row, event) => tell(withPaid(row, event.data), event),
    RefundSucceeded: (row, event) => {
      const { refundId, returnId = null, amountMinor } = event.data;
      const next = withNews(row, { refundId, returnId, amountMinor, status: 'succeeded' });
      return tell(withPaid(next, { ...event.data, paidMinor: amountMinor }), event);
    },
    RefundBounced: (row, event) => {
      const refunds = withBounce(row.refunds, event.data.refundId, event.data.paidMinor);
      return tell(withPaid({ ...row, refunds }, event.data), event);
    },
  },
  { version: 13 },
);

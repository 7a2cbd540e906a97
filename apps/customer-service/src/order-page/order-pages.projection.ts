import {
  claimRefused,
  inventoryEvents,
  logisticsEvents,
  marketingEvents,
  mergedUnits,
  orderEvents,
  ReturnRequestedByDesk,
} from '@concord/contracts';
import { amountText as amount, projection } from '@concord/event-sourcing';
import { listOf, mapOf, RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { capturedMinor, openMinor, paid, refundedMinor, withRefund, type Payment, type Refund } from './money';
import { furtherOf, ORDER_STATUSES, type OrderStatus } from './order-status';
import { withParcel, type Parcel } from './parcels';
import { withReturn, withReturnCredit, withReturnRefund, type ReturnOfOrder } from './returns-of-order';
import { counted, told, type Sentence } from './story';

export interface LineOfOrder {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly totalMinor: number;
  readonly stocked: boolean;
  /** Units that will not be sent. */
  readonly cancelled: number;
}

/** A parcel that has arrived. */
export interface ArrivalOfOrder {
  readonly fulfilmentId: string;
  readonly units: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly deliveredAt: string;
  /** When the shop learnt of it. */
  readonly knownAt: string;
}

/** An order as the desk sees it: what all services said of it, on one page. */
@Entity('order_page_view')
@Index(['customerId'])
@Index(['status'])
export class OrderPageRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true })
  reference: string | null = null;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowText({ nullable: true })
  channel: string | null = null;

  @RowOneOf(ORDER_STATUSES, { description: 'The same word as that of orders.' })
  status: OrderStatus = 'pending';

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowWhole()
  totalMinor: number = 0;

  @RowWhole({ description: 'What the cancelled units would have cost.' })
  cancelledMinor: number = 0;

  @RowWhole({ description: 'What came in, by card or for an invoice.' })
  capturedMinor: number = 0;

  @RowWhole({ description: 'What is owed on account.' })
  openMinor: number = 0;

  @RowWhole({ description: 'What has gone back.' })
  refundedMinor: number = 0;

  @RowTime({ nullable: true, description: 'When the customer ordered.' })
  placedAt: string | null = null;

  @RowTime({ nullable: true })
  deliveredAt: string | null = null;

  @RowTime({ nullable: true, description: 'When the shop learnt of the delivery.' })
  deliveryKnownAt: string | null = null;

  @RowObject({ reason: 'text', detail: 'text' }, { nullable: true, description: 'Why it was rejected or called off.' })
  ended: { reason: string; detail: string } | null = null;

  @RowOneOf(['waiting', 'reserved', 'short', 'released'], { description: 'What inventory said.' })
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
    { description: 'What has arrived, by parcel: the units of each line, and when.' },
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
  })
  returns: readonly ReturnOfOrder[] = [];

  @RowList({ refundId: 'text', returnId: 'text or null', amountMinor: 'whole', status: 'text' })
  refunds: Refund[] = [];

  @RowList({ at: 'moment', text: 'text', cause: 'text' }, { description: 'What happened, in order of time.' })
  story: Sentence[] = [];
}

interface Happened {
  readonly type: string;
  readonly occurredAt: string;
}

const tell = (row: OrderPageRow, event: Happened, text: string): OrderPageRow => ({
  ...row,
  story: told(row.story, event, text),
});

/** A checkout stands still, in the word of today or in the old one. */
const stuck = (row: OrderPageRow, event: Happened & { readonly data: { readonly step: string } }): OrderPageRow =>
  tell(row, event, `Checkout has not moved for a while, at the step ${event.data.step}.`);

const linesOf = (lines: readonly Omit<LineOfOrder, 'cancelled'>[], known: readonly LineOfOrder[]): LineOfOrder[] =>
  lines.map(({ lineId, sku, title, quantity, totalMinor, stocked }) => {
    const { cancelled = 0 } = known.find((line) => line.lineId === lineId) ?? {};
    return { lineId, sku, title, quantity, totalMinor, stocked, cancelled };
  });

const withCancelled = (
  lines: readonly LineOfOrder[],
  units: readonly { readonly lineId: string; readonly quantity: number }[],
): LineOfOrder[] =>
  lines.map((line) => {
    const more = units.reduce((sum, { lineId, quantity }) => sum + (lineId === line.lineId ? quantity : 0), 0);
    return more === 0 ? line : { ...line, cancelled: line.cancelled + more };
  });

function onAccount(row: OrderPageRow, more: Partial<Payment>): OrderPageRow {
  const payment = paid(row.payment, { invoices: {}, ...row.payment, ...more });
  return { ...row, payment, capturedMinor: capturedMinor(payment), openMinor: openMinor(payment) };
}

const unitsOf = (lines: readonly { readonly quantity: number }[]) =>
  counted(
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
    'unit',
  );

const parcelOf = ({ fulfilmentId, orderId }: { fulfilmentId: string; orderId: string }) =>
  fulfilmentId.startsWith(`${orderId}.`) ? fulfilmentId.slice(orderId.length + 1) : fulfilmentId;

/** The page hears the services in no common order: whatever comes first makes it, and every handler sets values. */
export const orderPages = projection(
  'customer-service.order-pages',
  { ...orderEvents, ...inventoryEvents, ...logisticsEvents, ...marketingEvents, ReturnRequestedByDesk },
  OrderPageRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  {
    OrderPlaced: (row, event) => {
      const { customerId = null, reference = null, currency, totalMinor, channel, orderedAt, lines } = event.data;
      const next = { ...row, customerId, reference, currency, totalMinor, channel, placedAt: orderedAt };
      const text = `The order came in: ${unitsOf(lines)} for ${amount(totalMinor, currency)}.`;
      return tell({ ...next, lines: linesOf(lines, row.lines) }, event, text);
    },
    OrderConfirmed: (row, event) => {
      const { customerId = row.customerId, currency, totalMinor, lines } = event.data;
      const status = furtherOf(row.status, 'confirmed');
      const next = { ...row, customerId, currency, totalMinor, lines: linesOf(lines, row.lines), status };
      return tell(next, event, 'Stock and payment are secured: the order is confirmed.');
    },
    OrderRejected: (row, event) => {
      const { customerId = row.customerId, reason, detail, short } = event.data;
      const next = { ...row, customerId, status: furtherOf(row.status, 'rejected'), ended: { reason, detail } };
      const missing = short.length > 0 ? short : row.short;
      return tell({ ...next, short: missing }, event, `The order could not be taken (${reason}): ${detail}`);
    },
    OrderCancelled: (row, event) => {
      const { customerId = row.customerId, reason, stage } = event.data;
      const status = furtherOf(row.status, 'cancelled');
      const lines = row.lines.map((line) => ({ ...line, cancelled: line.quantity }));
      const ended = { reason, detail: `Called off at the stage ${stage}.` };
      const next = { ...row, customerId, status, ended, lines, cancelledMinor: row.totalMinor };
      return tell(next, event, `The order was called off: ${reason}`);
    },
    OrderLineCancelled: (row, event) => {
      const { lineId, sku, quantity, amountMinor, cause, reason } = event.data;
      const next = {
        ...row,
        cancelledMinor: row.cancelledMinor + amountMinor,
        lines: withCancelled(row.lines, [{ lineId, quantity }]),
      };
      const what = `${counted(quantity, 'unit')} of ${sku}`;
      return tell(
        next,
        event,
        cause === 'missing' ? `${what} cannot be sent: ${reason}` : `${what} will not be sent: ${reason}`,
      );
    },
    PickShort: (row, event) => {
      const { missing, sku, warehouse } = event.data;
      const units = counted(missing, 'unit');
      return tell(row, event, `${units} of ${sku} could not be found at ${warehouse}. We look for them elsewhere.`);
    },
    OrderReallocated: (row, event) => {
      const { sku, allocations } = event.data;
      if (allocations.length === 0) return row;
      const places = allocations.map(({ warehouse, quantity }) => `${counted(quantity, 'unit')} from ${warehouse}`);
      return tell(row, event, `${sku} will be sent all the same: ${places.join(', ')}.`);
    },
    CancellationOvertaken: (row, event) => {
      const { units, amountMinor } = event.data;
      const next = {
        ...row,
        cancelledMinor: row.cancelledMinor - amountMinor,
        lines: withCancelled(
          row.lines,
          units.map(({ lineId, quantity }) => ({ lineId, quantity: -quantity })),
        ),
      };
      return tell(next, event, `A parcel with ${unitsOf(units)} had left before the cancellation: it is on its way.`);
    },
    OrderPartiallyShipped: (row, event) => {
      const status = furtherOf(row.status, 'partially_shipped');
      return tell(
        { ...row, status, ended: null },
        event,
        `A part of the order has left, from ${parcelOf(event.data)}.`,
      );
    },
    OrderShipped: (row, event) =>
      tell({ ...row, status: furtherOf(row.status, 'shipped'), ended: null }, event, 'All of the order has left.'),
    OrderDelivered: (row, event) => {
      const { customerId = row.customerId, deliveredAt } = event.data;
      const status = furtherOf(row.status, 'delivered');
      const next = { ...row, customerId, status, ended: null, deliveredAt, deliveryKnownAt: event.occurredAt };
      return tell(next, event, 'All of the order has arrived: the return window has begun.');
    },

    PaymentAuthorised: (row, event) => {
      const { amountMinor, currency } = event.data;
      const payment = paid(row.payment, { status: 'authorised', authorisedMinor: amountMinor });
      return tell({ ...row, payment }, event, `The payment of ${amount(amountMinor, currency)} is authorised.`);
    },
    PaymentDeclined: (row, event) => {
      const payment = paid(row.payment, { status: 'declined' });
      return tell({ ...row, payment }, event, `The payment was declined: ${event.data.reason}`);
    },
    PaymentVoided: (row, event) => {
      // Without the amount: these two do not say their currency, and the order that does may not have come yet.
      const authorisedMinor = Math.max(0, row.payment.authorisedMinor - event.data.amountMinor);
      const payment = paid(
        row.payment,
        authorisedMinor > 0 ? { authorisedMinor } : { status: 'voided', authorisedMinor },
      );
      return tell({ ...row, payment }, event, 'The authorisation was given back.');
    },
    AuthorisationReduced: (row, event) => {
      const { authorisedMinor, currency } = event.data;
      const payment = paid(row.payment, { authorisedMinor });
      return tell({ ...row, payment }, event, `The authorisation is reduced to ${amount(authorisedMinor, currency)}.`);
    },
    PaymentCaptured: (row, event) => {
      const { paymentId, fulfilmentId, providerRef, amountMinor, currency } = event.data;
      const captures = { ...row.payment.captures, [`${paymentId}/${fulfilmentId ?? providerRef}`]: amountMinor };
      const payment = paid(row.payment, { captures });
      const next = { ...row, payment, capturedMinor: capturedMinor(payment) };
      return tell(next, event, `${amount(amountMinor, currency)} was taken for what has left.`);
    },
    PaymentReauthorised: (row, event) => {
      const { amountMinor, currency } = event.data;
      const payment = paid(
        { ...row.payment, status: 'none' },
        {
          status: 'authorised',
          authorisedMinor: row.payment.authorisedMinor + amountMinor,
        },
      );
      return tell({ ...row, payment }, event, `The payment of ${amount(amountMinor, currency)} is authorised anew.`);
    },
    PaymentCaptureFailed: (row, event) => {
      const { attempt, reason, isLast, authorisedMinor } = event.data;
      const next = isLast ? 'Somebody must look.' : 'It is tried again.';
      const payment = paid(row.payment, { authorisedMinor });
      return tell(
        { ...row, payment },
        event,
        `Try ${attempt} to take the money of a parcel failed: ${reason}. ${next}`,
      );
    },
    InvoiceOpened: (row, event) => {
      const { fulfilmentId, amountMinor, currency } = event.data;
      const next = onAccount(row, { invoices: { ...row.payment.invoices, [fulfilmentId]: amountMinor } });
      return tell(next, event, `${amount(amountMinor, currency)} is owed on account for what has left.`);
    },
    InvoicePaymentRecorded: (row, event) => {
      const { receiptId, amountMinor, currency } = event.data;
      const next = onAccount(row, { receipts: { ...row.payment.receipts, [receiptId]: amountMinor } });
      return tell(next, event, `${amount(amountMinor, currency)} was paid on account.`);
    },
    InvoiceCredited: (row, event) => {
      const { refundId, amountMinor, currency } = event.data;
      const next = onAccount(row, { credits: { ...row.payment.credits, [refundId]: amountMinor } });
      const returns = withReturnCredit(row.returns, event.data);
      return tell({ ...next, returns }, event, `${amount(amountMinor, currency)} need not be paid any more.`);
    },
    UnmatchedPaymentReceived: (row, event) => tell(row, event, 'A payment came too late and goes back.'),
    CheckoutStuck: stuck,
    SagaStuck: stuck,

    StockReserved: (row, event) => {
      const places = new Set(event.data.allocations.map(({ warehouse }) => warehouse));
      const where = places.size === 0 ? '' : ` at ${[...places].join(', ')}`;
      const stock = row.stock === 'released' ? row.stock : 'reserved';
      return tell({ ...row, stock }, event, `The stock is set aside${where}.`);
    },
    StockReservationRejected: (row, event) => {
      const { short } = event.data;
      const missing = short.map(({ sku, wanted, sellable }) => `${sku} (${wanted} wanted, ${sellable} there)`);
      return tell({ ...row, stock: 'short', short }, event, `There is not enough of ${missing.join(', ')}.`);
    },
    // What was released is told by what ended the order.
    ReservationReleased: (row) => ({ ...row, stock: 'released' }),
    PromotionClaimRejected: (row, event) => tell(row, event, claimRefused(event.data.code, event.data.reason)),

    FulfilmentPlanned: (row, { data: { fulfilmentId, warehouse } }) => ({
      ...row,
      parcels: withParcel(row.parcels, { fulfilmentId, warehouse, status: 'planned' }),
    }),
    FulfilmentCancelled: (row, { data: { fulfilmentId } }) => ({
      ...row,
      parcels: withParcel(row.parcels, { fulfilmentId, status: 'cancelled' }),
    }),
    PickStarted: (row, event) => {
      const parcels = withParcel(row.parcels, { fulfilmentId: event.data.fulfilmentId, status: 'picking' });
      return tell({ ...row, parcels }, event, `Picking has begun at ${parcelOf(event.data)}.`);
    },
    ParcelPacked: (row, event) => {
      const { fulfilmentId, contents } = event.data;
      const parcels = withParcel(row.parcels, { fulfilmentId, status: 'packed' });
      return tell(
        { ...row, parcels },
        event,
        `A parcel with ${unitsOf(contents)} is packed at ${parcelOf(event.data)}.`,
      );
    },
    ShipmentDispatched: (row, event) => {
      const { fulfilmentId, warehouse, carrier, tracking } = event.data;
      const parcels = withParcel(row.parcels, { fulfilmentId, warehouse, carrier, tracking, status: 'dispatched' });
      return tell(
        { ...row, parcels },
        event,
        `The parcel from ${warehouse} left with ${carrier}, tracking ${tracking}.`,
      );
    },
    ShipmentDelivered: (row, event) => {
      const { fulfilmentId, deliveredAt } = event.data;
      const parcels = withParcel(row.parcels, { fulfilmentId, deliveredAt, status: 'delivered' });
      return tell({ ...row, parcels }, event, `The parcel from ${parcelOf(event.data)} has arrived.`);
    },

    ReturnRequestedByDesk: (row, event) => {
      const { returnId, lines } = event.data;
      const asked = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
      const returns = withReturn(row.returns, returnId, 'requested', { lines: asked });
      return tell({ ...row, returns }, event, `The desk asked to take ${unitsOf(lines)} back.`);
    },
    OrderUnitsDelivered: (row, { data: { fulfilmentId, units, deliveredAt }, occurredAt }) => ({
      ...row,
      arrivals: [
        ...row.arrivals.filter((arrival) => arrival.fulfilmentId !== fulfilmentId),
        {
          fulfilmentId,
          units: units.map(({ lineId, quantity }) => ({ lineId, quantity })),
          deliveredAt,
          knownAt: occurredAt,
        },
      ],
    }),

    ReturnAuthorised: (row, event) => {
      const { returnId, lines, toWarehouse } = event.data;
      const back = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
      const returns = withReturn(row.returns, returnId, 'authorised', { lines: back });
      return tell({ ...row, returns }, event, `The return of ${unitsOf(lines)} to ${toWarehouse} is authorised.`);
    },
    ReturnRejected: (row, event) => {
      const returns = withReturn(row.returns, event.data.returnId, 'rejected');
      return tell({ ...row, returns }, event, `A return was refused: ${event.data.detail}`);
    },
    ReturnCancelled: (row, event) => {
      const returns = withReturn(row.returns, event.data.returnId, 'cancelled');
      return tell({ ...row, returns }, event, `A return was called off: ${event.data.reason}`);
    },
    ReturnExpired: (row, event) => {
      const returns = withReturn(row.returns, event.data.returnId, 'expired');
      return tell({ ...row, returns }, event, 'A return came to nothing: no parcel arrived until its deadline.');
    },
    ReturnDecisionNeeded: (row, event) =>
      tell(row, event, `Somebody must say what goes back for ${unitsOf(event.data.lines)} of a return.`),
    ReturnDecided: (row, event) => {
      const { returnId, refundMinor, currency, reason } = event.data;
      const before = row.returns.find((known) => known.returnId === returnId)?.refundMinor ?? 0;
      const returns = withReturn(row.returns, returnId, 'settled', { refundMinor: before + refundMinor });
      return tell(
        { ...row, returns },
        event,
        `It was decided that ${amount(refundMinor, currency)} more goes back: ${reason}`,
      );
    },
    ReturnArrived: (row, event) => {
      const returns = withReturn(row.returns, event.data.returnId, 'arrived');
      return tell({ ...row, returns }, event, `A return parcel arrived at ${event.data.warehouse}.`);
    },
    ReturnReceiptClosed: (row, event) => {
      const returns = withReturn(row.returns, event.data.returnId, 'graded');
      return tell({ ...row, returns }, event, 'The returned goods were inspected.');
    },
    ReturnSettled: (row, event) => {
      const { returnId, refundMinor, currency, byGrade } = event.data;
      const units = mergedUnits(byGrade).map(({ lineId, quantity }) => ({ lineId, quantity }));
      const returns = withReturn(row.returns, returnId, 'settled', { refundMinor, counted: units });
      return tell({ ...row, returns }, event, `The return is settled: ${amount(refundMinor, currency)} goes back.`);
    },
    RefundRequested: (row, { data: { refundId, returnId = null, amountMinor } }) => ({
      ...row,
      refunds: withRefund(row.refunds, { refundId, returnId, amountMinor, status: 'requested' }),
    }),
    RefundFailed: (row, event) => {
      const { refundId, attempt, reason } = event.data;
      const refunds = withRefund(row.refunds, { refundId, status: 'failed' });
      return tell({ ...row, refunds }, event, `Try ${attempt} of the refund failed: ${reason}`);
    },
    RefundEscalated: (row, event) => {
      const { refundId, amountMinor, reason } = event.data;
      const refunds = withRefund(row.refunds, { refundId, amountMinor, status: 'escalated' });
      return tell({ ...row, refunds }, event, `The refund needs a person: ${reason}`);
    },
    RefundSucceeded: (row, event) => {
      const { refundId, returnId = null, amountMinor, currency } = event.data;
      const refunds = withRefund(row.refunds, { refundId, returnId, amountMinor, status: 'succeeded' });
      const returns = withReturnRefund(row.returns, event.data);
      const next = { ...row, refunds, returns, refundedMinor: refundedMinor(refunds) };
      return tell(next, event, `${amount(amountMinor, currency)} went back to the customer.`);
    },
  },
  { version: 4 },
);

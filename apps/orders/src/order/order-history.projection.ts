import {
  ChargebackClosed,
  ChargebackReceived,
  CheckoutStuck,
  InvoiceCredited,
  InvoicePaymentRecorded,
  type Personal,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentCaptured,
  PaymentDeclined,
  RefundBounced,
  RefundPaidAfterAll,
  RefundSucceeded,
  RefundWrittenOff,
  SagaStuck,
  creditsMinor,
} from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import {
  listOf,
  mapOf,
  RowFlag,
  RowJson,
  RowKeyText,
  RowList,
  RowObject,
  RowOneOf,
  RowText,
  RowTime,
  RowWhole,
} from '@concord/service';
import { Entity, Index } from 'typeorm';
import { withPaid } from '../payment/paid-refunds';
import type { Placed } from './order-state';
import { reallocated } from './order-units';
import { orderStreamEvents } from './order.aggregate';
import { CREDITS, PRICED_LINE, SHIPPING } from './priced-line';
import {
  withCancelled,
  withoutUnits,
  withParcel,
  withSent,
  type Allocation,
  type LineOfOrder,
  type ParcelOfOrder,
} from './units-of-row';
import {
  ASKED,
  sumUnits,
  withAsked,
  withMoved,
  withoutWaiting,
  withStatus,
  type AskedQuestion,
  type WaitingUnits,
} from './waiting-units';

export const ORDER_STATUSES = [
  'pending',
  'confirmed',
  'partially_shipped',
  'shipped',
  'delivered',
  'rejected',
  'cancelled',
];

/** An order as customers and the desk see it. */
@Entity('order_history_view')
@Index(['customerId'])
@Index(['status'])
@Index(['reference'])
@Index(['addsTo'], { where: '"adds_to" is not null' })
@Index(['placedAt'])
export class OrderRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true, description: "The shop's own number of the order." })
  reference: string | null = null;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowOneOf(['b2c', 'b2b', 'd2c'])
  channel: string = 'b2c';

  @RowOneOf(ORDER_STATUSES)
  status: string = 'pending';

  @RowText()
  currency: string = '';

  @RowList(
    { ...PRICED_LINE, 'cancelled?': 'whole' },
    {
      description:
        'With the price of one unit, the discount of each promotion, the amount to pay with its tax, and the cancelled units. The rate of the tax is in thousandths of a percent.',
    },
  )
  lines: LineOfOrder[] = [];

  @RowWhole({ description: 'Before promotions.' })
  goodsMinor: number = 0;

  @RowWhole()
  discountMinor: number = 0;

  @RowWhole()
  totalMinor: number = 0;

  @RowWhole({ description: 'Tax that came on top of the prices.' })
  taxOnTopMinor: number = 0;

  @RowObject(CREDITS, {
    nullable: true,
    description: 'What vouchers and points pay; the card or the invoice pays the rest.',
  })
  credits: Placed['credits'] | null = null;

  @RowWhole({ description: 'What went back to vouchers and points.' })
  creditsBackMinor: number = 0;

  @RowObject(SHIPPING, { nullable: true, description: 'How it is sent, and the promised days.' })
  shipping: Placed['shipping'] | null = null;

  @RowText({ nullable: true, description: 'The basket that was ordered.' })
  cartId: string | null = null;

  @RowText({ nullable: true })
  quoteId: string | null = null;

  @RowText({ nullable: true, description: 'The order for which this one sends a replacement.' })
  replaces: string | null = null;

  @RowText({ nullable: true, description: 'The order to which this one adds goods.' })
  addsTo: string | null = null;

  @RowFlag({ description: 'Whether units beyond the stock may wait for goods.' })
  mayWait: boolean = false;

  @RowText({ nullable: true, description: 'The company for which a buyer orders.' })
  companyId: string | null = null;

  @RowText({ nullable: true, description: "The company's own number of the purchase." })
  purchaseOrderNumber: string | null = null;

  @RowWhole({ description: 'What the cancelled units would have cost.' })
  cancelledMinor: number = 0;

  @RowWhole({ description: 'What was paid, by card or for an invoice.' })
  capturedMinor: number = 0;

  @RowWhole({ description: 'The sum of the paid refunds.' })
  refundedMinor: number = 0;

  @RowJson(mapOf('whole'), { description: 'Paid amounts, by refund.' })
  refunds: Record<string, number> = {};

  @RowWhole({ description: 'What was credited on account.' })
  creditedMinor: number = 0;

  @RowOneOf(['card', 'invoice'])
  paymentMethod: string = 'invoice';

  @RowObject(
    { reason: 'text', detail: 'text', short: listOf({ sku: 'text', wanted: 'whole', sellable: 'whole' }) },
    { nullable: true, description: 'Why the order was rejected.' },
  )
  rejection: { reason: string; detail: string; short: { sku: string; wanted: number; sellable: number }[] } | null =
    null;

  @RowText({ nullable: true, description: 'Why the order was cancelled.' })
  cancellation: string | null = null;

  @RowList(
    { sku: 'text', warehouse: 'text', quantity: 'whole' },
    {
      description: 'Which warehouse sends which units, without the cancelled ones.',
    },
  )
  allocations: Allocation[] = [];

  @RowList(
    { sku: 'text', quantity: 'whole', 'promisedAt?': 'moment' },
    { description: 'Units that wait for goods, and the promised date, where there is one.' },
  )
  waiting: WaitingUnits[] = [];

  @RowList(ASKED, {
    description:
      'Questions to the customer about units whose promised date slipped: wait, or cancel them. `open` and `unanswered` ones can be answered.',
  })
  promiseQuestions: AskedQuestion[] = [];

  @RowList(
    {
      fulfilmentId: 'text',
      warehouse: 'text or null',
      status: 'text',
      units: listOf({ lineId: 'text', sku: 'text', quantity: 'whole' }),
    },
    { description: 'Parcels that are on their way (shipped) or have arrived (delivered).' },
  )
  parcels: ParcelOfOrder[] = [];

  @RowObject({ country: 'text', 'postcode?': 'text', 'address?': 'text' })
  shipTo: Placed['shipTo'] = { country: '' };

  @RowObject(
    { country: 'text', 'postcode?': 'text', 'address?': 'text' },
    { nullable: true, description: 'Where the invoice goes, where that is another address.' },
  )
  billTo: Placed['billTo'] | null = null;

  @RowText({ nullable: true, description: 'How the customer is reached about this order.' })
  contact: Personal | null = null;

  @RowTime({ description: 'When the customer ordered.' })
  placedAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime({ description: 'When the order reached the shop.' })
  receivedAt: string = '1970-01-01T00:00:00.000Z';

  @RowTime({ nullable: true })
  deliveredAt: string | null = null;

  @RowObject(
    { url: 'text', since: 'moment' },
    { nullable: true, description: 'The step at the bank that the customer must do, and where.' },
  )
  paymentAction: { url: Personal; since: string } | null = null;

  @RowList(
    { disputeId: 'text', amountMinor: 'whole', reason: 'text', status: 'text' },
    { description: 'Money that the bank of the customer called back: open, won, lost.' },
  )
  disputes: { disputeId: string; amountMinor: number; reason: string; status: string }[] = [];

  @RowObject(
    { reason: 'text', since: 'moment', reasons: listOf('text') },
    { nullable: true, description: 'Why it waits, with all reasons, and since when.' },
  )
  hold: { reason: string; since: string; reasons: string[] } | null = null;

  @RowObject(
    { step: 'text', since: 'moment' },
    { nullable: true, description: 'The step at which the checkout stands still.' },
  )
  stuck: { step: string; since: string } | null = null;
}

/** A checkout stands still: `CheckoutStuck`, or `SagaStuck` in streams of before. */
const stuck = (row: OrderRow, { data: { step, since } }: { data: { step: string; since: string } }): OrderRow =>
  row.status === 'pending' ? { ...row, stuck: { step, since } } : row;

/** What of a refund went back by now. */
const paidOf = (row: OrderRow, { data }: { data: { refundId: string; paidMinor: number } }): OrderRow => ({
  ...row,
  ...withPaid(row, data.refundId, data.paidMinor),
});

export const orderHistory = projection(
  'orders.order-history',
  {
    ...orderStreamEvents,
    PaymentActionRequired,
    PaymentAuthorised,
    PaymentDeclined,
    PaymentCaptured,
    ChargebackReceived,
    ChargebackClosed,
    InvoicePaymentRecorded,
    InvoiceCredited,
    RefundSucceeded,
    RefundBounced,
    RefundWrittenOff,
    RefundPaidAfterAll,
    CheckoutStuck,
    SagaStuck,
  },
  OrderRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    OrderPlaced: (row, { data, occurredAt }) => {
      const { orderedAt, paymentMethod = 'invoice', reference = null, customerId = null, ...rest } = data;
      return { ...row, ...rest, reference, customerId, paymentMethod, placedAt: orderedAt, receivedAt: occurredAt };
    },
    OrderConfirmed: (row, { data: { allocations, waiting = [] } }) => {
      return { ...row, status: 'confirmed', allocations, waiting, stuck: null };
    },
    OrderBackorderFilled: (row, { data: { sku, allocations } }) => ({
      ...row,
      allocations: [...row.allocations, ...allocations],
      ...withoutWaiting(row, sku, sumUnits(allocations)),
    }),
    PromiseMovedEarly: (row) => row,
    OrderPromiseMoved: (row, { data }) => ({ ...row, ...withMoved(row, data) }),
    PromiseQuestionAsked: (row, { data }) => ({ ...row, ...withAsked(row, data) }),
    PromiseQuestionAnswered: (row, { data: { questionId, answer } }) => {
      return { ...row, ...withStatus(row, questionId, answer) };
    },
    PromiseQuestionUnanswered: (row, { data: { questionId } }) => {
      return { ...row, ...withStatus(row, questionId, 'unanswered') };
    },
    OrderRejected: (row, { data: { reason, detail, short } }) => ({
      ...row,
      paymentAction: null,
      status: 'rejected',
      rejection: { reason, detail, short },
      stuck: null,
    }),
    OrderAddressChanged: (row, { data: { shipTo } }) => ({ ...row, shipTo }),
    OrderHeld: (row, { data: { reason }, occurredAt }) => {
      return { ...row, hold: { reason, since: occurredAt, reasons: [...(row.hold?.reasons ?? []), reason] } };
    },
    HoldReasonEnded: (row, { data: { reason, left } }) => {
      const reasons = row.hold?.reasons.filter((each) => each !== reason) ?? [];
      return { ...row, hold: row.hold && { ...row.hold, reason: left, reasons } };
    },
    OrderReleased: (row) => ({ ...row, hold: null }),
    OrderCancelled: (row, { data: { reason } }) => ({
      ...row,
      paymentAction: null,
      hold: null,
      status: 'cancelled',
      cancellation: reason,
      stuck: null,
      cancelledMinor: row.totalMinor,
      allocations: [],
      ...withoutWaiting(row),
      lines: row.lines.map((line) => ({ ...line, cancelled: line.quantity })),
    }),
    OrderLineCancelled: (row, { data: { lineId, sku, quantity, amountMinor, allocations } }) => ({
      ...row,
      allocations: withoutUnits(row.allocations, allocations),
      ...withoutWaiting(row, sku, quantity - sumUnits(allocations)),
      cancelledMinor: row.cancelledMinor + amountMinor,
      lines: withCancelled(row.lines, [{ lineId, quantity }]),
    }),
    OrderReallocated: (row, { data }) => ({ ...row, allocations: reallocated(row.allocations, data) }),
    CancellationOvertaken: (row, { data: { units, amountMinor } }) => ({
      ...row,
      cancellation: null,
      cancelledMinor: row.cancelledMinor - amountMinor,
      lines: withCancelled(
        row.lines,
        units.map(({ lineId, quantity }) => ({ lineId, quantity: -quantity })),
      ),
    }),
    ParcelLeft: (row, { data: { fulfilmentId, warehouse = null, units } }) => {
      const next = withParcel(row, fulfilmentId, { warehouse, units });
      return { ...next, allocations: withSent(next) };
    },
    ParcelArrived: (row, { data: { fulfilmentId } }) => withParcel(row, fulfilmentId, { status: 'delivered' }),
    OrderPartiallyShipped: (row) => ({ ...row, status: 'partially_shipped' }),
    OrderShipped: (row) => ({ ...row, status: 'shipped' }),
    OrderDelivered: (row, { data: { deliveredAt } }) => ({ ...row, status: 'delivered', deliveredAt }),
    PaymentActionRequired: (row, { data: { url }, occurredAt: since }) =>
      row.status === 'pending' ? { ...row, paymentAction: { url, since } } : row,
    PaymentAuthorised: (row) => ({ ...row, paymentAction: null }),
    PaymentDeclined: (row) => ({ ...row, paymentAction: null }),
    ChargebackReceived: (row, { data: { disputeId, amountMinor, reason } }) => ({
      ...row,
      disputes: [...row.disputes, { disputeId, amountMinor, reason, status: 'open' }],
    }),
    ChargebackClosed: (row, { data: { disputeId, outcome } }) => ({
      ...row,
      disputes: row.disputes.map((entry) => (entry.disputeId === disputeId ? { ...entry, status: outcome } : entry)),
    }),
    PaymentCaptured: (row, { data: { amountMinor } }) => ({ ...row, capturedMinor: row.capturedMinor + amountMinor }),
    InvoicePaymentRecorded: (row, { data: { amountMinor } }) => ({
      ...row,
      capturedMinor: row.capturedMinor + amountMinor,
    }),
    InvoiceCredited: (row, { data: { amountMinor } }) => ({ ...row, creditedMinor: row.creditedMinor + amountMinor }),
    RefundSucceeded: (row, { data: { refundId, amountMinor } }) => ({
      ...row,
      ...withPaid(row, refundId, amountMinor),
    }),
    RefundBounced: paidOf,
    RefundWrittenOff: paidOf,
    RefundPaidAfterAll: paidOf,
    CreditGivenBack: (row, { data }) => ({ ...row, creditsBackMinor: row.creditsBackMinor + creditsMinor(data) }),
    CheckoutStuck: stuck,
    SagaStuck: stuck,
  },
  { version: 10 },
);

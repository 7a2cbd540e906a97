import { amountText, lookup, type DomainEvent, type EventFrom, type EventTypes } from '@concord/event-sourcing';
import { ReturnRequestedByDesk } from './customer-service';
import {
  ReservationReleased,
  ReturnArrived,
  ReturnReceiptClosed,
  StockReservationRejected,
  StockReserved,
} from './inventory';
import { ParcelPacked, PickShort, PickStarted, ShipmentDelivered, ShipmentDispatched } from './logistics';
import { PromotionClaimRejected } from './marketing';
import { orderEvents, SHIPPING_LINE } from './orders';
import { claimRefused } from './promotion-code';

/** A sentence for each of these events, made from its data; null for an event that is deliberately not told. */
export type Sentences<T extends EventTypes> = {
  readonly [Name in keyof T]: ((data: EventFrom<T[Name]>['data']) => string) | null;
};

/** The public events of an order's story: all of orders, and those of other services that an order's page tells. */
const told = {
  ...orderEvents,
  StockReserved,
  StockReservationRejected,
  ReservationReleased,
  PromotionClaimRejected,
  PickStarted,
  PickShort,
  ParcelPacked,
  ShipmentDispatched,
  ShipmentDelivered,
  ReturnRequestedByDesk,
  ReturnArrived,
  ReturnReceiptClosed,
};

const UNANSWERED = { wait: 'the units wait', cancel: 'the units are cancelled', person: 'a person asks' } as const;

const stuck = ({ step }: { readonly step: string }) => `The checkout stands still: it waits for the ${step}.`;

/**
 * What each public event says in the story of an order. Orders and customer-service tell it from this one table. A new
 * event of orders without an entry does not compile. The entries stand in their natural order, causes before effects.
 */
const SENTENCES: Sentences<typeof told> = {
  // A basket is no order yet.
  CartCreated: null,
  CartLineAdded: null,
  CartLineChanged: null,
  CartLineRemoved: null,
  CartCouponApplied: null,
  CartHoldRequested: null,
  CartHoldExtensionRequested: null,
  CartEnded: null,
  CartAbandoned: null,
  CartRecovered: null,
  QuoteIssued: null,
  OrderPlaced: ({ lines, totalMinor, currency }) =>
    `The order was placed: ${unitsOf(lines)} for ${amountText(totalMinor, currency)}.`,
  StockReserved: ({ allocations, waiting = [] }) => {
    const places = [...new Set(allocations.map(({ warehouse }) => warehouse))];
    const reserved = places.length === 0 ? '' : `The stock is reserved at ${places.join(', ')}.`;
    if (waiting.length === 0) return reserved || 'The order needs no stock.';
    return `${reserved} For ${unitsOf(waiting)} the order waits until ${waitsUntil(waiting)}.`.trim();
  },
  StockReservationRejected: ({ short }) =>
    `Stock is short: ${short.map(({ sku, wanted, sellable }) => `${sku} (${wanted} wanted, ${sellable} available)`).join(', ')}.`,
  // The end of the order says why its stock is released.
  ReservationReleased: null,
  PromotionClaimRequested: ({ claims }) => `${counted(claims.length, 'promotion')} requested.`,
  PromotionClaimRejected: ({ code, reason }) => claimRefused(code, reason),
  VoucherHoldRequested: ({ vouchers, currency }) =>
    `${amountText(sumOf(vouchers), currency)} of ${counted(vouchers.length, 'voucher')} requested.`,
  LoyaltyBurnRequested: ({ points }) => `${counted(points, 'point')} requested.`,
  PaymentActionRequired: () => 'The customer must confirm the payment at the bank.',
  PaymentAuthorised: ({ amountMinor, currency }) => `A payment of ${amountText(amountMinor, currency)} is authorised.`,
  PaymentDeclined: ({ reason }) => `The payment was declined: ${reason}`,
  CheckoutStuck: stuck,
  SagaStuck: stuck,
  OrderConfirmed: ({ allocations, waiting = [] }) => {
    const places = [...new Set(allocations.map(({ warehouse }) => warehouse))];
    const sent = places.length === 0 ? '' : `; it will be sent from ${places.join(', ')}`;
    if (waiting.length === 0) return `The order is confirmed${sent || '; it needs no parcel'}.`;
    return `The order is confirmed${sent}; ${unitsOf(waiting)} will follow.`;
  },
  OrderRejected: ({ reason, detail }) => `The order was rejected (${reason}): ${detail}`,
  PickStarted: (data) => `Picking has begun at ${warehouseOf(data)}.`,
  PickShort: ({ missing, sku, warehouse }) =>
    `${counted(missing, 'unit')} of ${sku} could not be found at ${warehouse}. Other warehouses are asked.`,
  OrderReallocated: ({ sku, from, allocations }) =>
    allocations.length === 0
      ? `${sku} was not on the shelf at ${from}; these units had been cancelled by then.`
      : `${sku} was not on the shelf at ${from}: ${allocations.map(({ warehouse, quantity }) => `${counted(quantity, 'unit')} from ${warehouse}`).join(', ')} instead.`,
  OrderBackorderFilled: ({ sku, allocations }) =>
    allocations.length === 0
      ? `${sku} came in; the waiting units had been cancelled by then.`
      : `${sku} came in: ${allocations.map(({ warehouse, quantity }) => `${counted(quantity, 'unit')} from ${warehouse}`).join(', ')}.`,
  OrderPromiseMoved: ({ sku, quantity, promisedAt }) =>
    `${counted(quantity, 'unit')} of ${sku} ${promisedAt === undefined ? 'have no date any more' : `are now promised for ${promisedAt.slice(0, 10)}`}.`,
  PromiseQuestionAsked: ({ answerBy, unanswered }) =>
    `The customer is asked until ${answerBy.slice(0, 10)}: wait, or cancel. Without an answer ${UNANSWERED[unanswered]}.`,
  PromiseQuestionAnswered: ({ answer, by, sku }) =>
    `${by === 'deadline' ? 'Nobody answered in time' : by === 'staff' ? 'The shop answered for the customer' : 'The customer answered'}: ${sku} ${answer === 'wait' ? 'waits for the goods' : 'is cancelled'}.`,
  PromiseQuestionUnanswered: ({ sku }) => `Nobody answered in time about ${sku}: a person asks the customer.`,
  OrderAddressChanged: () => 'The order goes to another address.',
  OrderGoodsAdded: ({ additionId, lines, totalMinor, currency }) =>
    `${unitsOf(lines)} for ${amountText(totalMinor, currency)} added, as the order ${additionId}.`,
  OrderHeld: ({ reason, note }) =>
    `The order is on hold (${reason.replace('-', ' ')})${note === undefined ? '.' : `: ${note}`}`,
  OrderReleased: ({ note }) => `The order goes on${note === undefined ? '.' : `: ${note}`}`,
  OrderCancelled: ({ reason }) => `The order was cancelled: ${reason}`,
  OrderLineCancelled: ({ quantity, sku, cause, reason }) =>
    cause === 'missing'
      ? `${counted(quantity, 'unit')} of ${sku} cannot be sent: ${reason}`
      : `${counted(quantity, 'unit')} of ${sku} cancelled: ${reason}`,
  // Without the amount: the event does not say its currency.
  PaymentVoided: () => 'The authorisation was voided.',
  AuthorisationReduced: ({ authorisedMinor, currency }) =>
    `The authorisation is reduced to ${amountText(authorisedMinor, currency)}.`,
  PaymentReauthorised: ({ amountMinor, currency }) =>
    `A payment of ${amountText(amountMinor, currency)} is authorised anew.`,
  UnmatchedPaymentReceived: ({ action }) =>
    action === 'void'
      ? 'The payment was authorised too late: it is voided.'
      : 'A payment came too late: it is refunded.',
  ParcelPacked: (data) => `A parcel with ${unitsOf(data.contents)} is packed at ${warehouseOf(data)}.`,
  ShipmentDispatched: ({ warehouse, carrier, tracking }) =>
    `The parcel from ${warehouse} left with ${carrier}, tracking ${tracking}.`,
  CancellationOvertaken: ({ units }) =>
    `A parcel with ${unitsOf(units)} had left before the cancellation: these units count as shipped.`,
  OrderPartiallyShipped: (data) => `A part of the order has left, from ${warehouseOf(data)}.`,
  OrderShipped: () => 'All of the order has left.',
  PaymentCaptured: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} captured for a parcel.`,
  PaymentCaptureFailed: ({ attempt, reason, isLast }) =>
    `Try ${attempt} to capture the money of a parcel failed: ${reason}. ${isLast ? 'A person must decide.' : 'It is retried.'}`,
  PaymentReminderDue: ({ number, amountMinor, currency }) =>
    `The customer is reminded of ${amountText(amountMinor, currency)} (reminder ${number}).`,
  // It is about a day, and not about an order.
  PaymentReconciled: null,
  InvoiceIssued: ({ numberText, totalMinor, currency }) =>
    `The invoice ${numberText} over ${amountText(totalMinor, currency)} was issued.`,
  InvoiceOpened: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} owed on account for a parcel.`,
  InvoicePaymentRecorded: ({ amountMinor, openMinor, currency }) =>
    `${amountText(amountMinor, currency)} paid on account; ${amountText(openMinor, currency)} still owed.`,
  // The parcel's own event tells it.
  OrderUnitsDelivered: null,
  ShipmentDelivered: (data) => `The parcel from ${warehouseOf(data)} has arrived.`,
  OrderDelivered: () => 'All of the order has arrived: the return period has begun.',
  ExchangeRequested: ({ lines }) => `An exchange of ${unitsOf(lines)} was requested.`,
  ExchangeConfirmed: () => 'The replacement is reserved.',
  ExchangeConverted: ({ detail }) => `The exchange became a return: ${detail}`,
  ClaimOpened: ({ kind, partOf, lines }) =>
    partOf === undefined
      ? `A claim was opened: ${kind.replace('-', ' ')}.`
      : `The replacement does not bring ${unitsOf(lines)}: a claim about them was opened.`,
  ClaimResolved: ({ resolution, refundMinor, currency, reason }) =>
    resolution === 'refund'
      ? `The claim is settled with a refund of ${amountText(refundMinor, currency)}: ${reason}`
      : resolution === 'replacement'
        ? `The claim is settled with a replacement: ${reason}`
        : `The claim was rejected: ${reason}`,
  ClaimReopened: ({ detail }) => `The claim is open again: ${detail}`,
  ClaimSettledTwice: () => 'The replacement of the claim left after all, and the claim was decided again meanwhile.',
  ReturnRequestedByDesk: ({ lines }) => `A return of ${unitsOf(lines)} was requested.`,
  ReturnAuthorised: ({ lines, toWarehouse, beyondWindow }) =>
    `A return of ${unitsOf(lines)} to ${toWarehouse} is authorised${beyondWindow ? `, after the return period: ${beyondWindow.reason}` : '.'}`,
  ReturnRejected: ({ detail }) => `A return was rejected: ${detail}`,
  ReturnCancelled: ({ reason, rejectedByShop }) =>
    `${rejectedByShop ? 'The shop rejected a return' : 'A return was cancelled'}: ${reason}`,
  ReturnExpired: () => 'A return expired: no parcel came before its deadline.',
  ReturnArrived: ({ warehouse }) => `A return parcel arrived at ${warehouse}.`,
  ReturnReceiptClosed: () => 'The returned goods were inspected.',
  ReturnSettled: ({ refundMinor, currency }) =>
    `The return is settled with a refund of ${amountText(refundMinor, currency)}.`,
  ExchangeCompleted: () => 'The exchange is complete.',
  ExchangeLapsed: ({ wasSent }) =>
    wasSent
      ? 'The exchange lapsed: the goods did not come back, and the replacement stays charged.'
      : 'The exchange lapsed: the goods did not come back, and the replacement is cancelled.',
  ReturnDecisionNeeded: ({ lines }) => `A person must decide the refund for ${unitsOf(lines)} of a return.`,
  ReturnDecided: ({ refundMinor, currency, reason }) =>
    `A further refund of ${amountText(refundMinor, currency)} was decided: ${reason}`,
  InvoiceCredited: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} credited on account.`,
  CreditGivenBack: ({ vouchers, points, currency }) =>
    `${[
      ...(vouchers.length > 0
        ? [`${amountText(sumOf(vouchers), currency)} went back to ${counted(vouchers.length, 'voucher')}`]
        : []),
      ...(points ? [`${counted(points.points, 'point')} went back`] : []),
    ].join(', ')}.`,
  CreditNoteIssued: ({ numberText, totalMinor, currency, corrects }) =>
    `The credit note ${numberText} over ${amountText(totalMinor, currency)} was issued: it corrects ${corrects.map((invoice) => invoice.numberText).join(', ')}.`,
  RefundRequested: ({ amountMinor, currency }) => `A refund of ${amountText(amountMinor, currency)} was requested.`,
  RefundFailed: ({ attempt, reason }) => `Try ${attempt} of the refund failed: ${reason}`,
  RefundEscalated: ({ reason }) => `The refund needs a person: ${reason}`,
  RefundPayoutDue: ({ amountMinor, currency }) =>
    `${amountText(amountMinor, currency)} of a refund waits to be paid out.`,
  RefundPayoutOverdue: ({ amountMinor, currency }) =>
    `Nobody has paid out ${amountText(amountMinor, currency)} of a refund yet: a person must look.`,
  RefundWrittenOff: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} of a refund was written off.`,
  RefundPaidAfterAll: ({ amountMinor, currency, settledAs }) =>
    `The provider paid ${amountText(amountMinor, currency)} of a refund that was ${settledAs.replace('-', ' ')} before: a person must look.`,
  RefundSucceeded: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} refunded.`,
  RefundBounced: ({ amountMinor, bouncedMinor, paidMinor, currency, reason }) =>
    paidMinor < amountMinor
      ? `${amountText(bouncedMinor, currency)} of a refund did not arrive, so a person must decide: ${reason}`
      : `${amountText(bouncedMinor, currency)} that went back twice did not arrive: ${reason}`,
  ChargebackReceived: ({ amountMinor, currency, reason }) =>
    `The customer's bank called ${amountText(amountMinor, currency)} back: ${reason}`,
  ChargebackClosed: ({ amountMinor, currency, outcome }) =>
    outcome === 'won'
      ? `The dispute over ${amountText(amountMinor, currency)} is won: the money stays.`
      : `The dispute over ${amountText(amountMinor, currency)} is lost.`,
};

/** The sentence of a public event in the story of an order; undefined for an event that is not told. */
export const orderSentence = (event: DomainEvent): string | undefined => sentenceFrom(SENTENCES, event);

/** The sentence of an event from a table; undefined for an event that is not in it, or not told. */
export function sentenceFrom(table: Sentences<EventTypes>, { type, data }: DomainEvent): string | undefined {
  return lookup(table, type)?.(data);
}

/** The types of public events in their natural order: events of one moment are told in it, causes before effects. */
export const ORDER_COURSE: readonly string[] = Object.keys(SENTENCES);

/** `1 unit`, `2 units`. */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const sumOf = (parts: readonly { readonly amountMinor: number }[]) =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What it costs to send the goods is a line of the order, and no unit of it. */
interface CountedLine {
  readonly quantity: number;
  readonly lineId?: string;
  readonly isShipping?: true | undefined;
}

/** Units in words. Shipping is none. */
export const unitsOf = (lines: readonly CountedLine[]) =>
  counted(
    lines.reduce(
      (sum, { quantity, lineId, isShipping }) => sum + (isShipping || lineId === SHIPPING_LINE ? 0 : quantity),
      0,
    ),
    'unit',
  );

const waitsUntil = (waiting: readonly { readonly promisedAt: string }[]) =>
  waiting
    .map(({ promisedAt }) => promisedAt.slice(0, 10))
    .toSorted()
    .at(-1)!;

// The id of a fulfilment is its order and its warehouse.
const warehouseOf = ({ fulfilmentId, orderId }: { readonly fulfilmentId: string; readonly orderId: string }) =>
  fulfilmentId.startsWith(`${orderId}.`) ? fulfilmentId.slice(orderId.length + 1) : fulfilmentId;

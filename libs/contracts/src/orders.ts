import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from './fields';
import { Allocation, Grade } from './inventory';
import { RETURN_REASON_CODES } from './return-reasons';

const event = publishedBy('orders');

/** A line of an order. Lines without stock (postage, manual items) are not reserved, picked or sent. */
export const OrderLine = Type.Object({
  lineId: Id,
  sku: Sku,
  title: ShortText,
  quantity: Units,
  unitMinor: Minor,
  discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
  totalMinor: Minor,
  stocked: Type.Boolean(),
});

/**
 * Lines of a return: units of order lines. `reason` is what the customer says, `reasonCode` one of the list: it says who
 * answers for the return. It is absent where nobody chose one.
 */
export const ReturnLine = Type.Object({
  ...{ lineId: Id, sku: Sku, quantity: Units, reason: ShortText },
  reasonCode: Type.Optional(OneOf(...RETURN_REASON_CODES)),
});

/** Where parcels go. Names and streets stay with the carrier's label. */
export const ShipTo = Type.Object({
  country: Type.String({ maxLength: 60 }),
  postcode: Type.Optional(Type.String({ maxLength: 20 })),
});

/** Somebody wants to buy. Inventory reserves the lines that have stock. */
export const OrderPlaced = event('OrderPlaced', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  reference: Type.Optional(ShortText),
  currency: Currency,
  lines: Type.Array(OrderLine),
  goodsMinor: Minor,
  discountMinor: Minor,
  totalMinor: Minor,
  shipTo: ShipTo,
  channel: OneOf('b2c', 'b2b', 'd2c'),
  paymentMethod: Type.Optional(OneOf('card', 'invoice')),
  /** When the customer ordered, where that is not the moment at which the order came in. */
  orderedAt: Time,
});

/** Checkout wants promotion uses for an order whose stock is reserved. Marketing claims all of them or refuses. */
export const PromotionClaimRequested = event('PromotionClaimRequested', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  claims: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
});

/** The provider set the amount aside. */
export const PaymentAuthorised = event('PaymentAuthorised', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});
/** The provider refused. */
export const PaymentDeclined = event('PaymentDeclined', 1, { paymentId: Id, orderId: Id, reason: ShortText });
/** An authorisation that is not needed any more was given back. */
export const PaymentVoided = event('PaymentVoided', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  reason: ShortText,
});
/** A part of the authorised amount is not needed any more and was given back; `authorisedMinor` stays authorised. */
export const AuthorisationReduced = event('AuthorisationReduced', 1, {
  paymentId: Id,
  orderId: Id,
  voidId: Id,
  amountMinor: Minor,
  authorisedMinor: Minor,
  currency: Currency,
  reason: ShortText,
});
/** Money was taken, when goods left. `fulfilmentId` names the parcel that it was taken for. */
export const PaymentCaptured = event('PaymentCaptured', 1, {
  paymentId: Id,
  orderId: Id,
  fulfilmentId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});
/**
 * The provider refused the money of a parcel that has left. It is tried again by a plan, with a new authorisation where
 * the old one is gone. After the last try (`isLast`) a person must look: customer-service opens a case.
 */
export const PaymentCaptureFailed = event('PaymentCaptureFailed', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  attempt: Units,
  amountMinor: Minor,
  currency: Currency,
  reason: ShortText,
  isAuthorisationGone: Type.Boolean(),
  /** What is still authorised. */
  authorisedMinor: Minor,
  isLast: Type.Boolean(),
});
/** The authorisation was gone when a parcel left: the amount of the parcel is authorised anew. */
export const PaymentReauthorised = event('PaymentReauthorised', 1, {
  paymentId: Id,
  orderId: Id,
  fulfilmentId: Id,
  attempt: Units,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});

/** Goods left on account: the customer owes the amount until a payment is recorded. */
export const InvoiceOpened = event('InvoiceOpened', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  amountMinor: Minor,
  currency: Currency,
});
/** The customer paid what was on account, or a part of it; `openMinor` is still owed. */
export const InvoicePaymentRecorded = event('InvoicePaymentRecorded', 1, {
  paymentId: Id,
  orderId: Id,
  receiptId: Id,
  reference: ShortText,
  amountMinor: Minor,
  openMinor: Minor,
  currency: Currency,
});
/** What is owed became less without a payment: goods came back, or the shop was obliging. No money moves. */
export const InvoiceCredited = event('InvoiceCredited', 1, {
  paymentId: Id,
  orderId: Id,
  refundId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  openMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** Money came for an order that does not want it any more: it is given back, no stock is touched. */
export const UnmatchedPaymentReceived = event('UnmatchedPaymentReceived', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  providerRef: ShortText,
  action: OneOf('void', 'refund'),
});

/** Stock, promotions and payment are secured. Logistics plans the parcels, marketing confirms its claims. */
export const OrderConfirmed = event(
  'OrderConfirmed',
  2,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    reference: Type.Optional(ShortText),
    currency: Currency,
    lines: Type.Array(OrderLine),
    totalMinor: Minor,
    allocations: Type.Array(Allocation),
    shipTo: ShipTo,
    /** When the customer ordered: nothing of the order leaves before. Version 1 does not say it, so it has none. */
    orderedAt: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);

/** The order is not taken; everything held for it is given back. */
export const OrderRejected = event('OrderRejected', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: OneOf('stock', 'promotion', 'payment', 'timeout'),
  detail: ShortText,
  short: Type.Array(Type.Object({ sku: Sku, wanted: Units, sellable: UnitsOrNone })),
});

/** An order was called off before its parcels were packed: reservations, claims and authorisations are given back. */
export const OrderCancelled = event('OrderCancelled', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
  stage: OneOf('checkout', 'confirmed'),
});

/** Units of an order, with the warehouse that was to send them and what promotions took off them. */
const cancelledUnits = {
  lineId: Id,
  sku: Sku,
  quantity: Units,
  /** Where the units are set aside; none for a service. */
  allocations: Type.Array(Allocation),
  /** What the units would have cost. */
  amountMinor: Minor,
  discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
};

/**
 * Units of one line were cancelled before they left, the rest of the order stays: inventory puts them back on sale,
 * logistics takes them off the parcel, marketing gives the promotion back, less is captured. `missing` units were not
 * on the shelf. One cancellation may name several lines, with an event each.
 */
export const OrderLineCancelled = event('OrderLineCancelled', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  cancellationId: Id,
  ...cancelledUnits,
  currency: Currency,
  cause: OneOf('called-off', 'missing'),
  reason: ShortText,
});

/**
 * Units of an order come from other warehouses than was said: logistics plans further parcels for `allocations`.
 * `refused` units are not wanted any more: inventory puts them back on sale.
 */
export const OrderReallocated = event('OrderReallocated', 1, {
  orderId: Id,
  moveId: Id,
  from: WarehouseCode,
  sku: Sku,
  allocations: Type.Array(Allocation),
  refused: Type.Array(Allocation),
  shipTo: ShipTo,
});

/**
 * A parcel left with units that had been cancelled: the parcel wins. Marketing counts the promotions of these units
 * again, the payment is authorised again where it was voided.
 */
export const CancellationOvertaken = event(
  'CancellationOvertaken',
  2,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    fulfilmentId: Id,
    units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
    amountMinor: Minor,
    discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
  },
  { 1: (data: { orderId: string; fulfilmentId: string }) => ({ ...data, units: [], amountMinor: 0, discounts: [] }) },
);

/** Some parcels of an order have left. */
export const OrderPartiallyShipped = event('OrderPartiallyShipped', 1, { orderId: Id, fulfilmentId: Id });
/** The last parcel of an order has left. */
export const OrderShipped = event('OrderShipped', 1, { orderId: Id, fulfilmentId: Type.Optional(Id) });
/** The last parcel of an order has arrived: the return window begins. */
export const OrderDelivered = event('OrderDelivered', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  deliveredAt: Time,
});

/** A parcel arrived, with these units of the order: they may come back from now on. */
export const OrderUnitsDelivered = event('OrderUnitsDelivered', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
  deliveredAt: Time,
});

/** Units may come back. Logistics expects a parcel, inventory an inspection. */
export const ReturnAuthorised = event(
  'ReturnAuthorised',
  2,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    deadline: Time,
    toWarehouse: WarehouseCode,
  },
  { 1: (data: object) => data },
);

/** A return is not possible; the desk tells the customer why. */
export const ReturnRejected = event('ReturnRejected', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
  detail: ShortText,
});

/** A return was called off before its parcel arrived: its units may be asked back anew. */
export const ReturnCancelled = event('ReturnCancelled', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
});
/** No parcel came until the deadline of a return: its units may be asked back anew. */
export const ReturnExpired = event('ReturnExpired', 1, { returnId: Id, orderId: Id, customerId: Type.Optional(Id) });

/** A person must say what goes back for these units of a return. Customer-service opens a case. */
export const ReturnDecisionNeeded = event('ReturnDecisionNeeded', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units, reason: ShortText })),
});
/** A person said what goes back for units of a return. */
export const ReturnDecided = event('ReturnDecided', 1, {
  returnId: Id,
  orderId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, quantity: Units, percent: UnitsOrNone, refundMinor: Minor })),
  refundMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** Grades are in and the money is decided, but for units that a person must decide on (`ReturnDecisionNeeded`). */
export const ReturnSettled = event('ReturnSettled', 1, {
  returnId: Id,
  orderId: Id,
  refundMinor: Minor,
  currency: Currency,
  byGrade: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units, refundMinor: Minor })),
});

/** Money is to go back. Sent to the provider under the refund's id, however often it is tried. */
export const RefundRequested = event('RefundRequested', 1, {
  refundId: Id,
  orderId: Id,
  paymentId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  reason: ShortText,
});
/** The provider has given the money back. */
export const RefundSucceeded = event('RefundSucceeded', 1, {
  refundId: Id,
  orderId: Id,
  returnId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});
/** The provider refused for now; it is tried again under the same key. */
export const RefundFailed = event('RefundFailed', 1, { refundId: Id, orderId: Id, attempt: Units, reason: ShortText });
/** The tries are used up: a person must look. Customer-service opens a case. */
export const RefundEscalated = event(
  'RefundEscalated',
  2,
  {
    refundId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    /** The try that was the last one for now: a person may have it tried again, and then it fails anew. */
    attempt: Units,
    amountMinor: Minor,
    reason: ShortText,
  },
  { 1: (data: object) => ({ ...data, attempt: 4 }) },
);

/**
 * A checkout has waited for the same answer for five minutes. Customer-service opens a case; operators find the checkout
 * at `GET /v1/checkouts?state=stuck`. The checkout goes on by itself when the answer comes.
 */
export const CheckoutStuck = event('CheckoutStuck', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  /** Whose answer it waits for: inventory's, marketing's or the payment provider's. */
  step: OneOf('stock', 'promotion', 'payment'),
  since: Time,
});
/** Not published any more: `CheckoutStuck` takes its place. Topics keep it for ever, so subscribers read both. */
export const SagaStuck = event(
  'SagaStuck',
  2,
  { orderId: Id, customerId: Type.Optional(Id), step: ShortText, since: Time },
  { 1: (data: object) => data },
);

/** What orders publishes on `orders.events`. */
export const orderEvents = {
  OrderPlaced,
  PromotionClaimRequested,
  PaymentAuthorised,
  PaymentDeclined,
  PaymentVoided,
  AuthorisationReduced,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentReauthorised,
  InvoiceOpened,
  InvoicePaymentRecorded,
  InvoiceCredited,
  UnmatchedPaymentReceived,
  OrderConfirmed,
  OrderRejected,
  OrderCancelled,
  OrderLineCancelled,
  OrderReallocated,
  CancellationOvertaken,
  OrderPartiallyShipped,
  OrderShipped,
  OrderDelivered,
  OrderUnitsDelivered,
  ReturnAuthorised,
  ReturnRejected,
  ReturnCancelled,
  ReturnExpired,
  ReturnSettled,
  ReturnDecisionNeeded,
  ReturnDecided,
  RefundRequested,
  RefundSucceeded,
  RefundFailed,
  RefundEscalated,
  CheckoutStuck,
  SagaStuck,
};

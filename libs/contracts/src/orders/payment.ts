import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Units } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('orders');

/** The provider authorised the amount. */
export const PaymentAuthorised = event('PaymentAuthorised', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});

/** The provider refused. */
export const PaymentDeclined = event('PaymentDeclined', 1, { paymentId: Id, orderId: Id, reason: ShortText });

/** An authorisation that is no longer needed was voided. */
export const PaymentVoided = event('PaymentVoided', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  reason: ShortText,
});

/** A part of the authorised amount was voided, because it is no longer needed; `authorisedMinor` stays authorised. */
export const AuthorisationReduced = event('AuthorisationReduced', 1, {
  paymentId: Id,
  orderId: Id,
  voidId: Id,
  amountMinor: Minor,
  authorisedMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** Money was captured because goods left. `fulfilmentId` names their parcel. */
export const PaymentCaptured = event('PaymentCaptured', 1, {
  paymentId: Id,
  orderId: Id,
  fulfilmentId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
});

/**
 * The provider refused the capture for a parcel that has left. The capture is retried by a plan, with a new
 * authorisation where the old one is gone. After the last try (`isLast`) a person must decide: customer-service opens a
 * case.
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
  /** The amount that is still authorised. */
  authorisedMinor: Minor,
  isLast: Type.Boolean(),
});

/**
 * The money of a parcel that has left could still not be captured: the customer is reminded, and the capture is retried
 * once more in some days. `number` counts the reminders for the parcel.
 */
export const PaymentReminderDue = event('PaymentReminderDue', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  number: Units,
  amountMinor: Minor,
  currency: Currency,
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

/** The customer paid an open invoice, or a part of it; `openMinor` is still owed. */
export const InvoicePaymentRecorded = event('InvoicePaymentRecorded', 1, {
  paymentId: Id,
  orderId: Id,
  receiptId: Id,
  reference: ShortText,
  amountMinor: Minor,
  openMinor: Minor,
  currency: Currency,
});

/** Less is owed on account, without a payment: goods came back, or the shop gave a credit. No money moves. */
export const InvoiceCredited = event(
  'InvoiceCredited',
  2,
  {
    paymentId: Id,
    orderId: Id,
    refundId: Id,
    returnId: Type.Optional(Id),
    amountMinor: Minor,
    openMinor: Minor,
    currency: Currency,
    reason: Personal('note'),
  },
  { 1: (data: object) => data },
);

/**
 * The provider authorised too late: the order no longer wants the money. The authorisation is voided, and no stock
 * changes.
 */
export const UnmatchedPaymentReceived = event('UnmatchedPaymentReceived', 1, {
  paymentId: Id,
  orderId: Id,
  amountMinor: Minor,
  providerRef: ShortText,
  action: OneOf('void', 'refund'),
});

import {
  fields,
  PaymentAuthorised,
  PaymentCaptured,
  PaymentDeclined,
  PaymentVoided,
  RefundEscalated,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
  UnmatchedPaymentReceived,
} from '@concord/contracts';
import { event, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, Currency, ShortText, Units } = fields;
const payment = { paymentId: Id, orderId: Id };
const token = Type.Optional(Type.String({ maxLength: 200 }));

/** The provider is asked to set the amount aside. */
export const AuthorisationRequested = event('AuthorisationRequested', 1, {
  ...payment,
  amountMinor: Minor,
  currency: Currency,
  token,
});
/** Nobody wants the payment any more, and the provider has not answered yet. */
export const PaymentUnwanted = event('PaymentUnwanted', 1, { ...payment, reason: ShortText });
/** The provider is asked to let the amount go. */
export const VoidRequested = event('VoidRequested', 1, {
  ...payment,
  amountMinor: Minor,
  reason: ShortText,
  providerRef: ShortText,
  token,
});
/** The provider is asked for the money of a parcel. */
export const CaptureRequested = event('CaptureRequested', 1, {
  ...payment,
  fulfilmentId: Id,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
  token,
});
/** The money of a parcel could not be had. The parcel is gone all the same: somebody must look. */
export const CaptureFailed = event('CaptureFailed', 1, {
  ...payment,
  fulfilmentId: Id,
  amountMinor: Minor,
  reason: ShortText,
});
/** The provider is asked to give money back, for the so manieth time. */
export const RefundSent = event('RefundSent', 1, {
  refundId: Id,
  orderId: Id,
  attempt: Units,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
  token,
});

/** Everything that happens to a payment. */
export const paymentStreamEvents = {
  AuthorisationRequested,
  PaymentAuthorised,
  PaymentDeclined,
  PaymentUnwanted,
  UnmatchedPaymentReceived,
  VoidRequested,
  PaymentVoided,
  CaptureRequested,
  PaymentCaptured,
  CaptureFailed,
  RefundRequested,
  RefundSent,
  RefundSucceeded,
  RefundFailed,
  RefundEscalated,
};
export type PaymentEvent = EventFrom<(typeof paymentStreamEvents)[keyof typeof paymentStreamEvents]>;

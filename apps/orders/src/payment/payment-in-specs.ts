import {
  PaymentAuthorised,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentDeclined,
  PaymentReauthorised,
  PaymentVoided,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
  notPersonal,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';

import { payment, type PaymentCommand } from './payment.decider';
import {
  AuthorisationRequested,
  CaptureRequested,
  ParcelAuthorisationRequested,
  PaymentUnwanted,
  RefundSent,
  VoidRequested,
} from './payment.aggregate';

/** An order of 1000 that is paid by card, in the words of the specs of payments. */
export const past = given(payment);
export const orderId = 'o-1';
export const ids = { paymentId: 'o-1.1', orderId };
export const currency = 'GBP';

export const requested = AuthorisationRequested.of({ ...ids, amountMinor: 1000, currency, token: notPersonal('tok') });
export const authorised = PaymentAuthorised.of({ ...ids, amountMinor: 1000, currency, providerRef: 'ref' });
export const declined = PaymentDeclined.of({ ...ids, reason: 'no' });
export const unwanted = PaymentUnwanted.of({ ...ids, reason: 'cancelled' });
export const voiding = (reason: string) =>
  VoidRequested.of({ ...ids, amountMinor: 1000, reason, providerRef: 'ref', token: notPersonal('tok') });
export const voided = PaymentVoided.of({ ...ids, amountMinor: 1000, reason: 'cancelled' });
export const parcel = (fulfilmentId: string, amountMinor: number) => ({ ...ids, fulfilmentId, amountMinor });
/** What is captured besides comes from the same authorisation. */
export const left = (leftMinor: number) => (leftMinor > 0 ? { leftMinor } : {});
export const asked = (
  fulfilmentId: string,
  amountMinor: number,
  attempt = 1,
  providerRef = 'ref',
  leftMinor = providerRef === 'ref' ? 1000 - amountMinor : 0,
) =>
  CaptureRequested.of({
    ...parcel(fulfilmentId, amountMinor),
    attempt,
    currency,
    providerRef,
    ...left(leftMinor),
    token: notPersonal('tok'),
  });
export const anew = (fulfilmentId: string, amountMinor: number, attempt = 1) =>
  ParcelAuthorisationRequested.of({
    ...parcel(fulfilmentId, amountMinor),
    attempt,
    currency,
    providerRef: 'ref',
    token: notPersonal('tok'),
  });
export const reauthorised = (fulfilmentId: string, amountMinor: number, attempt = 1) =>
  PaymentReauthorised.of({ ...parcel(fulfilmentId, amountMinor), attempt, currency, providerRef: 'ref-2' });
export const notCaptured = (
  attempt: number,
  more: {
    isAuthorisationGone?: boolean;
    isLast?: boolean;
    authorisedMinor?: number;
    fulfilmentId?: string;
    amountMinor?: number;
  } = {},
) =>
  PaymentCaptureFailed.of({
    ...parcel('f-1', 600),
    attempt,
    currency,
    reason: 'busy',
    isAuthorisationGone: false,
    isLast: false,
    authorisedMinor: more.isAuthorisationGone ? 0 : 1000,
    ...more,
  });
export const taken = (fulfilmentId: string, amountMinor: number, providerRef = 'cap') =>
  PaymentCaptured.of({ ...parcel(fulfilmentId, amountMinor), currency, providerRef });
export const paid = [requested, authorised, asked('f-1', 1000), taken('f-1', 1000)];
export const refund = (refundId: string, amountMinor: number) => ({ refundId, orderId, amountMinor, currency });
export const wanted = (refundId: string, amountMinor: number) =>
  RefundRequested.of({ ...refund(refundId, amountMinor), paymentId: 'o-1.1', reason: notPersonal('broken') });
export const sent = (attempt: number) =>
  RefundSent.of({ ...refund('r-1', 400), attempt, providerRef: 'ref', token: notPersonal('tok') });
export const failed = (attempt: number) => RefundFailed.of({ refundId: 'r-1', orderId, attempt, reason: 'busy' });
export const given400 = RefundSucceeded.of({ ...refund('r-1', 400), providerRef: 'back' });

export const recordAuthorisation: PaymentCommand = {
  type: 'RecordAuthorisation',
  data: { orderId, amountMinor: 1000, providerRef: 'ref' },
};
export const recordDecline: PaymentCommand = { type: 'RecordDecline', data: { orderId, reason: 'no' } };
export const voidIt: PaymentCommand = { type: 'VoidPayment', data: { orderId, reason: 'cancelled' } };
export const capture = (
  fulfilmentId: string,
  amountMinor: number,
  paymentMethod: 'card' | 'invoice' = 'card',
): PaymentCommand => {
  return {
    type: 'CapturePayment',
    data: { orderId, fulfilmentId, amountMinor, totalMinor: 1000, currency, paymentMethod },
  };
};
export const recordCapture: PaymentCommand = {
  type: 'RecordCapture',
  data: { orderId, fulfilmentId: 'f-1', providerRef: 'cap' },
};
export const requestRefund = (refundId: string, amountMinor: number): PaymentCommand => {
  return { type: 'RequestRefund', data: { orderId, refundId, amountMinor, reason: notPersonal('broken') } };
};
export const recordRefund: PaymentCommand = {
  type: 'RecordRefund',
  data: { orderId, refundId: 'r-1', parts: [{ providerRef: 'back', amountMinor: 400 }] },
};
export const fail = (attempt: number, triesMax = 4): PaymentCommand => {
  return { type: 'RecordRefundFailure', data: { orderId, refundId: 'r-1', attempt, triesMax, reason: 'busy' } };
};
export const retry: PaymentCommand = { type: 'RetryRefund', data: { orderId, refundId: 'r-1' } };

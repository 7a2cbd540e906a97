import {
  AuthorisationReduced,
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
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, Currency, ShortText, Units } = fields;
const payment = { paymentId: Id, orderId: Id };
const token = Type.Optional(Type.String({ maxLength: 200, secret: true }));

/** The provider is asked to set the amount aside. */
export const AuthorisationRequested = event('AuthorisationRequested', 1, {
  ...payment,
  amountMinor: Minor,
  currency: Currency,
  token,
});
/** Nobody wants the payment any more, and the provider has not answered yet. */
export const PaymentUnwanted = event('PaymentUnwanted', 1, { ...payment, reason: ShortText });
/** The provider is asked to void the amount: all that is authorised, or with a `voidId` a part of it. */
export const VoidRequested = event('VoidRequested', 1, {
  ...payment,
  amountMinor: Minor,
  reason: ShortText,
  providerRef: ShortText,
  token,
  voidId: Type.Optional(Id),
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
  AuthorisationReduced,
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

export interface Refund {
  readonly amountMinor: number;
  readonly returnId: string | null;
  readonly status: 'sent' | 'failed' | 'escalated' | 'succeeded';
  readonly attempt: number;
}

/** One tender of one order. An order by invoice has its payment from the first capture on. */
export interface Payment {
  readonly status: 'none' | 'requested' | 'unwanted' | 'authorised' | 'declined' | 'voiding' | 'voided' | 'invoiced';
  readonly currency: string;
  readonly token: string | null;
  readonly providerRef: string;
  readonly authorisedMinor: number;
  /** By parcel. */
  readonly captures: Readonly<Record<string, { readonly amountMinor: number; readonly isDone: boolean }>>;
  readonly refunds: Readonly<Record<string, Refund>>;
  /** Parts of the authorisation that were voided, by what they were voided for. */
  readonly voids: Readonly<Record<string, { readonly amountMinor: number; readonly isDone: boolean }>>;
}

/** The first tender of an order. Its stream does not end in the order's id, so their rows are told apart. */
export const paymentIdOf = (orderId: string) => `${orderId}.1`;

/** State and events; the settling of a return appends to it too. */
export const paymentAggregate: Aggregate<PaymentEvent, Payment> = {
  kind: 'payment',
  events: paymentStreamEvents,
  shapeVersion: 2,
  initial: {
    status: 'none',
    currency: '',
    token: null,
    providerRef: '',
    authorisedMinor: 0,
    captures: {},
    refunds: {},
    voids: {},
  },

  evolve(payment, { type, data }) {
    switch (type) {
      case 'AuthorisationRequested':
        return { ...payment, status: 'requested', currency: data.currency, token: data.token ?? null };
      case 'PaymentAuthorised': {
        const { amountMinor: authorisedMinor, providerRef } = data;
        return { ...payment, status: 'authorised', authorisedMinor, providerRef };
      }
      case 'PaymentDeclined':
        return { ...payment, status: 'declined' };
      case 'PaymentUnwanted':
        return { ...payment, status: 'unwanted' };
      case 'UnmatchedPaymentReceived':
        return { ...payment, providerRef: data.providerRef };
      case 'VoidRequested':
        if (data.voidId === undefined) return { ...payment, status: 'voiding' };
        return {
          ...withVoid(payment, data.voidId, { amountMinor: data.amountMinor, isDone: false }),
          authorisedMinor: payment.authorisedMinor - data.amountMinor,
        };
      case 'AuthorisationReduced':
        return withVoid(payment, data.voidId, { amountMinor: data.amountMinor, isDone: true });
      case 'PaymentVoided':
        return { ...payment, status: 'voided', authorisedMinor: 0 };
      case 'CaptureRequested':
        return withCapture(payment, data, false);
      case 'PaymentCaptured': {
        const status = payment.status === 'none' ? 'invoiced' : payment.status;
        return { ...withCapture(payment, data, true), status, currency: data.currency };
      }
      case 'CaptureFailed': {
        const { [data.fulfilmentId]: _, ...captures } = payment.captures;
        return { ...payment, captures };
      }
      case 'RefundRequested': {
        const { amountMinor, returnId = null } = data;
        return withRefund(payment, data.refundId, { amountMinor, returnId, status: 'sent', attempt: 0 });
      }
      case 'RefundSent':
        return withRefund(payment, data.refundId, { status: 'sent', attempt: data.attempt });
      case 'RefundFailed':
        return withRefund(payment, data.refundId, { status: 'failed' });
      case 'RefundEscalated':
        return withRefund(payment, data.refundId, { status: 'escalated' });
      case 'RefundSucceeded':
        return withRefund(payment, data.refundId, { status: 'succeeded' });
      default:
        return never(type);
    }
  },
};

function withCapture(payment: Payment, data: { fulfilmentId?: string; amountMinor: number }, isDone: boolean): Payment {
  const { fulfilmentId = '', amountMinor } = data;
  return { ...payment, captures: { ...payment.captures, [fulfilmentId]: { amountMinor, isDone } } };
}

const withVoid = (payment: Payment, voidId: string, part: Payment['voids'][string]): Payment => {
  return { ...payment, voids: { ...payment.voids, [voidId]: part } };
};

function withRefund(payment: Payment, refundId: string, change: Partial<Refund>): Payment {
  const fresh: Refund = { amountMinor: 0, returnId: null, status: 'sent', attempt: 0 };
  const refund = { ...fresh, ...payment.refunds[refundId], ...change };
  return { ...payment, refunds: { ...payment.refunds, [refundId]: refund } };
}

/** Money that was taken or is being taken. */
export const claimedMinor = ({ captures }: Payment) => sumMinor(Object.values(captures));

/** Money that was taken. */
export const capturedMinor = ({ captures }: Payment) =>
  sumMinor(Object.values(captures).filter(({ isDone }) => isDone));

/** Money that can still go back. A refund counts from its request on, whatever becomes of it: it stays owed. */
export const refundableMinor = (payment: Payment) => capturedMinor(payment) - sumMinor(Object.values(payment.refunds));

const sumMinor = (parts: readonly { readonly amountMinor: number }[]) =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

import {
  AuthorisationReduced,
  ChargebackClosed,
  ChargebackReceived,
  fields,
  InvoiceCredited,
  InvoiceOpened,
  InvoicePaymentRecorded,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentDeclined,
  PaymentReauthorised,
  PaymentReminderDue,
  PaymentVoided,
  RefundBounced,
  RefundEscalated,
  RefundFailed,
  RefundPaidAfterAll,
  RefundPayoutDue,
  RefundPayoutOverdue,
  RefundRequested,
  RefundSucceeded,
  RefundWrittenOff,
  UnmatchedPaymentReceived,
  Personal,
} from '@concord/contracts';
import { derivedId, event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { PaymentAuthExpired } from './payment-expiry';
import {
  refundOf,
  voided,
  withCapture,
  withDispute,
  withoutAuthorisation,
  withRefund,
  withVoid,
  type Payment,
} from './payment-state';
import {
  bounced,
  RefundPartBounced,
  RefundPartPaid,
  RefundWriteOffProposed,
  succeeded,
  unpaidMinor,
  withPart,
} from './refund-parts';

const { Id, Minor, Currency, ShortText, Units } = fields;
const payment = { paymentId: Id, orderId: Id };
const token = Type.Optional(Personal('card-token', { secret: true }));

/** The provider is asked to authorise the amount. */
export const AuthorisationRequested = event('AuthorisationRequested', 1, {
  ...payment,
  customerId: Type.Optional(Id),
  amountMinor: Minor,
  currency: Currency,
  token,
});
/** The payment is no longer wanted, and the provider has not answered yet. */
export const PaymentUnwanted = event('PaymentUnwanted', 1, { ...payment, reason: ShortText });
/**
 * The last parcel has left while failed captures are being retried. What remains authorised is voided once those
 * captures got their own authorisation.
 */
export const ReleaseAwaited = event('ReleaseAwaited', 1, { ...payment, reason: ShortText });
/** The provider is asked to void: all that is authorised, or with a `voidId` a part of it. */
export const VoidRequested = event('VoidRequested', 1, {
  ...payment,
  amountMinor: Minor,
  reason: ShortText,
  providerRef: ShortText,
  token,
  voidId: Type.Optional(Id),
  /** Of a part: what stays authorised. */
  leftMinor: Type.Optional(Minor),
});
/** The provider is asked to authorise the amount of a shipped parcel: the order's authorisation does not cover it. */
export const ParcelAuthorisationRequested = event('ParcelAuthorisationRequested', 1, {
  ...payment,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  attempt: Units,
  amountMinor: Minor,
  currency: Currency,
  /** The authorisation before, whose card the customer agreed to be charged. */
  providerRef: Type.Optional(ShortText),
  token,
});
/** The provider is asked to capture the money of a parcel. */
export const CaptureRequested = event('CaptureRequested', 1, {
  ...payment,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  /** Absent for the first try. */
  attempt: Type.Optional(Units),
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
  /** What is still to be captured from the same authorisation. */
  leftMinor: Type.Optional(Minor),
  token,
});
/** As `PaymentCaptureFailed`, in streams from before captures were retried by a plan. */
export const CaptureFailed = event('CaptureFailed', 1, {
  ...payment,
  fulfilmentId: Id,
  amountMinor: Minor,
  reason: ShortText,
});
/** The provider is asked to refund; `attempt` counts the tries. */
export const RefundSent = event('RefundSent', 1, {
  refundId: Id,
  orderId: Id,
  attempt: Units,
  amountMinor: Minor,
  currency: Currency,
  providerRef: ShortText,
  /** What was captured, by authorisation, where there were several. */
  sources: Type.Optional(Type.Array(Type.Object({ providerRef: ShortText, amountMinor: Minor }))),
  token,
  customerId: Type.Optional(Id),
});

/** A return refunds money that has not come in yet: it is owed until then. */
export const RefundOwed = event('RefundOwed', 1, {
  ...payment,
  refundId: Id,
  returnId: Id,
  customerId: Type.Optional(Id),
  amountMinor: Minor,
});
/** Money came in, and a part of an owed refund is paid as the refund `partId`. */
export const OwedRefundPaid = event('OwedRefundPaid', 1, { ...payment, refundId: Id, partId: Id, amountMinor: Minor });

/** Everything that happens to a payment. */
export const paymentStreamEvents = {
  AuthorisationRequested,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentDeclined,
  PaymentUnwanted,
  UnmatchedPaymentReceived,
  VoidRequested,
  PaymentVoided,
  AuthorisationReduced,
  ReleaseAwaited,
  PaymentAuthExpired,
  CaptureRequested,
  ParcelAuthorisationRequested,
  PaymentReauthorised,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentReminderDue,
  CaptureFailed,
  InvoiceOpened,
  InvoicePaymentRecorded,
  InvoiceCredited,
  RefundRequested,
  RefundSent,
  RefundPartPaid,
  RefundPartBounced,
  RefundSucceeded,
  RefundBounced,
  RefundFailed,
  RefundEscalated,
  RefundPayoutDue,
  RefundPayoutOverdue,
  RefundWriteOffProposed,
  RefundWrittenOff,
  RefundPaidAfterAll,
  RefundOwed,
  OwedRefundPaid,
  ChargebackReceived,
  ChargebackClosed,
};
export type PaymentEvent = EventFrom<(typeof paymentStreamEvents)[keyof typeof paymentStreamEvents]>;

/** The first tender of an order. The id of the stream does not end in the order's id, so that their rows differ. */
export const paymentIdOf = (orderId: string) => `${orderId}.1`;

/** State and events; the settling of a return appends to it too. */
export const paymentAggregate: Aggregate<PaymentEvent, Payment> = {
  kind: 'payment',
  events: paymentStreamEvents,
  shapeVersion: 11,
  initial: {
    status: 'none',
    currency: '',
    token: null,
    customerId: null,
    requestedMinor: 0,
    pendingRef: null,
    providerRef: '',
    authorisedMinor: 0,
    captures: {},
    invoice: { due: {}, paid: {}, references: [], credited: {} },
    refunds: {},
    owed: {},
    byHandMinor: 0,
    voids: {},
    releaseReason: null,
    disputes: {},
  },

  evolve(payment, { type, data }) {
    switch (type) {
      case 'AuthorisationRequested': {
        const { currency, amountMinor: requestedMinor, token: card = null, customerId = null } = data;
        return { ...payment, status: 'requested', currency, requestedMinor, token: card, customerId };
      }
      case 'PaymentActionRequired':
        return { ...payment, pendingRef: data.providerRef };
      case 'PaymentAuthorised': {
        const authorisedMinor = payment.authorisedMinor + data.amountMinor;
        return { ...payment, status: 'authorised', authorisedMinor, providerRef: data.providerRef, pendingRef: null };
      }
      case 'PaymentDeclined':
        return { ...payment, status: 'declined', pendingRef: null };
      case 'PaymentUnwanted':
        return { ...payment, status: 'unwanted' };
      case 'UnmatchedPaymentReceived':
        return {
          ...payment,
          providerRef: data.providerRef,
          authorisedMinor: payment.authorisedMinor + data.amountMinor,
        };
      case 'VoidRequested':
        if (data.voidId === undefined) return { ...payment, status: 'voiding' };
        return {
          ...withVoid(payment, data.voidId, { amountMinor: data.amountMinor, isDone: false }),
          authorisedMinor: payment.authorisedMinor - data.amountMinor,
        };
      case 'ReleaseAwaited':
        return { ...payment, releaseReason: data.reason };
      case 'PaymentAuthExpired':
        return withoutAuthorisation(payment, data.amountMinor);
      case 'AuthorisationReduced':
        return withVoid(payment, data.voidId, { amountMinor: data.amountMinor, isDone: true });
      case 'PaymentVoided':
        return voided(payment, data.amountMinor);
      case 'ParcelAuthorisationRequested': {
        const { fulfilmentId, amountMinor, attempt, customerId = null, currency } = data;
        const change = { amountMinor, step: 'authorising', attempt, customerId, isAuthorisationGone: false } as const;
        return { ...withCapture(payment, fulfilmentId, change), currency, token: data.token ?? payment.token };
      }
      case 'PaymentReauthorised': {
        const { fulfilmentId, amountMinor, providerRef } = data;
        // The order's own authorisation is handled elsewhere.
        const isUnderWay = ['requested', 'unwanted', 'voiding'].includes(payment.status);
        const status = isUnderWay ? payment.status : 'authorised';
        const authorisedMinor = payment.authorisedMinor + amountMinor;
        return { ...withCapture(payment, fulfilmentId, { providerRef }), status, authorisedMinor };
      }
      case 'CaptureRequested':
        return withCapture(payment, data.fulfilmentId, {
          amountMinor: data.amountMinor,
          step: 'capturing',
          attempt: data.attempt ?? 1,
          providerRef: data.providerRef,
          ...(data.customerId !== undefined && { customerId: data.customerId }),
        });
      case 'PaymentCaptured': {
        const { fulfilmentId = '', amountMinor, currency } = data;
        const status = payment.status === 'none' ? 'invoiced' : payment.status;
        return { ...withCapture(payment, fulfilmentId, { amountMinor, step: 'done' }), status, currency };
      }
      case 'CaptureFailed':
        return withCapture(payment, data.fulfilmentId, { amountMinor: data.amountMinor, step: 'failed' });
      case 'PaymentCaptureFailed': {
        const { fulfilmentId, amountMinor, attempt, isAuthorisationGone, customerId = null } = data;
        const change = { amountMinor, step: 'failed', attempt, isAuthorisationGone, customerId } as const;
        return { ...withCapture(payment, fulfilmentId, change), authorisedMinor: data.authorisedMinor };
      }
      case 'PaymentReminderDue':
        return payment;
      case 'InvoiceOpened': {
        const due = { ...payment.invoice.due, [data.fulfilmentId]: data.amountMinor };
        return { ...payment, status: 'invoiced', currency: data.currency, invoice: { ...payment.invoice, due } };
      }
      case 'InvoicePaymentRecorded': {
        const paid = { ...payment.invoice.paid, [data.receiptId]: data.amountMinor };
        const references = [...payment.invoice.references, referenceKey(data.reference)];
        return { ...payment, invoice: { ...payment.invoice, paid, references } };
      }
      case 'InvoiceCredited': {
        const credited = { ...payment.invoice.credited, [data.refundId]: data.amountMinor };
        return byHand({ ...payment, invoice: { ...payment.invoice, credited } }, data);
      }
      case 'RefundRequested': {
        const { amountMinor, returnId = null } = data;
        const asked = withRefund(payment, data.refundId, { amountMinor, returnId, status: 'sent', attempt: 0 });
        return byHand(asked, data);
      }
      case 'RefundSent':
        return withRefund(payment, data.refundId, {
          status: 'sent',
          attempt: data.attempt,
          proposedBy: null,
          ...(data.customerId !== undefined && { customerId: data.customerId }),
        });
      case 'RefundPartBounced':
        return withRefund(payment, data.refundId, bounced(refundOf(payment, data.refundId), data.providerRef));
      case 'RefundBounced': {
        const refund = refundOf(payment, data.refundId);
        if (unpaidMinor(refund) === 0) return payment;
        // A try that is under way still gets its answer.
        const isSettled = refund.status === 'succeeded' || refund.status === 'written_off';
        // What was proposed to be written off was less.
        return withRefund(payment, data.refundId, { proposedBy: null, ...(isSettled && { status: 'bounced' }) });
      }
      case 'RefundFailed':
        return withRefund(payment, data.refundId, { status: 'failed' });
      case 'RefundEscalated':
        return withRefund(payment, data.refundId, { status: 'escalated' });
      case 'RefundPartPaid':
        return withRefund(payment, data.refundId, withPart(refundOf(payment, data.refundId), data));
      case 'RefundSucceeded':
        return withRefund(payment, data.refundId, succeeded(refundOf(payment, data.refundId), data));
      case 'RefundPayoutDue': {
        const { refundId, customerId = null } = data;
        return withRefund(payment, refundId, { status: 'to_pay_out', customerId, isOverdue: false });
      }
      case 'RefundPayoutOverdue':
        return withRefund(payment, data.refundId, { isOverdue: true });
      case 'RefundWriteOffProposed':
        return withRefund(payment, data.refundId, { proposedBy: data.proposedBy });
      case 'RefundWrittenOff':
        return withRefund(payment, data.refundId, { status: 'written_off', proposedBy: null });
      case 'RefundPaidAfterAll':
        return payment;
      case 'RefundOwed': {
        const { refundId, returnId, customerId = null, amountMinor } = data;
        const owed = { ...payment.owed, [refundId]: { returnId, customerId, amountMinor, partIds: [] } };
        return byHand({ ...payment, owed }, data);
      }
      case 'OwedRefundPaid': {
        const { refundId, partId, amountMinor } = data;
        const before = lookup(payment.owed, refundId)!;
        const after = {
          ...before,
          amountMinor: before.amountMinor - amountMinor,
          partIds: [...before.partIds, partId],
        };
        return { ...payment, owed: { ...payment.owed, [refundId]: after } };
      }
      case 'ChargebackReceived':
        return withDispute(payment, data, 'open');
      case 'ChargebackClosed':
        return withDispute(payment, data, data.outcome);
      default:
        return never(type);
    }
  },
};

/** A reference in one spelling. */
export const referenceKey = (reference: string) => reference.trim().toLowerCase();

/** The refund that the rules ask for when a return is settled. Other refunds of a return were decided by a person. */
export const settlementRefundId = (returnId: string) => derivedId(returnId, 'refund');

/** Whether the rules decided what goes back, and no person. */
export const isByRule = ({ refundId, returnId }: { refundId: string; returnId?: string }) =>
  returnId !== undefined && refundId === settlementRefundId(returnId);

function byHand(payment: Payment, money: { refundId: string; returnId?: string; amountMinor: number }): Payment {
  const { refundId, amountMinor } = money;
  // A payment of an owed refund was counted when the refund became owed.
  const isCounted = Object.values(payment.owed).some(({ partIds }) => partIds.includes(refundId));
  return isByRule(money) || isCounted ? payment : { ...payment, byHandMinor: payment.byHandMinor + amountMinor };
}

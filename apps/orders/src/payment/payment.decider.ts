import { AuthorisationReduced, PaymentDeclined, PaymentVoided, type Personal } from '@concord/contracts';
import { fold, lookup, never, type Command, type Decider } from '@concord/event-sourcing';
import {
  expireAuthorisation,
  recordAction,
  recordAuthorisation,
  voidPayment,
  type ExpireAuthorisation,
  type RecordAuthorisation,
  type RecordPaymentAction,
  type VoidPayment,
} from './authorisation';
import {
  capture,
  recordCapture,
  recordCaptureFailure,
  recordParcelAuthorisation,
  recordParcelDecline,
  retryCapture,
  type CapturePayment,
  type RecordCapture,
  type RecordCaptureFailure,
  type RecordParcelAuthorisation,
  type RecordParcelDecline,
  type RetryCapture,
} from './capture';
import { recordDispute, type RecordDispute } from './dispute';
import { paymentAggregate, paymentIdOf, ReleaseAwaited, VoidRequested, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { capturingMinor, freeMinor, roomMinor } from './payment-sums';
import { recordInvoicePayment, requestRefund, type RecordInvoicePayment, type RequestRefund } from './refund';
import {
  recordRefund,
  recordRefundBounce,
  recordRefundFailure,
  retryRefund,
  type RecordRefund,
  type RecordRefundBounce,
  type RecordRefundFailure,
  type RetryRefund,
} from './record-refund';
import { notePayoutOverdue, recordPayout, type NotePayoutOverdue, type RecordPayout } from './refund-payout';
import { proposeWriteOff, writeOffRefund, type ProposeWriteOff, type WriteOffRefund } from './refund-write-off';

export type { RecordAuthorisation, VoidPayment } from './authorisation';
export type RecordDecline = Command<'RecordDecline', { orderId: string; reason: string }>;
/** Voids a part of the authorisation because units were cancelled, once for each `voidId`. */
export type ReduceAuthorisation = Command<
  'ReduceAuthorisation',
  { orderId: string; voidId: string; amountMinor: number; reason: string }
>;
/**
 * Voids what is authorised beyond what can still be captured, when the last parcel has left. Without the void the
 * provider keeps it blocked until it expires, also after the last capture.
 */
export type ReleaseAuthorisation = Command<'ReleaseAuthorisation', { orderId: string; reason: string }>;
export type RecordVoid = Command<
  'RecordVoid',
  { orderId: string; voidId?: string; amountMinor: number; reason: string }
>;
export type PaymentCommand =
  | RecordAuthorisation
  | RecordPaymentAction
  | RecordDecline
  | VoidPayment
  | ExpireAuthorisation
  | RecordDispute
  | ReduceAuthorisation
  | ReleaseAuthorisation
  | RecordVoid
  | CapturePayment
  | RecordCapture
  | RecordCaptureFailure
  | RecordParcelAuthorisation
  | RecordParcelDecline
  | RetryCapture
  | RecordInvoicePayment
  | RequestRefund
  | RecordRefund
  | RecordRefundFailure
  | RecordRefundBounce
  | RetryRefund
  | RecordPayout
  | NotePayoutOverdue
  | ProposeWriteOff
  | WriteOffRefund;

/**
 * The money of an order: never more captured than authorised, never more refunded than captured, each parcel and each
 * refund once. Answers of the provider may come late, twice, or to a call that is obsolete.
 */
export const payment: Decider<PaymentCommand, PaymentEvent, Payment> = {
  ...paymentAggregate,
  commands: [
    'RecordAuthorisation',
    'RecordPaymentAction',
    'RecordDecline',
    'VoidPayment',
    'ExpireAuthorisation',
    'RecordDispute',
    'ReduceAuthorisation',
    'ReleaseAuthorisation',
    'RecordVoid',
    'CapturePayment',
    'RecordCapture',
    'RecordCaptureFailure',
    'RecordParcelAuthorisation',
    'RecordParcelDecline',
    'RetryCapture',
    'RecordInvoicePayment',
    'RequestRefund',
    'RecordRefund',
    'RecordRefundFailure',
    'RecordRefundBounce',
    'RetryRefund',
    'RecordPayout',
    'NotePayoutOverdue',
    'ProposeWriteOff',
    'WriteOffRefund',
  ],
  id: ({ data }) => paymentIdOf(data.orderId),

  decide(command, state) {
    const { data } = command;
    switch (command.type) {
      case 'RecordAuthorisation':
        return recordAuthorisation(command.data, state);
      case 'RecordPaymentAction':
        return recordAction(command.data, state);
      case 'RecordDecline':
        if (state.status !== 'requested' && state.status !== 'unwanted') return [];
        return [PaymentDeclined.of({ ...idsOf(data.orderId), reason: command.data.reason })];
      case 'VoidPayment':
        return voidPayment(command.data, state);
      case 'ExpireAuthorisation':
        return expireAuthorisation(command.data, state);
      case 'RecordDispute':
        return recordDispute(command.data, state);
      case 'RecordVoid':
        return recordVoid(command.data, state);
      case 'ReduceAuthorisation':
        return reduce(command.data, state);
      case 'ReleaseAuthorisation':
        return release(command.data, state);
      case 'CapturePayment':
        return capture(command.data, state);
      case 'RecordCapture':
        return recordCapture(command.data, state);
      case 'RecordCaptureFailure':
        return recordCaptureFailure(command.data, state);
      case 'RecordParcelAuthorisation':
        return withRest(recordParcelAuthorisation(command.data, state), state);
      case 'RecordParcelDecline':
        return recordParcelDecline(command.data, state);
      case 'RetryCapture':
        return retryCapture(command.data, state);
      case 'RecordInvoicePayment':
        return recordInvoicePayment(command.data, state);
      case 'RequestRefund':
        return requestRefund(command.data, state);
      case 'RecordRefund':
        return recordRefund(command.data, state);
      case 'RecordRefundFailure':
        return recordRefundFailure(command.data, state);
      case 'RecordRefundBounce':
        return recordRefundBounce(command.data, state);
      case 'RetryRefund':
        return retryRefund(command.data, state);
      case 'RecordPayout':
        return recordPayout(command.data, state);
      case 'NotePayoutOverdue':
        return notePayoutOverdue(command.data, state);
      case 'ProposeWriteOff':
        return proposeWriteOff(command.data, state, command.by.id);
      case 'WriteOffRefund':
        return writeOffRefund(command.data, state, command.by.id);
      default:
        return never(command);
    }
  },
};

/** What is captured, is being captured or is retried stays authorised. */
function reduce(data: ReduceAuthorisation['data'], state: Payment): PaymentEvent[] {
  const { orderId, voidId, reason } = data;
  if (state.status !== 'authorised' || lookup(state.voids, voidId)) return [];
  const amountMinor = Math.min(data.amountMinor, freeMinor(state));
  if (amountMinor <= 0) return [];
  const { providerRef, token } = state;
  const leftMinor = roomMinor(state) - amountMinor + capturingMinor(state);
  const part = { voidId, amountMinor, ...(leftMinor > 0 && { leftMinor }) };
  return [VoidRequested.of({ ...idsOf(orderId), ...part, reason, providerRef, ...tokenOf(token) })];
}

function release({ orderId, reason }: ReleaseAuthorisation['data'], state: Payment): PaymentEvent[] {
  const voidId = `rest-${Object.keys(state.voids).length + 1}`;
  const voided = reduce({ orderId, voidId, reason, amountMinor: freeMinor(state) }, state);
  const isKept = freeMinor(state) < roomMinor(state) && state.releaseReason === null;
  return isKept ? [...voided, ReleaseAwaited.of({ ...idsOf(orderId), reason })] : voided;
}

/** These events, and the void of what they free of the order's own authorisation once the last parcel has left. */
function withRest(events: PaymentEvent[], state: Payment): PaymentEvent[] {
  const after = fold(paymentAggregate, events, state);
  const [first] = events;
  if (!first || after.releaseReason === null) return events;
  return [...events, ...release({ orderId: first.data.orderId, reason: after.releaseReason }, after)];
}

function recordVoid({ orderId, voidId, amountMinor, reason }: RecordVoid['data'], state: Payment): PaymentEvent[] {
  const ids = idsOf(orderId);
  if (voidId === undefined)
    return state.status === 'voiding' ? [PaymentVoided.of({ ...ids, amountMinor, reason })] : [];
  // A void of nothing only closes the authorisation at the provider.
  if (!lookup(state.voids, voidId) || lookup(state.voids, voidId)!.isDone || amountMinor === 0) return [];
  const { authorisedMinor, currency } = state;
  return [AuthorisationReduced.of({ ...ids, voidId, amountMinor, authorisedMinor, currency, reason })];
}

const idsOf = (orderId: string) => ({ paymentId: paymentIdOf(orderId), orderId });
const tokenOf = (token: Personal | null) => (token === null ? {} : { token });

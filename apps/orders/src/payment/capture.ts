import {
  InvoiceOpened,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentReauthorised,
  PaymentReminderDue,
} from '@concord/contracts';
import { fold, lookup, notFound, rule, type Command, type Rejection } from '@concord/event-sourcing';
import { expired } from './authorisation';
import { withOwedRefunds } from './owed-refund';
import {
  CaptureRequested,
  ParcelAuthorisationRequested,
  paymentAggregate,
  paymentIdOf,
  VoidRequested,
  type PaymentEvent,
} from './payment.aggregate';
import type { Capture, Payment } from './payment-state';
import { capturingMinor, hasOwnAuthorisation, openMinor, receivedMinor, roomMinor } from './payment-sums';

/** A parcel left: its money is captured from the card, or owed on account from now on. */
export type CapturePayment = Command<
  'CapturePayment',
  {
    orderId: string;
    customerId?: string;
    fulfilmentId: string;
    amountMinor: number;
    totalMinor: number;
    currency: string;
    paymentMethod: 'card' | 'invoice';
  }
>;
/**
 * The provider captured. `isClosed`: whether it released the rest of the authorisation with it; absent where a provider
 * releases by itself what was voided in part.
 */
export type RecordCapture = Command<
  'RecordCapture',
  { orderId: string; fulfilmentId: string; providerRef: string; isClosed?: boolean }
>;
export type RecordCaptureFailure = Command<
  'RecordCaptureFailure',
  {
    orderId: string;
    fulfilmentId: string;
    attempt: number;
    triesMax: number;
    /** The customer is reminded from this try on. */
    remindFrom?: number;
    reason: string;
    isAuthorisationGone: boolean;
  }
>;
export type RecordParcelAuthorisation = Command<
  'RecordParcelAuthorisation',
  { orderId: string; fulfilmentId: string; attempt: number; amountMinor: number; providerRef: string }
>;
export type RecordParcelDecline = Command<
  'RecordParcelDecline',
  { orderId: string; fulfilmentId: string; attempt: number; triesMax: number; remindFrom?: number; reason: string }
>;
export type RetryCapture = Command<'RetryCapture', { orderId: string; fulfilmentId: string }>;

export function capture(data: CapturePayment['data'], state: Payment): PaymentEvent[] | Rejection {
  const { orderId, customerId, fulfilmentId, amountMinor, totalMinor, currency, paymentMethod } = data;
  if (
    lookup(state.captures, fulfilmentId) ||
    lookup(state.invoice.due, fulfilmentId) !== undefined ||
    amountMinor === 0
  )
    return [];
  const customer = customerId === undefined ? {} : { customerId };
  if (paymentMethod === 'card')
    return [ask({ fulfilmentId, attempt: 1, amountMinor, currency, customer }, orderId, state)];
  if (receivedMinor(state) + openMinor(state) + amountMinor > totalMinor)
    return rule('invoice-beyond-total', `The order costs ${totalMinor}; ${amountMinor} more cannot be put on account.`);
  const opened = InvoiceOpened.of({ ...idsOf(orderId), ...customer, fulfilmentId, amountMinor, currency });
  return withOwedRefunds([opened], data, state);
}

interface Wanted {
  readonly fulfilmentId: string;
  readonly attempt: number;
  readonly amountMinor: number;
  readonly currency: string;
  readonly customer: { readonly customerId?: string };
}

/** Captures from the authorisation where it has room; otherwise the amount is authorised anew. */
function ask({ customer, ...wanted }: Wanted, orderId: string, state: Payment): PaymentEvent {
  const { token, providerRef, status } = state;
  const known = lookup(state.captures, wanted.fulfilmentId);
  const parcel = { ...idsOf(orderId), ...customer, ...wanted, ...(token !== null && { token }) };
  // The card of an earlier authorisation may be charged without the customer.
  const anew = () => ParcelAuthorisationRequested.of({ ...parcel, ...(providerRef !== '' && { providerRef }) });
  if (known?.isAuthorisationGone) return anew();
  if (known && hasOwnAuthorisation(state, known))
    return CaptureRequested.of({ ...parcel, providerRef: known.providerRef });
  const hasRoom = status === 'authorised' && wanted.amountMinor <= roomMinor(state);
  const leftMinor = roomMinor(state) - wanted.amountMinor + capturingMinor(state);
  return hasRoom ? CaptureRequested.of({ ...parcel, providerRef, ...(leftMinor > 0 && { leftMinor }) }) : anew();
}

export function recordCapture(
  { orderId, fulfilmentId, providerRef, isClosed }: RecordCapture['data'],
  state: Payment,
): PaymentEvent[] {
  const asked = lookup(state.captures, fulfilmentId);
  if (asked?.step !== 'capturing') return [];
  const { amountMinor } = asked;
  const { currency } = state;
  const captured = PaymentCaptured.of({ ...idsOf(orderId), fulfilmentId, amountMinor, currency, providerRef });
  const after = fold(paymentAggregate, [captured as PaymentEvent], state);
  const rest =
    isClosed === undefined || hasOwnAuthorisation(state, asked)
      ? []
      : isClosed
        ? expired(orderId, 'captured', after)
        : closing(orderId, fulfilmentId, after);
  return withOwedRefunds([captured, ...rest], { orderId, fulfilmentId }, state);
}

/**
 * The provider still keeps what was voided in part, and waits for further captures. Where none can follow, the provider is
 * told to release the rest.
 */
function closing(orderId: string, fulfilmentId: string, state: Payment): PaymentEvent[] {
  const isWaited = roomMinor(state) > 0 || capturingMinor(state) > 0;
  if (isWaited || Object.keys(state.voids).length === 0) return [];
  const { providerRef, token } = state;
  const about = { voidId: `closed-${fulfilmentId}`.slice(0, 100), amountMinor: 0, reason: 'Nothing more is captured.' };
  return [VoidRequested.of({ ...idsOf(orderId), ...about, providerRef, ...(token !== null && { token }) })];
}

export function recordCaptureFailure(data: RecordCaptureFailure['data'], state: Payment): PaymentEvent[] {
  const asked = lookup(state.captures, data.fulfilmentId);
  return asked?.step === 'capturing' && asked.attempt === data.attempt ? failed(data, asked, state) : [];
}

export function recordParcelAuthorisation(data: RecordParcelAuthorisation['data'], state: Payment): PaymentEvent[] {
  const { orderId, fulfilmentId, attempt, amountMinor, providerRef } = data;
  const asked = lookup(state.captures, fulfilmentId);
  if (asked?.step !== 'authorising' || asked.attempt !== attempt) return [];
  const { currency, token } = state;
  const parcel = { ...idsOf(orderId), fulfilmentId, attempt, amountMinor, currency, providerRef };
  const more = { ...(token !== null && { token }), ...customerOf(asked) };
  return [PaymentReauthorised.of(parcel), CaptureRequested.of({ ...parcel, ...more })];
}

export function recordParcelDecline(data: RecordParcelDecline['data'], state: Payment): PaymentEvent[] {
  const asked = lookup(state.captures, data.fulfilmentId);
  if (asked?.step !== 'authorising' || asked.attempt !== data.attempt) return [];
  return failed({ ...data, isAuthorisationGone: true }, asked, state);
}

/** Retries a capture, by the plan or by a person, also after the last automatic try. */
export function retryCapture({ orderId, fulfilmentId }: RetryCapture['data'], state: Payment) {
  const asked = lookup(state.captures, fulfilmentId);
  if (!asked)
    return notFound('capture-unknown', `No money was asked for the parcel ${fulfilmentId} of the order ${orderId}.`);
  if (asked.step !== 'failed') return [];
  const { amountMinor, attempt } = asked;
  const wanted = { fulfilmentId, attempt: attempt + 1, amountMinor, currency: state.currency };
  return [ask({ ...wanted, customer: customerOf(asked) }, orderId, state)];
}

function failed(
  { orderId, fulfilmentId, attempt, triesMax, remindFrom, reason, isAuthorisationGone }: RecordCaptureFailure['data'],
  asked: Capture,
  state: Payment,
): PaymentEvent[] {
  // A new authorisation that was declined leaves the others as they are. An expired authorisation of the order loses
  // its room too.
  const isLost = isAuthorisationGone && asked.step === 'capturing';
  const goneMinor = asked.amountMinor + (hasOwnAuthorisation(state, asked) ? 0 : roomMinor(state));
  const isLast = attempt >= triesMax;
  const parcel = { ...idsOf(orderId), ...customerOf(asked), fulfilmentId };
  const money = { amountMinor: asked.amountMinor, currency: state.currency };
  const authorisedMinor = state.authorisedMinor - (isLost ? goneMinor : 0);
  const refused = { attempt, ...money, reason, isAuthorisationGone, authorisedMinor, isLast };
  const isReminded = remindFrom !== undefined && attempt >= remindFrom && !isLast;
  const reminder = isReminded ? [PaymentReminderDue.of({ ...parcel, ...money, number: attempt - remindFrom + 1 })] : [];
  return [PaymentCaptureFailed.of({ ...parcel, ...refused }), ...reminder];
}

const idsOf = (orderId: string) => ({ paymentId: paymentIdOf(orderId), orderId });
const customerOf = ({ customerId }: Capture) => (customerId === null ? {} : { customerId });

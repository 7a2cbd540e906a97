import {
  AuthorisationReduced,
  PaymentActionRequired,
  PaymentAuthorised,
  UnmatchedPaymentReceived,
  type Personal,
} from '@concord/contracts';
import type { Command } from '@concord/event-sourcing';
import { PaymentAuthExpired } from './payment-expiry';
import { paymentIdOf, PaymentUnwanted, VoidRequested, type PaymentEvent } from './payment.aggregate';
import type { Payment } from './payment-state';
import { capturingMinor, roomMinor } from './payment-sums';

export type RecordAuthorisation = Command<
  'RecordAuthorisation',
  { orderId: string; amountMinor: number; providerRef: string }
>;
/** The provider waits for a step of the customer. */
export type RecordPaymentAction = Command<
  'RecordPaymentAction',
  { orderId: string; customerId?: string; providerRef: string; url: Personal }
>;
export type VoidPayment = Command<'VoidPayment', { orderId: string; reason: string }>;
/**
 * An authorisation is over: it became too old, or the provider ended it (`providerRef` names which). What was not
 * captured by then is authorised anew when its parcel leaves.
 */
export type ExpireAuthorisation = Command<
  'ExpireAuthorisation',
  { orderId: string; cause: 'age' | 'provider'; providerRef?: string }
>;

const UNWANTED = 'The order does not want it any more.';

export function recordAuthorisation(
  { orderId, amountMinor, providerRef }: RecordAuthorisation['data'],
  { status, currency, token }: Payment,
): PaymentEvent[] {
  const ids = idsOf(orderId);
  if (status === 'requested') return [PaymentAuthorised.of({ ...ids, amountMinor, currency, providerRef })];
  if (status !== 'unwanted' && status !== 'declined') return [];
  return [
    UnmatchedPaymentReceived.of({ ...ids, amountMinor, providerRef, action: 'void' }),
    VoidRequested.of({ ...ids, amountMinor, reason: UNWANTED, providerRef, ...tokenOf(token) }),
  ];
}

export function recordAction(data: RecordPaymentAction['data'], state: Payment): PaymentEvent[] {
  const { orderId, customerId, providerRef, url } = data;
  const ids = idsOf(orderId);
  if (state.status === 'unwanted') return [voidPending({ orderId, providerRef, reason: UNWANTED }, state)];
  if (state.status !== 'requested' || state.pendingRef === providerRef) return [];
  const customer = customerId === undefined ? {} : { customerId };
  return [PaymentActionRequired.of({ ...ids, ...customer, providerRef, url })];
}

export function voidPayment({ orderId, reason }: VoidPayment['data'], state: Payment): PaymentEvent[] {
  const ids = idsOf(orderId);
  if (state.status === 'requested') {
    const unwanted = PaymentUnwanted.of({ ...ids, reason });
    // Not answered yet: the call goes on under its key, and a late authorisation is voided. Where the provider waits for
    // the customer no call is under way, so the provider is told not to wait.
    if (state.pendingRef === null) return [unwanted];
    return [unwanted, voidPending({ orderId, reason, providerRef: state.pendingRef }, state)];
  }
  // Once a parcel has left, its money is due.
  if (state.status !== 'authorised' || Object.keys(state.captures).length > 0) return [];
  const { authorisedMinor: amountMinor, providerRef, token } = state;
  return [VoidRequested.of({ ...ids, amountMinor, reason, providerRef, ...tokenOf(token) })];
}

export function expireAuthorisation(
  { orderId, cause, providerRef }: ExpireAuthorisation['data'],
  state: Payment,
): PaymentEvent[] {
  if (state.status !== 'authorised' || (providerRef !== undefined && providerRef !== state.providerRef)) return [];
  return expired(orderId, cause, state);
}

/** The end of the order's own authorisation, where something of it was left. */
export function expired(orderId: string, cause: 'age' | 'provider' | 'captured', state: Payment): PaymentEvent[] {
  const amountMinor = roomMinor(state);
  if (amountMinor <= 0) return [];
  const { providerRef, token, currency } = state;
  const ids = idsOf(orderId);
  // A capture that failed meanwhile leaves a rest that can be over once more.
  const voidId = `expired-${Object.keys(state.voids).length + 1}`;
  const left = { amountMinor, leftMinor: capturingMinor(state), providerRef };
  const authorisedMinor = state.authorisedMinor - amountMinor;
  const reason = 'The authorisation is over.';
  return [
    PaymentAuthExpired.of({ ...ids, voidId, cause, ...left, ...tokenOf(token) }),
    // For others it is as if this part were voided.
    AuthorisationReduced.of({ ...ids, voidId, amountMinor, authorisedMinor, currency, reason }),
  ];
}

const voidPending = (
  { orderId, reason, providerRef }: { orderId: string; reason: string; providerRef: string },
  { requestedMinor: amountMinor, token }: Payment,
) => VoidRequested.of({ ...idsOf(orderId), amountMinor, reason, providerRef, ...tokenOf(token) });

const idsOf = (orderId: string) => ({ paymentId: paymentIdOf(orderId), orderId });
const tokenOf = (token: Personal | null) => (token === null ? {} : { token });

import type { Capture, Payment } from './payment-state';

/** Whether a capture has its own authorisation, because that of the order was gone or had no room. */
export const hasOwnAuthorisation = ({ providerRef }: Payment, capture: Capture) => capture.providerRef !== providerRef;

/** The part of the order's own authorisation that is neither captured nor being captured. */
export function roomMinor(payment: Payment): number {
  const holds = (capture: Capture) =>
    capture.step === 'capturing' ||
    capture.step === 'done' ||
    // A capture that failed can be retried: from its own authorisation, or from the room of the order's authorisation.
    (capture.step === 'failed' && !capture.isAuthorisationGone && hasOwnAuthorisation(payment, capture));
  return payment.authorisedMinor - sumMinor(Object.values(payment.captures).filter(holds));
}

/** What is being captured from the order's own authorisation. */
export const capturingMinor = (payment: Payment) =>
  sumMinor(
    Object.values(payment.captures).filter(
      (capture) => capture.step === 'capturing' && !hasOwnAuthorisation(payment, capture),
    ),
  );

/** The part of the order's own authorisation that no shipped parcel will ask for. */
export function freeMinor(payment: Payment): number {
  const isTriedAgain = (capture: Capture) =>
    capture.step === 'failed' && !capture.isAuthorisationGone && !hasOwnAuthorisation(payment, capture);
  return roomMinor(payment) - sumMinor(Object.values(payment.captures).filter(isTriedAgain));
}

/** Money that was captured by card. */
export const capturedMinor = ({ captures }: Payment) =>
  sumMinor(Object.values(captures).filter(({ step }) => step === 'done'));

/** Money that was paid, by card or for an invoice. */
export const receivedMinor = (payment: Payment) => capturedMinor(payment) + sum(payment.invoice.paid);

/** What is still owed on account. */
export const openMinor = ({ invoice }: Payment) => sum(invoice.due) - sum(invoice.credited) - sum(invoice.paid);

/**
 * Money that can still be refunded. A refund counts from its request on: where it fails, it is still owed. What the
 * bank of the customer called back is gone.
 */
export const refundableMinor = (payment: Payment) =>
  Math.max(0, receivedMinor(payment) - sumMinor(Object.values(payment.refunds)) - disputedMinor(payment));

/** Money that the bank of the customer called back, where the shop has not won. */
const disputedMinor = ({ disputes }: Payment) =>
  sumMinor(Object.values(disputes).filter(({ outcome }) => outcome !== 'won'));

/** What people refunded or credited: by hand, and by decisions on returns. */
export const byHandMinor = (payment: Payment) => payment.byHandMinor;

/** The largest possible refund: the open invoice is credited, paid money is paid back. */
export const returnableMinor = (payment: Payment) => refundableMinor(payment) + openMinor(payment);

/** Refunds of returns that wait for money to come in. */
export const owedMinor = ({ owed }: Payment) => sumMinor(Object.values(owed));

/** Money of parcels that may still come in. */
export const expectedMinor = ({ captures }: Payment) =>
  sumMinor(Object.values(captures).filter(({ step }) => step !== 'done'));

const sum = (amounts: Readonly<Record<string, number>>) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

const sumMinor = (parts: readonly { readonly amountMinor: number }[]) =>
  parts.reduce((total, { amountMinor }) => total + amountMinor, 0);

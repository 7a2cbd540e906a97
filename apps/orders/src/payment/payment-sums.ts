import type { Capture, Payment } from './payment.aggregate';

/** Whether a capture has an authorisation of its own: that of the order was gone, or had no room for it. */
export const hasOwnAuthorisation = ({ providerRef }: Payment, capture: Capture) => capture.providerRef !== providerRef;

/** What of the order's own authorisation is neither captured nor being captured. */
export function roomMinor(payment: Payment): number {
  const holds = (capture: Capture) =>
    capture.step === 'capturing' ||
    capture.step === 'done' ||
    // A capture that failed can be tried again: from its own authorisation, or from the room of the order's.
    (capture.step === 'failed' && !capture.isAuthorisationGone && hasOwnAuthorisation(payment, capture));
  return payment.authorisedMinor - sumMinor(Object.values(payment.captures).filter(holds));
}

/** What of the order's own authorisation no parcel that has left will ask for. */
export function freeMinor(payment: Payment): number {
  const isTriedAgain = (capture: Capture) =>
    capture.step === 'failed' && !capture.isAuthorisationGone && !hasOwnAuthorisation(payment, capture);
  return roomMinor(payment) - sumMinor(Object.values(payment.captures).filter(isTriedAgain));
}

/** Money that was captured by card. */
export const capturedMinor = ({ captures }: Payment) =>
  sumMinor(Object.values(captures).filter(({ step }) => step === 'done'));

/** Money that came in, whatever way. */
export const receivedMinor = (payment: Payment) => capturedMinor(payment) + sum(payment.invoice.paid);

/** What is still owed on account. */
export const openMinor = ({ invoice }: Payment) => sum(invoice.due) - sum(invoice.credited) - sum(invoice.paid);

/** Money that can still go back. A refund counts from its request on, whatever becomes of it: it stays owed. */
export const refundableMinor = (payment: Payment) => receivedMinor(payment) - sumMinor(Object.values(payment.refunds));

/** What people gave back or credited: by hand, and by decisions on returns. */
export const byHandMinor = (payment: Payment) => payment.byHandMinor;

/** What a refund can come to: what is owed is credited, what came in goes back. */
export const returnableMinor = (payment: Payment) => refundableMinor(payment) + openMinor(payment);

/** Money that returns give back and that has not come in yet. */
export const owedMinor = ({ owed }: Payment) => sumMinor(Object.values(owed));

/** Money of parcels that may still come in. */
export const expectedMinor = ({ captures }: Payment) =>
  sumMinor(Object.values(captures).filter(({ step }) => step !== 'done'));

const sum = (amounts: Readonly<Record<string, number>>) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

const sumMinor = (parts: readonly { readonly amountMinor: number }[]) =>
  parts.reduce((total, { amountMinor }) => total + amountMinor, 0);

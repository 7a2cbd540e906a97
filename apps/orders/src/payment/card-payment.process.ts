import { process } from '@concord/event-sourcing';
import { AuthorisationRequested, CaptureRequested, VoidRequested } from './payment.aggregate';
import type { PaymentCall } from './provider-call';

const call = (key: string, request: PaymentCall) => ({ calls: [{ gateway: 'payment', key, request }] });

/** Carries to the provider what a payment asks for. It has nothing to remember, so its stream stays empty. */
export const cardPayment = process('orders.card-payment', {
  kind: 'card-payment',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { AuthorisationRequested, CaptureRequested, VoidRequested },
  opensOn: ['AuthorisationRequested', 'CaptureRequested', 'VoidRequested'],
  idFor: ({ data }) => data.paymentId,
  on: {
    AuthorisationRequested: ({ data: { paymentId, orderId, amountMinor, currency, token } }) => {
      const key = `authorise-${paymentId}`;
      return call(key, { kind: 'authorise', key, orderId, amountMinor, currency, token });
    },
    CaptureRequested: ({ data: { orderId, fulfilmentId, amountMinor, currency, providerRef, token } }) => {
      const key = `capture-${fulfilmentId}`;
      return call(key, { kind: 'capture', key, orderId, fulfilmentId, amountMinor, currency, providerRef, token });
    },
    VoidRequested: ({ data: { paymentId, orderId, voidId, amountMinor, reason, providerRef, token } }) => {
      const key = voidId === undefined ? `void-${paymentId}` : `void-${paymentId}-${voidId}`;
      return call(key, { kind: 'void', key, orderId, voidId, amountMinor, reason, providerRef, token });
    },
  },
});

import { process } from '@concord/event-sourcing';
import {
  AuthorisationRequested,
  CaptureRequested,
  ParcelAuthorisationRequested,
  VoidRequested,
} from './payment.aggregate';
import type { PaymentCall } from './provider-call';
import { triesMax } from './retry-plan';

const call = (key: string, request: PaymentCall) => ({ calls: [{ gateway: 'payment', key, request }] });

/** Calls the provider for a payment. The process remembers nothing, so its stream stays empty. */
export const cardPayment = process('orders.card-payment', {
  kind: 'card-payment',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { AuthorisationRequested, CaptureRequested, ParcelAuthorisationRequested, VoidRequested },
  opensOn: ['AuthorisationRequested', 'CaptureRequested', 'ParcelAuthorisationRequested', 'VoidRequested'],
  idFor: ({ data }) => data.paymentId,
  on: {
    AuthorisationRequested: ({ data: { paymentId, orderId, amountMinor, currency, token } }) => {
      const key = `authorise-${paymentId}`;
      return call(key, { kind: 'authorise', key, orderId, amountMinor, currency, token });
    },
    ParcelAuthorisationRequested: (
      { data: { orderId, fulfilmentId, attempt, amountMinor, currency, token } },
      _,
      settings,
    ) => {
      const key = `authorise-${fulfilmentId}-${attempt}`;
      const about = { orderId, fulfilmentId, attempt, triesMax: triesMax(settings), amountMinor, currency, token };
      return call(key, { kind: 'authorise', key, ...about });
    },
    CaptureRequested: ({ data }, _, settings) => {
      const { orderId, fulfilmentId, attempt = 1, amountMinor, currency, providerRef, token } = data;
      const key = attempt === 1 ? `capture-${fulfilmentId}` : `capture-${fulfilmentId}-${attempt}`;
      const about = { orderId, fulfilmentId, attempt, amountMinor, currency, providerRef, token };
      return call(key, { kind: 'capture', key, ...about, triesMax: triesMax(settings) });
    },
    VoidRequested: ({ data: { paymentId, orderId, voidId, amountMinor, reason, providerRef, token } }) => {
      const key = voidId === undefined ? `void-${paymentId}` : `void-${paymentId}-${voidId}`;
      return call(key, { kind: 'void', key, orderId, voidId, amountMinor, reason, providerRef, token });
    },
  },
});

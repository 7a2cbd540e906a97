import { process } from '@concord/event-sourcing';
import type { Settings } from '@concord/event-sourcing';
import {
  AuthorisationRequested,
  CaptureRequested,
  ParcelAuthorisationRequested,
  VoidRequested,
} from './payment.aggregate';
import type { PaymentCall } from './provider-call';
import { PaymentAuthExpired } from './payment-expiry';
import { captureTriesMax, triesMax } from './retry-plan';

/** How often a capture is tried, and from which try on the customer is reminded. */
const plan = (settings: Settings) => ({ triesMax: captureTriesMax(settings), remindFrom: triesMax(settings) });

/** What stays authorised besides. */
const left = (leftMinor: number | undefined) => (leftMinor === undefined ? {} : { leftMinor });

const call = (key: string, request: PaymentCall) => ({ calls: [{ gateway: 'payment', key, request }] });

/** Calls the provider for a payment. The process remembers nothing, so its stream stays empty. */
export const cardPayment = process('orders.card-payment', {
  kind: 'card-payment',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { AuthorisationRequested, CaptureRequested, ParcelAuthorisationRequested, VoidRequested, PaymentAuthExpired },
  opensOn: ['AuthorisationRequested', 'CaptureRequested', 'ParcelAuthorisationRequested', 'VoidRequested'],
  idFor: ({ data }) => data.paymentId,
  on: {
    AuthorisationRequested: ({ data: { paymentId, orderId, customerId, amountMinor, currency, token } }) => {
      const key = `authorise-${paymentId}`;
      const customer = customerId === undefined ? {} : { customerId };
      return call(key, { kind: 'authorise', key, orderId, ...customer, amountMinor, currency, token });
    },
    ParcelAuthorisationRequested: (
      { data: { orderId, fulfilmentId, attempt, amountMinor, currency, providerRef, token } },
      _,
      settings,
    ) => {
      const key = `authorise-${fulfilmentId}-${attempt}`;
      const before = providerRef === undefined ? {} : { providerRef };
      const about = { orderId, fulfilmentId, attempt, ...plan(settings), amountMinor, currency, ...before, token };
      return call(key, { kind: 'authorise', key, ...about });
    },
    CaptureRequested: ({ data }, _, settings) => {
      const { orderId, fulfilmentId, attempt = 1, amountMinor, leftMinor, currency, providerRef, token } = data;
      const key = attempt === 1 ? `capture-${fulfilmentId}` : `capture-${fulfilmentId}-${attempt}`;
      const about = { orderId, fulfilmentId, attempt, amountMinor, ...left(leftMinor), currency, providerRef, token };
      return call(key, { kind: 'capture', key, ...about, ...plan(settings) });
    },
    VoidRequested: ({ data: { paymentId, orderId, voidId, amountMinor, leftMinor, reason, providerRef, token } }) => {
      const key = voidId === undefined ? `void-${paymentId}` : `void-${paymentId}-${voidId}`;
      const part = { voidId, amountMinor, ...left(leftMinor) };
      return call(key, { kind: 'void', key, orderId, ...part, reason, providerRef, token });
    },
    // Our own end of it: the provider may keep it longer, and the customer's money would stay blocked.
    PaymentAuthExpired: ({
      data: { paymentId, orderId, voidId, cause, amountMinor, leftMinor, providerRef, token },
    }) => {
      if (cause !== 'age') return {};
      const key = `void-${paymentId}-${voidId}`;
      const reason = 'The authorisation became too old.';
      const part = { voidId, amountMinor, ...left(leftMinor) };
      return call(key, { kind: 'void', key, orderId, ...part, reason, providerRef, token });
    },
  },
});

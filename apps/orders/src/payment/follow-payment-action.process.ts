import { fields, PaymentActionRequired, PaymentAuthorised, PaymentDeclined, PaymentVoided } from '@concord/contracts';
import { event, process, type EventFrom } from '@concord/event-sourcing';
import type { ProviderLook } from './provider-fact';

/** The customer has a step to do at the bank. */
const ActionFollowed = event('ActionFollowed', 1, { paymentId: fields.Id, providerRef: fields.ShortText });
/** The step is done, refused, or no longer wanted. */
const ActionOver = event('ActionOver', 1, { paymentId: fields.Id });
type Followed = EventFrom<typeof ActionFollowed> | EventFrom<typeof ActionOver>;

/** The webhook is quicker; this is for the day on which it does not come. */
const LOOK_EVERY_MS = 60_000;

const over = ({ data: { paymentId } }: { data: { paymentId: string } }, { providerRef }: { providerRef: string }) =>
  providerRef === '' ? {} : { events: [ActionOver.of({ paymentId })], stopTimers: ['look'] };

/** Asks the provider from time to time whether the customer has done the step. */
export const followPaymentAction = process('orders.follow-payment-action', {
  kind: 'payment-action',
  events: { ActionFollowed, ActionOver },
  initial: { providerRef: '' },
  evolve: (_: { providerRef: string }, { type, data }: Followed) => ({
    providerRef: type === 'ActionFollowed' ? data.providerRef : '',
  }),
  hears: { PaymentActionRequired, PaymentAuthorised, PaymentDeclined, PaymentVoided },
  idFor: ({ data }) => data.paymentId,
  on: {
    PaymentActionRequired: ({ data: { paymentId, providerRef } }) => ({
      events: [ActionFollowed.of({ paymentId, providerRef })],
      timers: [{ name: 'look', inMs: LOOK_EVERY_MS }],
    }),
    PaymentAuthorised: over,
    PaymentDeclined: over,
    PaymentVoided: over,
  },
  timers: {
    look: ({ providerRef }, paymentId) => {
      if (providerRef === '') return {};
      const request: ProviderLook = { kind: 'look', object: 'authorisation', providerRef };
      return {
        calls: [{ gateway: 'payment', key: `look-${paymentId}`, request }],
        timers: [{ name: 'look', inMs: LOOK_EVERY_MS }],
      };
    },
  },
});

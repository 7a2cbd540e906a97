import { PAYMENT_AUTHORISATION_DAYS, PaymentAuthorised, PaymentVoided } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { ExpireAuthorisation } from './authorisation';

const DAY_MS = 24 * 60 * 60_000;

/** Ends an authorisation that is too old to be captured. The payment knows whether something of it is left. */
export const expireAuthorisation = process('orders.expire-authorisation', {
  kind: 'authorisation-age',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { PaymentAuthorised, PaymentVoided },
  opensOn: ['PaymentAuthorised', 'PaymentVoided'],
  idFor: ({ data }) => data.orderId,
  on: {
    PaymentAuthorised: (_, __, settings) => ({
      timers: [{ name: 'expires', inMs: settings.of(PAYMENT_AUTHORISATION_DAYS) * DAY_MS }],
    }),
    PaymentVoided: () => ({ stopTimers: ['expires'] }),
  },
  timers: {
    expires: (_, orderId) => {
      const command: ExpireAuthorisation = { type: 'ExpireAuthorisation', data: { orderId, cause: 'age' } };
      return { commands: [command] };
    },
  },
});

import { PAYMENT_AUTHORISATION_DAYS, PaymentAuthorised, PaymentVoided } from '@concord/contracts';
import { givenProcess, recorded, settingsWith } from '@concord/event-sourcing';
import { expireAuthorisation } from './expire-authorisation.process';

const past = givenProcess(expireAuthorisation);
const ids = { paymentId: 'o-1.1', orderId: 'o-1' };
const DAY_MS = 24 * 60 * 60_000;
const authorised = recorded(PaymentAuthorised.of({ ...ids, amountMinor: 1, currency: 'GBP', providerRef: 'pi_1' }));

describe('an authorisation', () => {
  it('is over after seven days, or as the shop says', () => {
    past()
      .when(authorised)
      .then({ timers: [{ name: 'expires', inMs: 7 * DAY_MS }] });
    givenProcess(expireAuthorisation, settingsWith(PAYMENT_AUTHORISATION_DAYS, 2))()
      .when(authorised)
      .then({ timers: [{ name: 'expires', inMs: 2 * DAY_MS }] });
    past()
      .whenTimeout('expires', 'o-1')
      .then({ commands: [{ type: 'ExpireAuthorisation', data: { orderId: 'o-1', cause: 'age' } }] });
  });
  it('that was voided is not waited for', () =>
    past()
      .when(recorded(PaymentVoided.of({ ...ids, amountMinor: 1, reason: 'cancelled' })))
      .then({ stopTimers: ['expires'] }));
});

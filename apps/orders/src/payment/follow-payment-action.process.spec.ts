import { notPersonal, PaymentActionRequired, PaymentAuthorised, PaymentDeclined } from '@concord/contracts';
import { givenProcess, recorded } from '@concord/event-sourcing';
import { followPaymentAction } from './follow-payment-action.process';

const past = givenProcess(followPaymentAction);
const ids = { paymentId: 'o-1.1', orderId: 'o-1' };
const required = recorded(PaymentActionRequired.of({ ...ids, providerRef: 'pi_1', url: notPersonal('https://bank') }));
const authorised = recorded(PaymentAuthorised.of({ ...ids, amountMinor: 1, currency: 'GBP', providerRef: 'pi_1' }));
const declined = recorded(PaymentDeclined.of({ ...ids, reason: 'no' }));
const { events } = followPaymentAction;
const followed = events['ActionFollowed']!.of({ paymentId: 'o-1.1', providerRef: 'pi_1' }) as never;
const over = events['ActionOver']!.of({ paymentId: 'o-1.1' }) as never;
const look = { name: 'look', inMs: 60_000 };

describe('a step of the customer at the bank', () => {
  it('is looked at after a minute', () =>
    past()
      .when(required)
      .then({ events: [followed], timers: [look] }));
  it('is looked at again until it is over', () => {
    const request = { kind: 'look', object: 'authorisation', providerRef: 'pi_1' };
    past(followed)
      .whenTimeout('look', 'o-1.1')
      .then({ calls: [{ gateway: 'payment', key: 'look-o-1.1', request }], timers: [look] });
    for (const end of [authorised, declined])
      past(followed)
        .when(end)
        .then({ events: [over], stopTimers: ['look'] });
  });
  it('is not looked at afterwards, and not where there was none', () => {
    past(followed, over).whenTimeout('look', 'o-1.1').then({});
    past().when(authorised).then({});
    past(followed, over).when(declined).then({});
  });
});

import { RefundFailed, notPersonal } from '@concord/contracts';
import { givenProcess, recorded } from '@concord/event-sourcing';
import { RefundSent } from './payment.aggregate';
import { refund } from './refund.process';

const past = givenProcess(refund);
const ids = { refundId: 'r-1', orderId: 'o-1' };
const money = { amountMinor: 400, currency: 'GBP', providerRef: 'ref', token: notPersonal('tok') };
const sent = (attempt: number) => recorded(RefundSent.of({ ...ids, attempt, ...money }));
const failed = (attempt: number) => recorded(RefundFailed.of({ ...ids, attempt, reason: 'busy' }));
const followed = refund.events['RefundFollowed']!.of(ids);
const call = (attempt: number) => {
  const request = { kind: 'refund', key: 'r-1', ...ids, attempt, ...money };
  return { gateway: 'payment', key: 'r-1', request };
};

describe('a refund by card', () => {
  it('is sent to the provider', () =>
    past()
      .when(sent(1))
      .then({ events: [followed as never], calls: [call(1)] }));
  it('carries the same key on every try', () =>
    past(followed as never)
      .when(sent(2))
      .then({ events: [], calls: [call(2)] }));
  it.each([
    [1, 60_000],
    [2, 600_000],
    [3, 3_600_000],
  ])('waits longer after failure %i', (attempt, inMs) =>
    past(followed as never)
      .when(failed(attempt))
      .then({ timers: [{ name: 'retry', inMs }] }),
  );
  it('is left to a person after the fourth failure', () =>
    past(followed as never)
      .when(failed(4))
      .then({}));
  it('is retried when the time has come', () =>
    past(followed as never)
      .whenTimeout('retry', 'r-1')
      .then({ commands: [{ type: 'RetryRefund', data: { orderId: 'o-1', refundId: 'r-1' } }] }));
});

import {
  notPersonal,
  PAYMENT_RETRY_MINUTES,
  REFUND_PAYOUT_DAYS,
  RefundEscalated,
  RefundFailed,
  RefundPayoutDue,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { givenProcess, recorded, settingsWith } from '@concord/event-sourcing';
import { RefundSent } from './payment.aggregate';
import { refund } from './refund.process';

const past = givenProcess(refund);
const ids = { refundId: 'r-1', orderId: 'o-1' };
const money = { amountMinor: 400, currency: 'GBP', providerRef: 'ref', token: notPersonal('tok') };
const sent = (attempt: number) => recorded(RefundSent.of({ ...ids, attempt, ...money }));
const failed = (attempt: number) => recorded(RefundFailed.of({ ...ids, attempt, reason: 'busy' }));
const followed = refund.events['RefundFollowed']!.of(ids);
const call = (attempt: number, triesMax = 4) => {
  const request = { kind: 'refund', key: 'r-1', ...ids, attempt, ...money, triesMax };
  return { gateway: 'payment', key: attempt === 1 ? 'r-1' : `r-1-${attempt}`, request };
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
  it('is left to a person once the payment escalates', () =>
    past(followed as never)
      .when(recorded(RefundEscalated.of({ ...ids, attempt: 4, amountMinor: 400, reason: 'busy' })))
      .then({ stopTimers: ['retry'] }));
  it('follows the plan of the shop, and waits also where the plan was shortened meanwhile', () => {
    const short = givenProcess(refund, settingsWith(PAYMENT_RETRY_MINUTES, [2]));
    short(followed as never)
      .when(sent(1))
      .then({ events: [], calls: [call(1, 2)] });
    for (const attempt of [1, 3])
      short(followed as never)
        .when(failed(attempt))
        .then({ timers: [{ name: 'retry', inMs: 120_000 }] });
  });
  it('is retried when the time has come', () =>
    past(followed as never)
      .whenTimeout('retry', 'r-1')
      .then({ commands: [{ type: 'RetryRefund', data: { orderId: 'o-1', refundId: 'r-1' } }] }));
});

describe('a refund that no card gets', () => {
  const about = { ...ids, amountMinor: 400, currency: 'GBP' };
  const due = recorded(RefundPayoutDue.of(about));
  const timers = [{ name: 'overdue', inMs: 3 * 24 * 60 * 60_000 }];

  it('waits for the person who pays it out, as long as the shop says', () => {
    past()
      .when(due)
      .then({ events: [followed as never], stopTimers: ['retry'], timers });
    givenProcess(
      refund,
      settingsWith(REFUND_PAYOUT_DAYS, 1),
    )(followed as never)
      .when(due)
      .then({ events: [], stopTimers: ['retry'], timers: [{ name: 'overdue', inMs: 24 * 60 * 60_000 }] });
  });
  it('is overdue when nobody has paid it out', () =>
    past(followed as never)
      .whenTimeout('overdue', 'r-1')
      .then({ commands: [{ type: 'NotePayoutOverdue', data: { orderId: 'o-1', refundId: 'r-1' } }] }));
  it('waits no more, and is tried no more, once it was paid or written off', () => {
    const stopTimers = ['retry', 'overdue'];
    past(followed as never)
      .when(recorded(RefundSucceeded.of({ ...about, providerRef: 'bank 7' })))
      .then({ stopTimers });
    past(followed as never)
      .when(recorded(RefundWrittenOff.of({ ...about, paidMinor: 0 })))
      .then({ stopTimers });
  });
});

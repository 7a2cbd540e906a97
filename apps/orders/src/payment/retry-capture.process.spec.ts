import { PAYMENT_RETRY_MINUTES, PaymentCaptureFailed } from '@concord/contracts';
import { givenProcess, recorded, settingsWith } from '@concord/event-sourcing';
import { retryCapture } from './retry-capture.process';

const past = givenProcess(retryCapture);
const ids = { orderId: 'o-1', fulfilmentId: 'o-1.MAIN' };
const failed = (attempt: number, isLast = false) =>
  recorded(
    PaymentCaptureFailed.of({
      ...ids,
      paymentId: 'o-1.1',
      attempt,
      amountMinor: 400,
      currency: 'GBP',
      reason: 'busy',
      isAuthorisationGone: false,
      authorisedMinor: 0,
      isLast,
    }),
  );
const planned = retryCapture.events['CaptureRetryPlanned']!.of(ids) as never;

describe('the capture of a parcel that was refused', () => {
  it.each([
    [1, 60_000],
    [2, 600_000],
    [3, 3_600_000],
  ])('is retried after failure %i', (attempt, inMs) =>
    past(planned)
      .when(failed(attempt))
      .then({ events: [], timers: [{ name: 'retry', inMs }] }),
  );
  it('keeps the order of the parcel', () =>
    past()
      .when(failed(1))
      .then({ events: [planned], timers: [{ name: 'retry', inMs: 60_000 }] }));
  it('is retried by the plan of the shop', () =>
    givenProcess(
      retryCapture,
      settingsWith(PAYMENT_RETRY_MINUTES, [2]),
    )(planned)
      .when(failed(1))
      .then({ events: [], timers: [{ name: 'retry', inMs: 120_000 }] }));
  it('waits for a person after the last try', () => past(planned).when(failed(4, true)).then({}));
  it('is requested when the time has come', () =>
    past(planned)
      .whenTimeout('retry', 'o-1.MAIN')
      .then({ commands: [{ type: 'RetryCapture', data: ids }] }));
});

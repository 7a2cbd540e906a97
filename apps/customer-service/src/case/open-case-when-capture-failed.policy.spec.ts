import { PaymentCaptureFailed } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenCaptureFailed } from './open-case-when-capture-failed.policy';

const failed = (attempt: number, isLast: boolean) =>
  recorded(
    PaymentCaptureFailed.of({
      paymentId: 'p',
      orderId: 'o',
      customerId: 'c',
      fulfilmentId: 'f',
      amountMinor: 300,
      currency: 'GBP',
      attempt,
      reason: 'busy',
      isAuthorisationGone: false,
      authorisedMinor: 0,
      isLast,
    }),
  );

describe('a capture that failed', () => {
  it('opens no case while it is retried', () => expect(openCaseWhenCaptureFailed.react(failed(1, false))).toEqual([]));
  it('opens a case after the last try', () =>
    expect(openCaseWhenCaptureFailed.react(failed(4, true))).toMatchObject([
      { type: 'OpenCase', data: { kind: 'capture-failed', refs: { orderId: 'o', customerId: 'c' } } },
    ]));
});

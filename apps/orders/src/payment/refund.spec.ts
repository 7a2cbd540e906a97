import { RefundEscalated, RefundPayoutDue } from '@concord/contracts';
import {
  past,
  orderId,
  taken,
  paid,
  refund,
  wanted,
  sent,
  failed,
  given400,
  requestRefund,
  recordRefund,
  fail,
  retry,
} from './payment-in-specs';

describe('a refund', () => {
  it('goes to the provider', () =>
    past(...paid)
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), sent(1)));
  it('is asked for once', () =>
    past(...paid, wanted('r-1', 400), sent(1))
      .when(requestRefund('r-1', 400))
      .then());
  it('never goes beyond what was captured', () => {
    past(...paid)
      .when(requestRefund('r-1', 1001))
      .thenRejected('refund-beyond-captured');
    past(...paid, wanted('r-1', 400), sent(1))
      .when(requestRefund('r-2', 601))
      .thenRejected('refund-beyond-captured');
  });
  it('counts as owed when it has failed', () =>
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(requestRefund('r-2', 601))
      .thenRejected('refund-beyond-captured'));
  it('waits to be paid out where no card paid', () =>
    past(taken('f-1', 1000, 'invoice'))
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), RefundPayoutDue.of(refund('r-1', 400))));
  it('succeeds once, also where only the answer was lost', () => {
    const way = [...paid, wanted('r-1', 400), sent(1)];
    past(...way)
      .when(recordRefund)
      .then(given400);
    past(...way, failed(1))
      .when(recordRefund)
      .then(given400);
    past(...way, given400)
      .when(recordRefund)
      .then();
    past(...way, given400)
      .when(fail(1))
      .then();
  });
  it('fails once per try', () => {
    past(...paid, wanted('r-1', 400), sent(1))
      .when(fail(1))
      .then(failed(1));
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(fail(1))
      .then();
  });
  it('is retried after a failure, and only then', () => {
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(retry)
      .then(sent(2));
    past(...paid, wanted('r-1', 400), sent(1))
      .when(retry)
      .then();
    past(...paid, wanted('r-1', 400), sent(1), given400)
      .when(retry)
      .then();
    past(...paid)
      .when(retry)
      .thenRejected('refund-unknown');
  });
  it('is escalated to a person after the fourth failure, who may retry', () => {
    const escalated = RefundEscalated.of({ refundId: 'r-1', orderId, attempt: 4, amountMinor: 400, reason: 'busy' });
    const tries = [sent(1), failed(1), sent(2), failed(2), sent(3), failed(3), sent(4)];
    past(...paid, wanted('r-1', 400), ...tries)
      .when(fail(4))
      .then(failed(4), escalated);
    past(...paid, wanted('r-1', 400), ...tries, failed(4), escalated)
      .when(retry)
      .then(sent(5));
  });
});

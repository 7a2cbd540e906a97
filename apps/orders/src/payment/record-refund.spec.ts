import {
  notPersonal,
  PaymentAuthorised,
  PaymentCaptured,
  RefundBounced,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { AuthorisationRequested, RefundSent, type PaymentEvent } from './payment.aggregate';
import { payment, type PaymentCommand } from './payment.decider';
import { RefundPartBounced, RefundPartPaid, type RefundPart } from './refund-parts';

const orderId = 'o-1';
const refundId = 'r-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';
const refund = { refundId, orderId, amountMinor: 400, currency };

const sent = (attempt: number) => RefundSent.of({ ...refund, attempt, providerRef: 'pi' });
const failed = (attempt: number) => RefundFailed.of({ refundId, orderId, attempt, reason: 'busy' });
const way = [
  AuthorisationRequested.of({ ...ids, amountMinor: 1000, currency }),
  PaymentAuthorised.of({ ...ids, amountMinor: 1000, currency, providerRef: 'pi' }),
  PaymentCaptured.of({ ...ids, fulfilmentId: 'f-1', amountMinor: 1000, currency, providerRef: 'pi' }),
  RefundRequested.of({ ...refund, paymentId: 'o-1.1', reason: notPersonal('broken') }),
  sent(1),
];
const past = (...events: PaymentEvent[]) => given(payment)(...way, ...events);
const part = (providerRef: string, amountMinor: number): RefundPart => ({ providerRef, amountMinor });
const record = (...parts: RefundPart[]): PaymentCommand => {
  return { type: 'RecordRefund', data: { orderId, refundId, parts } };
};
const paidPart = (providerRef: string, amountMinor: number) =>
  RefundPartPaid.of({ refundId, orderId, currency, providerRef, amountMinor });
const bounce = (providerRef: string, amountMinor: number): PaymentCommand => {
  return { type: 'RecordRefundBounce', data: { orderId, refundId, providerRef, amountMinor, reason: 'card lost' } };
};
const bouncedPart = (providerRef: string, amountMinor: number) =>
  RefundPartBounced.of({ refundId, orderId, currency, providerRef, amountMinor, reason: 'card lost' });
const bounced = (providerRef: string, bouncedMinor: number, paidMinor = 0) =>
  RefundBounced.of({ ...refund, providerRef, bouncedMinor, paidMinor, reason: 'card lost' });
const retry: PaymentCommand = { type: 'RetryRefund', data: { orderId, refundId } };
const succeeded = (providerRef: string) => RefundSucceeded.of({ ...refund, providerRef });

describe('a refund that goes back in parts', () => {
  it('is paid when its parts sum to it, whoever tells of them', () => {
    past()
      .when(record(part('re_1', 300)))
      .then(paidPart('re_1', 300));
    past(paidPart('re_1', 300))
      .when(record(part('re_2', 100)))
      .then(paidPart('re_2', 100), succeeded('re_2'));
    past(paidPart('re_1', 300))
      .when(record(part('re_1', 300), part('re_2', 100)))
      .then(paidPart('re_2', 100), succeeded('re_2'));
    past()
      .when(record(part('re_1', 300), part('re_2', 100)))
      .then(paidPart('re_1', 300), paidPart('re_2', 100), succeeded('re_2'));
  });
  it('counts each part once', () => {
    past(paidPart('re_1', 300))
      .when(record(part('re_1', 300)))
      .then();
    past(paidPart('re_1', 300), paidPart('re_2', 100), succeeded('re_2'))
      .when(record(part('re_1', 300), part('re_2', 100)))
      .then();
  });
  it('keeps the part that went back before the rest failed', () => {
    past(failed(1))
      .when(record(part('re_1', 300)))
      .then(paidPart('re_1', 300));
    past(failed(1), paidPart('re_1', 300), sent(2))
      .when(record(part('re_1', 300), part('re_3', 100)))
      .then(paidPart('re_3', 100), succeeded('re_3'));
  });
  it('needs no word of its parts where one is all', () =>
    past()
      .when(record(part('re_1', 400)))
      .then(succeeded('re_1')));
});

describe('a refund that the bank of the customer sends back', () => {
  it('has failed after all, and can be retried', () => {
    past(succeeded('re_1')).when(bounce('re_1', 400)).then(bouncedPart('re_1', 400), bounced('re_1', 400));
    const back = [succeeded('re_1'), bouncedPart('re_1', 400), bounced('re_1', 400)];
    past(...back)
      .when(retry)
      .then(sent(2));
    past(...back, sent(2))
      .when(record(part('re_2', 400)))
      .then(succeeded('re_2'));
  });
  it('is told once, and not undone by an answer that comes late', () => {
    const back = [succeeded('re_1'), bouncedPart('re_1', 400), bounced('re_1', 400)];
    past(...back)
      .when(bounce('re_1', 400))
      .then();
    past(...back)
      .when(record(part('re_1', 400)))
      .then();
  });
  it('is a failed try where it never went back', () => past(failed(1)).when(bounce('re_1', 400)).then());
  it('is owed in the part that came back', () => {
    const parts = [paidPart('re_1', 300), paidPart('re_2', 100), succeeded('re_2')];
    const back = [...parts, bouncedPart('re_1', 300), bounced('re_1', 300, 100)];
    past(...parts)
      .when(bounce('re_1', 300))
      .then(bouncedPart('re_1', 300), bounced('re_1', 300, 100));
    past(...back)
      .when(bounce('re_2', 100))
      .then(bouncedPart('re_2', 100), bounced('re_2', 100));
    past(...back, sent(2))
      .when(record(part('re_2', 100), part('re_3', 300)))
      .then(paidPart('re_3', 300), succeeded('re_3'));
  });
  it('stays under way where a part comes back meanwhile, and is retried where that try fails', () => {
    const back = [paidPart('re_1', 300), failed(1), sent(2), bouncedPart('re_1', 300), bounced('re_1', 300)];
    past(paidPart('re_1', 300), failed(1), sent(2))
      .when(bounce('re_1', 300))
      .then(bouncedPart('re_1', 300), bounced('re_1', 300));
    past(...back)
      .when(retry)
      .then();
    past(...back)
      .when({ type: 'RecordRefundFailure', data: { orderId, refundId, attempt: 2, triesMax: 4, reason: 'busy' } })
      .then(failed(2));
  });
});

describe('a part that bounces before its call is answered', () => {
  const answered = (attempt: number, ...parts: RefundPart[]): PaymentCommand => {
    return { type: 'RecordRefund', data: { orderId, refundId, parts, answers: { attempt, triesMax: 4 } } };
  };
  const tooEarly = bouncedPart('re_1', 0);
  const sentBack = RefundFailed.of({ refundId, orderId, attempt: 1, reason: 'the bank sent a part of it back' });
  it('is not counted by the answer, and the try has failed', () => {
    past().when(bounce('re_1', 400)).then(tooEarly);
    past(tooEarly).when(bounce('re_1', 400)).then();
    past(tooEarly)
      .when(answered(1, part('re_1', 400)))
      .then(sentBack);
    past(tooEarly)
      .when(answered(1, part('re_1', 300), part('re_2', 100)))
      .then(paidPart('re_2', 100), sentBack);
  });
  it('is made good by the next try', () =>
    past(tooEarly, sentBack, sent(2))
      .when(answered(2, part('re_3', 400)))
      .then(succeeded('re_3')));
  it('is nothing where the answer told that it failed', () => past(failed(1)).when(bounce('re_1', 400)).then());
  it('does not end another try', () =>
    past(tooEarly, sentBack, sent(2))
      .when(answered(1, part('re_1', 400)))
      .then());
});

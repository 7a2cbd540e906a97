import { AuthorisationRequested, paymentAggregate, RefundSent } from './payment.aggregate';
import { notPersonal, RefundFailed, RefundRequested, RefundSucceeded } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { noticeAggregate, noticeEvents } from './provider-notice.aggregate';
import { RefundPartPaid } from './refund-parts';
import { providerNotice, type ReceiveNotice, type SettleNotice } from './provider-notice.decider';

const { ProviderNoticeReceived, ProviderNoticeSettled } = noticeEvents;
const noticeId = 'evt_1';
const orderId = 'o-1';
const about = { noticeId, provider: 'stripe', providerRef: 're_1', sentAt: '2026-01-05T09:00:00.000Z' };
const received = ProviderNoticeReceived.of({ ...about, type: 'refund.failed', object: 'refund' });
const money = { refundId: 'r-1', orderId, amountMinor: 5, currency: 'GBP', providerRef: 're_1' };
const refunded = [
  AuthorisationRequested.of({ paymentId: 'o-1.1', orderId, amountMinor: 9, currency: 'GBP' }),
  RefundRequested.of({
    refundId: 'r-1',
    orderId,
    paymentId: 'o-1.1',
    amountMinor: 5,
    currency: 'GBP',
    reason: notPersonal('late'),
  }),
  RefundSent.of({ ...money, attempt: 1 }),
  RefundSucceeded.of(money),
];
const tryFailed = RefundFailed.of({ refundId: 'r-1', orderId, attempt: 1, reason: 'busy' });
const past = (notice: readonly object[], payment: readonly object[] = []) =>
  givenStreams(providerNotice)(
    { of: noticeAggregate, id: noticeId, events: notice as never },
    { of: paymentAggregate, id: 'o-1.1', events: payment as never },
  );
const receive = (type: string, object: 'refund' | 'other'): ReceiveNotice => {
  return { type: 'ReceiveNotice', data: { ...about, type, object } };
};
const settle = (more: object = {}): SettleNotice => {
  return { type: 'SettleNotice', data: { noticeId, orderId, outcome: 'applied', ...more } };
};
const settled = (outcome: 'applied' | 'unknown' | 'contradicts' | 'ignored', isKnown = true) =>
  ProviderNoticeSettled.of({ noticeId, ...(isKnown && { orderId }), outcome });

describe('a notice of the provider', () => {
  it('is received once', () => {
    past([]).when(receive('refund.failed', 'refund')).then(received);
    past([received]).when(receive('refund.failed', 'refund')).then();
  });
  it('about nothing of ours is stored and ignored', () =>
    past([])
      .when(receive('payout.paid', 'other'))
      .then(ProviderNoticeReceived.of({ ...about, type: 'payout.paid', object: 'other' }), settled('ignored', false)));
  it('is settled once, by what the payment knows', () => {
    past([received], refunded).when(settle()).then(settled('applied'));
    past([received, settled('applied')], refunded)
      .when(settle())
      .then();
  });
  it('is for a person where no order fits', () => {
    past([received]).when(settle()).then(settled('unknown'));
    past([received])
      .when({ type: 'SettleNotice', data: { noticeId, outcome: 'unknown' } })
      .then(settled('unknown', false));
  });
  it('is for a person where a refund that had succeeded failed at the bank', () =>
    past([received], refunded)
      .when(settle({ failedRefund: { refundId: 'r-1', providerRef: 're_1', attempt: 1 } }))
      .then(settled('contradicts')));
  it('about an earlier try of a refund tells nothing new', () => {
    const again = [...refunded.slice(0, -1), tryFailed, RefundSent.of({ ...money, attempt: 2 })];
    const late = settle({ failedRefund: { refundId: 'r-1', providerRef: 're_0', attempt: 1 } });
    past([received], again).when(late).then(settled('applied'));
    past([received], [...again, RefundSucceeded.of(money)])
      .when(late)
      .then(settled('applied'));
  });
  it('is for a person where the part of an earlier try that had succeeded failed at the bank', () => {
    const part = RefundPartPaid.of({ ...money, providerRef: 're_0', amountMinor: 3 });
    past([received], [...refunded.slice(0, -1), part, tryFailed, RefundSent.of({ ...money, attempt: 2 })])
      .when(settle({ failedRefund: { refundId: 'r-1', providerRef: 're_0', attempt: 1 } }))
      .then(settled('contradicts'));
  });
});

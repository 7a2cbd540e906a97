import { notPersonal, PaymentAuthorised, PaymentCaptured, RefundRequested } from '@concord/contracts';
import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import { grantRefund } from './grant-refund.decider';
import { AuthorisationRequested, CaptureRequested, paymentAggregate, RefundSent } from './payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from './refund-allowance.aggregate';

const orderId = 'o-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';
const past = givenStreams(grantRefund);
const captured = [
  AuthorisationRequested.of({ ...ids, amountMinor: 90_000, currency }),
  PaymentAuthorised.of({ ...ids, amountMinor: 90_000, currency, providerRef: 'ref' }),
  CaptureRequested.of({ ...ids, fulfilmentId: 'f', amountMinor: 90_000, currency, providerRef: 'ref' }),
  PaymentCaptured.of({ ...ids, fulfilmentId: 'f', amountMinor: 90_000, currency, providerRef: 'cap' }),
];
const refund = (refundId: string, amountMinor: number) => ({ refundId, orderId, amountMinor, currency });
const asked = (refundId: string, amountMinor: number, more: { returnId?: string } = {}) =>
  RefundRequested.of({
    ...refund(refundId, amountMinor),
    ...more,
    paymentId: 'o-1.1',
    reason: notPersonal('goodwill'),
  });
const ofPayment = (...events: ReturnType<typeof asked>[]) => {
  return { of: paymentAggregate, id: 'o-1.1', events: [...captured, ...events] };
};
const granted = (amountMinor: number, refundId = 'r-0') => ({
  of: refundAllowance,
  id: refundAllowanceId('someone', SPEC_TIME, currency),
  events: [RefundGranted.of({ orderId, refundId, amountMinor })],
});
const grant = (amountMinor: number, limitMinor = 10_000) => ({
  type: 'GrantRefund' as const,
  data: { orderId, refundId: 'r-1', amountMinor, reason: notPersonal('goodwill'), limitMinor, dayFactor: 10 },
});

describe('a refund by hand', () => {
  it('is granted within the limit of the caller', () =>
    past(ofPayment())
      .when(grant(9_000))
      .then(
        asked('r-1', 9_000),
        RefundSent.of({ ...refund('r-1', 9_000), attempt: 1, providerRef: 'ref' }),
        RefundGranted.of({ orderId, refundId: 'r-1', amountMinor: 9_000 }),
      ));
  it('counts together with all others of its order', () =>
    past(ofPayment(asked('r-0', 9_000)))
      .when(grant(1_001))
      .thenRejected('refund-limit-used-up'));
  it('does not count what returns refunded', () =>
    past(ofPayment(asked('r-0', 9_000, { returnId: 'ret' })))
      .when(grant(1_000))
      .then(
        asked('r-1', 1_000),
        RefundSent.of({ ...refund('r-1', 1_000), attempt: 1, providerRef: 'ref' }),
        RefundGranted.of({ orderId, refundId: 'r-1', amountMinor: 1_000 }),
      ));
  it('counts together with all others of the caller on that day', () =>
    past(ofPayment(), granted(95_000)).when(grant(5_001)).thenRejected('refund-day-limit-used-up'));
  it('is granted once', () =>
    past(ofPayment(asked('r-1', 9_000)), granted(9_000, 'r-1'))
      .when(grant(9_000))
      .then());
});

import {
  CreditGivenBack,
  notPersonal,
  OrderPlaced,
  PaymentAuthorised,
  PaymentCaptured,
  RefundRequested,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { orderAggregate, ParcelLeft } from '../order/order.aggregate';
import { boughtVouchers, OrderVoucherBought, OrderVoucherLost } from '../sold-voucher/bought-vouchers.aggregate';
import { grantRefund } from './grant-refund.decider';
import { AuthorisationRequested, CaptureRequested, paymentAggregate, RefundSent } from './payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from './refund-allowance.aggregate';

const orderId = 'o-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';
const credits = { vouchers: [{ voucherId: 'v-1', amountMinor: 90_000 }] };
const line = { lineId: '1', sku: 'TEE', title: 'Tee', quantity: 1, discounts: [], stocked: true };
const placed = OrderPlaced.of({
  orderId,
  currency,
  lines: [{ ...line, unitMinor: 90_000, totalMinor: 90_000 }],
  goodsMinor: 90_000,
  discountMinor: 0,
  totalMinor: 90_000,
  shipTo: { country: 'GB' },
  channel: 'b2c',
  orderedAt: SPEC_TIME,
});
const anOrder = (...events: Stream['events']): Stream => ({ of: orderAggregate, id: orderId, events });
const past = (...streams: Stream[]) => givenStreams(grantRefund)(anOrder(placed), ...streams);
/** An order that a voucher paid: its payment never began. */
const byVoucher = [
  OrderPlaced.of({ ...placed.data, credits }),
  ParcelLeft.of({
    orderId,
    fulfilmentId: 'f',
    units: [{ lineId: '1', sku: 'TEE', quantity: 1 }],
    amountMinor: 90_000,
    totalMinor: 90_000,
    currency,
    paymentMethod: 'card',
    credits,
  }),
];
const back = (refundId: string, amountMinor: number) =>
  CreditGivenBack.of({
    orderId,
    refundId,
    cause: 'by-hand',
    currency,
    vouchers: [{ voucherId: 'v-1', amountMinor }],
  });
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
  it('of an order that a voucher paid counts in the currency of the order', () => {
    givenStreams(grantRefund)(anOrder(...byVoucher), granted(95_000))
      .when(grant(5_001))
      .thenRejected('refund-day-limit-used-up');
    givenStreams(grantRefund)(anOrder(...byVoucher, back('r-0', 9_000)))
      .when(grant(1_001))
      .thenRejected('refund-limit-used-up');
    givenStreams(grantRefund)(anOrder(...byVoucher))
      .when(grant(9_000))
      .then(back('r-1', 9_000), RefundGranted.of({ orderId, refundId: 'r-1', amountMinor: 9_000 }));
  });
  it('leaves the shop what vouchers that the order bought hold or have spent', () => {
    const sale = { orderId, soldAs: 'v-2' };
    const bought = OrderVoucherBought.of({ ...sale, amountMinor: 85_000, currency });
    const lost = OrderVoucherLost.of({ ...sale, voucherId: 'v-2', amountMinor: 1_000 });
    const sold = (...events: Stream['events']): Stream => ({ of: boughtVouchers, id: orderId, events });
    past(ofPayment(), sold(bought)).when(grant(5_001)).thenRejected('refund-beyond-vouchers');
    past(ofPayment(), sold(bought, lost)).when(grant(6_001)).thenRejected('refund-beyond-vouchers');
    past(ofPayment(), sold(bought, lost))
      .when(grant(6_000))
      .then(
        asked('r-1', 6_000),
        RefundSent.of({ ...refund('r-1', 6_000), attempt: 1, providerRef: 'ref' }),
        RefundGranted.of({ orderId, refundId: 'r-1', amountMinor: 6_000 }),
      );
  });
  it('is refused for an order that nobody knows', () =>
    givenStreams(grantRefund)().when(grant(1)).thenRejected('order-unknown'));
});

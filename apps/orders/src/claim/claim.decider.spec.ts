import {
  ClaimOpened,
  ClaimResolved,
  notPersonal,
  OrderConfirmed,
  OrderPlaced,
  PaymentAuthorised,
  PaymentCaptured,
  RefundRequested,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import {
  orderAggregate,
  ParcelLeft,
  UnitsClaimed,
  UnitsClaimEnded,
  UnitsGivenBack,
  UnitsReplaced,
} from '../order/order.aggregate';
import { AuthorisationRequested, CaptureRequested, paymentAggregate, RefundSent } from '../payment/payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from '../payment/refund-allowance.aggregate';
import { boughtVouchers, OrderVoucherBought } from '../sold-voucher/bought-vouchers.aggregate';
import { claimAggregate, ClaimPartMoved } from './claim.aggregate';
import { claim } from './claim.decider';

const [orderId, claimId, currency] = ['o-1', 'c-1', 'GBP'];
const shipTo = { country: 'GB' };
const lines = [
  {
    lineId: '1',
    sku: 'TEE',
    title: 'Tee',
    quantity: 3,
    unitMinor: 400,
    discounts: [],
    totalMinor: 1000,
    stocked: true,
  },
];
const placed = OrderPlaced.of({
  orderId,
  customerId: 'ada',
  channel: 'b2c',
  currency,
  lines,
  goodsMinor: 1200,
  discountMinor: 200,
  totalMinor: 1000,
  shipTo,
  orderedAt: SPEC_TIME,
});
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }];
const confirmed = OrderConfirmed.of({ orderId, currency, lines, totalMinor: 1000, allocations, shipTo });
const left = ParcelLeft.of({
  orderId,
  fulfilmentId: 'o-1.NORTH',
  warehouse: 'NORTH',
  units: [{ lineId: '1', sku: 'TEE', quantity: 3 }],
  amountMinor: 1000,
  totalMinor: 1000,
  currency,
  paymentMethod: 'card',
});
const anOrder = (...events: Stream['events']): Stream => {
  return { of: orderAggregate, id: orderId, events: [placed, confirmed, left, ...events] };
};
const ids = { paymentId: 'o-1.1', orderId };
const paid: Stream = {
  of: paymentAggregate,
  id: 'o-1.1',
  events: [
    AuthorisationRequested.of({ ...ids, amountMinor: 1000, currency }),
    PaymentAuthorised.of({ ...ids, amountMinor: 1000, currency, providerRef: 'ref' }),
    CaptureRequested.of({ ...ids, fulfilmentId: 'f', amountMinor: 1000, currency, providerRef: 'ref' }),
    PaymentCaptured.of({ ...ids, fulfilmentId: 'f', amountMinor: 1000, currency, providerRef: 'cap' }),
  ],
};
const [description, reason] = [notPersonal('torn'), notPersonal('the photograph shows it')];
const opened = (quantity: number, id = claimId) =>
  ClaimOpened.of({
    claimId: id,
    orderId,
    customerId: 'ada',
    kind: 'damaged',
    lines: [{ lineId: '1', sku: 'TEE', quantity }],
    description,
  });
const named = (quantity: number, id = claimId) =>
  UnitsClaimed.of({ orderId, claimId: id, lines: [{ lineId: '1', quantity }] });
const aClaim = (...events: Stream['events']): Stream => ({ of: claimAggregate, id: claimId, events });
const open = (...wanted: number[]) => {
  const of = wanted.map((quantity) => ({ lineId: '1', quantity }));
  return { type: 'OpenClaim' as const, data: { claimId, orderId, kind: 'damaged' as const, lines: of, description } };
};
const decide = (more: { resolution: 'refund'; percent: number } | { resolution: 'rejected' }) => {
  const limits = { limitMinor: 5_000, dayFactor: 10 };
  const data = more.resolution === 'refund' ? { claimId, reason, ...more, ...limits } : { claimId, reason, ...more };
  return { type: 'ResolveClaim' as const, data };
};
const replacementOrderId = 'c-1.claim-1';
const replace = (limitMinor = 5_000) => {
  const data = { claimId, reason, resolution: 'replacement' as const, limitMinor, dayFactor: 10 };
  return { type: 'ResolveClaim' as const, data };
};
const resolved = (more: object) =>
  ClaimResolved.of({
    claimId,
    orderId,
    customerId: 'ada',
    currency,
    reason,
    refundMinor: 0,
    resolution: 'refund',
    ...more,
  });
const past = givenStreams(claim);

describe('a claim', () => {
  it('names units that left', () => past(anOrder()).when(open(2)).then(opened(2), named(2)));
  it('names each unit once', () =>
    past(anOrder(named(2, 'c-0')))
      .when(open(2))
      .thenRejected('units-not-claimable'));
  it('names each line once', () => past(anOrder()).when(open(1, 1)).thenRejected('claim-line-repeated'));
  it('is about goods: a voucher or another service is not claimed', () => {
    const gift = { ...lines[0]!, lineId: '2', sku: 'GIFT', quantity: 1, stocked: false };
    const withGift = OrderPlaced.of({ ...placed.data, lines: [...lines, gift] });
    const data = { ...open(1).data, lines: [{ lineId: '2', quantity: 1 }] };
    past({ ...anOrder(), events: [withGift, confirmed, left] })
      .when({ type: 'OpenClaim', data })
      .thenRejected('line-not-goods');
  });
  it('needs an order', () => past().when(open(1)).thenRejected('order-unknown'));
  it('opens once', () =>
    past(anOrder(), aClaim(opened(1)))
      .when(open(1))
      .then());

  it('is refunded with what its units cost', () =>
    past(anOrder(named(1)), aClaim(opened(1)), paid)
      .when(decide({ resolution: 'refund', percent: 100 }))
      .then(
        resolved({ refundMinor: 333 }),
        UnitsGivenBack.of({
          orderId,
          returnId: claimId,
          lines: [{ lineId: '1', percentUnits: 100, refundMinor: 333 }],
        }),
        RefundRequested.of({ ...ids, refundId: claimId, amountMinor: 333, currency, reason }),
        RefundSent.of({
          refundId: claimId,
          orderId,
          customerId: 'ada',
          amountMinor: 333,
          currency,
          attempt: 1,
          providerRef: 'ref',
        }),
        RefundGranted.of({ orderId, refundId: claimId, claimId, amountMinor: 333 }),
      ));
  it('counts against the limit of the person', () =>
    past(anOrder(named(1)), aClaim(opened(1)), paid, {
      of: refundAllowance,
      id: refundAllowanceId('someone', SPEC_TIME, currency),
      events: [RefundGranted.of({ orderId: 'o-9', refundId: 'r-9', amountMinor: 49_800 })],
    })
      .when(decide({ resolution: 'refund', percent: 100 }))
      .thenRejected('refund-day-limit-used-up'));
  it('gives back no money that a voucher holds, which the order bought', () => {
    const bought = OrderVoucherBought.of({ orderId, soldAs: 'v-1', amountMinor: 900, currency });
    past(anOrder(named(1)), aClaim(opened(1)), paid, { of: boughtVouchers, id: orderId, events: [bought] })
      .when(decide({ resolution: 'refund', percent: 100 }))
      .thenRejected('refund-beyond-vouchers');
  });
  it('has nothing to refund where all went back', () => {
    const all = [{ lineId: '1', percentUnits: 300, refundMinor: 1000 }];
    past(anOrder(UnitsGivenBack.of({ orderId, returnId: 'ret', lines: all }), named(1)), aClaim(opened(1)), paid)
      .when(decide({ resolution: 'refund', percent: 100 }))
      .thenRejected('nothing-left-to-give-back');
  });
  it('is replaced by an order at no price', () => {
    const free = {
      orderId: replacementOrderId,
      customerId: 'ada',
      channel: 'b2c' as const,
      currency,
      lines: [{ ...lines[0]!, quantity: 2, unitMinor: 0, totalMinor: 0 }],
      goodsMinor: 0,
      discountMinor: 0,
      totalMinor: 0,
      replaces: orderId,
      firstOrderId: 'o-1',
      shipTo,
      paymentMethod: 'card' as const,
      orderedAt: SPEC_TIME,
    };
    past(anOrder(named(2)), aClaim(opened(2)))
      .when(replace())
      .then(
        resolved({ resolution: 'replacement', replacementOrderId }),
        OrderPlaced.of(free),
        RefundGranted.of({ orderId, refundId: replacementOrderId, claimId, amountMinor: 667 }),
        UnitsReplaced.of({ orderId, claimId, amountMinor: 667 }),
      );
  });
  it('counts what was replaced of the order before', () =>
    past(anOrder(named(2), UnitsReplaced.of({ orderId, claimId: 'c-0', amountMinor: 400 })), aClaim(opened(2)))
      .when(replace(1_000))
      .thenRejected('refund-limit-used-up'));
  it('is replaced within the limit of the person', () =>
    past(anOrder(named(2)), aClaim(opened(2)))
      .when(replace(600))
      .thenRejected('refund-limit-used-up'));
  it('frees its units where it is rejected', () =>
    past(anOrder(named(2)), aClaim(opened(2)))
      .when(decide({ resolution: 'rejected' }))
      .then(resolved({ resolution: 'rejected' }), UnitsClaimEnded.of({ orderId, claimId })));
  it('is decided once', () =>
    past(anOrder(named(2)), aClaim(opened(2), resolved({ resolution: 'rejected' })))
      .when(replace())
      .thenRejected('claim-resolved'));
});

describe('a claim about a replacement', () => {
  const units = { lineId: '1', sku: 'TEE', quantity: 2 };
  const about = { ...left.data, orderId: replacementOrderId, fulfilmentId: 'c-1.claim-1.NORTH', units: [units] };
  const free = OrderPlaced.of({
    ...placed.data,
    orderId: replacementOrderId,
    lines: [{ ...lines[0]!, quantity: 2, unitMinor: 0, totalMinor: 0 }],
    replaces: orderId,
  });
  const sent: Stream = {
    of: orderAggregate,
    id: replacementOrderId,
    events: [
      free,
      OrderConfirmed.of({ ...confirmed.data, orderId: replacementOrderId, totalMinor: 0 }),
      ParcelLeft.of({ ...about, amountMinor: 0, totalMinor: 0 }),
    ],
  };
  const replaced = resolved({ resolution: 'replacement', replacementOrderId });
  const first = anOrder(named(2), UnitsReplaced.of({ orderId, claimId, amountMinor: 667 }));
  const anew = (quantity: number) => {
    const data = { ...open(quantity).data, claimId: 'c-2', orderId: replacementOrderId };
    return { type: 'OpenClaim' as const, data };
  };

  it('is about the units that it replaces, of the order that was paid', () =>
    past(first, sent, aClaim(opened(2), replaced))
      .when(anew(1))
      .then(
        ClaimOpened.of({ ...opened(1, 'c-2').data, partOf: claimId }),
        named(1),
        named(1, 'c-2'),
        ClaimPartMoved.of({ claimId, partId: 'c-2', replacementOrderId, lines: [{ lineId: '1', quantity: 1 }] }),
        UnitsReplaced.of({ orderId, claimId, amountMinor: 333 }),
        UnitsClaimed.of({ orderId: replacementOrderId, claimId: 'c-2', lines: [{ lineId: '1', quantity: 1 }] }),
      ));
  it('names no units that the claim before does not settle by it', () =>
    past(first, sent, aClaim(opened(2), resolved({ resolution: 'rejected' })))
      .when(anew(1))
      .thenRejected('units-not-claimable'));
});

import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import {
  PointsAdjusted,
  PointsBurnHeld,
  PointsBurnRejected,
  VoucherHeld,
  VoucherHoldRejected,
  notPersonal,
} from '@concord/contracts';
import { loyaltyAggregate, PointsDueSet, type LoyaltyEvent } from '../points/loyalty.aggregate';
import { voucherAggregate, type VoucherEvent } from '../voucher/voucher.aggregate';
import { activated, issued, orderId, voucherId } from './examples';
import { holdCredit, type HoldPoints, type HoldVouchers } from './hold-credit.decider';
import {
  orderCredit,
  OrderCreditEnded,
  OrderPointsAsked,
  OrderVouchersAsked,
  type OrderCreditEvent,
} from './order-credit.aggregate';

const past = givenStreams(holdCredit);
const ofVoucher = (...events: VoucherEvent[]) => ({ of: voucherAggregate, id: voucherId, events });
const ofOrder = (...events: OrderCreditEvent[]) => ({ of: orderCredit, id: orderId, events });
const worth = (amountMinor: number) => ofVoucher(issued(amountMinor), activated(amountMinor));

const ask = (amountMinor: number, more: Partial<HoldVouchers['data']> = {}): HoldVouchers => ({
  type: 'HoldVouchers',
  data: { orderId, currency: 'GBP', vouchers: [{ voucherId, amountMinor }], ...more },
});
const asked = OrderVouchersAsked.of({ orderId, voucherIds: [voucherId] });
const held = (amountMinor: number, balanceMinor: number) =>
  VoucherHeld.of({ voucherId, amountMinor, balanceMinor, currency: 'GBP', status: 'active', orderId });
const refused = (reason: 'unknown' | 'not-active' | 'expired' | 'balance' | 'currency') =>
  VoucherHoldRejected.of({ voucherId, orderId, reason });

describe('holding an amount of a voucher for an order', () => {
  it('takes it off the balance', () => past(worth(500)).when(ask(300)).then(asked, held(300, 200)));
  it('may take all of it, and no more', () => {
    past(worth(500)).when(ask(500)).then(asked, held(500, 0));
    past(worth(500)).when(ask(501)).then(asked, refused('balance'));
  });
  it('is answered once, however often it is asked', () => past(worth(500), ofOrder(asked)).when(ask(300)).then());
  it('adds up what a voucher is named twice for', () => {
    const vouchers = [
      { voucherId, amountMinor: 300 },
      { voucherId, amountMinor: 200 },
    ];
    past(worth(500)).when(ask(0, { vouchers })).then(asked, held(500, 0));
  });
  it('needs a voucher that is active, in the currency of the order', () => {
    past().when(ask(1)).then(asked, refused('unknown'));
    past(ofVoucher(issued(500)))
      .when(ask(1))
      .then(asked, refused('not-active'));
    past(worth(500))
      .when(ask(1, { currency: 'EUR' }))
      .then(asked, refused('currency'));
  });
  it('needs one whose time is not over, even where its timer is late', () =>
    past(ofVoucher(issued(500, { expiresAt: SPEC_TIME }), activated(500, { expiresAt: SPEC_TIME })))
      .when(ask(1))
      .then(asked, refused('expired')));
  it('gets nothing after the order ended', () =>
    past(worth(500), ofOrder(OrderCreditEnded.of({ orderId })))
      .when(ask(1))
      .then(asked, refused('not-active')));
  it('lets each voucher answer for itself', () => {
    const vouchers = [
      { voucherId, amountMinor: 300 },
      { voucherId: 'v2', amountMinor: 1 },
    ];
    past(worth(500))
      .when(ask(0, { vouchers }))
      .then(
        OrderVouchersAsked.of({ orderId, voucherIds: [voucherId, 'v2'] }),
        VoucherHoldRejected.of({ voucherId: 'v2', orderId, reason: 'unknown' }),
        held(300, 200),
      );
  });
});

const customerId = 'ann';
const lots = ['2026-06-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'];
/** 100 points that expire in June, given first, and 50 that expire in March. */
const history: LoyaltyEvent[] = [100, 50].map((points, n) =>
  PointsAdjusted.of({
    customerId,
    available: n === 0 ? 100 : 150,
    pending: 0,
    held: 0,
    owed: 0,
    adjustmentId: `lot-${n}`,
    points,
    settled: 0,
    reason: notPersonal('welcome'),
    lots: [],
    expiresAt: lots[n]!,
  }),
);
const ofAccount = (...events: LoyaltyEvent[]) => ({ of: loyaltyAggregate, id: customerId, events });
const burn = (points: number): HoldPoints => ({
  type: 'HoldPoints',
  data: { orderId, customerId, points, pointsMin: 10 },
});
const askedPoints = OrderPointsAsked.of({ orderId, customerId });
const refusedPoints = (reason: 'balance' | 'minimum' | 'not-enrolled') =>
  PointsBurnRejected.of({ customerId, orderId, reason });

describe('holding points for an order', () => {
  it('takes those that expire first', () =>
    past(ofAccount(...history, PointsDueSet.of({ customerId, dueAt: lots[1]! })))
      .when(burn(70))
      .then(
        askedPoints,
        PointsBurnHeld.of({
          customerId,
          available: 80,
          pending: 0,
          held: 70,
          owed: 0,
          orderId,
          points: 70,
          lots: [
            { lotId: 'lot-1', points: 50 },
            { lotId: 'lot-0', points: 20 },
          ],
        }),
        PointsDueSet.of({ customerId, dueAt: lots[0]! }),
      ));
  it('is answered once', () =>
    past(ofAccount(...history), ofOrder(askedPoints))
      .when(burn(70))
      .then());
  it('needs an account with enough of them, and more than a few', () => {
    past().when(burn(70)).then(askedPoints, refusedPoints('not-enrolled'));
    past(ofAccount(...history))
      .when(burn(9))
      .then(askedPoints, refusedPoints('minimum'));
    past(ofAccount(...history))
      .when(burn(151))
      .then(askedPoints, refusedPoints('balance'));
  });
  it('leaves out those whose time is over, even where their timer is late', () =>
    past(ofAccount(...history))
      .when(burn(101), { at: lots[1]! })
      .then(askedPoints, refusedPoints('balance')));
  it('gets nothing after the order ended', () =>
    past(ofAccount(...history), ofOrder(OrderCreditEnded.of({ orderId })))
      .when(burn(70))
      .then(askedPoints, refusedPoints('balance')));
});

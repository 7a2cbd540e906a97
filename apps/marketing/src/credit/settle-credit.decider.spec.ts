import { derivedId, givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import {
  OrderCreditMissing,
  notPersonal,
  PointsAdjusted,
  PointsBurned,
  PointsBurnHeld,
  PointsExpired,
  PointsRestored,
  PointsReversed,
  VoucherCaptured,
  VoucherExpired,
  VoucherHeld,
  VoucherRefunded,
  VoucherReleased,
  VoucherTransferred,
  VoucherVoided,
  type VoucherStatus,
} from '@concord/contracts';
import { loyaltyAggregate, PointsDueSet, type LoyaltyEvent } from '../points/loyalty.aggregate';
import { daysAfter } from '../points/points-moves';
import { voucherAggregate, VoucherReplacementNeeded, type VoucherEvent } from '../voucher/voucher.aggregate';
import { activated, issued, orderId, voucherId } from './examples';
import {
  orderCredit,
  OrderCreditEnded,
  OrderCreditReturned,
  OrderCreditSpent,
  OrderPointsAsked,
  OrderVouchersAsked,
  type OrderCreditEvent,
} from './order-credit.aggregate';
import { settleCredit, type GiveBackCredit, type ReleaseCredit, type SpendCredit } from './settle-credit.decider';

const past = givenStreams(settleCredit);
const ofVoucher = (...events: VoucherEvent[]) => ({
  of: voucherAggregate,
  id: voucherId,
  events: [issued(500, { customerId: 'ann' }), activated(500), ...events],
});
const ofOrder = (...events: OrderCreditEvent[]) => ({ of: orderCredit, id: orderId, events });
const asked = OrderVouchersAsked.of({ orderId, voucherIds: [voucherId] });
const said = (amountMinor: number, balanceMinor: number, status: VoucherStatus = 'active') => {
  return { voucherId, amountMinor, balanceMinor, currency: 'GBP', status };
};
const held = VoucherHeld.of({ ...said(300, 200), orderId });
const captured = VoucherCaptured.of({ ...said(300, 200), orderId });
const spentEvent = OrderCreditSpent.of({ orderId });
const ended = OrderCreditEnded.of({ orderId });
const returned = OrderCreditReturned.of({ orderId, refundId: 'r1' });
const expired = VoucherExpired.of(said(200, 0, 'expired'));
const voided = VoucherVoided.of({ ...said(200, 0, 'voided'), reason: notPersonal('stolen') });

const spend: SpendCredit = {
  type: 'SpendCredit',
  data: { orderId, vouchers: [{ voucherId, amountMinor: 300 }], points: 0 },
};
const release: ReleaseCredit = { type: 'ReleaseCredit', data: { orderId, restoreDays: 90 } };
const giveBack = (amountMinor: number, more: Partial<GiveBackCredit['data']> = {}): GiveBackCredit => {
  const vouchers = amountMinor === 0 ? [] : [{ voucherId, amountMinor }];
  const lives = { restoreDays: 90, refundDays: 365, lifeDays: 1_095 };
  return { type: 'GiveBackCredit', data: { orderId, refundId: 'r1', vouchers, points: 0, ...lives, ...more } };
};

describe('a voucher of a confirmed order', () => {
  it('is captured, once', () => {
    past(ofVoucher(held), ofOrder(asked)).when(spend).then(spentEvent, captured);
    past(ofVoucher(held, captured), ofOrder(asked, spentEvent)).when(spend).then();
  });
  it('is held again where it was released before', () =>
    past(ofVoucher(held, VoucherReleased.of({ ...said(300, 500), orderId })), ofOrder(asked, ended))
      .when(spend)
      .then(spentEvent, held, captured));
  it('refuses in public where its balance is gone by then', () =>
    past(ofVoucher(expired), ofOrder(asked, ended))
      .when(spend)
      .then(spentEvent, OrderCreditMissing.of({ orderId, voucherId, reason: 'expired' })));
  it('is captured although its time ended meanwhile', () =>
    past(ofVoucher(held, expired), ofOrder(asked))
      .when(spend)
      .then(spentEvent, VoucherCaptured.of({ ...said(300, 0, 'expired'), orderId })));
});

describe('a voucher of an order that ended', () => {
  it('is released, once', () => {
    past(ofVoucher(held), ofOrder(asked))
      .when(release)
      .then(ended, VoucherReleased.of({ ...said(300, 500), orderId }));
    past(ofVoucher(), ofOrder(asked, ended)).when(release).then();
  });
  it('is not released where the order was confirmed', () =>
    past(ofVoucher(held, captured), ofOrder(asked, spentEvent)).when(release).then());
  it('expires or is void at once where it is over by then', () => {
    past(ofVoucher(held, expired), ofOrder(asked))
      .when(release)
      .then(
        ended,
        VoucherReleased.of({ ...said(300, 300, 'expired'), orderId }),
        VoucherExpired.of(said(300, 0, 'expired')),
      );
    past(ofVoucher(held, voided), ofOrder(asked))
      .when(release)
      .then(
        ended,
        VoucherReleased.of({ ...said(300, 300, 'voided'), orderId }),
        VoucherVoided.of({ ...said(300, 0, 'voided'), reason: notPersonal('stolen') }),
      );
  });
  it('remembers the end, so that a late request gets nothing', () => past().when(release).then(ended));
});

describe('what an order gives back to a voucher', () => {
  const confirmed = ofOrder(asked, spentEvent);
  const back = (balanceMinor: number, status: VoucherStatus = 'active') =>
    VoucherRefunded.of({ ...said(100, balanceMinor, status), orderId, refundId: 'r1' });

  it('can be spent again, once for each refund', () => {
    past(ofVoucher(held, captured), confirmed).when(giveBack(100)).then(returned, back(300));
    past(ofVoucher(held, captured), ofOrder(asked, spentEvent, returned))
      .when(giveBack(100))
      .then();
  });
  it('says that the order is confirmed where that is not heard yet', () =>
    past(ofVoucher(held), ofOrder(asked)).when(giveBack(100)).then(spentEvent, captured, returned, back(300)));
  it('is ignored where the order ended before it spent anything', () =>
    past(ofVoucher(), ofOrder(asked, ended)).when(giveBack(100)).then());
  it('is never more than the order spent', () =>
    past(ofVoucher(held, captured), confirmed).when(giveBack(301)).thenRejected('credit-beyond-spent'));

  const replacementId = derivedId('r1', voucherId);
  const needed = (days: number) =>
    VoucherReplacementNeeded.of({
      voucherId,
      replacementId,
      orderId,
      amountMinor: 100,
      currency: 'GBP',
      customerId: 'ann',
      days,
    });
  const goesOn = (status: VoucherStatus) =>
    VoucherTransferred.of({ ...said(100, 0, status), toVoucherId: replacementId });

  it('goes to a new voucher of the same customer where the old one expired or was voided', () => {
    past(ofVoucher(held, captured, expired), confirmed)
      .when(giveBack(100))
      .then(returned, back(100, 'expired'), goesOn('expired'), needed(365));
    past(ofVoucher(held, captured, voided), confirmed)
      .when(giveBack(100, { refundDays: 0 }))
      .then(returned, back(100, 'voided'), goesOn('voided'), needed(1_095));
  });
  it('expires with an expired voucher where the shop says so', () =>
    past(ofVoucher(held, captured, expired), confirmed)
      .when(giveBack(100, { refundDays: 0 }))
      .then(returned, back(100, 'expired'), VoucherExpired.of(said(100, 0, 'expired'))));
  it('goes to a new voucher without the unspent rest where the timer of the old one is late', () =>
    past(
      {
        of: voucherAggregate,
        id: voucherId,
        events: [
          issued(500, { customerId: 'ann', expiresAt: SPEC_TIME }),
          activated(500, { expiresAt: SPEC_TIME }),
          held,
          captured,
        ],
      },
      confirmed,
    )
      .when(giveBack(100))
      .then(returned, expired, back(100, 'expired'), goesOn('expired'), needed(365)));
});

const customerId = 'ann';
const MARCH = '2026-03-01T00:00:00.000Z';
const JUNE = '2026-06-01T00:00:00.000Z';
const given = (adjustmentId: string, points: number, expiresAt: string) =>
  PointsAdjusted.of({
    customerId,
    available: 0,
    pending: 0,
    held: 0,
    owed: 0,
    adjustmentId,
    points,
    settled: 0,
    reason: notPersonal('welcome'),
    lots: [],
    expiresAt,
  });
const sums = (available: number, heldPoints: number) => {
  return { customerId, available, pending: 0, held: heldPoints, owed: 0, orderId };
};
const march = { lotId: 'march', points: 50 };
const june = { lotId: 'june', points: 20 };
const heldPoints = PointsBurnHeld.of({ ...sums(80, 70), points: 70, lots: [march, june] });
const burned = PointsBurned.of({ ...sums(80, 0), points: 70 });
const due = (dueAt: string) => PointsDueSet.of({ customerId, dueAt });
const ofAccount = (...events: LoyaltyEvent[]) => ({
  of: loyaltyAggregate,
  id: customerId,
  events: [given('march', 50, MARCH), given('june', 100, JUNE), heldPoints, due(JUNE), ...events],
});
const askedPoints = OrderPointsAsked.of({ orderId, customerId });

describe('points of an order', () => {
  it('are spent with its confirmation', () =>
    past(ofAccount(), ofOrder(askedPoints))
      .when({ ...spend, data: { orderId, vouchers: [], points: 70 } })
      .then(spentEvent, burned));
  it('go back to their lots where it ended', () =>
    past(ofAccount(), ofOrder(askedPoints))
      .when(release)
      .then(
        ended,
        PointsRestored.of({
          ...sums(150, 0),
          points: 70,
          settled: 0,
          lots: [
            { ...march, expiresAt: MARCH },
            { ...june, expiresAt: JUNE },
          ],
        }),
        due(MARCH),
      ));
  it('come back with a refund, those that expire last first', () =>
    past(ofAccount(burned), ofOrder(askedPoints, spentEvent))
      .when(giveBack(0, { points: 30 }))
      .then(
        returned,
        PointsRestored.of({
          ...sums(110, 0),
          points: 30,
          settled: 0,
          lots: [
            { lotId: 'march', points: 10, expiresAt: MARCH },
            { ...june, expiresAt: JUNE },
          ],
          refundId: 'r1',
        }),
        due(MARCH),
      ));
  it('come back for a while where their lot expired', () => {
    const lotId = derivedId('r1', 'march');
    const expiresAt = daysAfter(MARCH, 30);
    past(ofAccount(burned), ofOrder(askedPoints, spentEvent))
      .when(giveBack(0, { points: 70, restoreDays: 30 }), { at: MARCH })
      .then(
        returned,
        PointsRestored.of({
          ...sums(150, 0),
          points: 70,
          settled: 0,
          lots: [
            { lotId, points: 50, expiresAt },
            { ...june, expiresAt: JUNE },
          ],
          refundId: 'r1',
        }),
        due(expiresAt),
      );
  });
  it('expire with their lot where the shop gives no more time', () =>
    past(ofAccount(burned), ofOrder(askedPoints, spentEvent))
      .when(giveBack(0, { points: 70, restoreDays: 0 }), { at: MARCH })
      .then(
        returned,
        PointsRestored.of({
          ...sums(150, 0),
          points: 70,
          settled: 0,
          lots: [
            { ...june, expiresAt: JUNE },
            { ...march, expiresAt: MARCH },
          ],
          refundId: 'r1',
        }),
        PointsExpired.of({ customerId, available: 100, pending: 0, held: 0, owed: 0, ...march }),
      ));
  it('pay first what the customer owes', () => {
    const owing = PointsReversed.of({
      ...sums(80, 0),
      owed: 25,
      returnId: 'r0',
      fromPending: 0,
      fromAvailable: 0,
      newlyOwed: 25,
      lots: [],
    });
    past(ofAccount(burned, owing), ofOrder(askedPoints, spentEvent))
      .when(giveBack(0, { points: 30 }))
      .then(
        returned,
        PointsRestored.of({
          ...sums(85, 0),
          points: 30,
          settled: 25,
          lots: [{ lotId: 'june', points: 5, expiresAt: JUNE }],
          refundId: 'r1',
        }),
      );
  });
  it('never come back twice, nor more than were spent', () => {
    past(ofAccount(burned), ofOrder(askedPoints, spentEvent))
      .when(giveBack(0, { points: 71 }))
      .thenRejected('credit-beyond-spent');
    past(ofAccount(burned), ofOrder(askedPoints, spentEvent, returned))
      .when(giveBack(0, { points: 30 }))
      .then();
  });
});

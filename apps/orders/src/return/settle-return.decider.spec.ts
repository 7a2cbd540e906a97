import {
  CreditGivenBack,
  notPersonal,
  OrderPlaced,
  PaymentCaptured,
  RefundPayoutDue,
  RefundRequested,
  ReturnAuthorised,
  ReturnCancelled,
  ReturnDecided,
  ReturnDecisionNeeded,
  ReturnSettled,
  type ReturnReason,
} from '@concord/contracts';
import { derivedId, givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { ParcelLeft, UnitsGivenBack, UnitsPromiseEnded } from '../order/order.aggregate';
import { CaptureRequested, paymentAggregate, RefundOwed } from '../payment/payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from '../payment/refund-allowance.aggregate';
import { boughtVouchers, OrderVoucherBought } from '../sold-voucher/bought-vouchers.aggregate';
import { settleReturn } from './settle-return.decider';
import {
  orderId,
  returnId,
  placed,
  confirmed,
  left,
  arrived,
  promised,
  anOrder,
  delivered,
  back,
  authorised,
  aReturn,
} from './return-in-specs';

describe('settling a return', () => {
  const past = givenStreams(settleReturn);
  const graded = (grade: 'A' | 'B' | 'C' | 'D' | 'M' | 'W', quantity: number) => {
    return { lineId: '1', sku: 'TEE', grade, quantity };
  };
  const settle = (...grades: ReturnType<typeof graded>[]) => {
    return { type: 'SettleReturn' as const, data: { returnId, graded: grades, givesShippingBack: true } };
  };
  const captured = (amountMinor: number): Stream => {
    const money = { paymentId: 'o-1.1', orderId, fulfilmentId: 'o-1.NORTH', amountMinor, currency: 'GBP' };
    return { of: paymentAggregate, id: 'o-1.1', events: [PaymentCaptured.of({ ...money, providerRef: 'invoice' })] };
  };
  const ready = [
    anOrder(placed, confirmed, left, arrived(), promised(3, 1000)),
    aReturn(authorised(3)),
    captured(1450),
  ];
  const settled = (refundMinor: number, ...parts: [ReturnType<typeof graded>, number][]) => {
    const byGrade = parts.map(([group, amount]) => ({ ...group, refundMinor: amount }));
    return ReturnSettled.of({ returnId, orderId, refundMinor, currency: 'GBP', byGrade });
  };
  /** The same for units about which a person is asked. */
  const unsettled = (...groups: ReturnType<typeof graded>[]) => {
    const byGrade = groups.map((group) => ({ ...group, refundMinor: 0, isUndecided: true as const }));
    return ReturnSettled.of({ returnId, orderId, refundMinor: 0, currency: 'GBP', byGrade });
  };
  const refund = (amountMinor: number) => {
    return { refundId: derivedId(returnId, 'refund'), orderId, returnId, amountMinor, currency: 'GBP' };
  };
  const refunded = (amountMinor: number) => [
    RefundRequested.of({ ...refund(amountMinor), paymentId: 'o-1.1', reason: notPersonal(`Return ${returnId}`) }),
    RefundPayoutDue.of({ ...refund(amountMinor), customerId: 'c-1' }),
  ];

  const given = (percentUnits: number, refundMinor: number) =>
    UnitsGivenBack.of({ orderId, returnId, lines: [{ lineId: '1', percentUnits, refundMinor }] });
  const undecided = (grade: 'A' | 'D' | 'M' | 'W', quantity: number, reason = 'too small') =>
    ReturnDecisionNeeded.of({
      returnId,
      orderId,
      customerId: 'c-1',
      lines: [{ lineId: '1', sku: 'TEE', grade, quantity, reason: notPersonal(reason) }],
    });
  const because = (reason: string, reasonCode?: ReturnReason): Stream =>
    aReturn(
      ReturnAuthorised.of({
        ...authorised(3).data,
        lines: [{ ...back(3), reason: notPersonal(reason), ...(reasonCode && { reasonCode }) }],
      }),
    );

  it('pays back what was paid for units as new', () =>
    past(...ready)
      .when(settle(graded('A', 3)))
      .then(settled(1000, [graded('A', 3), 1000]), given(300, 1000), ...refunded(1000)));
  it('pays 80 percent for opened and 50 for damaged ones, rounded once for the line', () =>
    past(...ready)
      .when(settle(graded('A', 1), graded('B', 1), graded('C', 1)))
      .then(
        settled(767, [graded('A', 1), 333], [graded('B', 1), 267], [graded('C', 1), 167]),
        given(230, 767),
        ...refunded(767),
      ));
  it('pays by grade what was promised on the day of the order', () => {
    const promising = OrderPlaced.of({ ...placed.data, returnGradePercents: { A: 90, B: 60, C: 0 } });
    past(anOrder(promising, confirmed, left, arrived(), promised(3, 1000)), ready[1]!, ready[2]!)
      .when(settle(graded('A', 1), graded('B', 1), graded('C', 1)))
      .then(
        settled(500, [graded('A', 1), 300], [graded('B', 1), 200], [graded('C', 1), 0]),
        given(150, 500),
        ...refunded(500),
      );
  });
  it('asks a person about every unit of a return that the shop had rejected', () => {
    const about = { returnId, orderId, customerId: 'c-1' };
    const rejected = ReturnCancelled.of({ ...about, reason: notPersonal('seal broken'), rejectedByShop: true });
    const ended = UnitsPromiseEnded.of({ orderId, returnId });
    const why = 'The shop had rejected the return, and its parcel came all the same.';
    past(
      anOrder(placed, confirmed, left, arrived(), promised(3, 1000), ended),
      aReturn(authorised(3), rejected),
      captured(1450),
    )
      .when(settle(graded('A', 3)))
      .then(unsettled(graded('A', 3)), undecided('A', 3, why), promised(3, 0), given(0, 0));
  });
  it('pays the difference to what the line refunded before', () =>
    past(
      anOrder(
        placed,
        confirmed,
        left,
        arrived(),
        promised(1, 333),
        UnitsGivenBack.of({ ...given(100, 333).data, returnId: 'ret-0' }),
      ),
      aReturn(authorised(1)),
      captured(1450),
    )
      .when(settle(graded('A', 1)))
      .then(settled(334, [graded('A', 1), 334]), given(100, 334), ...refunded(334)));
  it.each(['D', 'M', 'W'] as const)('asks a person about grade %s and pays nothing before', (grade) =>
    past(...ready)
      .when(settle(graded(grade, 3)))
      .then(unsettled(graded(grade, 3)), undecided(grade, 3), given(0, 0)),
  );
  it('pays in full for what the shop answers for, whatever its grade', () =>
    past(ready[0]!, because('arrived broken', 'defective'), captured(1450))
      .when(settle(graded('D', 1), graded('C', 2)))
      .then(settled(1000, [graded('D', 1), 333], [graded('C', 2), 667]), given(300, 1000), ...refunded(1000)));
  it('finds no fault of the shop in the words of a reason', () =>
    past(ready[0]!, because('not defective, just not liked', 'not-liked'), captured(1450))
      .when(settle(graded('C', 3)))
      .then(settled(500, [graded('C', 3), 500]), given(150, 500), ...refunded(500)));
  it('asks a person about another item, whatever the reason', () =>
    past(ready[0]!, because('you sent the wrong item', 'wrong-item'), captured(1450))
      .when(settle(graded('W', 3)))
      .then(unsettled(graded('W', 3)), undecided('W', 3, 'you sent the wrong item'), given(0, 0)));
  it('pays nothing of what a voucher is worth that the order bought', () => {
    const bought = OrderVoucherBought.of({ orderId, soldAs: 'v-1', amountMinor: 750, currency: 'GBP' });
    past(...ready, { of: boughtVouchers, id: orderId, events: [bought] })
      .when(settle(graded('A', 3)))
      .then(settled(700, [graded('A', 3), 700]), given(300, 700), ...refunded(700));
  });
  it('pays no more than remains of what was captured', () =>
    past(ready[0]!, ready[1]!, captured(300))
      .when(settle(graded('A', 3)))
      .then(settled(300, [graded('A', 3), 300]), given(300, 300), ...refunded(300)));
  it('owes what has not been captured yet', () => {
    const asked = { paymentId: 'o-1.1', orderId, fulfilmentId: 'o-1.NORTH', amountMinor: 1450, currency: 'GBP' };
    const events = [CaptureRequested.of({ ...asked, providerRef: 'ref' })];
    past(ready[0]!, ready[1]!, { of: paymentAggregate, id: 'o-1.1', events })
      .when(settle(graded('A', 3)))
      .then(
        settled(1000, [graded('A', 3), 1000]),
        given(300, 1000),
        RefundOwed.of({
          paymentId: 'o-1.1',
          orderId,
          returnId,
          customerId: 'c-1',
          amountMinor: 1000,
          refundId: derivedId(returnId, 'refund'),
        }),
      );
  });

  const decide = (quantity: number, percent: number, limitMinor = 10_000) => {
    const lines = [{ lineId: '1', quantity, percent }];
    return {
      type: 'DecideReturn' as const,
      data: { returnId, decisionId: 'd-1', lines, reason: notPersonal('goodwill'), limitMinor, dayFactor: 10 },
    };
  };
  const waiting = [ready[0]!, aReturn(authorised(3), unsettled(graded('D', 3)), undecided('D', 3)), captured(1450)];
  it('is decided by a person for the units that wait', () =>
    past(...waiting)
      .when(decide(2, 50))
      .then(
        ReturnDecided.of({
          returnId,
          orderId,
          refundMinor: 333,
          currency: 'GBP',
          reason: notPersonal('goodwill'),
          lines: [{ lineId: '1', quantity: 2, percent: 50, refundMinor: 333 }],
        }),
        given(100, 333),
        RefundRequested.of({
          ...refund(333),
          refundId: 'd-1',
          paymentId: 'o-1.1',
          reason: notPersonal(`Return ${returnId}`),
        }),
        RefundPayoutDue.of({ ...refund(333), refundId: 'd-1', customerId: 'c-1' }),
        RefundGranted.of({ orderId, refundId: 'd-1', returnId, amountMinor: 333 }),
      ));
  it('is decided for no more units than wait', () =>
    past(...waiting)
      .when(decide(4, 50))
      .thenRejected('units-not-undecided'));
  it('is decided within the limit of the person, in however many steps', () => {
    past(...waiting)
      .when(decide(3, 100, 999))
      .thenRejected('refund-limit-used-up');
    const decidedBefore = RefundRequested.of({
      ...refund(333),
      refundId: 'd-0',
      paymentId: 'o-1.1',
      reason: notPersonal(`Return ${returnId}`),
    });
    past(...waiting.slice(0, 2), { ...captured(1450), events: [...captured(1450).events, decidedBefore] })
      .when(decide(1, 100, 600))
      .thenRejected('refund-limit-used-up');
  });
  it('is decided within what the person may refund in a day', () => {
    const granted = [RefundGranted.of({ orderId: 'o-0', refundId: 'r-0', amountMinor: 9_800 })];
    past(...waiting, { of: refundAllowance, id: refundAllowanceId('someone', SPEC_TIME, 'GBP'), events: granted })
      .when(decide(1, 100, 1_000))
      .thenRejected('refund-day-limit-used-up');
  });
  describe('of an order that a voucher paid', () => {
    const credits = { vouchers: [{ voucherId: 'v-1', amountMinor: 1450 }] };
    const ordered = [OrderPlaced.of({ ...placed.data, credits }), confirmed, ParcelLeft.of({ ...left.data, credits })];
    const backTo = (refundId: string, amountMinor: number, more: { returnId?: string } = { returnId }) =>
      CreditGivenBack.of({
        orderId,
        customerId: 'c-1',
        refundId,
        cause: more.returnId === undefined ? 'by-hand' : 'return',
        ...more,
        currency: 'GBP',
        vouchers: [{ voucherId: 'v-1', amountMinor }],
      });
    const waitingWith = (...events: Stream['events']) => [anOrder(...ordered, arrived(), ...events), waiting[1]!];

    it('is decided within what the person may refund in a day, in the currency of the order', () => {
      const granted = [RefundGranted.of({ orderId: 'o-0', refundId: 'r-0', amountMinor: 9_800 })];
      const allowance = { of: refundAllowance, id: refundAllowanceId('someone', SPEC_TIME, 'GBP'), events: granted };
      past(...waitingWith(), allowance)
        .when(decide(1, 100, 1_000))
        .thenRejected('refund-day-limit-used-up');
    });
    it('counts all that people gave back to the voucher, and nothing that the rules gave back', () => {
      past(...waitingWith(backTo('r-0', 600, {})))
        .when(decide(1, 100, 900))
        .thenRejected('refund-limit-used-up');
      past(...waitingWith(backTo('d-0', 600)))
        .when(decide(1, 100, 900))
        .thenRejected('refund-limit-used-up');
      past(...waitingWith(backTo(derivedId(returnId, 'refund'), 600)))
        .when(decide(1, 100, 900))
        .then(
          ReturnDecided.of({
            returnId,
            orderId,
            refundMinor: 333,
            currency: 'GBP',
            reason: notPersonal('goodwill'),
            lines: [{ lineId: '1', quantity: 1, percent: 100, refundMinor: 333 }],
          }),
          given(100, 333),
          backTo('d-1', 333),
          RefundGranted.of({ orderId, refundId: 'd-1', returnId, amountMinor: 333 }),
        );
    });
  });
  it('does not count what the rules refunded', () =>
    past(...waiting.slice(0, 2), { ...captured(1450), events: [...captured(1450).events, refunded(600)[0]!] })
      .when(decide(1, 30, 100))
      .then(
        ReturnDecided.of({
          returnId,
          orderId,
          refundMinor: 100,
          currency: 'GBP',
          reason: notPersonal('goodwill'),
          lines: [{ lineId: '1', quantity: 1, percent: 30, refundMinor: 100 }],
        }),
        given(30, 100),
        RefundRequested.of({
          ...refund(100),
          refundId: 'd-1',
          paymentId: 'o-1.1',
          reason: notPersonal(`Return ${returnId}`),
        }),
        RefundPayoutDue.of({ ...refund(100), refundId: 'd-1', customerId: 'c-1' }),
        RefundGranted.of({ orderId, refundId: 'd-1', returnId, amountMinor: 100 }),
      ));
  it('is decided unit by unit: the other grade goes on waiting', () =>
    past(
      waiting[0]!,
      aReturn(
        authorised(3),
        unsettled(graded('D', 1), graded('M', 2)),
        ReturnDecisionNeeded.of({
          returnId,
          orderId,
          customerId: 'c-1',
          lines: [...undecided('D', 1).data.lines, ...undecided('M', 2).data.lines],
        }),
        ReturnDecided.of({
          returnId,
          orderId,
          refundMinor: 0,
          currency: 'GBP',
          reason: notPersonal('no'),
          lines: [{ lineId: '1', quantity: 1, percent: 0, refundMinor: 0 }],
        }),
      ),
      captured(1450),
    )
      .when(decide(3, 0))
      .thenRejected('units-not-undecided'));
  it('needs no decision where nothing waits', () =>
    past(...ready)
      .when(decide(1, 100))
      .thenRejected('return-not-undecided'));
  it('happens once', () =>
    past(...ready.slice(0, 1), aReturn(authorised(3), settled(1000, [graded('A', 3), 1000])), captured(1450))
      .when(settle(graded('A', 3)))
      .then());
  it('needs a return', () =>
    past(delivered)
      .when(settle(graded('A', 1)))
      .thenRejected('return-unknown'));
});

import {
  CreditGivenBack,
  notPersonal,
  OrderConfirmed,
  OrderPlaced,
  PaymentCaptured,
  RefundRequested,
  RefundSucceeded,
  ReturnAuthorised,
  ReturnCancelled,
  ReturnDecided,
  ReturnDecisionNeeded,
  ReturnExpired,
  ReturnRejected,
  ReturnSettled,
  type ReturnReason,
} from '@concord/contracts';
import { derivedId, givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import {
  orderAggregate,
  ParcelArrived,
  ParcelLeft,
  UnitsGivenBack,
  UnitsClaimed,
  UnitsClaimEnded,
  UnitsPromisedBack,
  UnitsPromiseEnded,
} from '../order/order.aggregate';
import { CaptureRequested, paymentAggregate, RefundOwed } from '../payment/payment.aggregate';
import { refundAllowance, refundAllowanceId, RefundGranted } from '../payment/refund-allowance.aggregate';
import { endReturn } from './end-return.decider';
import { requestReturn } from './request-return.decider';
import { ReturnPlaceNoted, returnPlacesAggregate } from './return-places.aggregate';
import { returnCase, ReturnParcelNoted } from './return.aggregate';
import { settleReturn } from './settle-return.decider';

const orderId = 'o-1';
const returnId = 'ret-1';
const shipTo = { country: 'GB' };
const line = { title: 'Tee', discounts: [], stocked: true };
// Three tees for 10.00 after a promotion: 3.33, 3.34, 3.33.
const lines = [
  { ...line, lineId: '1', sku: 'TEE', quantity: 3, unitMinor: 400, totalMinor: 1000 },
  { ...line, lineId: '2', sku: 'POST', quantity: 1, unitMinor: 450, totalMinor: 450, stocked: false },
];
const placed = OrderPlaced.of({
  orderId,
  customerId: 'c-1',
  currency: 'GBP',
  lines,
  goodsMinor: 1650,
  discountMinor: 200,
  totalMinor: 1450,
  shipTo,
  channel: 'b2c',
  orderedAt: SPEC_TIME,
});
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }];
const confirmed = OrderConfirmed.of({ orderId, currency: 'GBP', lines, totalMinor: 1450, allocations, shipTo });
const units = [
  { lineId: '1', sku: 'TEE', quantity: 3 },
  { lineId: '2', sku: 'POST', quantity: 1 },
];
const left = ParcelLeft.of({
  orderId,
  fulfilmentId: 'o-1.NORTH',
  warehouse: 'NORTH',
  units,
  amountMinor: 1450,
  totalMinor: 1450,
  currency: 'GBP',
  paymentMethod: 'invoice',
});
const arrived = (deliveredAt = '2026-01-01T00:00:00.000Z', recordedAt = deliveredAt) =>
  ParcelArrived.of({ orderId, fulfilmentId: 'o-1.NORTH', deliveredAt, recordedAt });
const promised = (quantity: number, paidMinor: number, id = returnId) =>
  UnitsPromisedBack.of({ orderId, returnId: id, lines: [{ lineId: '1', sku: 'TEE', quantity, paidMinor }] });
const anOrder = (...events: Stream['events']): Stream => ({ of: orderAggregate, id: orderId, events });
const delivered = anOrder(placed, confirmed, left, arrived());

const back = (quantity: number, more: { lineId?: string; sku?: string } = {}) => {
  return { lineId: '1', sku: 'TEE', quantity, reason: notPersonal('too small'), ...more };
};
const request = (...wanted: ReturnType<typeof back>[]) => {
  return { type: 'RequestReturn' as const, data: { returnId, orderId, lines: wanted, parcelDays: 14 } };
};
const authorised = (quantity: number) =>
  ReturnAuthorised.of({
    returnId,
    orderId,
    customerId: 'c-1',
    lines: [back(quantity)],
    deadline: '2026-01-19T09:00:00.000Z',
    toWarehouse: 'NORTH',
  });
const aReturn = (...events: Stream['events']): Stream => ({ of: returnCase, id: returnId, events });
const rejectedFor = (reason: string) => ({
  when(streams: Stream[], command: ReturnType<typeof request>, at = SPEC_TIME) {
    const decided = requestReturn.decideJointly(
      { ...command, at, by: { kind: 'system', id: 's', role: 'service' } },
      (aggregate, id) => {
        const found = streams.find((stream) => stream.of === aggregate && stream.id === id);
        return (found?.events ?? []).reduce((state, event) => aggregate.evolve(state, event), aggregate.initial);
      },
    );
    const events = Array.isArray(decided) ? decided.flatMap((change) => change.events) : [];
    expect(events.map(({ type, data }) => [type, (data as { reason: string }).reason])).toEqual([
      [ReturnRejected.type, reason],
    ]);
  },
});

describe('asking for a return', () => {
  const past = givenStreams(requestReturn);
  it('is granted for what was delivered, to the warehouse that sent it', () =>
    past(delivered)
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('goes to another warehouse where the one that sent it takes no returns', () => {
    const places = (...noted: { warehouse: string; acceptsReturns: boolean }[]): Stream => {
      return { of: returnPlacesAggregate, id: 'all', events: noted.map((place) => ReturnPlaceNoted.of(place)) };
    };
    const dark = { warehouse: 'NORTH', acceptsReturns: false };
    past(delivered, places(dark, { warehouse: 'SOUTH', acceptsReturns: true }))
      .when(request(back(2)))
      .then(ReturnAuthorised.of({ ...authorised(2).data, toWarehouse: 'SOUTH' }), promised(2, 667));
    rejectedFor('no-warehouse-takes-returns').when([delivered, places(dark)], request(back(1)));
  });
  it('keeps the reason of each unit', () => {
    const lines = [back(1), { ...back(1), reason: notPersonal('torn'), reasonCode: 'damaged' as const }];
    past(delivered)
      .when(request(...lines))
      .then(ReturnAuthorised.of({ ...authorised(2).data, lines }), promised(2, 667));
  });
  it('merges what names a line twice', () =>
    past(delivered)
      .when(request(back(1), back(1)))
      .then(authorised(2), promised(2, 667)));
  it('is answered once', () =>
    past(delivered, aReturn(authorised(2)))
      .when(request(back(2)))
      .then());
  it('leaves the units of an earlier return alone', () =>
    past(anOrder(placed, confirmed, left, arrived(), promised(2, 667, 'ret-0')))
      .when(request(back(1)))
      .then(authorised(1), promised(1, 333)));
  it('counts the return period from when the shop heard of the delivery, where that was later', () =>
    past(anOrder(placed, confirmed, left, arrived('2011-05-01T00:00:00.000Z', '2026-01-04T00:00:00.000Z')))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('is rejected after 30 days', () =>
    rejectedFor('window-closed').when([delivered], request(back(1)), '2026-02-01T00:00:00.000Z'));
  it('is rejected before anything has arrived', () =>
    rejectedFor('order-not-delivered').when([anOrder(placed, confirmed, left)], request(back(1))));
  it('is rejected for an order that nobody knows', () => rejectedFor('order-unknown').when([], request(back(1))));
  it('is rejected for a line that is not there', () => {
    rejectedFor('line-unknown').when([delivered], request(back(1, { lineId: '9' })));
    rejectedFor('line-unknown').when([delivered], request(back(1, { sku: 'MUG' })));
  });
  it('is rejected for a service', () =>
    rejectedFor('line-not-returnable').when([delivered], request(back(1, { lineId: '2', sku: 'POST' }))));
  it('is rejected for more than was delivered', () =>
    rejectedFor('quantity-beyond-delivered').when([delivered], request(back(4))));
  it('is rejected for units that another return has', () =>
    rejectedFor('quantity-beyond-delivered').when(
      [anOrder(placed, confirmed, left, arrived(), promised(3, 1000, 'ret-0'))],
      request(back(1)),
    ));
  it('is rejected for units of a claim, until the claim is rejected or refunded', () => {
    const lines = [{ lineId: '1', quantity: 2 }];
    const claimed = [placed, confirmed, left, arrived(), UnitsClaimed.of({ orderId, claimId: 'cl', lines })];
    rejectedFor('units-claimed').when([anOrder(...claimed)], request(back(2)));
    past(anOrder(...claimed, UnitsClaimEnded.of({ orderId, claimId: 'cl' })))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667));
    const given = [{ lineId: '1', percentUnits: 200, refundMinor: 667 }];
    past(anOrder(...claimed, UnitsGivenBack.of({ orderId, returnId: 'cl', lines: given })))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667));
  });
  it('is rejected for another customer', () => {
    const command = request(back(1));
    rejectedFor('order-of-another').when([delivered], {
      ...command,
      data: { ...command.data, customerId: 'c-2' },
    } as never);
  });
});

describe('settling a return', () => {
  const past = givenStreams(settleReturn);
  const graded = (grade: 'A' | 'B' | 'C' | 'D' | 'M' | 'W', quantity: number) => {
    return { lineId: '1', sku: 'TEE', grade, quantity };
  };
  const settle = (...grades: ReturnType<typeof graded>[]) => {
    return { type: 'SettleReturn' as const, data: { returnId, graded: grades } };
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
  const refund = (amountMinor: number) => {
    return { refundId: derivedId(returnId, 'refund'), orderId, returnId, amountMinor, currency: 'GBP' };
  };
  const refunded = (amountMinor: number) => [
    RefundRequested.of({ ...refund(amountMinor), paymentId: 'o-1.1', reason: notPersonal(`Return ${returnId}`) }),
    RefundSucceeded.of({ ...refund(amountMinor), providerRef: 'invoice' }),
  ];

  const given = (percentUnits: number, refundMinor: number) =>
    UnitsGivenBack.of({ orderId, returnId, lines: [{ lineId: '1', percentUnits, refundMinor }] });
  const undecided = (grade: 'D' | 'M' | 'W', quantity: number, reason = 'too small') =>
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
      .then(settled(0, [graded(grade, 3), 0]), undecided(grade, 3), given(0, 0)),
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
      .then(settled(0, [graded('W', 3), 0]), undecided('W', 3, 'you sent the wrong item'), given(0, 0)));
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
  const waiting = [
    ready[0]!,
    aReturn(authorised(3), settled(0, [graded('D', 3), 0]), undecided('D', 3)),
    captured(1450),
  ];
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
        RefundSucceeded.of({ ...refund(333), refundId: 'd-1', providerRef: 'invoice' }),
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
        RefundSucceeded.of({ ...refund(100), refundId: 'd-1', providerRef: 'invoice' }),
        RefundGranted.of({ orderId, refundId: 'd-1', returnId, amountMinor: 100 }),
      ));
  it('is decided unit by unit: the other grade goes on waiting', () =>
    past(
      waiting[0]!,
      aReturn(
        authorised(3),
        settled(0, [graded('D', 1), 0], [graded('M', 2), 0]),
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

const settledForNothing = ReturnSettled.of({ returnId, orderId, refundMinor: 0, currency: 'GBP', byGrade: [] });

describe('a return whose parcel never comes', () => {
  const past = givenStreams(endReturn);
  const about = { returnId, orderId, customerId: 'c-1' };
  const asked = anOrder(placed, confirmed, left, arrived(), promised(3, 1000));
  const cancel = { type: 'CancelReturn' as const, data: { returnId, reason: notPersonal('kept') } };
  const expire = { type: 'ExpireReturn' as const, data: { returnId } };
  const noted = ReturnParcelNoted.of({ returnId, orderId });
  const cancelled = ReturnCancelled.of({ ...about, reason: notPersonal('kept') });
  const free = UnitsPromiseEnded.of({ orderId, returnId });

  it('can be cancelled, once, and its units are free again', () => {
    past(asked, aReturn(authorised(3)))
      .when(cancel)
      .then(cancelled, free);
    past(asked, aReturn(authorised(3), cancelled))
      .when(cancel)
      .then();
  });
  it('expires at its deadline', () =>
    past(asked, aReturn(authorised(3)))
      .when(expire)
      .then(ReturnExpired.of(about), free));
  it('neither is cancelled nor expires once its parcel has arrived', () => {
    past(asked, aReturn(authorised(3), noted))
      .when(cancel)
      .thenRejected('return-arrived');
    past(asked, aReturn(authorised(3), noted))
      .when(expire)
      .then();
  });
  it('does not end twice', () => {
    past(asked, aReturn(authorised(3), cancelled))
      .when(expire)
      .then();
    past(asked, aReturn(authorised(3), settledForNothing))
      .when(cancel)
      .thenRejected('return-over');
  });
});

import { derivedId, givenStreams, type EventFrom } from '@concord/event-sourcing';
import { PointsEarned, PointsReversed } from '@concord/contracts';
import {
  earnPoints,
  pointsOf,
  type CountArrived,
  type CountCancelled,
  type CountMoney,
  type CountMoneyBack,
  type CountOvertaken,
  type CountRestCancelled,
  type CountReturned,
  type PlanEarning,
} from './earn-points.decider';
import { loyaltyAggregate, PointsDueSet, type LoyaltyEvent } from './loyalty.aggregate';
import {
  OrderEarningPlanned,
  OrderMoneyCame,
  OrderMoneyWentBack,
  orderPoints,
  OrderPointsCounted,
  OrderServicesDone,
  OrderUnitsArrived,
  OrderUnitsCancelled,
  OrderRestCancelled,
  OrderUnitsOvertaken,
  OrderUnitsReturned,
  type OrderPointsEvent,
} from './order-points.aggregate';

const orderId = 'o1';
const customerId = 'ann';
const ARRIVED = '2026-01-01T09:00:00.000Z';
const FREE = '2026-01-31T09:00:00.000Z';
const END = '2026-03-02T09:00:00.000Z';
const plan = {
  orderId,
  customerId,
  perPointMinor: 100,
  moneyMinor: 1_750,
  pendingDays: 30,
  lifeDays: 30,
  lines: [
    { lineId: '1', quantity: 3, moneyMinor: 1_000, isSent: true },
    { lineId: 'fitting', quantity: 1, moneyMinor: 250, isSent: false },
  ],
};
const planned = OrderEarningPlanned.of(plan);
/** All of it, with 5.00 of shipping. */
const paid = OrderMoneyCame.of({ orderId, causeId: 'payment', amountMinor: 1_750 });
const arrive: CountArrived = {
  type: 'CountArrived',
  data: { orderId, causeId: 'parcel', units: [{ lineId: '1', quantity: 2 }], arrivedAt: ARRIVED },
};
const bringBack: CountReturned = {
  type: 'CountReturned',
  data: { orderId, causeId: 'return', units: [{ lineId: '1', quantity: 1 }] },
};
const arrived = (quantity = 2) =>
  OrderUnitsArrived.of({ orderId, causeId: 'parcel', units: [{ lineId: '1', quantity }] });
const returned = OrderUnitsReturned.of({ orderId, causeId: 'return', units: [{ lineId: '1', quantity: 1 }] });
const counted = (points: number) => OrderPointsCounted.of({ orderId, points });
const lotId = derivedId(orderId, 'parcel');
const earned = (points: number, pending = points) =>
  PointsEarned.of({
    customerId,
    available: 0,
    pending,
    held: 0,
    owed: 0,
    lotId,
    points,
    availableAt: FREE,
    expiresAt: END,
    orderId,
  });
const due = PointsDueSet.of({ customerId, dueAt: FREE });

const past = givenStreams(earnPoints);
const ofOrder = (...events: OrderPointsEvent[]) => ({ of: orderPoints, id: orderId, events });
const ofAccount = (...events: LoyaltyEvent[]) => ({ of: loyaltyAggregate, id: customerId, events });

describe('the units of an order', () => {
  it('earn when they arrive, as a lot that waits', () =>
    past(ofOrder(paid, planned)).when(arrive).then(arrived(), counted(6), earned(6), due));
  it('earn once for each parcel', () =>
    past(ofOrder(paid, planned, arrived(), counted(6)))
      .when(arrive)
      .then());
  it('earn as well where the confirmation is heard last', () =>
    past(ofOrder(paid, arrived()))
      .when({ type: 'PlanEarning', data: plan } satisfies PlanEarning, { at: ARRIVED })
      .then(
        planned,
        counted(6),
        PointsEarned.of({ ...earned(6).data, lotId: derivedId(orderId, 'PlanEarning') }),
        due,
      ));
  it('earn nothing in a currency without a rate', () =>
    past(ofOrder(OrderEarningPlanned.of({ ...plan, perPointMinor: 0 })))
      .when(arrive)
      .then(arrived()));
  it('earn for services when all has arrived', () =>
    past(ofOrder(paid, planned))
      .when({ type: 'CountServices', data: { orderId, arrivedAt: ARRIVED } })
      .then(
        OrderServicesDone.of({ orderId }),
        counted(2),
        PointsEarned.of({ ...earned(2).data, lotId: derivedId(orderId, 'CountServices') }),
        due,
      ));
  it('reverse what they earned when they come back: of three for 10.00 each return takes its own share', () => {
    const of = (kept: number) =>
      pointsOf({
        plan,
        arrived: { '1': Math.max(3, kept) },
        returned: { '1': 3 - Math.min(3, kept) },
        cancelled: {},
        areServicesDone: false,
        overtaken: {},
        isCancelled: false,
        cancelledMinor: 0,
        overtakenMinor: 0,
        cameMinor: 1_750,
        backMinor: {},
        causeIds: [],
        points: 0,
      });
    expect([3, 2, 1, 0].map(of)).toEqual([10, 6, 3, 0]);
    // More units cannot earn, nor more come back, than the line has.
    expect([6, -3].map(of)).toEqual([10, 0]);
  });
});

describe('units that come back', () => {
  const reversed = (more: Partial<EventFrom<typeof PointsReversed>['data']>) =>
    PointsReversed.of({
      customerId,
      available: 0,
      pending: 3,
      held: 0,
      owed: 0,
      orderId,
      returnId: 'return',
      fromPending: 3,
      fromAvailable: 0,
      newlyOwed: 0,
      lots: [{ lotId, points: 3 }],
      ...more,
    });
  it('take pending points first', () =>
    past(ofOrder(paid, planned, arrived(), counted(6)), ofAccount(earned(6), due))
      .when(bringBack)
      .then(returned, counted(3), reversed({})));
  it('leave a debt where their points are spent', () =>
    past(ofOrder(paid, planned, arrived(), counted(6)), ofAccount())
      .when(bringBack)
      .then(returned, counted(3), reversed({ pending: 0, owed: 3, fromPending: 0, newlyOwed: 3, lots: [] })));
  it('count once for each return', () =>
    past(ofOrder(paid, planned, arrived(), counted(3), returned), ofAccount())
      .when(bringBack)
      .then());
  it('may be heard of before their delivery', () => {
    past(ofOrder(paid, planned)).when(bringBack).then(returned);
    past(ofOrder(paid, planned, returned))
      .when(arrive)
      .then(arrived(), counted(3), earned(3), due);
  });
});

describe('units that are cancelled', () => {
  const cancel = (lineId: string): CountCancelled => {
    return {
      type: 'CountCancelled',
      data: { orderId, causeId: 'cancellation', units: [{ lineId, quantity: 1 }], moneyMinor: 333 },
    };
  };
  const cancelled = (lineId: string) =>
    OrderUnitsCancelled.of(cancel(lineId).data as EventFrom<typeof OrderUnitsCancelled>['data']);
  const done = OrderServicesDone.of({ orderId });
  const allDone = { type: 'CountServices', data: { orderId, arrivedAt: ARRIVED } } as const;
  it('leave the points of the delivered units of their line', () =>
    past(ofOrder(paid, planned, arrived(), counted(6)), ofAccount(earned(6), due))
      .when(cancel('1'))
      .then(cancelled('1')));
  it('leave them as well where the delivery or the confirmation is heard later', () => {
    past(ofOrder(paid, planned, cancelled('1')))
      .when(arrive)
      .then(arrived(), counted(6), earned(6), due);
    past(ofOrder(paid, cancelled('1'), arrived()))
      .when({ type: 'PlanEarning', data: plan } satisfies PlanEarning, { at: ARRIVED })
      .then(planned, counted(6), PointsEarned.of({ ...earned(6).data, lotId: derivedId(orderId, 'PlanEarning') }), due);
  });
  it('are services that earn nothing when all has arrived', () =>
    past(ofOrder(paid, planned, cancelled('fitting')))
      .when(allDone)
      .then(done));
  it('count once for each cancellation', () =>
    past(ofOrder(paid, planned, cancelled('1')))
      .when(cancel('1'))
      .then());
});

describe('money of an order', () => {
  const pay = (amountMinor: number, causeId = 'payment'): CountMoney => {
    return { type: 'CountMoney', data: { orderId, causeId, amountMinor } };
  };
  const giveBack = (amountMinor: number): CountMoneyBack => {
    return { type: 'CountMoneyBack', data: { orderId, causeId: 'event', backId: 'refund', amountMinor } };
  };
  const wentBack = (amountMinor: number) => OrderMoneyWentBack.of({ orderId, backId: 'refund', amountMinor });
  const lotOf = (points: number, causeId: string) =>
    PointsEarned.of({ ...earned(points).data, lotId: derivedId(orderId, causeId) });

  it('earns as soon as it is there for the delivered units', () => {
    past(ofOrder(planned)).when(arrive).then(arrived());
    past(ofOrder(planned, arrived()))
      .when(pay(1_750), { at: ARRIVED })
      .then(paid, counted(6), lotOf(6, 'payment'), due);
  });
  it('is missing for what has not come first, and for the rest last', () => {
    const half = OrderMoneyCame.of({ orderId, causeId: 'first', amountMinor: 850 });
    past(ofOrder(planned, arrived()))
      .when(pay(850, 'first'), { at: ARRIVED })
      .then(half, counted(3), lotOf(3, 'first'), due);
  });
  it('counts once for each payment', () => past(ofOrder(paid, planned)).when(pay(1_750)).then());
  it('earns as before in orders that were planned before payments were counted', () => {
    const { moneyMinor: _, ...before } = plan;
    past(ofOrder(OrderEarningPlanned.of(before)))
      .when(arrive)
      .then(arrived(), counted(6), earned(6), due);
  });
  it('that goes back by hand takes its points along', () => {
    const all = ofOrder(paid, planned, arrived(3), counted(10));
    past(all, ofAccount(earned(10), due))
      .when(giveBack(500))
      .then(
        wentBack(500),
        counted(7),
        PointsReversed.of({
          customerId,
          available: 0,
          pending: 7,
          held: 0,
          owed: 0,
          orderId,
          returnId: 'refund',
          fromPending: 3,
          fromAvailable: 0,
          newlyOwed: 0,
          lots: [{ lotId, points: 3 }],
        }),
      );
  });
  it('that came back to the shop earns again, and counts once', () => {
    const before = [paid, planned, arrived(3), wentBack(500), counted(7)];
    past(ofOrder(...before), ofAccount(earned(7), due))
      .when(giveBack(0), { at: ARRIVED })
      .then(wentBack(0), counted(10), PointsEarned.of({ ...earned(3, 10).data, lotId: derivedId(orderId, 'event') }));
    past(ofOrder(...before))
      .when(giveBack(500))
      .then();
  });
  it('is not missing for units that were cancelled, and missing again where they left all the same', () => {
    const units = [{ lineId: '1', quantity: 1 }];
    const cancelled = OrderUnitsCancelled.of({ orderId, causeId: 'c', units, moneyMinor: 333 });
    const overtake: CountOvertaken = {
      type: 'CountOvertaken',
      data: { orderId, causeId: 'o', units, moneyMinor: 333 },
    };
    const overtaken = OrderUnitsOvertaken.of({ orderId, causeId: 'o', units, moneyMinor: 333 });
    const less = OrderMoneyCame.of({ orderId, causeId: 'payment', amountMinor: 1_417 });
    past(ofOrder(less, planned, cancelled))
      .when(arrive)
      .then(arrived(), counted(6), earned(6), due);
    past(ofOrder(less, planned, cancelled, arrived(3)))
      .when(overtake, { at: ARRIVED })
      .then(overtaken, counted(9), lotOf(9, 'o'), due);
  });
  it('is due for nothing of a cancelled order but what left all the same', () => {
    const cancel: CountRestCancelled = { type: 'CountRestCancelled', data: { orderId } };
    const units = [{ lineId: '1', quantity: 2 }];
    const overtaken = OrderUnitsOvertaken.of({ orderId, causeId: 'o', units, moneyMinor: 667 });
    const some = OrderMoneyCame.of({ orderId, causeId: 'payment', amountMinor: 667 });
    const cancelled = OrderRestCancelled.of({ orderId });
    past(ofOrder(planned, overtaken, some, arrived()))
      .when(cancel, { at: ARRIVED })
      .then(cancelled, counted(6), lotOf(6, 'CountRestCancelled'), due);
    past(ofOrder(planned, cancelled)).when(cancel).then();
  });
});

import { derivedId, givenStreams, type EventFrom } from '@concord/event-sourcing';
import { PointsEarned, PointsReversed } from '@concord/contracts';
import {
  earnPoints,
  pointsOf,
  type CountArrived,
  type CountCancelled,
  type CountReturned,
  type PlanEarning,
} from './earn-points.decider';
import { loyaltyAggregate, PointsDueSet, type LoyaltyEvent } from './loyalty.aggregate';
import {
  OrderEarningPlanned,
  orderPoints,
  OrderPointsCounted,
  OrderServicesDone,
  OrderUnitsArrived,
  OrderUnitsCancelled,
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
  pendingDays: 30,
  lifeDays: 30,
  lines: [
    { lineId: '1', quantity: 3, moneyMinor: 1_000, isSent: true },
    { lineId: 'fitting', quantity: 1, moneyMinor: 250, isSent: false },
  ],
};
const planned = OrderEarningPlanned.of(plan);
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
    past(ofOrder(planned)).when(arrive).then(arrived(), counted(6), earned(6), due));
  it('earn once for each parcel', () =>
    past(ofOrder(planned, arrived(), counted(6)))
      .when(arrive)
      .then());
  it('earn as well where the confirmation is heard last', () =>
    past(ofOrder(arrived()))
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
    past(ofOrder(planned))
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
    past(ofOrder(planned, arrived(), counted(6)), ofAccount(earned(6), due))
      .when(bringBack)
      .then(returned, counted(3), reversed({})));
  it('leave a debt where their points are spent', () =>
    past(ofOrder(planned, arrived(), counted(6)), ofAccount())
      .when(bringBack)
      .then(returned, counted(3), reversed({ pending: 0, owed: 3, fromPending: 0, newlyOwed: 3, lots: [] })));
  it('count once for each return', () =>
    past(ofOrder(planned, arrived(), counted(3), returned), ofAccount())
      .when(bringBack)
      .then());
  it('may be heard of before their delivery', () => {
    past(ofOrder(planned)).when(bringBack).then(returned);
    past(ofOrder(planned, returned)).when(arrive).then(arrived(), counted(3), earned(3), due);
  });
});

describe('units that are cancelled', () => {
  const cancel = (lineId: string): CountCancelled => {
    return { type: 'CountCancelled', data: { orderId, causeId: 'cancellation', units: [{ lineId, quantity: 1 }] } };
  };
  const cancelled = (lineId: string) =>
    OrderUnitsCancelled.of(cancel(lineId).data as EventFrom<typeof OrderUnitsCancelled>['data']);
  const done = OrderServicesDone.of({ orderId });
  const allDone = { type: 'CountServices', data: { orderId, arrivedAt: ARRIVED } } as const;
  it('leave the points of the delivered units of their line', () =>
    past(ofOrder(planned, arrived(), counted(6)), ofAccount(earned(6), due))
      .when(cancel('1'))
      .then(cancelled('1')));
  it('leave them as well where the delivery or the confirmation is heard later', () => {
    past(ofOrder(planned, cancelled('1')))
      .when(arrive)
      .then(arrived(), counted(6), earned(6), due);
    past(ofOrder(cancelled('1'), arrived()))
      .when({ type: 'PlanEarning', data: plan } satisfies PlanEarning, { at: ARRIVED })
      .then(planned, counted(6), PointsEarned.of({ ...earned(6).data, lotId: derivedId(orderId, 'PlanEarning') }), due);
  });
  it('are services that earn nothing when all has arrived', () =>
    past(ofOrder(planned, cancelled('fitting')))
      .when(allDone)
      .then(done));
  it('count once for each cancellation', () =>
    past(ofOrder(planned, cancelled('1')))
      .when(cancel('1'))
      .then());
});

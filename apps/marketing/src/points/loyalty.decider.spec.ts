import { given, SPEC_TIME } from '@concord/event-sourcing';
import { PointsEarned, PointsExpired, PointsReleased, PointsReversed } from '@concord/contracts';
import { PointsDueSet } from './loyalty.aggregate';
import { loyalty } from './loyalty.decider';
import { daysAfter } from './points-moves';

const past = given(loyalty);
const customerId = 'ann';
const END = daysAfter(SPEC_TIME, 30);
const sums = { customerId, available: 0, pending: 0, held: 0, owed: 0 };
const earned = PointsEarned.of({
  ...sums,
  pending: 10,
  lotId: 'lot',
  points: 10,
  orderId: 'o1',
  availableAt: SPEC_TIME,
  expiresAt: END,
});
const released = PointsReleased.of({ ...sums, available: 10, lotId: 'lot', points: 10, settled: 0 });
const due = (dueAt?: string) => PointsDueSet.of({ customerId, ...(dueAt && { dueAt }) });
const settle = { type: 'SettleDuePoints', data: { customerId } } as const;
/** Units came back whose points were spent. */
const owing = PointsReversed.of({
  ...sums,
  owed: 4,
  orderId: 'o0',
  returnId: 'r0',
  fromPending: 0,
  fromAvailable: 0,
  newlyOwed: 4,
  lots: [],
});

describe('a lot of points', () => {
  it('can be spent when its return period is over', () =>
    past(earned, due(SPEC_TIME)).when(settle).then(released, due(END)));
  it('pays first what the customer owes', () =>
    past(owing, earned, due(SPEC_TIME))
      .when(settle)
      .then(PointsReleased.of({ ...released.data, available: 6, settled: 4 }), due(END)));
  it('expires when its time is over', () =>
    past(earned, released, due(END))
      .when(settle, { at: END })
      .then(PointsExpired.of({ ...sums, lotId: 'lot', points: 10 }), due()));
  it('does both where a timer was late by weeks', () =>
    past(earned, due(SPEC_TIME))
      .when(settle, { at: END })
      .then(released, PointsExpired.of({ ...sums, lotId: 'lot', points: 10 }), due()));
  it('waits until then', () => past(earned, due(SPEC_TIME)).when(settle, { at: '2026-01-05T08:59:59.999Z' }).then());
});

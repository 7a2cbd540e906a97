import { given, SPEC_TIME } from '@concord/event-sourcing';
import {
  notPersonal,
  PointsAdjusted,
  PointsEarned,
  PointsExpired,
  PointsReleased,
  PointsReversed,
} from '@concord/contracts';
import { PointsDueSet } from './loyalty.aggregate';
import { loyalty, type AdjustPoints } from './loyalty.decider';
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
const reason = notPersonal('for the trouble');
const adjust = (points: number, adjustmentId = 'a1'): AdjustPoints => ({
  type: 'AdjustPoints',
  data: { customerId, adjustmentId, points, reason, limitPoints: 50, lifeDays: 30 },
});
const adjusted = (points: number, more: object) =>
  PointsAdjusted.of({ ...sums, adjustmentId: 'a1', points, settled: 0, reason, lots: [], ...more });
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

describe('an adjustment', () => {
  it('gives points that can be spent at once, once', () => {
    past()
      .when(adjust(20))
      .then(adjusted(20, { available: 20, expiresAt: END }), due(END));
    past(adjusted(20, { available: 20, expiresAt: END }))
      .when(adjust(20))
      .then();
  });
  it('pays first what the customer owes', () => {
    past(owing)
      .when(adjust(20))
      .then(adjusted(20, { available: 16, settled: 4, expiresAt: END }), due(END));
    past(owing)
      .when(adjust(3))
      .then(adjusted(3, { owed: 1, settled: 3, expiresAt: END }));
  });
  it('takes no more than can be spent', () => {
    past(earned, released, due(END))
      .when(adjust(-10))
      .then(adjusted(-10, { lots: [{ lotId: 'lot', points: 10 }] }), due());
    past(earned, released, due(END)).when(adjust(-11)).thenRejected('points-not-available');
    past(earned, due(SPEC_TIME)).when(adjust(-1)).thenRejected('points-not-available');
  });
  it('stays within the limit of a person', () => {
    past().when(adjust(51)).thenRejected('points-adjustment-above-limit');
    past().when(adjust(-51)).thenRejected('points-adjustment-above-limit');
  });
});

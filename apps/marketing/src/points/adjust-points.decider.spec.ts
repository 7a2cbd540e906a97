import { notPersonal, PointsAdjusted } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { adjustPoints, type AdjustPoints } from './adjust-points.decider';
import { loyaltyAggregate, type LoyaltyEvent } from './loyalty.aggregate';
import { pointsAllowance, pointsAllowanceId, PointsGranted } from './points-allowance.aggregate';
import { customerId, due, earned, END, owing, released, sums } from './points-in-specs';

const past = (...events: LoyaltyEvent[]) =>
  givenStreams(adjustPoints)({ of: loyaltyAggregate, id: customerId, events });
const granted = (points: number) => PointsGranted.of({ adjustmentId: 'a1', points });
const reason = notPersonal('for the trouble');
const adjust = (points: number, adjustmentId = 'a1'): AdjustPoints => ({
  type: 'AdjustPoints',
  data: { customerId, adjustmentId, points, reason, limitPoints: 50, dayFactor: 2, lifeDays: 30 },
});
const adjusted = (points: number, more: object) =>
  PointsAdjusted.of({ ...sums, adjustmentId: 'a1', points, settled: 0, reason, lots: [], ...more });
describe('an adjustment', () => {
  it('gives points that can be spent at once, once', () => {
    past()
      .when(adjust(20))
      .then(adjusted(20, { available: 20, expiresAt: END }), due(END), granted(20));
    past(adjusted(20, { available: 20, expiresAt: END }))
      .when(adjust(20))
      .then();
  });
  it('pays first what the customer owes', () => {
    past(owing)
      .when(adjust(20))
      .then(adjusted(20, { available: 16, settled: 4, expiresAt: END }), due(END), granted(20));
    past(owing)
      .when(adjust(3))
      .then(adjusted(3, { owed: 1, settled: 3, expiresAt: END }), granted(3));
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
  it('stays within what a person may give in a day, over all customers', () => {
    const today = (points: number): Stream => {
      return { of: pointsAllowance, id: pointsAllowanceId('agent', SPEC_TIME), events: [granted(points)] };
    };
    const by = { kind: 'user', id: 'agent', role: 'service' } as const;
    const all = givenStreams(adjustPoints);
    all(today(60))
      .when(adjust(40), { by })
      .then(adjusted(40, { available: 40, expiresAt: END }), due(END), granted(40));
    all(today(61)).when(adjust(40), { by }).thenRejected('points-day-limit-used-up');
    const account = { of: loyaltyAggregate, id: customerId, events: [earned, released, due(END)] };
    all(today(100), account)
      .when(adjust(-10), { by })
      .then(adjusted(-10, { lots: [{ lotId: 'lot', points: 10 }] }), due());
  });
});

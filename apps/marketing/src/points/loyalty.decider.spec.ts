import { given, SPEC_TIME } from '@concord/event-sourcing';
import { PointsExpired, PointsReleased } from '@concord/contracts';
import { loyalty } from './loyalty.decider';
import { customerId, due, earned, END, owing, released, sums } from './points-in-specs';

const past = given(loyalty);
const settle = { type: 'SettleDuePoints', data: { customerId } } as const;
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

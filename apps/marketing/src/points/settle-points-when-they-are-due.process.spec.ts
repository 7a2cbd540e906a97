import { givenProcess, recorded } from '@concord/event-sourcing';
import { PointsDueSet } from './loyalty.aggregate';
import { settlePointsWhenTheyAreDue } from './settle-points-when-they-are-due.process';

const customerId = 'ann';
const past = givenProcess(settlePointsWhenTheyAreDue);
const due = (dueAt?: string) => recorded(PointsDueSet.of({ customerId, ...(dueAt && { dueAt }) }));

describe('the points of a customer', () => {
  it('wait for the next of them that changes, for nothing where that is over', () => {
    past()
      .when(due('2026-01-05T09:00:01.000Z'))
      .then({ timers: [{ name: 'due', inMs: 1_000 }] });
    past()
      .when(due('2026-01-01T09:00:00.000Z'))
      .then({ timers: [{ name: 'due', inMs: 0 }] });
  });
  it('wait no more where there are none', () =>
    past()
      .when(due())
      .then({ stopTimers: ['due'] }));
  it('change then', () =>
    past()
      .whenTimeout('due', customerId)
      .then({ commands: [{ type: 'SettleDuePoints', data: { customerId } }] }));
});

import { BACKORDER_GRACE_HOURS, BackorderCreated, BackorderFilled, BackorderPromiseChanged } from '@concord/contracts';
import { givenProcess, recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { movePromiseWhenItsDayPasses } from './move-promise-when-its-day-passes.process';

const HOUR_MS = 3_600_000;
const units = { orderId: 'o1', sku: 'MUG.1', quantity: 2 };
const inHours = (hours: number) => new Date(Date.parse(SPEC_TIME) + hours * HOUR_MS).toISOString();
const created = recorded(BackorderCreated.of({ ...units, promisedAt: inHours(10) }));
const filled = (waiting: number) =>
  recorded(BackorderFilled.of({ orderId: 'o1', fillId: 'f1', sku: 'MUG.1', allocations: [], waiting }));
const past = givenProcess(movePromiseWhenItsDayPasses, settingsWith(BACKORDER_GRACE_HOURS, 5));

describe('a promised date that passes', () => {
  it('is waited for, and as long as the shop allows after it', () => {
    past()
      .when(created)
      .then({ timers: [{ name: 'day', inMs: 15 * HOUR_MS }] });
    past(created)
      .when(recorded(BackorderPromiseChanged.of({ ...units, from: inHours(10), promisedAt: inHours(20) })))
      .then({ timers: [{ name: 'day', inMs: 25 * HOUR_MS }] });
  });
  it('is waited for no longer where there is none, or where all units came', () => {
    past(created)
      .when(recorded(BackorderPromiseChanged.of({ ...units, from: inHours(10) })))
      .then({ stopTimers: ['day'] });
    past(created).when(filled(1)).then({});
    past(created)
      .when(filled(0))
      .then({ stopTimers: ['day'] });
  });
  it('has the promise moved', () => {
    past(created)
      .whenTimeout('day', movePromiseWhenItsDayPasses.idFor(created)!)
      .then({ commands: [{ type: 'MovePassedPromise', data: { orderId: 'o1', sku: 'MUG.1', graceHours: 5 } }] });
  });
});

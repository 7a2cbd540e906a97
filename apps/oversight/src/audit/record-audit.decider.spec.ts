import { AuditCompleted, DriftFound, DriftGone } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { auditAggregate, driftAggregate } from './audit.aggregate';
import { recordAudit } from './record-audit.decider';

const past = givenStreams(recordAudit);
const audit = {
  auditId: 'a1',
  startedAt: '2026-01-05T09:00:00.000Z',
  completedAt: '2026-01-05T09:00:10.000Z',
  comparisons: [{ fact: 'inventory.stock', view: 'marketing.stock-facts', keys: 3, drifts: 1, unsettled: 0 }],
};
const drift = {
  driftId: 'd1',
  fact: 'inventory.stock',
  view: 'marketing.stock-facts',
  key: 'MUG',
  column: 'sellable',
  expected: 4,
  found: 7,
};
const record = (drifts: (typeof drift)[], gone: string[] = []) =>
  ({ type: 'RecordAudit', data: { ...audit, drifts, gone } }) as const;
const completed = AuditCompleted.of(audit);
const open = { of: driftAggregate, id: 'd1', events: [DriftFound.of(drift)] };

describe('recording an audit', () => {
  it('announces a drift once', () => {
    past()
      .when(record([drift]))
      .then(completed, DriftFound.of(drift));
    past(open)
      .when(record([drift]))
      .then(completed);
  });
  it('announces that a drift is gone, once', () => {
    const gone = DriftGone.of({ driftId: 'd1' });
    past(open)
      .when(record([], ['d1']))
      .then(completed, gone);
    past({ ...open, events: [DriftFound.of(drift), gone] })
      .when(record([], ['d1']))
      .then(completed);
  });
  it('announces a drift that comes back', () =>
    past({ ...open, events: [DriftFound.of(drift), DriftGone.of({ driftId: 'd1' })] })
      .when(record([drift]))
      .then(completed, DriftFound.of(drift)));
  it('changes nothing the second time', () =>
    past({ of: auditAggregate, id: 'a1', events: [completed] })
      .when(record([drift]))
      .then());
});

import { AuditCompleted, DriftFound, DriftGone } from '@concord/contracts';
import type { Change, Command, EventFrom, JointDecider } from '@concord/event-sourcing';
import { auditAggregate, driftAggregate } from './audit.aggregate';

/** `drifts` are those that were found, `gone` the ids of open ones that were not found again. */
export type RecordAudit = Command<
  'RecordAudit',
  EventFrom<typeof AuditCompleted>['data'] & {
    drifts: readonly EventFrom<typeof DriftFound>['data'][];
    gone: readonly string[];
  }
>;

/** Records a comparison of all services. A drift is announced once, until it is gone. */
export const recordAudit: JointDecider<RecordAudit> = {
  commands: ['RecordAudit'],
  aggregate: auditAggregate,
  opens: ['RecordAudit'],
  id: ({ data }) => data.auditId,

  decideJointly({ data: { drifts, gone, ...audit } }, read) {
    if (read(auditAggregate, audit.auditId).isCompleted) return [];
    const found = drifts
      .filter(({ driftId }) => !read(driftAggregate, driftId).isOpen)
      .map((drift): Change => ({ to: driftAggregate, id: drift.driftId, events: [DriftFound.of(drift)] }));
    const ended = gone
      .filter((driftId) => read(driftAggregate, driftId).isOpen)
      .map((driftId): Change => ({ to: driftAggregate, id: driftId, events: [DriftGone.of({ driftId })] }));
    return [{ to: auditAggregate, id: audit.auditId, events: [AuditCompleted.of(audit)] }, ...found, ...ended];
  },
};

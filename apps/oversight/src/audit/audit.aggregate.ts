import { AuditCompleted, DriftFound, DriftGone } from '@concord/contracts';
import type { Aggregate, EventFrom } from '@concord/event-sourcing';

export const auditEvents = { AuditCompleted };
export type AuditEvent = EventFrom<typeof AuditCompleted>;

/** One comparison of all services. */
export const auditAggregate: Aggregate<AuditEvent, { readonly isCompleted: boolean }> = {
  kind: 'audit',
  events: auditEvents,
  initial: { isCompleted: false },
  evolve: () => ({ isCompleted: true }),
};

export const driftEvents = { DriftFound, DriftGone };
export type DriftEvent = EventFrom<(typeof driftEvents)[keyof typeof driftEvents]>;

/** A value of a view that differs from the fact that it repeats. */
export const driftAggregate: Aggregate<DriftEvent, { readonly isOpen: boolean }> = {
  kind: 'drift',
  events: driftEvents,
  initial: { isOpen: false },
  evolve: (_, { type }) => ({ isOpen: type === 'DriftFound' }),
};

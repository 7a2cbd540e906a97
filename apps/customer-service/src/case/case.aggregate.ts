import { CaseAssigned, CaseOpened, CaseReopened, CaseResolved, fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** Until this moment a resolved case can be reopened. */
export const ReopeningAllowed = event('ReopeningAllowed', 1, { caseId: fields.Id, until: fields.Time });
export const caseEvents = { CaseOpened, CaseAssigned, CaseResolved, CaseReopened, ReopeningAllowed };
export type CaseEvent = EventFrom<(typeof caseEvents)[keyof typeof caseEvents]>;
export type Opened = EventFrom<typeof CaseOpened>['data'];

export interface Case {
  readonly status: 'none' | 'open' | 'assigned' | 'resolved';
  readonly kind: string;
  /** Whether an event opened it, or a person. */
  readonly cause: Opened['cause'] | null;
  readonly orderId: string | null;
  readonly agent: string | null;
  readonly reopenUntil: string | null;
}

export const caseAggregate: Aggregate<CaseEvent, Case> = {
  kind: 'case',
  events: caseEvents,
  shapeVersion: 4,
  initial: { status: 'none', kind: '', cause: null, orderId: null, agent: null, reopenUntil: null },

  evolve(state, { type, data }) {
    switch (type) {
      case 'CaseOpened':
        return {
          ...state,
          status: 'open',
          kind: data.kind,
          cause: data.cause,
          orderId: data.refs.orderId ?? null,
        };
      case 'CaseAssigned':
        return { ...state, status: 'assigned', agent: data.agent };
      case 'CaseResolved':
        return { ...state, status: 'resolved' };
      case 'CaseReopened':
        return { ...state, status: state.agent === null ? 'open' : 'assigned' };
      case 'ReopeningAllowed':
        return { ...state, reopenUntil: data.until };
      default:
        return never(type);
    }
  },
};

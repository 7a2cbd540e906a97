import { CaseAssigned, CaseOpened, CaseReopened, CaseResolved, fields } from '@concord/contracts';
import {
  conflict,
  event,
  never,
  notFound,
  rule,
  type Aggregate,
  type Change,
  type Command,
  type Decider,
  type DomainEvent,
  type EventFrom,
  type JointDecider,
  type Read,
  type Rejection,
} from '@concord/event-sourcing';

/** Until then the outcome of a case can be taken back. */
export const ReopeningAllowed = event('ReopeningAllowed', 1, { caseId: fields.Id, until: fields.Time });
/** From here on the order has an open case of this kind. */
export const OrderCaseBegun = event('OrderCaseBegun', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  caseId: fields.Id,
});
/** The order has no open case of this kind any more. */
export const OrderCaseEnded = event('OrderCaseEnded', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  caseId: fields.Id,
});

export const caseEvents = { CaseOpened, CaseAssigned, CaseResolved, CaseReopened, ReopeningAllowed };
type CaseEvent = EventFrom<(typeof caseEvents)[keyof typeof caseEvents]>;
type Opened = EventFrom<typeof CaseOpened>['data'];

export interface Case {
  readonly status: 'none' | 'open' | 'assigned' | 'resolved';
  readonly kind: string;
  readonly orderId: string | null;
  readonly agent: string | null;
  readonly outcome: string | null;
  readonly reopenUntil: string | null;
}

export const caseAggregate: Aggregate<CaseEvent, Case> = {
  kind: 'case',
  events: caseEvents,
  initial: { status: 'none', kind: '', orderId: null, agent: null, outcome: null, reopenUntil: null },

  evolve(state, { type, data }) {
    switch (type) {
      case 'CaseOpened':
        return { ...state, status: 'open', kind: data.kind, orderId: data.refs.orderId ?? null };
      case 'CaseAssigned':
        return { ...state, status: 'assigned', agent: data.agent };
      case 'CaseResolved':
        return { ...state, status: 'resolved', outcome: data.outcome };
      case 'CaseReopened':
        return { ...state, status: state.agent === null ? 'open' : 'assigned', outcome: null };
      case 'ReopeningAllowed':
        return { ...state, reopenUntil: data.until };
      default:
        return never(type);
    }
  },
};

const orderCaseEvents = { OrderCaseBegun, OrderCaseEnded };

/** The open case of an order and a kind. It takes no commands of its own: decisions about cases move it. */
export const orderCase: Decider<
  never,
  EventFrom<(typeof orderCaseEvents)[keyof typeof orderCaseEvents]>,
  { readonly caseId: string | null }
> = {
  kind: 'order-case',
  events: orderCaseEvents,
  initial: { caseId: null },
  commands: [],
  id: () => '',
  decide: () => [],
  evolve: (_, { type, data }) => ({ caseId: type === 'OrderCaseBegun' ? data.caseId : null }),
};

export type OpenCase = Command<'OpenCase', Opened>;
export type AssignCase = Command<'AssignCase', { caseId: string; agent: string }>;
export type ResolveCase = Command<'ResolveCase', { caseId: string; outcome: string }>;
export type ReopenCase = Command<'ReopenCase', { caseId: string; reason: string }>;
export type CaseCommand = OpenCase | AssignCase | ResolveCase | ReopenCase;

const DAY_MS = 86_400_000;
const REOPEN_DAYS = 14;

/** The id of the stream that knows the open case of an order and a kind. */
export const orderCaseId = (orderId: string, kind: string) => `${orderId}.${kind}`;

/** Something that needs a person: open, assigned, resolved, and back for a while. */
export const caseFile: JointDecider<CaseCommand> = {
  commands: ['OpenCase', 'AssignCase', 'ResolveCase', 'ReopenCase'],
  aggregate: caseAggregate,
  opens: ['OpenCase'],
  id: ({ data }) => data.caseId,

  decideJointly(command, read) {
    const { caseId } = command.data;
    const state = read(caseAggregate, caseId);
    if (command.type === 'OpenCase') return open(command.data, state, read);
    if (state.status === 'none') return notFound('case-unknown', `There is no case ${caseId}.`);
    switch (command.type) {
      case 'AssignCase': {
        const { agent } = command.data;
        if (state.status === 'resolved') return resolvedAlready(caseId);
        return state.agent === agent ? [] : [change(caseId, CaseAssigned.of({ caseId, agent }))];
      }
      case 'ResolveCase': {
        const { outcome } = command.data;
        if (state.status === 'resolved') return state.outcome === outcome ? [] : resolvedAlready(caseId);
        const until = new Date(Date.parse(command.at) + REOPEN_DAYS * DAY_MS).toISOString();
        const resolved = change(caseId, CaseResolved.of({ caseId, outcome }), ReopeningAllowed.of({ caseId, until }));
        return [resolved, ...ofOrder(state, OrderCaseEnded, caseId)];
      }
      case 'ReopenCase':
        return reopen(command.data, state, command.at, read);
      default:
        return never(command);
    }
  },
};

function open(data: Opened, state: Case, read: Read): Change[] | Rejection {
  const { caseId, kind, cause, refs } = data;
  if (state.status !== 'none') return [];
  const orderId = refs.orderId ?? null;
  const other = orderId && read(orderCase, orderCaseId(orderId, kind)).caseId;
  // An event that says what a case is open for already has nobody to be refused.
  if (other) return cause === 'event' ? [] : openAlready(other, kind);
  return [change(caseId, CaseOpened.of(data)), ...ofOrder({ orderId, kind }, OrderCaseBegun, caseId)];
}

function reopen({ caseId, reason }: ReopenCase['data'], state: Case, at: string, read: Read): Change[] | Rejection {
  const { status, orderId, kind, reopenUntil } = state;
  if (status !== 'resolved')
    return conflict('case-not-resolved', `The case ${caseId} is ${status}: only a resolved case is opened again.`);
  if (reopenUntil !== null && at > reopenUntil)
    return rule(
      'case-reopening-too-late',
      `The case ${caseId} could be opened again until ${reopenUntil}. Open a new one.`,
    );
  const other = orderId && read(orderCase, orderCaseId(orderId, kind)).caseId;
  if (other) return openAlready(other, kind);
  return [change(caseId, CaseReopened.of({ caseId, reason })), ...ofOrder(state, OrderCaseBegun, caseId)];
}

const openAlready = (caseId: string, kind: string) =>
  conflict('case-open-already', `The order has an open case of the kind ${kind}: work on ${caseId}.`, { caseId });

const resolvedAlready = (caseId: string) =>
  conflict('case-resolved', `The case ${caseId} is resolved. Open it again first.`);

const change = (id: string, ...events: CaseEvent[]): Change => ({ to: caseAggregate, id, events });

function ofOrder(
  { orderId, kind }: Pick<Case, 'orderId' | 'kind'>,
  happened: { of(data: { orderId: string; kind: string; caseId: string }): DomainEvent },
  caseId: string,
): Change[] {
  if (orderId === null) return [];
  const id = orderCaseId(orderId, kind);
  return [{ to: orderCase, id, events: [happened.of({ orderId, kind, caseId })] }];
}

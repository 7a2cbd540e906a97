import { CaseAssigned, CaseOpened, CaseReopened, CaseResolved, type Personal } from '@concord/contracts';
import {
  conflict,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Rejection,
} from '@concord/event-sourcing';
import { caseAggregate, ReopeningAllowed, type Case, type CaseEvent, type Opened } from './case.aggregate';
import {
  matterOf,
  openCaseAbout,
  orderCase,
  OrderCaseBegun,
  OrderCaseEnded,
  orderCaseId,
} from './order-case.aggregate';

/** `matter` is what the case is about, where its references do not say it: a refund, a claim, a parcel. */
export type OpenCase = Command<'OpenCase', Opened & { matter?: string }>;
export type AssignCase = Command<'AssignCase', { caseId: string; agent: string }>;
export type ResolveCase = Command<'ResolveCase', { caseId: string; outcome: Personal; reopenDays: number }>;
export type ReopenCase = Command<'ReopenCase', { caseId: string; reason: Personal }>;
export type CaseCommand = OpenCase | AssignCase | ResolveCase | ReopenCase;

const DAY_MS = 86_400_000;

/** A case needs a person: open, assigned, resolved, and reopened for a while. */
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
        const { outcome, reopenDays } = command.data;
        if (state.status === 'resolved') return resolvedAlready(caseId);
        const until = new Date(Date.parse(command.at) + reopenDays * DAY_MS).toISOString();
        const resolved = change(caseId, CaseResolved.of({ caseId, outcome }), ReopeningAllowed.of({ caseId, until }));
        return [resolved, ...ended(state, caseId)];
      }
      case 'ReopenCase':
        return reopen(command.data, state, command.at, read);
      default:
        return never(command);
    }
  },
};

function open({ matter, ...data }: OpenCase['data'], state: Case, read: Read): Change[] | Rejection {
  const { caseId, kind, cause, refs } = data;
  if (state.status !== 'none') return [];
  const about = { orderId: refs.orderId ?? null, kind, matter: matter ?? refs.returnId ?? refs.sku ?? null };
  const other = openAlready(about, read);
  // An event about a matter with an open case opens no second case: nobody waits for a refusal.
  if (other) return cause === 'event' ? [] : refused(other, kind);
  return [change(caseId, CaseOpened.of(data)), ...begun(about, caseId)];
}

function reopen({ caseId, reason }: ReopenCase['data'], state: Case, at: string, read: Read): Change[] | Rejection {
  const { status, kind, reopenUntil } = state;
  if (status !== 'resolved')
    return conflict('case-not-resolved', `The case ${caseId} is ${status}: only a resolved case can be reopened.`);
  if (reopenUntil !== null && at > reopenUntil)
    return rule(
      'case-reopening-too-late',
      `The case ${caseId} could be reopened until ${reopenUntil}. Open a new case.`,
    );
  const { orderId } = state;
  const matter = orderId === null ? null : matterOf(read(orderCase, orderCaseId(orderId, kind)), caseId);
  const about = { orderId, kind, matter };
  const other = openAlready(about, read);
  if (other) return refused(other, kind);
  return [change(caseId, CaseReopened.of({ caseId, reason })), ...begun(about, caseId)];
}

const refused = (caseId: string, kind: string) =>
  conflict('case-open-already', `The order has an open case of the kind ${kind}: work on ${caseId}.`, { caseId });

const resolvedAlready = (caseId: string) =>
  conflict('case-resolved', `The case ${caseId} is resolved. Reopen it first.`);

const change = (id: string, ...events: CaseEvent[]): Change => ({ to: caseAggregate, id, events });

type About = Pick<Case, 'orderId' | 'kind'> & { readonly matter: string | null };

const openAlready = ({ orderId, kind, matter }: About, read: Read) =>
  orderId === null ? null : openCaseAbout(read(orderCase, orderCaseId(orderId, kind)), matter);

function begun({ orderId, kind, matter }: About, caseId: string): Change[] {
  if (orderId === null) return [];
  const event = OrderCaseBegun.of({ orderId, kind, ...(matter !== null && { matter }), caseId });
  return [{ to: orderCase, id: orderCaseId(orderId, kind), events: [event] }];
}

function ended({ orderId, kind }: Pick<Case, 'orderId' | 'kind'>, caseId: string): Change[] {
  if (orderId === null) return [];
  return [{ to: orderCase, id: orderCaseId(orderId, kind), events: [OrderCaseEnded.of({ orderId, kind, caseId })] }];
}

import { notPersonal, CaseAssigned, CaseOpened, CaseReopened, CaseResolved } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { caseAggregate, ReopeningAllowed } from './case.aggregate';
import { caseFile, type OpenCase } from './case.decider';
import { orderCase, OrderCaseBegun, OrderCaseEnded } from './order-case.aggregate';

const past = givenStreams(caseFile);
const about = (caseId: string, cause: 'agent' | 'event' = 'agent', orderId: string | undefined = 'o') => ({
  caseId,
  kind: 'late',
  cause,
  text: notPersonal('where is it?'),
  refs: orderId === undefined ? {} : { orderId },
});
const open = (caseId = 'c2', cause: 'agent' | 'event' = 'agent'): OpenCase => ({
  type: 'OpenCase',
  data: about(caseId, cause),
});
const opened = (caseId = 'c1') => CaseOpened.of(about(caseId));
const begun = (caseId = 'c1') => OrderCaseBegun.of({ orderId: 'o', kind: 'late', caseId });
const ended = (caseId = 'c1') => OrderCaseEnded.of({ orderId: 'o', kind: 'late', caseId });
const assigned = (agent = 'ann') => CaseAssigned.of({ caseId: 'c1', agent });
const resolved = CaseResolved.of({ caseId: 'c1', outcome: notPersonal('found') });
const until = '2026-01-19T09:00:00.000Z';
const reopenable = ReopeningAllowed.of({ caseId: 'c1', until });
const c1 = (...events: readonly DomainEvent[]) => ({ of: caseAggregate, id: 'c1', events });
const ofOrder = (...events: readonly DomainEvent[]) => ({ of: orderCase, id: 'o.late', events });
const ofSku = (caseId: string, sku: string) => ({ ...about(caseId, 'event'), refs: { orderId: 'o', sku } });
const begunFor = (caseId: string, matter: string) => OrderCaseBegun.of({ orderId: 'o', kind: 'late', matter, caseId });
const assign = (agent: string) => ({ type: 'AssignCase', data: { caseId: 'c1', agent } }) as const;
const resolve = (outcome: string, reopenDays = 14) =>
  ({ type: 'ResolveCase', data: { caseId: 'c1', outcome: notPersonal(outcome), reopenDays } }) as const;
const reopen = { type: 'ReopenCase', data: { caseId: 'c1', reason: notPersonal('lost again') } } as const;

describe('opening a case', () => {
  it('reserves the order and the kind', () => past().when(open('c1')).then(opened(), begun()));
  it('is refused while the order has an open case of the kind', () =>
    past(ofOrder(begun())).when(open()).thenRejected('case-open-already'));
  it('is skipped for events then', () => past(ofOrder(begun())).when(open('c2', 'event')).then());
  it('is possible again once the other case is resolved', () =>
    past(ofOrder(begun(), ended())).when(open()).then(opened('c2'), begun('c2')));
  it('is possible for another SKU of the order, and reserves it', () => {
    past(ofOrder(begunFor('c1', 'TEE')))
      .when({ type: 'OpenCase', data: ofSku('c2', 'MUG') })
      .then(CaseOpened.of(ofSku('c2', 'MUG')), begunFor('c2', 'MUG'));
    past(ofOrder(begunFor('c1', 'TEE'), begunFor('c2', 'MUG'), ended('c1')))
      .when({ type: 'OpenCase', data: ofSku('c3', 'MUG') })
      .then();
  });
  it('is possible for each matter of the order: two refunds can be stuck at a time', () => {
    const stuck = (caseId: string, matter: string): OpenCase => {
      return { type: 'OpenCase', data: { ...about(caseId, 'event'), matter } };
    };
    past(ofOrder(begunFor('c1', 'r1')))
      .when(stuck('c2', 'r2'))
      .then(CaseOpened.of(about('c2', 'event')), begunFor('c2', 'r2'));
    past(ofOrder(begunFor('c1', 'r1')))
      .when(stuck('c2', 'r1'))
      .then();
  });
  it('needs no order', () =>
    past()
      .when({ type: 'OpenCase', data: { ...about('c1'), refs: {} } })
      .then(CaseOpened.of({ ...about('c1'), refs: {} })));
  it('changes nothing when it is repeated under its id', () => past(c1(opened())).when(open('c1')).then());
});

describe('working on a case', () => {
  it('begins with an agent', () => past(c1(opened())).when(assign('ann')).then(assigned()));
  it('changes nothing for the same agent', () => past(c1(opened(), assigned())).when(assign('ann')).then());
  it('goes to another agent', () => past(c1(opened(), assigned())).when(assign('bob')).then(assigned('bob')));
  it('ends with an outcome and frees the order', () =>
    past(c1(opened())).when(resolve('found')).then(resolved, reopenable, ended()));
  it('may be reopened for as long as the shop says', () =>
    past(c1(opened()))
      .when(resolve('found', 2))
      .then(resolved, ReopeningAllowed.of({ caseId: 'c1', until: '2026-01-07T09:00:00.000Z' }), ended()));
  it('has one outcome', () => past(c1(opened(), resolved)).when(resolve('lost')).thenRejected('case-resolved'));
  it('is over once it is resolved', () =>
    past(c1(opened(), resolved)).when(assign('ann')).thenRejected('case-resolved'));
  it('is refused for an unknown case', () => past().when(assign('ann')).thenRejected('case-unknown'));
});

describe('reopening a case', () => {
  const closed = c1(opened(), assigned(), resolved, reopenable);
  const reopened = CaseReopened.of({ caseId: 'c1', reason: notPersonal('lost again') });
  it('is possible for 14 days', () => past(closed).when(reopen, { at: until }).then(reopened, begun()));
  it('reserves its matter again', () => {
    const both = [begunFor('c1', 'TEE'), begunFor('c2', 'MUG')];
    past(c1(CaseOpened.of(ofSku('c1', 'TEE')), resolved), ofOrder(...both, ended('c1')))
      .when(reopen)
      .then(reopened, begunFor('c1', 'TEE'));
    past(c1(CaseOpened.of(ofSku('c1', 'TEE')), resolved), ofOrder(...both, ended('c1'), begunFor('c3', 'TEE')))
      .when(reopen)
      .thenRejected('case-open-already');
  });
  it('reserves what its matter was called before', () => {
    const before = OrderCaseBegun.of({ orderId: 'o', kind: 'late', sku: 'TEE', caseId: 'c1' });
    past(ofOrder(before))
      .when({ type: 'OpenCase', data: ofSku('c2', 'TEE') })
      .then();
  });
  it('is too late afterwards', () =>
    past(closed).when(reopen, { at: '2026-01-19T09:00:00.001Z' }).thenRejected('case-reopening-too-late'));
  it('is refused while the order has another open case of the kind', () =>
    past(closed, ofOrder(begun(), ended(), begun('c2')))
      .when(reopen)
      .thenRejected('case-open-already'));
  it('is refused for an open case', () =>
    past(c1(opened())).when(reopen, { at: SPEC_TIME }).thenRejected('case-not-resolved'));
});

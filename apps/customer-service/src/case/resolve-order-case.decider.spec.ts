import { notPersonal, CaseOpened, CaseResolved } from '@concord/contracts';
import { givenStreams } from '@concord/event-sourcing';
import { caseAggregate } from './case.aggregate';
import { orderCase, OrderCaseBegun, OrderCaseEnded } from './order-case.aggregate';
import { resolveOrderCase, type ResolveOrderCase } from './resolve-order-case.decider';

const about = { orderId: 'o', kind: 'checkout-stuck', caseId: 'c' };
const over: ResolveOrderCase = {
  type: 'ResolveOrderCase',
  data: { orderId: 'o', kind: 'checkout-stuck', outcome: notPersonal('The order was rejected.') },
};
const past = givenStreams(resolveOrderCase);
const opened = CaseOpened.of({
  caseId: 'c',
  kind: 'checkout-stuck',
  cause: 'event',
  refs: { orderId: 'o' },
  text: notPersonal('t'),
});
const ofOrder = (...events: ReturnType<typeof OrderCaseBegun.of | typeof OrderCaseEnded.of>[]) => {
  return { of: orderCase, id: 'o.checkout-stuck', events };
};

describe('a case that has settled itself', () => {
  it('is resolved, once', () => {
    const open = { of: caseAggregate, id: 'c', events: [opened] };
    past(open, ofOrder(OrderCaseBegun.of(about)))
      .when(over)
      .then(
        CaseResolved.of({ caseId: 'c', outcome: notPersonal('The order was rejected.') }),
        OrderCaseEnded.of(about),
      );
    past(open, ofOrder(OrderCaseBegun.of(about), OrderCaseEnded.of(about)))
      .when(over)
      .then();
  });
  it('is that of the matter where one is named; without one all cases of the kind are over', () => {
    const begun = (caseId: string, matter: string) => OrderCaseBegun.of({ ...about, caseId, matter });
    const resolved = (caseId: string) => CaseResolved.of({ caseId, outcome: over.data.outcome });
    const ended = (caseId: string) => OrderCaseEnded.of({ ...about, caseId });
    const both = ofOrder(begun('c1', 'TEE'), begun('c2', 'MUG'));
    const of = (matter: string): ResolveOrderCase => ({ ...over, data: { ...over.data, matter } });
    past(both).when(of('MUG')).then(resolved('c2'), ended('c2'));
    past(both).when(of('CAP')).then();
    past(both).when(over).then(resolved('c1'), resolved('c2'), ended('c1'), ended('c2'));
  });
  it('does not exist for most orders', () => past().when(over).then());
});

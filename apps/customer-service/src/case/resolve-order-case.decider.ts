import { CaseResolved, type Personal } from '@concord/contracts';
import type { Change, Command, JointDecider, Read } from '@concord/event-sourcing';
import { caseAggregate } from './case.aggregate';
import { orderCase, type OrderCases, OrderCaseEnded, orderCaseId } from './order-case.aggregate';

/** The matter of the open case of an order and a kind has settled itself: this one, or all of them. */
export type ResolveOrderCase = Command<
  'ResolveOrderCase',
  { orderId: string; kind: string; matter?: string; outcome: Personal }
>;

/** Most orders have no such case: nothing happens. */
export const resolveOrderCase: JointDecider<ResolveOrderCase> = {
  commands: ['ResolveOrderCase'],
  aggregate: orderCase,
  id: ({ data: { orderId, kind } }) => orderCaseId(orderId, kind),

  decideJointly({ data: { orderId, kind, matter, outcome } }, read) {
    const id = orderCaseId(orderId, kind);
    const over = casesOver(read(orderCase, id), matter, read);
    if (over.length === 0) return [];
    return [
      ...over.map(({ caseId }): Change => {
        return { to: caseAggregate, id: caseId, events: [CaseResolved.of({ caseId, outcome })] };
      }),
      { to: orderCase, id, events: over.map(({ caseId }) => OrderCaseEnded.of({ orderId, kind, caseId })) },
    ];
  },
};

/**
 * Events did not always name the matter of the case that they opened: such a case is meant where it is the only open one.
 * A case that a person opened is closed by a person.
 */
function casesOver({ cases }: OrderCases, matter: string | undefined, read: Read) {
  const open = cases.filter(({ isOpen }) => isOpen);
  if (matter === undefined) return open;
  const exact = open.filter((one) => one.matter === matter);
  if (exact.length > 0 || open.length > 1) return exact;
  return open.filter((one) => one.matter === null && read(caseAggregate, one.caseId).cause === 'event');
}

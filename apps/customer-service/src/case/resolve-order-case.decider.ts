import { CaseResolved, type Personal } from '@concord/contracts';
import type { Command, JointDecider } from '@concord/event-sourcing';
import { caseAggregate } from './case.aggregate';
import { orderCase, OrderCaseEnded, orderCaseId } from './order-case.aggregate';

/** The matter of the open case of an order and a kind has settled itself. */
export type ResolveOrderCase = Command<'ResolveOrderCase', { orderId: string; kind: string; outcome: Personal }>;

/** Most orders have no such case: nothing happens. */
export const resolveOrderCase: JointDecider<ResolveOrderCase> = {
  commands: ['ResolveOrderCase'],
  aggregate: orderCase,
  id: ({ data: { orderId, kind } }) => orderCaseId(orderId, kind),

  decideJointly({ data: { orderId, kind, outcome } }, read) {
    const id = orderCaseId(orderId, kind);
    const { caseId } = read(orderCase, id);
    if (caseId === null) return [];
    return [
      { to: caseAggregate, id: caseId, events: [CaseResolved.of({ caseId, outcome })] },
      { to: orderCase, id, events: [OrderCaseEnded.of({ orderId, kind, caseId })] },
    ];
  },
};

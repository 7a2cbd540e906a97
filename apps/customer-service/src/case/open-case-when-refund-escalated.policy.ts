import { notPersonal, orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const REFUND_STUCK = 'refund-stuck';

export const openCaseWhenRefundEscalated = policy('customer-service.open-case-when-refund-escalated', orderEvents, {
  RefundEscalated: ({ data: { refundId, orderId, customerId, attempt, reason } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        // Every escalation is its own case: the refund may be retried after the first case is resolved.
        caseId: derivedId(`${refundId}/${attempt}`, REFUND_STUCK),
        kind: REFUND_STUCK,
        cause: 'event',
        matter: refundId,
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: notPersonal(`The refund ${refundId} could not be paid out: ${reason}`.slice(0, 500)),
      },
    },
  ],
});

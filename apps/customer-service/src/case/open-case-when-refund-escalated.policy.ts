import { orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenRefundEscalated = policy('customer-service.open-case-when-refund-escalated', orderEvents, {
  RefundEscalated: ({ data: { refundId, orderId, reason } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(refundId, 'refund-stuck'),
        kind: 'refund-stuck',
        cause: 'event',
        refs: { orderId },
        text: `The refund ${refundId} could not be paid out: ${reason}`.slice(0, 500),
      },
    },
  ],
});

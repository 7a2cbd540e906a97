import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { REFUND_BOUNCED } from './open-case-when-refund-bounced.policy';
import { REFUND_STUCK } from './open-case-when-refund-escalated.policy';
import type { ResolveOrderCase } from './resolve-order-case.decider';

export const resolveCaseWhenRefundSucceeded = policy(
  'customer-service.resolve-case-when-refund-succeeded',
  orderEvents,
  {
    RefundSucceeded: ({ data: { orderId, refundId } }) =>
      [REFUND_STUCK, REFUND_BOUNCED].map((kind): ResolveOrderCase => {
        const outcome = notPersonal(`The refund ${refundId} was paid.`);
        return { type: 'ResolveOrderCase', data: { orderId, kind, matter: refundId, outcome } };
      }),
  },
);

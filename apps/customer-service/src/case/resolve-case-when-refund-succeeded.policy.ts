import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { REFUND_BOUNCED } from './open-case-when-refund-bounced.policy';
import { REFUND_STUCK } from './open-case-when-refund-escalated.policy';
import { REFUND_PAYOUT_OVERDUE } from './open-case-when-refund-payout-overdue.policy';
import type { ResolveOrderCase } from './resolve-order-case.decider';

/** Also a refund that was written off is settled. */
export const resolveCaseWhenRefundSucceeded = policy(
  'customer-service.resolve-case-when-refund-succeeded',
  orderEvents,
  {
    RefundSucceeded: ({ data }) => over(data, 'was paid'),
    RefundWrittenOff: ({ data }) => over(data, 'was written off'),
  },
);

const over = ({ orderId, refundId }: { readonly orderId: string; readonly refundId: string }, how: string) =>
  [REFUND_STUCK, REFUND_BOUNCED, REFUND_PAYOUT_OVERDUE].map((kind): ResolveOrderCase => {
    const outcome = notPersonal(`The refund ${refundId} ${how}.`);
    return { type: 'ResolveOrderCase', data: { orderId, kind, matter: refundId, outcome } };
  });

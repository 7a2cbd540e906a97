import { OrderCancelled, OrderRejected } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { claimOf } from './claim.aggregate';
import type { ReopenClaim } from './claim.decider';

const reopen = (replacementOrderId: string, detail: string): ReopenClaim[] => {
  const claimId = claimOf(replacementOrderId);
  return claimId === undefined ? [] : [{ type: 'ReopenClaim', data: { claimId, replacementOrderId, detail } }];
};

export const reopenClaimWhenReplacementNotSent = policy(
  'orders.reopen-claim-when-replacement-not-sent',
  { OrderRejected, OrderCancelled },
  {
    OrderRejected: ({ data: { orderId, detail } }) => reopen(orderId, detail),
    OrderCancelled: ({ data: { orderId } }) => reopen(orderId, 'The replacement was cancelled.'),
  },
);

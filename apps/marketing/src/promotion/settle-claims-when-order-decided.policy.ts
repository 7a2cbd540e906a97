import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ConfirmClaim, ReleaseClaim } from './promotion-claim.decider';

const release = (orderId: string, reason: string): ReleaseClaim[] => [
  { type: 'ReleaseClaim', data: { orderId, reason } },
];

export const settleClaimsWhenOrderDecided = policy('marketing.settle-claims-when-order-decided', orderEvents, {
  OrderConfirmed: ({ data: { orderId, lines } }): ConfirmClaim[] =>
    // Most orders use no promotion: nothing is looked up for them.
    lines.some(({ discounts }) => discounts.length > 0) ? [{ type: 'ConfirmClaim', data: { orderId } }] : [],
  OrderRejected: ({ data }) => release(data.orderId, data.reason),
  OrderCancelled: ({ data }) => release(data.orderId, data.reason),
});

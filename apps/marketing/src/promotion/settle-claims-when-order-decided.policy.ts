import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ConfirmClaim, ReduceClaim, ReleaseClaim, RestoreClaim } from './promotion-claim.decider';

const release = (orderId: string, reason: string): ReleaseClaim[] => [
  { type: 'ReleaseClaim', data: { orderId, reason } },
];

export const settleClaimsWhenOrderDecided = policy('marketing.settle-claims-when-order-decided', orderEvents, {
  OrderConfirmed: ({ data: { orderId, lines } }): ConfirmClaim[] =>
    // Most orders use no promotion: nothing is loaded for them.
    lines.some(({ discounts }) => discounts.length > 0) ? [{ type: 'ConfirmClaim', data: { orderId } }] : [],
  OrderRejected: ({ data }) => release(data.orderId, data.reason),
  OrderCancelled: ({ data }) => release(data.orderId, 'The order was cancelled.'),
  OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, discounts } }): ReduceClaim[] =>
    discounts.length === 0
      ? []
      : [{ type: 'ReduceClaim', data: { orderId, reductionId: `${cancellationId}.${lineId}`, discounts } }],
  CancellationOvertaken: ({ data: { orderId, fulfilmentId, customerId, discounts } }): RestoreClaim[] =>
    discounts.length === 0
      ? []
      : [
          {
            type: 'RestoreClaim',
            data: { orderId, fulfilmentId, ...(customerId !== undefined && { customerId }), discounts },
          },
        ],
});

import { OrderLineCancelled } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceAuthorisation } from './payment.decider';

export const reduceAuthorisationWhenLineCancelled = policy(
  'orders.reduce-authorisation-when-line-cancelled',
  { OrderLineCancelled },
  {
    OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, amountMinor } }): ReduceAuthorisation[] => [
      {
        type: 'ReduceAuthorisation',
        data: {
          orderId,
          voidId: `${cancellationId}.${lineId}`,
          amountMinor,
          reason: 'Units of the order were cancelled.',
        },
      },
    ],
  },
);

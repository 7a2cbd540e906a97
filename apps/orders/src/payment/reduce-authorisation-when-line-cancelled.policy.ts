import { OrderLineCancelled, creditsMinor } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceAuthorisation } from './payment.decider';

export const reduceAuthorisationWhenLineCancelled = policy(
  'orders.reduce-authorisation-when-line-cancelled',
  { OrderLineCancelled },
  {
    OrderLineCancelled: ({
      data: { orderId, cancellationId, lineId, amountMinor, credits },
    }): ReduceAuthorisation[] => [
      {
        type: 'ReduceAuthorisation',
        data: {
          orderId,
          voidId: `${cancellationId}.${lineId}`,
          amountMinor: amountMinor - (credits ? creditsMinor(credits) : 0),
          reason: 'Units of the order were cancelled.',
        },
      },
    ],
  },
);

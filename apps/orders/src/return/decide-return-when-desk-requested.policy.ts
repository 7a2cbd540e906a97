import { customerServiceEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RequestReturn } from './request-return.decider';

export const decideReturnWhenDeskRequested = policy('orders.decide-return-when-desk-requested', customerServiceEvents, {
  ReturnRequestedByDesk: ({ data: { returnId, orderId, customerId, lines } }): RequestReturn[] => [
    { type: 'RequestReturn', data: { returnId, orderId, ...(customerId !== undefined && { customerId }), lines } },
  ],
});

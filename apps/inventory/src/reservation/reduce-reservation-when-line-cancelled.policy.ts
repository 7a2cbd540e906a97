import { orderEvents, STOCK_LOW_UNITS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReduceReservation } from './reserve-stock.decider';

export const reduceReservationWhenLineCancelled = policy(
  'inventory.reduce-reservation-when-line-cancelled',
  orderEvents,
  {
    OrderLineCancelled: ({ data }, settings): ReduceReservation[] => {
      const { orderId, cancellationId, lineId, cause, sku, quantity, allocations } = data;
      // Missing units left the books with the short pick: there is nothing to release.
      if (cause === 'missing') return [];
      const releaseId = `${cancellationId}.${lineId}`;
      const reason = 'The units were cancelled.';
      const lowUnits = settings.of(STOCK_LOW_UNITS);
      // Orders names the warehouses of the units that are reserved: the others wait, or need no stock.
      const rest = quantity - allocations.reduce((sum, units) => sum + units.quantity, 0);
      const waits = rest > 0 ? { waiting: [{ sku, quantity: rest }] } : {};
      return [{ type: 'ReduceReservation', data: { orderId, releaseId, reason, allocations, ...waits, lowUnits } }];
    },
  },
);

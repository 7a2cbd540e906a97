import { inventoryEvents, notPersonal } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CancelMissingUnits } from '../order/cancellation';
import type { ReallocateUnits } from '../order/reallocation';

export const settleMissingUnitsWhenReservationMoved = policy(
  'orders.settle-missing-units-when-reservation-moved',
  inventoryEvents,
  {
    ReservationMoved: ({ data }): (ReallocateUnits | CancelMissingUnits)[] => {
      const { orderId, moveId, from, sku, allocations, missing } = data;
      const elsewhere: ReallocateUnits = { type: 'ReallocateUnits', data: { orderId, moveId, from, sku, allocations } };
      const nowhere: CancelMissingUnits = {
        type: 'CancelMissingUnits',
        data: {
          orderId,
          cancellationId: moveId,
          warehouse: from,
          lines: [{ sku, quantity: missing }],
          reason: notPersonal('not on the shelf, and nowhere else in stock'),
        },
      };
      return [...(allocations.length > 0 ? [elsewhere] : []), ...(missing > 0 ? [nowhere] : [])];
    },
  },
);

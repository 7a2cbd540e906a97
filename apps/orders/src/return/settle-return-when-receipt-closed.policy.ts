import { inventoryEvents, RETURN_SHIPPING } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { SettleReturn } from './settle-return.decider';

export const settleReturnWhenReceiptClosed = policy('orders.settle-return-when-receipt-closed', inventoryEvents, {
  ReturnReceiptClosed: ({ data: { returnId, graded } }, settings): SettleReturn[] => [
    {
      type: 'SettleReturn',
      data: { returnId, graded, givesShippingBack: settings.of(RETURN_SHIPPING) === 'last-units' },
    },
  ],
});

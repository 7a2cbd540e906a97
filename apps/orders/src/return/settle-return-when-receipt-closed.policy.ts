import { inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { SettleReturn } from './settle-return.decider';

export const settleReturnWhenReceiptClosed = policy('orders.settle-return-when-receipt-closed', inventoryEvents, {
  ReturnReceiptClosed: ({ data: { returnId, graded } }): SettleReturn[] => [
    { type: 'SettleReturn', data: { returnId, graded } },
  ],
});

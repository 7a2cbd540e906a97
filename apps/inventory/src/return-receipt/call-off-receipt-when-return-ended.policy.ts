import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { CallOffReturnReceipt } from './inspect-return.decider';

const callOff = (returnId: string, because: 'cancelled' | 'expired'): CallOffReturnReceipt[] => [
  { type: 'CallOffReturnReceipt', data: { returnId, because } },
];

export const callOffReceiptWhenReturnEnded = policy('inventory.call-off-receipt-when-return-ended', orderEvents, {
  ReturnCancelled: ({ data: { returnId } }) => callOff(returnId, 'cancelled'),
  ReturnExpired: ({ data: { returnId } }) => callOff(returnId, 'expired'),
});

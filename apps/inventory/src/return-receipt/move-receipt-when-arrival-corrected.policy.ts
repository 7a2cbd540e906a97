import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { MoveReturnReceipt } from './inspect-return.decider';

export const moveReceiptWhenArrivalCorrected = policy(
  'inventory.move-receipt-when-arrival-corrected',
  logisticsEvents,
  {
    ReturnArrivalCorrected: ({ data: { returnId, warehouse } }): MoveReturnReceipt[] => [
      { type: 'MoveReturnReceipt', data: { returnId, warehouse } },
    ],
  },
);

import { inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { NoteReturnInspection } from './return-shipment.decider';

export const noteReturnInspectionWhenLineGraded = policy(
  'logistics.note-return-inspection-when-line-graded',
  inventoryEvents,
  {
    ReturnLineGraded: ({ data: { returnId } }): NoteReturnInspection[] => [
      { type: 'NoteReturnInspection', data: { returnId } },
    ],
  },
);

import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { NoteReturnParcel } from './end-return.decider';

export const noteParcelWhenReturnParcelArrived = policy(
  'orders.note-parcel-when-return-parcel-arrived',
  logisticsEvents,
  {
    ReturnParcelArrived: ({ data: { returnId } }): NoteReturnParcel[] => [
      { type: 'NoteReturnParcel', data: { returnId } },
    ],
  },
);

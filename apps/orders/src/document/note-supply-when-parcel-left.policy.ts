import { policy } from '@concord/event-sourcing';
import { ParcelLeft } from '../order/order.aggregate';
import { termsOf } from './document-terms';
import type { NoteSupply } from './issue-documents.decider';

export const noteSupplyWhenParcelLeft = policy(
  'orders.note-supply-when-parcel-left',
  { ParcelLeft },
  {
    ParcelLeft: ({ data, occurredAt }, settings): NoteSupply[] => {
      const { orderId, fulfilmentId, units, amountMinor, credits } = data;
      const parcel = { orderId, fulfilmentId, units, amountMinor, ...(credits && { credits }) };
      return [{ type: 'NoteSupply', data: { ...parcel, suppliedAt: occurredAt, terms: termsOf(settings) } }];
    },
  },
);

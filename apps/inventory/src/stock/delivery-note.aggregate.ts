import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** Units of a SKU were booked for a delivery note of a purchase order. */
export const DeliveryNoteBooked = event('DeliveryNoteBooked', 1, {
  purchaseOrderId: fields.Id,
  sku: fields.Sku,
  reference: fields.ShortText,
  receiptId: fields.Id,
});

/** The receipt that booked a delivery note: one note brings a SKU once. */
export const deliveryNote: Aggregate<EventFrom<typeof DeliveryNoteBooked>, { readonly receiptId: string | null }> = {
  kind: 'delivery-note',
  events: { DeliveryNoteBooked },
  initial: { receiptId: null },
  evolve: (_, { data: { receiptId } }) => ({ receiptId }),
};

/** The id of the stream of a delivery note and a SKU. Blanks and case of the note are ignored. */
export const deliveryNoteId = (purchaseOrderId: string, reference: string, sku: string) =>
  derivedId(JSON.stringify([purchaseOrderId, reference.trim().toLowerCase()]), sku);

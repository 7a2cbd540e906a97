import { EventStore, readStream } from '@concord/event-store';
import type { DomainEvent } from '@concord/event-sourcing';
import type { PaperAddress } from '@concord/paper';
import { flatAddress, shown, type Caller, type Masked, type Vault } from '@concord/service';
import type { CreditNote } from './credit-note';
import type { ShownDocument } from './document-paper';
import type { DocumentRow } from './documents.projection';
import type { Invoice } from './invoice';
import { orderDocuments } from './order-documents.aggregate';

/** An order has an invoice for each parcel, and a note for each refund. */
const EVENTS_MAX = 10_000;
const ISSUED = ['InvoiceIssued', 'CreditNoteIssued'];

/** What of a document is personal data. */
export const PERSONAL = {
  customerId: 'clear',
  'buyer.address.postcode': 'clear',
  'buyer.address.address': 'address',
  'shipTo.postcode': 'clear',
  'shipTo.address': 'address',
} as const;

/** The document as its event has it: nothing of it was ever changed. */
export async function issuedDocument(store: EventStore, { documentId, orderId }: DocumentRow) {
  const events = await readStream(store.reading, `${orderDocuments.kind}-${orderId}`, 0, EVENTS_MAX);
  const found = events.find(
    ({ type, data }) => ISSUED.includes(type) && (data as { documentId: string }).documentId === documentId,
  );
  if (!found) throw new Error(`The stream of the order ${orderId} has no document ${documentId}.`);
  const { type, schemaVersion, data } = found as DomainEvent & typeof found;
  return orderDocuments.events[type]!.lift(data, schemaVersion) as Invoice | CreditNote;
}

/** A document as the caller may see it, with its addresses opened. */
export async function shownDocument(
  vault: Vault,
  caller: Caller,
  document: Invoice | CreditNote,
): Promise<SeenContent> {
  const seen = (await shown(vault, caller, document, PERSONAL)) as Masked<Invoice | CreditNote>;
  const { buyer, shipTo } = seen;
  return {
    ...seen,
    buyer: { ...buyer, address: flatAddress(buyer.address) },
    ...(shipTo && { shipTo: flatAddress(shipTo) }),
  } as SeenContent;
}

type SeenContent = ShownDocument & { readonly masked?: readonly string[] };

/** The document for a paper, which says that names are not shown. */
export function forPaper({ masked = [], ...document }: SeenContent): ShownDocument {
  const { buyer, shipTo } = document;
  const place = (address: PaperAddress, path: string) =>
    masked.includes(path) ? { ...address, isHidden: true } : address;
  return {
    ...document,
    buyer: { ...buyer, address: place(buyer.address, 'buyer.address.address') },
    ...(shipTo && { shipTo: place(shipTo, 'shipTo.address') }),
  } as ShownDocument;
}

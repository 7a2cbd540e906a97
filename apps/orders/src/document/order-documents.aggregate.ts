import { Credits, CreditNoteIssued, fields, InvoiceIssued } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A parcel left: what it costs is invoiced once its money is there. `from` counts the units of the line before it. */
export const ParcelSupplied = event('ParcelSupplied', 1, {
  orderId: fields.Id,
  fulfilmentId: fields.Id,
  suppliedAt: fields.Time,
  units: Type.Array(
    Type.Object({
      lineId: fields.Id,
      quantity: fields.Units,
      from: fields.UnitsOrNone,
      uncollectedMinor: Type.Optional(fields.Minor),
    }),
  ),
  amountMinor: fields.Minor,
  credits: Type.Optional(Credits),
});

export const orderDocumentEvents = { ParcelSupplied, InvoiceIssued, CreditNoteIssued };
export type OrderDocumentEvent = EventFrom<(typeof orderDocumentEvents)[keyof typeof orderDocumentEvents]>;

export type Supply = EventFrom<typeof ParcelSupplied>['data'];

/** A line of an invoice, and what credit notes took off it. */
export interface InvoicedLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly credited: { readonly units: number; readonly totalMinor: number; readonly taxMinor: number };
}

export interface Invoiced {
  readonly documentId: string;
  readonly numberText: string;
  readonly issuedAt: string;
  readonly lines: readonly InvoicedLine[];
}

/** The documents of an order. */
export interface OrderDocuments {
  /** Parcels whose invoice is still to be issued. */
  readonly supplies: readonly Supply[];
  readonly fulfilmentIds: readonly string[];
  readonly invoices: readonly Invoiced[];
  readonly noteIds: readonly string[];
}

export const orderDocuments: Aggregate<OrderDocumentEvent, OrderDocuments> = {
  kind: 'order-documents',
  events: orderDocumentEvents,
  initial: { supplies: [], fulfilmentIds: [], invoices: [], noteIds: [] },

  evolve(state, { type, data }) {
    switch (type) {
      case 'ParcelSupplied':
        return {
          ...state,
          supplies: [...state.supplies, data],
          fulfilmentIds: [...state.fulfilmentIds, data.fulfilmentId],
        };
      case 'InvoiceIssued': {
        const { documentId, numberText, issuedAt, fulfilmentId } = data;
        const lines = data.lines.map(({ lineId, quantity, totalMinor, taxMinor }) => {
          return { lineId, quantity, totalMinor, taxMinor, credited: { units: 0, totalMinor: 0, taxMinor: 0 } };
        });
        return {
          ...state,
          supplies: state.supplies.filter((supply) => supply.fulfilmentId !== fulfilmentId),
          invoices: [...state.invoices, { documentId, numberText, issuedAt, lines }],
        };
      }
      case 'CreditNoteIssued':
        return {
          ...state,
          invoices: state.invoices.map((invoice) => credited(invoice, data.lines)),
          noteIds: [...state.noteIds, data.documentId],
        };
      default:
        return never(type);
    }
  },
};

function credited(invoice: Invoiced, off: EventFrom<typeof CreditNoteIssued>['data']['lines']): Invoiced {
  const own = off.filter(({ invoiceId }) => invoiceId === invoice.documentId);
  if (own.length === 0) return invoice;
  const lines = invoice.lines.map((line) => {
    const found = own.find(({ lineId }) => lineId === line.lineId);
    if (!found) return line;
    const { units, totalMinor, taxMinor } = line.credited;
    return {
      ...line,
      credited: {
        units: units + (found.quantity ?? 0),
        totalMinor: totalMinor + found.totalMinor,
        taxMinor: taxMinor + found.taxMinor,
      },
    };
  });
  return { ...invoice, lines };
}

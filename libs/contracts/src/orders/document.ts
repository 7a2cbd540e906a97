import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, ShortText, Sku, Time, Units } from '../fields';

const event = publishedBy('orders');

const document = {
  documentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  series: Type.String({ maxLength: 20 }),
  /** Counts from 1 within the series, without a gap. */
  number: Units,
  issuedAt: Time,
  currency: Currency,
  lines: Type.Array(
    Type.Object({
      lineId: Id,
      sku: Sku,
      title: ShortText,
      quantity: Units,
      /** What is charged or given back for the units, with tax. */
      amountMinor: Minor,
      /** The tax within `amountMinor`. */
      taxMinor: Minor,
      /** Thousandths of a percent: 20 % is 20000. */
      rateMilli: Type.Integer({ minimum: 0 }),
    }),
  ),
  totalMinor: Minor,
  taxMinor: Minor,
};

/** The goods of a parcel are invoiced: when their money is captured, or is owed on account. */
export const InvoiceIssued = event('InvoiceIssued', 1, { ...document, fulfilmentId: Id });

/** A refund corrects an invoice. */
export const CreditNoteIssued = event('CreditNoteIssued', 1, { ...document, refundId: Id, correctsDocumentId: Id });

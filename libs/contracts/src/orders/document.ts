import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Time, Units } from '../fields';
import { Address, OrderCompany, TAX_EXEMPTIONS } from './order';
import { Credits } from './tender';

const event = publishedBy('orders');

/** A rate of tax, and why none is due where none is. Both are absent where the shop has no tax rates for the place. */
const rate = {
  /** Thousandths of a percent: 20 % is 20000. */
  rateMilli: Type.Optional(Type.Integer({ minimum: 0 })),
  exemption: Type.Optional(OneOf(...TAX_EXEMPTIONS)),
};

const amounts = {
  netMinor: Minor,
  taxMinor: Minor,
};

const line = {
  lineId: Id,
  sku: Sku,
  title: ShortText,
  /** The price of one unit by the list, before discounts; with tax where `isTaxIncluded`. */
  unitMinor: Minor,
  isTaxIncluded: Type.Boolean(),
  ...rate,
  ...amounts,
  /** What is charged or given back for the line: `netMinor` and `taxMinor`. */
  totalMinor: Minor,
  /** The line is no goods: a service, or the shipping of the order. */
  isService: Type.Optional(Type.Literal(true)),
};

/** Who sold, at that moment: the setting `document.seller`. */
const Seller = Type.Object({
  name: ShortText,
  street: ShortText,
  postcode: ShortText,
  city: ShortText,
  /** ISO 3166. */
  country: Type.String({ maxLength: 2 }),
  vatNumber: Type.Optional(ShortText),
  registration: Type.Optional(ShortText),
  email: Type.Optional(ShortText),
  phone: Type.Optional(ShortText),
  iban: Type.Optional(ShortText),
  bic: Type.Optional(ShortText),
});

/** What a document shows. All of it stands in its event, so that a reprint is the same for ever. */
const document = {
  documentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  /** The series and its number, which counts from 1 without a gap. */
  series: Type.String({ maxLength: 40 }),
  number: Units,
  /** The number as people read it: INV-2026-000042. */
  numberText: Type.String({ maxLength: 40 }),
  issuedAt: Time,
  /** The layout of the paper: an older document is printed as it was. */
  layout: Type.Integer({ minimum: 1 }),
  currency: Currency,
  channel: OneOf('b2c', 'b2b', 'd2c'),
  seller: Seller,
  /** Who buys. The name of a person stands in the address, sealed; a company is named in clear. */
  buyer: Type.Object({ address: Address, companyId: Type.Optional(Id), company: Type.Optional(OrderCompany) }),
  /** Where the goods went, where that is another address. */
  shipTo: Type.Optional(Address),
  /** The numbers under which the shop and the buyer know the order. */
  reference: Type.Optional(ShortText),
  purchaseOrderNumber: Type.Optional(ShortText),
  /** The tax by rate. */
  taxes: Type.Array(Type.Object({ ...rate, ...amounts })),
  netMinor: Minor,
  taxMinor: Minor,
  totalMinor: Minor,
};

/**
 * The units of a parcel are invoiced: when their money is captured, is owed on account, or was paid by vouchers and points.
 * A parcel whose money is still to be captured is invoiced before where a return gives units of it back.
 */
export const InvoiceIssued = event('InvoiceIssued', 1, {
  ...document,
  fulfilmentId: Id,
  /** When the units were handed to the customer or to the carrier: tax is due for that day. */
  suppliedAt: Time,
  lines: Type.Array(
    Type.Object({
      ...line,
      quantity: Units,
      /** The discount on these units, in the terms of `unitMinor`. */
      discountMinor: Minor,
    }),
  ),
  payment: Type.Object({
    method: OneOf('card', 'invoice'),
    /** What vouchers and points paid of the total. */
    credits: Type.Optional(Credits),
    /** What was captured from the card. */
    capturedMinor: Minor,
    /** What is still to be paid. */
    dueMinor: Minor,
    /** Until when, on account. */
    dueAt: Type.Optional(Time),
  }),
});

/** Money or credit goes back to a customer, and corrects what was invoiced. */
export const CreditNoteIssued = event('CreditNoteIssued', 1, {
  ...document,
  /** The invoices that it corrects. */
  corrects: Type.Array(Type.Object({ documentId: Id, numberText: Type.String({ maxLength: 40 }), issuedAt: Time })),
  /** Units came back, a person decided about them, a claim was granted, or the price was reduced by hand. */
  cause: OneOf('return', 'decision', 'claim', 'refund'),
  returnId: Type.Optional(Id),
  claimId: Type.Optional(Id),
  refundId: Type.Optional(Id),
  lines: Type.Array(
    Type.Object({
      ...line,
      /** The invoice of the line. */
      invoiceId: Id,
      /** The units that came back; absent where only the price is reduced. */
      quantity: Type.Optional(Units),
    }),
  ),
});

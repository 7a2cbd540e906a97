import { Address, fields, Personal } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Sku, Units, Minor, Currency, Time, ShortText } = fields;

/** The shop offers goods to a business buyer at agreed prices, until a moment. */
export const SalesQuoteOffered = event('SalesQuoteOffered', 1, {
  salesQuoteId: Id,
  customerId: Id,
  /** The company for which the customer bought when it was offered. */
  companyId: Type.Optional(Id),
  channel: Type.Literal('b2b'),
  currency: Currency,
  lines: Type.Array(
    Type.Object({ sku: Sku, title: ShortText, quantity: Units, agreedUnitMinor: Type.Optional(Minor) }),
  ),
  totalMinor: Minor,
  shipTo: Address,
  validUntil: Time,
  note: Type.Optional(Personal('note')),
});
/** The buyer accepted: the order was placed. */
export const SalesQuoteAccepted = event('SalesQuoteAccepted', 1, { salesQuoteId: Id, orderId: Id });
/** The buyer declined. */
export const SalesQuoteDeclined = event('SalesQuoteDeclined', 1, {
  salesQuoteId: Id,
  reason: Type.Optional(Personal('note')),
});
/** The shop took the quote back. */
export const SalesQuoteWithdrawn = event('SalesQuoteWithdrawn', 1, { salesQuoteId: Id });

export const salesQuoteEvents = { SalesQuoteOffered, SalesQuoteAccepted, SalesQuoteDeclined, SalesQuoteWithdrawn };
export type SalesQuoteEvent = EventFrom<(typeof salesQuoteEvents)[keyof typeof salesQuoteEvents]>;
export type OfferedQuote = EventFrom<typeof SalesQuoteOffered>['data'];

export const SALES_QUOTE_STATUSES = ['offered', 'accepted', 'declined', 'withdrawn'] as const;

export interface SalesQuote {
  readonly status: 'none' | (typeof SALES_QUOTE_STATUSES)[number];
  readonly offered: OfferedQuote | null;
  readonly orderId: string | null;
}

export const salesQuoteAggregate: Aggregate<SalesQuoteEvent, SalesQuote> = {
  kind: 'sales-quote',
  events: salesQuoteEvents,
  initial: { status: 'none', offered: null, orderId: null },

  evolve(quote, { type, data }) {
    switch (type) {
      case 'SalesQuoteOffered':
        return { ...quote, status: 'offered', offered: data };
      case 'SalesQuoteAccepted':
        return { ...quote, status: 'accepted', orderId: data.orderId };
      case 'SalesQuoteDeclined':
        return { ...quote, status: 'declined' };
      case 'SalesQuoteWithdrawn':
        return { ...quote, status: 'withdrawn' };
      default:
        return never(type);
    }
  },
};

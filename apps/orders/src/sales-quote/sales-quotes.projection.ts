import type { Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { SALES_QUOTE_STATUSES, salesQuoteEvents, type OfferedQuote } from './sales-quote.aggregate';

/** An offer to a business buyer. */
@Entity('sales_quote_view')
@Index(['customerId'])
@Index(['status'])
export class SalesQuoteRow {
  @RowKeyText()
  salesQuoteId!: string;

  @RowText()
  customerId: string = '';

  @RowOneOf(SALES_QUOTE_STATUSES)
  status: string = 'offered';

  @RowText()
  currency: string = '';

  @RowList(
    { sku: 'text', title: 'text', quantity: 'whole', 'agreedUnitMinor?': 'whole' },
    { description: 'Without an agreed price a line has the price of the list.' },
  )
  lines: OfferedQuote['lines'] = [];

  @RowWhole()
  totalMinor: number = 0;

  @RowObject({ country: 'text', 'postcode?': 'text', 'address?': 'text' })
  shipTo: OfferedQuote['shipTo'] = { country: '' };

  @RowTime({ description: 'It can be accepted until then.' })
  validUntil: string = '1970-01-01T00:00:00.000Z';

  @RowText({ nullable: true })
  note: Personal | null = null;

  @RowText({ nullable: true, description: 'Why the buyer declined.' })
  reason: Personal | null = null;

  @RowText({ nullable: true, description: 'The order that came of it.' })
  orderId: string | null = null;

  @RowText({ description: 'Who offered it.' })
  offeredBy: string = '';

  @RowTime()
  offeredAt: string = '1970-01-01T00:00:00.000Z';
}

export const salesQuotes = projection(
  'orders.sales-quotes',
  salesQuoteEvents,
  SalesQuoteRow,
  ({ data }) => ({ salesQuoteId: data.salesQuoteId }),
  {
    SalesQuoteOffered: (row, { data, occurredAt, meta: { actor } }) => {
      const { customerId, currency, lines, totalMinor, shipTo, validUntil, note = null } = data;
      const terms = { customerId, currency, lines, totalMinor, shipTo, validUntil, note };
      return { ...row, ...terms, offeredAt: occurredAt, offeredBy: actor.id };
    },
    SalesQuoteAccepted: (row, { data: { orderId } }) => ({ ...row, status: 'accepted', orderId }),
    SalesQuoteDeclined: (row, { data: { reason = null } }) => ({ ...row, status: 'declined', reason }),
    SalesQuoteWithdrawn: (row) => ({ ...row, status: 'withdrawn' }),
  },
);

import type { Personal } from '@concord/contracts';
import { projection, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { SALES_QUOTE_STATUSES, salesQuoteEvents, type OfferedQuote } from './sales-quote.aggregate';

/** An offer to a business buyer. */
@Entity('sales_quote_view')
@Index(['customerId'])
@Index(['companyId'])
@Index(['status'])
export class SalesQuoteRow {
  @RowKeyText()
  salesQuoteId!: string;

  @RowText()
  customerId: string = '';

  @RowText({ nullable: true, description: 'The company for which the customer bought when the quote was offered.' })
  companyId: string | null = null;

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

  @RowText({ nullable: true, description: 'Who accepted, declined or withdrew it.' })
  decidedBy: string | null = null;

  @RowTime({ nullable: true })
  decidedAt: string | null = null;
}

export const salesQuotes = projection(
  'orders.sales-quotes',
  salesQuoteEvents,
  SalesQuoteRow,
  ({ data }) => ({ salesQuoteId: data.salesQuoteId }),
  {
    SalesQuoteOffered: (row, { data, occurredAt, meta: { actor } }) => {
      const { customerId, companyId = null, currency, lines, totalMinor, shipTo, validUntil, note = null } = data;
      const terms = { customerId, companyId, currency, lines, totalMinor, shipTo, validUntil, note };
      return { ...row, ...terms, offeredAt: occurredAt, offeredBy: actor.id };
    },
    SalesQuoteAccepted: (row, event) => decided(row, event, { status: 'accepted', orderId: event.data.orderId }),
    SalesQuoteDeclined: (row, event) => {
      const { reason = null } = event.data;
      return decided(row, event, { status: 'declined', reason });
    },
    SalesQuoteWithdrawn: (row, event) => decided(row, event, { status: 'withdrawn' }),
  },
);

const decided = (
  row: SalesQuoteRow,
  { occurredAt, meta: { actor } }: RecordedEvent,
  outcome: Partial<SalesQuoteRow>,
): SalesQuoteRow => ({ ...row, ...outcome, decidedAt: occurredAt, decidedBy: actor.id });

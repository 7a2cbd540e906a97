import type { Personal } from '@concord/contracts';
import { conflict, never, notFound, Rejection, rule, type Command, type Decider } from '@concord/event-sourcing';
import { sell, type SaleFacts, type WantedLine } from '../order/sale';
import type { Buyer } from '../price/unit-price';
import {
  salesQuoteAggregate,
  SalesQuoteDeclined,
  SalesQuoteOffered,
  SalesQuoteWithdrawn,
  type OfferedQuote,
  type SalesQuote,
  type SalesQuoteEvent,
} from './sales-quote.aggregate';

export type OfferSalesQuote = Command<
  'OfferSalesQuote',
  Omit<OfferedQuote, 'lines' | 'totalMinor'> & { lines: readonly WantedLine[]; facts: SaleFacts; buyer: Buyer }
>;
export type DeclineSalesQuote = Command<'DeclineSalesQuote', { salesQuoteId: string; reason?: Personal }>;
export type WithdrawSalesQuote = Command<'WithdrawSalesQuote', { salesQuoteId: string }>;

/** An offer to a business buyer: a person accepts or declines it, and until then the shop may take it back. */
export const salesQuote: Decider<
  OfferSalesQuote | DeclineSalesQuote | WithdrawSalesQuote,
  SalesQuoteEvent,
  SalesQuote
> = {
  ...salesQuoteAggregate,
  commands: ['OfferSalesQuote', 'DeclineSalesQuote', 'WithdrawSalesQuote'],
  opens: ['OfferSalesQuote'],
  id: ({ data }) => data.salesQuoteId,

  decide(command, state) {
    const { salesQuoteId } = command.data;
    switch (command.type) {
      case 'OfferSalesQuote':
        if (state.status !== 'none') return conflict('sales-quote-exists', `There is a quote ${salesQuoteId} already.`);
        return offer(command.data, command.at);
      case 'DeclineSalesQuote': {
        const closed = whyClosed(salesQuoteId, state);
        if (closed) return state.status === 'declined' ? [] : closed;
        return [SalesQuoteDeclined.of(command.data)];
      }
      case 'WithdrawSalesQuote': {
        const closed = whyClosed(salesQuoteId, state);
        if (closed) return state.status === 'withdrawn' ? [] : closed;
        return [SalesQuoteWithdrawn.of({ salesQuoteId })];
      }
      default:
        return never(command);
    }
  },
};

function offer({ facts, buyer, lines, ...terms }: OfferSalesQuote['data'], at: string): SalesQuoteEvent[] | Rejection {
  if (Date.parse(terms.validUntil) <= Date.parse(at))
    return rule('sales-quote-over', `${terms.validUntil} is past: choose a later end.`);
  const sale = sell(lines, [], facts, buyer, at);
  if (sale instanceof Rejection) return sale;
  const quoted = lines.map((line, index) => ({ ...line, title: sale.lines[index]!.title }));
  return [SalesQuoteOffered.of({ ...terms, lines: quoted, totalMinor: sale.totalMinor })];
}

/** Why a quote can be neither accepted, declined nor withdrawn. */
export function whyClosed(salesQuoteId: string, { status, orderId }: SalesQuote): Rejection | undefined {
  if (status === 'offered') return undefined;
  if (status === 'none') return notFound('sales-quote-unknown', `There is no quote ${salesQuoteId}.`);
  return conflict('sales-quote-closed', `The quote is ${status} already.`, {
    status,
    ...(orderId !== null && { orderId }),
  });
}

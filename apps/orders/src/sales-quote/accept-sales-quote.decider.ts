import { conflict, Rejection, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { onAccount, type BuyingCompany } from '../buyer/credit';
import type { Placed } from '../order/order-state';
import { orderAggregate } from '../order/order.aggregate';
import { place, type PaymentChoice } from '../order/place-order';
import type { ReturnTerms } from '../order/return-terms';
import type { SaleFacts } from '../order/sale';
import type { Buyer } from '../price/unit-price';
import { salesQuoteAggregate, SalesQuoteAccepted } from './sales-quote.aggregate';
import { whyClosed } from './sales-quote.decider';

export type AcceptSalesQuote = Command<
  'AcceptSalesQuote',
  Pick<Placed, 'orderId' | 'shipTo' | 'orderedAt' | 'purchaseOrderNumber'> &
    ReturnTerms & {
      salesQuoteId: string;
      payment: PaymentChoice;
      facts: SaleFacts;
      buyer: Buyer;
      company?: BuyingCompany;
    }
>;

/**
 * Places the order of a quote. The agreed prices hold; where prices of the list are part of it and have changed, so that
 * it would cost something else, the buyer is told instead.
 */
export const acceptSalesQuote: JointDecider<AcceptSalesQuote> = {
  commands: ['AcceptSalesQuote'],
  aggregate: orderAggregate,
  opens: ['AcceptSalesQuote'],
  id: ({ data }) => data.orderId,

  decideJointly({ data, at }, read) {
    const { salesQuoteId, company, ...given } = data;
    const quote = read(salesQuoteAggregate, salesQuoteId);
    if (read(orderAggregate, given.orderId).placed)
      return conflict('order-exists', `There is an order ${given.orderId} already.`);
    const closed = whyClosed(salesQuoteId, quote);
    if (closed) return closed;
    const { customerId, companyId, channel, currency, lines, totalMinor, validUntil } = quote.offered!;
    if (Date.parse(validUntil) <= Date.parse(at))
      return rule('sales-quote-over', `The quote was valid until ${validUntil}: ask for another one.`);
    if (companyId !== undefined && companyId !== company?.companyId)
      return rule(
        'quote-of-company',
        `The quote is for the company ${companyId}, and ${customerId} no longer buys for it.`,
      );
    const wanted = lines.map(({ sku, quantity, agreedUnitMinor }) => {
      return { sku, quantity, ...(agreedUnitMinor !== undefined && { agreedUnitMinor }) };
    });
    const terms = { ...given, customerId, channel, currency, lines: wanted, promotionCodes: [] };
    const ofCompany = company ? { company } : {};
    const asked = { type: 'PlaceOrder' as const, data: { ...terms, ...ofCompany, expectedTotalMinor: totalMinor } };
    const placed = place(asked, at);
    if (placed instanceof Rejection) return placed;
    const account = onAccount(placed[0]!.data as Placed, given.payment.method, company, read);
    if (account instanceof Rejection) return account;
    const accepted = SalesQuoteAccepted.of({ salesQuoteId, orderId: given.orderId });
    return [
      { to: orderAggregate, id: given.orderId, events: placed },
      { to: salesQuoteAggregate, id: salesQuoteId, events: [accepted] },
      ...account,
    ];
  },
};

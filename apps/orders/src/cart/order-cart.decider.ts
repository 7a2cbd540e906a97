import { conflict, Rejection, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { onAccount, type BuyingCompany } from '../buyer/credit';
import type { Placed } from '../order/order-state';
import { orderAggregate } from '../order/order.aggregate';
import { placed, totalDiffers, type PaymentChoice } from '../order/place-order';
import type { ReturnTerms } from '../order/return-terms';
import { numbered, referenceTaken } from '../order/place-order.decider';
import { cartAggregate, CartOrdered, type Cart, type CartAddress } from './cart.aggregate';
import { recovered, whyClosed } from './cart.decider';

/** Orders a basket as it was quoted. */
export type OrderCart = Command<
  'OrderCart',
  Pick<
    Placed,
    'orderId' | 'reference' | 'orderedAt' | 'mayWait' | 'companyId' | 'billedCompany' | 'purchaseOrderNumber'
  > &
    ReturnTerms & {
      cartId: string;
      quoteId: string;
      payment: PaymentChoice;
      company?: BuyingCompany;
      /** What the customer expects to pay; the quote says it too. */
      expectedTotalMinor?: number;
      /** The address of a guest's basket, sealed for the order. */
      address?: CartAddress;
    }
>;

/** The price of the quote holds until it expires; what changed in the basket since then needs another quote. */
export const orderCart: JointDecider<OrderCart> = {
  commands: ['OrderCart'],
  aggregate: orderAggregate,
  opens: ['OrderCart'],
  id: ({ data }) => data.orderId,

  decideJointly({ data, at }, read) {
    const { cartId, quoteId, payment, company, expectedTotalMinor, address: sealed, ...given } = data;
    const cart = read(cartAggregate, cartId);
    if (read(orderAggregate, given.orderId).placed)
      return conflict('order-exists', `There is an order ${given.orderId} already.`);
    const closed = whyClosed(cartId, cart);
    if (closed) return closed;
    const { quote, customerId } = cart;
    const address = sealed ?? cart.address;
    if (!quote || quote.quoteId !== quoteId || !holds(cart, at)) return quoteStale(quoteId);
    const differs = totalDiffers(quote.totalMinor, expectedTotalMinor);
    if (differs) return differs;
    if (!address) return rule('cart-without-address', 'Say where the basket is to be sent.');
    const customer = customerId === null ? {} : { customerId };
    const terms = { ...given, ...customer, channel: cart.channel };
    const taken = referenceTaken(terms, read);
    if (taken) return taken;
    const { lines, goodsMinor, discountMinor, taxOnTopMinor, totalMinor, currency, credits, shipping } = quote;
    const order = {
      ...terms,
      ...address,
      cartId,
      ...(cart.holdRequests > 0 && { holdRequest: cart.holdRequests }),
      quoteId,
      currency,
      lines,
      goodsMinor,
      discountMinor,
      ...(taxOnTopMinor > 0 && { taxOnTopMinor }),
      totalMinor,
      ...(credits && { credits }),
      ...(shipping && { shipping }),
      ...(company && { companyId: company.companyId }),
    };
    const account = onAccount(order, payment.method, company, read);
    if (account instanceof Rejection) return account;
    return [
      { to: orderAggregate, id: given.orderId, events: placed(order, payment) },
      {
        to: cartAggregate,
        id: cartId,
        events: [
          ...recovered(cartId, cart, given.orderId),
          CartOrdered.of({ cartId, orderId: given.orderId, quoteId }),
        ],
      },
      ...numbered(terms),
      ...account,
    ];
  },
};

/** Whether the last quote still says what the basket costs. */
export const holds = ({ quote, isQuoteCurrent }: Pick<Cart, 'quote' | 'isQuoteCurrent'>, at: string) =>
  isQuoteCurrent && quote !== null && Date.parse(at) < Date.parse(quote.expiresAt);

/** The quote does not say what the basket costs now. */
export const quoteStale = (quoteId: string) =>
  conflict('quote-stale', `The quote ${quoteId} no longer holds: ask for another one, and agree on its total.`);

/** The error codes of orders alone. */
export const ORDERS_ERRORS = {
  'address-in-other-country': [
    'An order is to go to another country than the one it was priced for.',
    'Cancel the order, and place it again for the other country.',
  ],
  'address-not-changeable': [
    'The order is not confirmed, or it is being picked.',
    'Change the address between confirmation and picking. Afterwards ask the carrier.',
  ],
  'agreed-price-not-allowed': ['The caller may not agree prices.', 'Leave agreedUnitMinor out.'],
  'agreed-price-outside-b2b': [
    'An order outside the channel b2b has agreed prices.',
    'Leave agreedUnitMinor out, or order in b2b.',
  ],
  'basket-needed': [
    'A customer orders goods without a basket, and the shop charges for sending them.',
    'Fill a basket, have it quoted, and order that.',
  ],
  'basket-not-of-company': [
    'A buyer of a company pays on account, and the basket was quoted for the customer alone.',
    'Order from a basket of the channel b2b, or pay by card.',
  ],
  'cancelled-line-unnamed': [
    'A line to cancel has neither a SKU nor a line id.',
    'Name the sku or the lineId of each line.',
  ],
  'capture-unknown': [
    'No capture was requested for this parcel.',
    'Correct the ids; GET …/payments lists the captures.',
  ],
  'cart-changed': ['A basket changed while its quote was made.', 'Ask for the quote again.'],
  'cart-empty': ['The basket has no lines.', 'Add a line first.'],
  'cart-ended': ['The basket was merged into another one, or its time is over.', 'Begin a new basket.'],
  'cart-exists': ['There is a basket with this id already.', 'Use another id.'],
  'cart-itself': ['A basket is to be merged into itself.', 'Name the basket of the guest.'],
  'cart-line-unknown': ['The basket has no line of this id.', 'Read the basket again.'],
  'cart-ordered': ['The basket was ordered.', 'Begin a new basket; the answer names the order.'],
  'cart-unknown': ['There is no such basket, or it belongs to somebody else.', 'Check the id and the token.'],
  'cart-without-address': ['The basket does not say where it is to be sent.', 'Set its address first.'],
  'carts-differ': ['Two baskets of different channels or currencies are to be merged.', 'Order them one by one.'],
  'challenge-over': [
    'The payment of this reference waits for no step of the customer: it is decided, or no longer wanted.',
    'Read the order: its status says how the payment ended.',
  ],
  'challenge-unknown': [
    'The payment sandbox has no payment of this reference that waits for a customer, or payments do not go by it.',
    'Follow the url of the order’s paymentAction.',
  ],
  'channel-not-allowed': ['The caller may not order in this sales channel.', 'Order in b2c.'],
  'claim-line-repeated': ['A claim names a line twice.', 'Name each line once.'],
  'claim-resolved': ['The claim was decided already.', 'Read the claim.'],
  'claim-unknown': [
    'There is no such claim, or it is about the order of somebody else.',
    'Check the id and the token.',
  ],
  'claim-without-lines': ['A claim names no line.', 'Name the lines that it is about.'],
  'coupon-unknown': ['The basket does not have this code.', 'Read the basket again.'],
  'credit-exceeded': [
    'The company would owe more than its credit.',
    'Order less, pay by card, or wait until an invoice is paid.',
  ],
  'credit-in-other-currency': [
    'The credit of the company is in another currency.',
    'Order in that currency, or by card.',
  ],
  'currency-mismatch': [
    'Prices of the order are in another currency than the order.',
    'Order in the currency of the price list.',
  ],
  'document-unknown': ['No invoice or credit note has this id, or it belongs to another customer.', 'Correct the id.'],
  'exchange-not-eligible': [
    'The goods may not come back, so they cannot be exchanged.',
    'Read reason: it is that of a return.',
  ],
  'exchange-unknown': [
    'There is no such exchange, or it is of the order of somebody else.',
    'Check the id and the token.',
  ],
  'fulfilment-not-expected': [
    'A parcel is reported that the order does not expect. Only a reaction can meet this refusal.',
    'Look into it: GET /v1/refused lists it.',
  ],
  'goods-added': [
    'An order is to be cancelled that bears the shipping of goods that were added to it.',
    'Cancel the orders in `additions` first.',
  ],
  'goods-not-addable': [
    'The order is not confirmed, it is on hold, or it is being picked.',
    'Add goods between confirmation and picking. Afterwards place another order.',
  ],
  'hold-reason-needed': ['The order waits for several reasons.', 'Name the reason that is over.'],
  'invoice-beyond-total': [
    'More would be owed on account than the order costs. Only a reaction can meet this refusal.',
    'Look into it: GET /v1/refused lists it.',
  ],
  'invoice-not-allowed': ['The caller may not order by invoice.', 'Pay by card.'],
  'invoice-not-open': ['Nothing is owed for the order.', 'Check the order of the payment.'],
  'invoice-payment-recorded': [
    'A payment with this reference is recorded already.',
    'Nothing, or send further: true for another payment.',
  ],
  'line-not-goods': [
    'A claim names a service, a voucher or shipping.',
    'Claim goods only. Ask for a refund of anything else.',
  ],
  'lines-not-orderable': [
    'Lines of the order name SKUs that are unknown, not for sale, without a price, or without a tax rate where they go.',
    'Take out the lines that the answer names.',
  ],
  'no-way-to-ship': [
    'The shop offers ways to ship, and none for these goods to this country in this currency.',
    'Correct the country, or offer a way to ship there.',
  ],
  'nothing-left-to-give-back': ['Nothing of the order can be refunded any more.', 'Read the payments of the order.'],
  'order-above-buyer-limit': [
    'The order costs more than its buyer may order at a time.',
    'Order less, or ask the company.',
  ],
  'order-ambiguous': [
    'An order of a basket names members that the basket says, or no quote.',
    'Send cartId and quoteId, and leave the named members out.',
  ],
  'order-being-picked': [
    'Units are to be cancelled that are being picked.',
    'Cancel the other lines, or return the goods later.',
  ],
  'order-date-not-allowed': ['The caller may not date an order.', 'Leave orderedAt out.'],
  'order-exists': ['The id of a new order is taken.', 'Send the order under a new id.'],
  'order-for-another': ['A customer orders for somebody else.', 'Leave customerId out.'],
  'order-incomplete': [
    'An order without a basket lacks members.',
    'Add the members that errors names, or order a basket.',
  ],
  'order-not-holdable': [
    'Nothing of the order can wait: it is not decided yet, has left, or is over.',
    'Read its status.',
  ],
  'order-pending': ['Units of an order are to be cancelled before it is decided.', 'Cancel the whole order, or wait.'],
  'order-reference-taken': [
    "The shop's number belongs to another order of the customer.",
    'Use that order, or send another number.',
  ],
  'order-rejected': ['The order was rejected.', 'Nothing: there is nothing to cancel.'],
  'order-shipped': ['The order has left the warehouse.', 'Return the goods instead.'],
  'order-too-large': ['The total of an order is too large to be exact.', 'Place several orders.'],
  'order-without-lines': ['An order has no lines.', 'Send at least one line.'],
  'ordered-in-the-future': ['The order date is in the future.', 'Send the time at which the customer ordered.'],
  'payment-beyond-invoice': ['A payment is more than is owed.', 'Record at most the open amount.'],
  'payout-differs': [
    'The payout is not all of the refund that has not gone back.',
    'Pay out the rest in the answer, and record that.',
  ],
  'points-not-taken': ['Orders in this currency take no points.', 'Take the points out.'],
  'points-too-few': [
    'Fewer points are to pay than an order takes, or vouchers leave less to pay.',
    'Pay with pointsMin or more, or with none.',
  ],
  'promise-question-answered': [
    'The question whether to wait was answered before, with another answer.',
    'Cancel the units, if they are not wanted any more.',
  ],
  'promise-question-over': [
    'Nothing waits for the answer any more: goods came, units were cancelled, or another date is asked about.',
    'Look at the order again.',
  ],
  'promise-question-unknown': ['The order has no such question.', 'Take the id from the order.'],
  'promotion-currency-differs': [
    'The promotion takes off an amount in another currency than the order.',
    'Order without the code.',
  ],
  'promotion-used-up': [
    'All uses that the promotion may have are taken.',
    'Order without the code. It counts again where an order gives a use back.',
  ],
  'promotion-without-effect': ['A code gives no discount on this order.', 'Order without the code.'],
  'provider-unknown': [
    'A notice came to the route of a payment provider that is not configured.',
    'Send it to the route of the configured provider.',
  ],
  'quote-of-company': [
    'The quote is for a company for which the customer no longer buys.',
    'Have a buyer of the company ask for another quote.',
  ],
  'quote-stale': [
    'The quote expired, or the basket changed since then.',
    'Show the differences, ask for another quote, and order with that.',
  ],
  'refund-above-limit': ['The amount is above the refund limit of the caller.', 'Ask a person with a higher limit.'],
  'refund-beyond-captured': [
    'A refund is more than was captured and not refunded yet.',
    'Refund at most the amount in the answer.',
  ],
  'refund-beyond-vouchers': [
    'Money is to go back that vouchers of the order hold or have spent.',
    'Void the vouchers in the answer, then refund at most leftMinor.',
  ],
  'refund-day-limit-used-up': [
    'The refunds of the caller today reach the daily limit.',
    'Ask a person with a higher limit.',
  ],
  'refund-limit-in-other-currency': [
    'The refund limit of the caller is in another currency than the order.',
    'Ask a person with a limit in that currency.',
  ],
  'refund-limit-used-up': [
    'The refunds of the order reach the limit of the caller.',
    'Ask a person with a higher limit.',
  ],
  'refund-not-by-card': [
    'A refund is to be retried that no card gets: it is to be paid out, was paid out, or was written off.',
    'Read the refund. Pay it out where it waits for that, and record the payout.',
  ],
  'refund-settled': [
    'The refund was paid, or written off.',
    'Read the refund. Where you have paid it out already, the customer has the money twice: ask for it back, and open a case.',
  ],
  'refund-under-way': [
    'The provider is asked to pay the refund, or is asked again soon.',
    'Do not pay it out: wait for the answer, which the refund shows, or retry the refund. Where you have paid it out already, the customer may get the money twice: ask for it back where the card is paid too, and open a case.',
  ],
  'refund-unknown': ['The order has no refund with this id.', 'Correct the ids.'],
  'return-arrived': [
    'A return is to be cancelled or rejected whose parcel has arrived.',
    'Nothing: it will be inspected.',
  ],
  'return-not-undecided': ['No unit of the return waits for a decision.', 'Nothing: the refund is decided.'],
  'return-over': ['The return has ended.', 'Request another return.'],
  'sales-quote-closed': [
    'The quote was accepted, declined or withdrawn already.',
    'Read the quote; the answer names its order.',
  ],
  'sales-quote-exists': ['There is a quote with this id already.', 'Use another id.'],
  'sales-quote-over': ['The end of the quote is past.', 'Ask for another quote, or choose a later end.'],
  'sales-quote-unknown': ['There is no such quote, or it is to somebody else.', 'Check the id and the token.'],
  'settlement-changed': ['Two settlements were sent at the same time.', 'Send this one again.'],
  'settlement-day-open': [
    'The settlement of a day was sent before the end of the day (UTC).',
    'Send it on the next day.',
  ],
  'settlement-day-unknown': ['The calendar has no such day.', 'Correct the day.'],
  'settlement-header-unknown': [
    'The first row of a settlement file does not name its columns.',
    'Send a file that begins with the header ref,kind,amount,currency,day.',
  ],
  'settlement-later-exists': [
    'The settlement of a later day is recorded already.',
    'Send days in their order; only the last day can be corrected.',
  ],
  'settlement-rows-invalid': ['Rows of a settlement file cannot be read.', 'Correct the rows that errors names.'],
  'settlement-unknown': ['No settlement of this day is recorded.', 'Read the list of settlements.'],
  'settlement-unlike': [
    'Thousands of amounts differ from our books.',
    'Check that the file is of this shop and of this day.',
  ],
  'ship-option-not-possible': ['The basket cannot be sent in the chosen way.', 'Choose one of possible.'],
  'tax-country-taken': ['Another tax zone has a country of this one.', 'Take the country out of the other zone first.'],
  'tax-rate-in-force': [
    'A rate that is in force is to be changed or withdrawn.',
    'Set a new rate from a later moment.',
  ],
  'tax-rate-unknown': [
    'The zone has no such rate from that moment on.',
    'Read the zone, and name the moment of the rate.',
  ],
  'tax-zone-unknown': ['There is no such tax zone.', 'Define the zone first.'],
  'too-many-codes': ['The basket has as many codes as an order takes.', 'Take a code out.'],
  'too-many-lines': ['The basket has as many lines as an order takes.', 'Order it, and begin another one.'],
  'too-many-units': ['A line has as many units as an order takes.', 'Order it, and begin another one.'],
  'too-many-vouchers': ['The basket has as many vouchers as an order takes.', 'Take a voucher out.'],
  'shipping-not-cancellable': [
    'Shipping is to be cancelled, and goods of the order are sent or have left.',
    'Cancel shipping with the last goods: leave the lines out, or name all of them.',
  ],
  'tax-rate-missing': [
    'A way to ship has a tax class without a rate in force where the goods go.',
    'Set the rate of the class in the tax zone, or choose another way to ship.',
  ],
  'total-differs': ['The order costs something else than the caller expects.', 'Agree on totalMinor, and order again.'],
  'units-not-cancellable': [
    'More units are to be cancelled than can be.',
    'Cancel at most the units that the answer names.',
  ],
  'units-not-claimable': [
    'The units did not leave, or a claim or a return names them already.',
    'Claim at most units.',
  ],
  'units-not-undecided': [
    'A decision is about more units than wait for one.',
    'Decide at most the units that the answer names.',
  ],
  'voucher-not-usable': ['A voucher of the basket cannot pay; reason says why.', 'Take the voucher out.'],
  'webhook-signature-invalid': [
    'A notice of the payment provider is not signed with the shared secret, or was signed more than 5 minutes ago.',
    'Check the secret and the clocks; the body must arrive as it was signed.',
  ],
  'write-off-not-proposed': ['Nobody proposed to write the refund off.', 'Propose it, and have a second person agree.'],
  'write-off-proposed': ['Somebody else proposed to write the refund off.', 'Agree to it, or retry or pay the refund.'],
};

// Written by npm run generate from docs/openapi.

export type CreateCartRequest = {
    channel?: 'b2c' | 'b2b' | 'd2c';
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * For staff and systems; a customer gets a basket of their own.
     */
    customerId?: string;
};

export type Cart = {
    cartId: string;
    customerId: string | null;
    status: 'open' | 'ordered' | 'ended';
    channel: 'b2c' | 'b2b' | 'd2c';
    currency: string;
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
    }>;
    /**
     * Codes of promotions.
     */
    codes: Array<string>;
    /**
     * The vouchers that are to pay.
     */
    voucherIds: Array<string>;
    /**
     * The points that are to pay.
     */
    points: number;
    /**
     * How it is to be sent; null where the cheapest way is taken.
     */
    shipOption: string | null;
    /**
     * The last quote: prices hold until `expiresAt`, as long as `isQuoteCurrent`. Equal quotes have the same hash.
     */
    quote: {
        quoteId: string;
        cartId: string;
        customerId?: string;
        hash: string;
        currency: string;
        lines: Array<{
            lineId: string;
            sku: string;
            title: string;
            quantity: number;
            unitMinor: number;
            discounts: Array<{
                promotionId: string;
                amountMinor: number;
            }>;
            totalMinor: number;
            stocked: boolean;
            list?: string;
            tax?: {
                taxClass: string;
                rateMilli: number;
                amountMinor: number;
                exemption?: string;
            };
            isShipping?: boolean;
        }>;
        goodsMinor: number;
        discountMinor: number;
        taxOnTopMinor: number;
        totalMinor: number;
        credits?: {
            vouchers: Array<{
                voucherId: string;
                amountMinor: number;
            }>;
            points?: {
                points: number;
                amountMinor: number;
            };
        };
        shipping?: {
            option: string;
            name: string;
            promisedFrom: string;
            promisedTo: string;
        };
        expiresAt: string;
    } | null;
    /**
     * Whether nothing in the basket changed since the quote.
     */
    isQuoteCurrent: boolean;
    orderId: string | null;
    /**
     * Since when it counts as abandoned: nobody changed it for a while.
     */
    abandonedAt: string | null;
    /**
     * How often its hold was extended since its lines changed.
     */
    extensions: number;
    changedAt: string;
    shipTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * Where the invoice goes, where that is another address.
     */
    billTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    contact: {
        name?: string;
        email?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * The units that inventory holds for the basket, and until when. It answers a moment after a change. `short` says what was too little for the last change.
     */
    hold: {
        status: 'none' | 'held' | 'refused' | 'released' | 'expired';
        lines: Array<{
            sku: string;
            quantity: number;
        }>;
        expiresAt: string | null;
        short: Array<{
            sku: string;
            wanted: number;
            sellable: number;
        }>;
    };
};

export type CartPage = {
    items: Array<Cart>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type CartLineRequest = {
    sku: string;
    quantity?: number;
    /**
     * The campaign that brought the customer.
     */
    source?: string;
};

export type LineQuantityRequest = {
    quantity: number;
};

export type CartAddressRequest = {
    shipTo: AddressRequest;
    /**
     * Where the invoice goes, where that is another address.
     */
    billTo?: AddressRequest;
    /**
     * How the customer is reached about the order.
     */
    contact?: ContactRequest;
};

export type AddressRequest = {
    country: string;
    postcode?: string;
    /**
     * Who receives it. Personal: sealed.
     */
    name?: string;
    /**
     * Personal: sealed.
     */
    company?: string;
    /**
     * Street and number. Personal: sealed.
     */
    street?: string;
    /**
     * A second line. Personal: sealed.
     */
    street2?: string;
    /**
     * Personal: sealed.
     */
    city?: string;
    /**
     * Personal: sealed.
     */
    region?: string;
    /**
     * For the carrier. Personal: sealed.
     */
    phone?: string;
};

export type ContactRequest = {
    email?: string;
    phone?: string;
};

export type CouponRequest = {
    /**
     * Case and outer blanks are ignored.
     */
    code: string;
};

export type ShippingRequest = {
    /**
     * One of `shipOptions` of a quote.
     */
    option: string;
};

export type MergeRequest = {
    /**
     * The basket of a guest, or another one of the same customer.
     */
    fromCartId: string;
};

export type Quote = {
    cartId: string;
    customerId: string | null;
    status: 'open' | 'ordered' | 'ended';
    channel: 'b2c' | 'b2b' | 'd2c';
    currency: string;
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
    }>;
    /**
     * Codes of promotions.
     */
    codes: Array<string>;
    /**
     * The vouchers that are to pay.
     */
    voucherIds: Array<string>;
    /**
     * The points that are to pay.
     */
    points: number;
    /**
     * How it is to be sent; null where the cheapest way is taken.
     */
    shipOption: string | null;
    /**
     * The last quote: prices hold until `expiresAt`, as long as `isQuoteCurrent`. Equal quotes have the same hash.
     */
    quote: {
        quoteId: string;
        cartId: string;
        customerId?: string;
        hash: string;
        currency: string;
        lines: Array<{
            lineId: string;
            sku: string;
            title: string;
            quantity: number;
            unitMinor: number;
            discounts: Array<{
                promotionId: string;
                amountMinor: number;
            }>;
            totalMinor: number;
            stocked: boolean;
            list?: string;
            tax?: {
                taxClass: string;
                rateMilli: number;
                amountMinor: number;
                exemption?: string;
            };
            isShipping?: boolean;
        }>;
        goodsMinor: number;
        discountMinor: number;
        taxOnTopMinor: number;
        totalMinor: number;
        credits?: {
            vouchers: Array<{
                voucherId: string;
                amountMinor: number;
            }>;
            points?: {
                points: number;
                amountMinor: number;
            };
        };
        shipping?: {
            option: string;
            name: string;
            promisedFrom: string;
            promisedTo: string;
        };
        expiresAt: string;
    } | null;
    /**
     * Whether nothing in the basket changed since the quote.
     */
    isQuoteCurrent: boolean;
    orderId: string | null;
    /**
     * Since when it counts as abandoned: nobody changed it for a while.
     */
    abandonedAt: string | null;
    /**
     * How often its hold was extended since its lines changed.
     */
    extensions: number;
    changedAt: string;
    shipTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * Where the invoice goes, where that is another address.
     */
    billTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    contact: {
        name?: string;
        email?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * The units that inventory holds for the basket, and until when. It answers a moment after a change. `short` says what was too little for the last change.
     */
    hold: {
        status: 'none' | 'held' | 'refused' | 'released' | 'expired';
        lines: Array<{
            sku: string;
            quantity: number;
        }>;
        expiresAt: string | null;
        short: Array<{
            sku: string;
            wanted: number;
            sellable: number;
        }>;
    };
    /**
     * The ways to ship the basket, the cheapest first, with the promised days.
     */
    shipOptions: Array<{
        option: string;
        name: string;
        priceMinor: number;
        promisedFrom: string;
        promisedTo: string;
    }>;
    /**
     * The sums as a screen shows them: goods without shipping, less discounts, plus shipping and tax on top, make the total. The total contains all of `taxMinor`. Vouchers and points pay `creditsMinor`, the card or the invoice the rest.
     */
    sums: {
        goodsMinor: number;
        discounts: Array<{
            promotionId: string;
            amountMinor: number;
        }>;
        shippingMinor: number;
        taxOnTopMinor: number;
        totalMinor: number;
        taxMinor: number;
        creditsMinor: number;
        toPayMinor: number;
    };
    /**
     * What the discounts of the quote are for.
     */
    promotions: Array<{
        promotionId: string;
        code: string;
        name: string;
    }>;
};

export type VoucherRequest = {
    /**
     * As it is printed on the voucher; case, signs and blanks do not matter.
     */
    code: string;
};

export type PointsRequest = {
    /**
     * 0 for none.
     */
    points: number;
};

export type PlaceOrderRequest = {
    /**
     * The shop's own number of the order.
     */
    reference?: string;
    /**
     * The basket to order, with the quoteId. The basket says channel, currency, lines, codes and address.
     */
    cartId?: string;
    /**
     * The quote that the customer agreed to.
     */
    quoteId?: string;
    customerId?: string;
    /**
     * Needed unless a basket is ordered.
     */
    channel?: 'b2c' | 'b2b' | 'd2c';
    /**
     * Needed unless a basket is ordered.
     */
    currency?: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * Needed unless a basket is ordered.
     */
    lines?: Array<OrderLineRequest>;
    promotionCodes?: Array<string>;
    /**
     * Needed unless a basket is ordered.
     */
    shipTo?: AddressRequest;
    /**
     * Where the invoice goes, where that is another address.
     */
    billTo?: AddressRequest;
    /**
     * How the customer is reached about this order.
     */
    contact?: ContactRequest;
    /**
     * When the customer ordered, where that was not just now.
     */
    orderedAt?: string;
    /**
     * What the caller expects to pay: the order is refused where it costs something else.
     */
    expectedTotalMinor?: number;
    /**
     * Units beyond the stock may wait for goods, where the shop promises a date for their SKU.
     */
    mayWait?: boolean;
    /**
     * The buyer's own number of the purchase.
     */
    purchaseOrderNumber?: string;
    payment: PaymentRequest;
};

export type OrderLineRequest = {
    sku: string;
    quantity: number;
    /**
     * Agreed price of one unit, in the channel b2b; 0 makes it free.
     */
    agreedUnitMinor?: number;
};

export type PaymentRequest = {
    method: 'card' | 'invoice';
    /**
     * The token of the card at the payment provider.
     */
    token?: string;
};

export type Order = {
    orderId: string;
    /**
     * The shop's own number of the order.
     */
    reference: string | null;
    channel: 'b2c' | 'b2b' | 'd2c';
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    currency: string;
    /**
     * With the price of one unit, the discount of each promotion, the amount to pay with its tax, and the cancelled units. The rate of the tax is in thousandths of a percent.
     */
    lines: Array<{
        lineId: string;
        sku: string;
        title: string;
        quantity: number;
        unitMinor: number;
        discounts: Array<{
            promotionId: string;
            amountMinor: number;
        }>;
        totalMinor: number;
        stocked: boolean;
        list?: string;
        tax?: {
            taxClass: string;
            rateMilli: number;
            amountMinor: number;
            exemption?: string;
        };
        isShipping?: boolean;
        cancelled?: number;
    }>;
    /**
     * Before promotions.
     */
    goodsMinor: number;
    discountMinor: number;
    totalMinor: number;
    /**
     * Tax that came on top of the prices.
     */
    taxOnTopMinor: number;
    /**
     * What vouchers and points pay; the card or the invoice pays the rest.
     */
    credits: {
        vouchers: Array<{
            voucherId: string;
            amountMinor: number;
        }>;
        points?: {
            points: number;
            amountMinor: number;
        };
    } | null;
    /**
     * What went back to vouchers and points.
     */
    creditsBackMinor: number;
    /**
     * How it is sent, and the promised days.
     */
    shipping: {
        option: string;
        name: string;
        promisedFrom: string;
        promisedTo: string;
    } | null;
    /**
     * The basket that was ordered.
     */
    cartId: string | null;
    quoteId: string | null;
    /**
     * The order for which this one sends a replacement.
     */
    replaces: string | null;
    /**
     * The order to which this one adds goods.
     */
    addsTo: string | null;
    /**
     * Whether units beyond the stock may wait for goods.
     */
    mayWait: boolean;
    /**
     * The company for which a buyer orders.
     */
    companyId: string | null;
    /**
     * The company's own number of the purchase.
     */
    purchaseOrderNumber: string | null;
    /**
     * What the cancelled units would have cost.
     */
    cancelledMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * The sum of the paid refunds.
     */
    refundedMinor: number;
    /**
     * Paid amounts, by refund.
     */
    refunds: {
        [key: string]: number;
    };
    /**
     * What was credited on account.
     */
    creditedMinor: number;
    paymentMethod: 'card' | 'invoice';
    /**
     * Why the order was rejected.
     */
    rejection: {
        reason: string;
        detail: string;
        short: Array<{
            sku: string;
            wanted: number;
            sellable: number;
        }>;
    } | null;
    /**
     * Which warehouse sends which units, without the cancelled ones.
     */
    allocations: Array<{
        sku: string;
        warehouse: string;
        quantity: number;
    }>;
    /**
     * Units that wait for goods, and the promised date, where there is one.
     */
    waiting: Array<{
        sku: string;
        quantity: number;
        promisedAt?: string;
    }>;
    /**
     * Questions to the customer about units whose promised date slipped: wait, or cancel them. `open` and `unanswered` ones can be answered.
     */
    promiseQuestions: Array<{
        questionId: string;
        sku: string;
        quantity: number;
        from?: string;
        promisedAt?: string;
        answerBy: string;
        unanswered: string;
        status: string;
    }>;
    /**
     * Parcels that are on their way (shipped) or have arrived (delivered).
     */
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        units: Array<{
            lineId: string;
            sku: string;
            quantity: number;
        }>;
    }>;
    shipTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    };
    /**
     * Where the invoice goes, where that is another address.
     */
    billTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * When the customer ordered.
     */
    placedAt: string;
    /**
     * When the order reached the shop.
     */
    receivedAt: string;
    deliveredAt: string | null;
    /**
     * The step at the bank that the customer must do, and where.
     */
    paymentAction: {
        url: string;
        since: string;
    } | null;
    /**
     * Money that the bank of the customer called back: open, won, lost.
     */
    disputes: Array<{
        disputeId: string;
        amountMinor: number;
        reason: string;
        status: string;
    }>;
    /**
     * Why it waits, with all reasons, and since when.
     */
    hold: {
        reason: string;
        since: string;
        reasons: Array<string>;
    } | null;
    /**
     * The step at which the checkout stands still.
     */
    stuck: {
        step: string;
        since: string;
    } | null;
    customerId?: string | null;
    /**
     * Why the order was cancelled.
     */
    cancellation?: string | null;
    /**
     * How the customer is reached about this order.
     */
    contact: {
        name?: string;
        email?: string;
        phone?: string;
        erased?: boolean;
    } | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
    /**
     * The sums as a screen shows them: goods without shipping, less discounts, plus shipping and tax on top, make the total. The total contains all of `taxMinor`. Vouchers and points pay `creditsMinor`, the card or the invoice the rest.
     */
    sums: {
        goodsMinor: number;
        discounts: Array<{
            promotionId: string;
            amountMinor: number;
        }>;
        shippingMinor: number;
        taxOnTopMinor: number;
        totalMinor: number;
        taxMinor: number;
        creditsMinor: number;
        toPayMinor: number;
    };
};

export type OrderPage = {
    items: Array<Order>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type OrderStory = {
    orderId: string;
    /**
     * The earliest first.
     */
    items: Array<Happening>;
};

export type Happening = {
    at: string;
    /**
     * The event behind it.
     */
    type: string;
    /**
     * One sentence.
     */
    words: string;
    /**
     * The role of the person or system that caused it.
     */
    by: string;
};

export type CancelOrderRequest = {
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
    /**
     * The units to cancel. Where it is left out, everything that has not left the warehouse.
     */
    lines?: Array<CancelledLineRequest>;
};

export type CancelledLineRequest = {
    sku?: string;
    /**
     * The line of the order, where its SKU stands on several.
     */
    lineId?: string;
    quantity: number;
};

export type Written = {
    /**
     * The id of the written object.
     */
    id: string;
    /**
     * Send it as If-Match with the next change.
     */
    version: number;
};

export type AnswerRequest = {
    /**
     * Wait for the new date, or cancel the units that wait.
     */
    answer: 'wait' | 'cancel';
};

export type HoldOrderRequest = {
    reason: 'payment' | 'fraud' | 'address' | 'stock' | 'promised-date' | 'return-items' | 'customer-request';
    /**
     * The customer can read it: write no internal notes here.
     */
    note?: string;
};

export type ReleaseOrderRequest = {
    /**
     * The reason that is over, where the order waits for several.
     */
    reason?: 'payment' | 'fraud' | 'address' | 'stock' | 'promised-date' | 'return-items' | 'customer-request';
    /**
     * The customer can read it.
     */
    note?: string;
};

export type ChangeAddressRequest = {
    shipTo: AddressRequest;
};

export type NoteRequest = {
    /**
     * For colleagues: the customer does not see it.
     */
    text: string;
};

export type NotePage = {
    items: Array<Note>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Note = {
    noteId: string;
    orderId: string;
    /**
     * Who wrote it.
     */
    by: string;
    /**
     * In which role.
     */
    role: string;
    at: string;
    text?: string;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type Reordered = {
    /**
     * The new basket.
     */
    cartId: string;
    /**
     * SKUs that are no longer for sale, and are not in the basket.
     */
    gone: Array<string>;
};

export type AddGoodsRequest = {
    lines: Array<AddedLineRequest>;
    promotionCodes?: Array<string>;
    /**
     * The token of another card for the added goods; otherwise the card of the order.
     */
    token?: string;
    /**
     * What the added goods are expected to cost: they are refused where they cost something else.
     */
    expectedTotalMinor?: number;
};

export type AddedLineRequest = {
    sku: string;
    quantity: number;
};

export type BuyerPrices = {
    items: Array<BuyerPrice>;
};

export type BuyerPrice = {
    sku: string;
    currency: string;
    /**
     * The price of one unit.
     */
    unitMinor: number;
    /**
     * Whether the price includes the tax.
     */
    taxIncluded: boolean;
    /**
     * Whether it is the standard price, and not that of a price list.
     */
    isStandard: boolean;
    /**
     * From how many units on one of them costs something else.
     */
    tiers: Array<{
        fromUnits: number;
        amountMinor: number;
    }>;
};

export type TaxClassesInUse = {
    asOf: string;
    classes: Array<TaxClassInUse>;
};

export type TaxClassInUse = {
    taxClass: string;
    /**
     * The SKUs of this class.
     */
    skus: number;
    /**
     * The offered ways to ship of this class.
     */
    shipOptions: number;
    /**
     * The zones where no rate of the class is in force: what has the class is not sold there as long as another class has a rate. Exports need no rate.
     */
    zonesWithoutRate: Array<string>;
};

export type TaxZoneAsOfPage = {
    items: Array<TaxZoneAsOf>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type TaxZoneAsOf = {
    zone: string;
    name: string;
    /**
     * domestic: the shop charges its tax. union: other countries of the union, where a business with a checked VAT number pays the tax itself. export: no tax.
     */
    kind: 'domestic' | 'union' | 'export';
    /**
     * As they stand in addresses; case does not matter.
     */
    countries: Array<string>;
    /**
     * Rates in thousandths of a percent: 20 % is 20000. The last one that has begun counts.
     */
    rates: Array<{
        taxClass: string;
        rateMilli: number;
        from: string;
    }>;
    /**
     * The rates that count at the moment of the question, one of each class.
     */
    inForce: Array<{
        taxClass: string;
        rateMilli: number;
        from: string;
    }>;
    /**
     * The rates that begin after the moment of the question, the next one first.
     */
    later: Array<{
        taxClass: string;
        rateMilli: number;
        from: string;
    }>;
};

export type TaxZoneRequest = {
    name: string;
    kind: 'domestic' | 'union' | 'export';
    /**
     * As they stand in addresses.
     */
    countries: Array<string>;
};

export type TaxRateRequest = {
    /**
     * Thousandths of a percent: 20 % is 20000.
     */
    rateMilli: number;
    /**
     * From when on it counts. Where it is left out, from now on.
     */
    from?: string;
};

export type WithdrawnRateRequest = {
    /**
     * The moment from which the rate was to count.
     */
    from: string;
};

export type CompanyCredit = {
    companyId: string;
    currency: string;
    /**
     * What it may owe on account.
     */
    limitMinor: number;
    /**
     * What its open orders use of that.
     */
    usedMinor: number;
    /**
     * What it may still order on account.
     */
    leftMinor: number;
};

export type SalesQuotePage = {
    items: Array<SalesQuote>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type SalesQuote = {
    salesQuoteId: string;
    customerId: string;
    /**
     * The company for which the customer bought when the quote was offered.
     */
    companyId: string | null;
    status: 'offered' | 'accepted' | 'declined' | 'withdrawn';
    currency: string;
    /**
     * Without an agreed price a line has the price of the list.
     */
    lines: Array<{
        sku: string;
        title: string;
        quantity: number;
        agreedUnitMinor?: number;
    }>;
    totalMinor: number;
    shipTo: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    };
    /**
     * It can be accepted until then.
     */
    validUntil: string;
    /**
     * The order that came of it.
     */
    orderId: string | null;
    /**
     * Who offered it.
     */
    offeredBy: string;
    offeredAt: string;
    /**
     * Who accepted, declined or withdrew it.
     */
    decidedBy: string | null;
    decidedAt: string | null;
    note?: string | null;
    /**
     * Why the buyer declined.
     */
    reason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type OfferQuoteRequest = {
    customerId: string;
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    lines: Array<QuotedLineRequest>;
    shipTo: AddressRequest;
    /**
     * The buyer may accept until then.
     */
    validUntil: string;
    /**
     * The buyer can read it.
     */
    note?: string;
};

export type QuotedLineRequest = {
    sku: string;
    quantity: number;
    /**
     * The agreed price of one unit. Where it is left out, the price of the list.
     */
    agreedUnitMinor?: number;
};

export type AcceptQuoteRequest = {
    method: 'card' | 'invoice';
    /**
     * The token of the card.
     */
    token?: string;
    /**
     * The buyer's own number of the purchase.
     */
    purchaseOrderNumber?: string;
};

export type AcceptedQuote = {
    /**
     * The order: checkout goes on.
     */
    orderId: string;
};

export type DeclineQuoteRequest = {
    reason?: string;
};

export type ClaimPage = {
    items: Array<Claim>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Claim = {
    claimId: string;
    orderId: string;
    kind: 'missing' | 'damaged' | 'wrong-item' | 'late';
    status: 'open' | 'resolved';
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
    }>;
    /**
     * refund, replacement or rejected.
     */
    resolution: string | null;
    refundMinor: number;
    currency: string | null;
    /**
     * The order that sends the replacement.
     */
    replacementOrderId: string | null;
    openedAt: string;
    resolvedAt: string | null;
    customerId?: string | null;
    description?: string;
    reason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type OpenClaimRequest = {
    orderId: string;
    kind: 'missing' | 'damaged' | 'wrong-item' | 'late';
    lines: Array<ClaimedLineRequest>;
    /**
     * What was wrong, in the words of the customer.
     */
    description: string;
};

export type ClaimedLineRequest = {
    lineId: string;
    quantity: number;
};

export type ResolveClaimRequest = {
    resolution: 'refund' | 'replacement' | 'rejected';
    /**
     * The part of the price to refund.
     */
    percent?: number;
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type ExchangePage = {
    items: Array<Exchange>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Exchange = {
    exchangeId: string;
    orderId: string;
    /**
     * The return of the goods.
     */
    returnId: string;
    /**
     * The order of the replacement.
     */
    replacementOrderId: string;
    /**
     * Whether the replacement is sent at once, or after the inspection.
     */
    mode: 'advance' | 'after-return';
    status: 'requested' | 'confirmed' | 'completed' | 'lapsed' | 'converted';
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
        toSku: string;
    }>;
    /**
     * The goods must be back until then.
     */
    deadline: string;
    /**
     * Why it became an ordinary return.
     */
    detail: string | null;
    requestedAt: string;
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type RequestExchangeRequest = {
    orderId: string;
    /**
     * advance: the replacement is sent at once. after-return: once the goods were inspected.
     */
    mode?: 'advance' | 'after-return';
    lines: Array<ExchangedLineRequest>;
    /**
     * The token of another card for the replacement; otherwise the card of the order.
     */
    token?: string;
    /**
     * What the replacement is expected to cost: it is refused where it costs something else.
     */
    expectedTotalMinor?: number;
};

export type ExchangedLineRequest = {
    lineId: string;
    quantity: number;
    /**
     * What the customer wants for it.
     */
    toSku: string;
    /**
     * Why it comes back, in the words of the customer.
     */
    reason: string;
};

export type ExchangeQuoteRequest = {
    orderId: string;
    lines: Array<WantedInstead>;
};

export type WantedInstead = {
    lineId: string;
    quantity: number;
    /**
     * What the customer wants for it.
     */
    toSku: string;
};

export type ExchangeQuote = {
    currency: string;
    /**
     * Line by line: what was paid for the units that come back, and what the others cost.
     */
    lines: Array<{
        lineId: string;
        sku: string;
        toSku: string;
        quantity: number;
        paidMinor: number;
        totalMinor: number;
    }>;
    /**
     * What was paid for the units. So much goes back for units as new.
     */
    paidMinor: number;
    /**
     * What the replacement costs: send it as expectedTotalMinor.
     */
    totalMinor: number;
    /**
     * The replacement less what was paid. Below zero: the customer gets it back.
     */
    differenceMinor: number;
};

export type Payments = {
    items: Array<Payment>;
};

export type Payment = {
    paymentId: string;
    orderId: string;
    method: 'card' | 'invoice';
    /**
     * Partly captured: more is authorised than was captured. By invoice: open until all is paid or credited.
     */
    status: 'requested' | 'action_required' | 'authorised' | 'declined' | 'unwanted' | 'voiding' | 'voided' | 'partly_captured' | 'captured' | 'open' | 'partly_paid' | 'paid' | 'credited';
    currency: string;
    /**
     * What the order asked for.
     */
    requestedMinor: number;
    authorisedMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * What is owed on account.
     */
    openMinor: number;
    /**
     * What was credited on account.
     */
    creditedMinor: number;
    /**
     * What went back.
     */
    refundedMinor: number;
    /**
     * Refunds that wait until their money has come in.
     */
    owedMinor: number;
    providerRef: string | null;
    /**
     * Why it was declined or voided.
     */
    reason: string | null;
    /**
     * The captures, one for each parcel: authorising, requested, captured, failed, escalated.
     */
    captures: Array<{
        fulfilmentId: string | null;
        amountMinor: number;
        status: string;
        reason?: string;
        attempts?: number;
    }>;
    /**
     * The refunds, with what of each went back and why the last try failed: requested, sent, failed, escalated, to_pay_out, succeeded, written_off. One that failed may be tried again by itself. A person pays out those that no card gets, and says how.
     */
    refunds: Array<{
        refundId: string;
        returnId: string | null;
        amountMinor: number;
        paidMinor: number;
        status: string;
        attempts: number;
        reason?: string;
        failure?: string;
        payoutMethod?: string;
        payoutReference?: string;
        isWriteOffProposed?: boolean;
        isTriedAgain?: boolean;
    }>;
    /**
     * Money that the bank of the customer called back: open, won, lost.
     */
    disputes: Array<{
        disputeId: string;
        amountMinor: number;
        reason: string;
        status: string;
    }>;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type RefundRequest = {
    amountMinor: number;
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type GrantedRefund = {
    /**
     * The refund.
     */
    id: string;
    orderId: string;
};

export type InvoicePaymentRequest = {
    /**
     * The amount that was paid; at most what is owed.
     */
    amountMinor: number;
    /**
     * The payer's reference at the bank or the till.
     */
    reference: string;
    /**
     * true for a further payment that bears an already recorded reference.
     */
    further?: boolean;
};

export type RecordedPayment = {
    /**
     * The receipt.
     */
    id: string;
    orderId: string;
    amountMinor: number;
};

export type RefundPage = {
    items: Array<Refund>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Refund = {
    refundId: string;
    orderId: string;
    returnId: string | null;
    /**
     * sent: the provider is asked. failed: it is retried, or came back from the bank. escalated: a person must decide. to_pay_out: no card gets it, and a person pays it out. written_off: two persons agreed that it is not paid.
     */
    status: 'sent' | 'failed' | 'escalated' | 'to_pay_out' | 'succeeded' | 'written_off';
    /**
     * It failed, and is tried again by itself: a person waits, or retries it.
     */
    isTriedAgain: boolean;
    amountMinor: number;
    /**
     * What of it went back.
     */
    paidMinor: number;
    currency: string;
    /**
     * Why the last try failed, or the bank sent it back.
     */
    failure: string | null;
    /**
     * How a person paid it out.
     */
    payoutMethod: string | null;
    /**
     * The payout's reference at the bank or the till.
     */
    payoutReference: string | null;
    /**
     * Who proposed to write it off: somebody else must agree.
     */
    writeOffProposedBy: string | null;
    requestedAt: string;
    /**
     * When it came into this state.
     */
    since: string;
    /**
     * Why money goes back.
     */
    reason?: string | null;
    /**
     * Why it is to be written off.
     */
    writeOffReason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type PayoutRequest = {
    /**
     * What was paid out: all of the refund that has not gone back.
     */
    amountMinor: number;
    method: 'bank-transfer' | 'cash' | 'other';
    /**
     * The reference at the bank or the till.
     */
    reference: string;
};

export type WriteOffRequest = {
    /**
     * For colleagues: the customer does not see it.
     */
    reason: string;
};

export type Received = {
    /**
     * Always true: the notice is stored, or was stored before.
     */
    received: boolean;
};

export type ProviderNoticePage = {
    items: Array<ProviderNotice>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type ProviderNotice = {
    noticeId: string;
    provider: string;
    /**
     * The provider's name of what happened.
     */
    type: string;
    object: 'authorisation' | 'refund' | 'dispute' | 'other';
    /**
     * The provider's reference of the object.
     */
    providerRef: string;
    /**
     * Waiting until the object was looked at; unknown: about no order of ours, or, where an order is named, an inquiry of a bank about it; contradicts: a refund that had succeeded did not reach the customer.
     */
    outcome: 'waiting' | 'applied' | 'unknown' | 'contradicts' | 'ignored';
    orderId: string | null;
    sentAt: string;
    receivedAt: string;
};

export type FinishRequest = {
    /**
     * false refuses the payment.
     */
    confirmed: boolean;
};

export type Finished = {
    /**
     * The status of the payment.
     */
    status: string;
};

export type SettlementRequest = {
    /**
     * The day (UTC).
     */
    day: string;
    format?: 'csv' | 'jsonl';
    /**
     * CSV with the header `ref,kind,amount,currency,day`, or JSON lines with these members. kind is capture, refund, refund-returned, chargeback or chargeback-returned; amount is a positive decimal. The whole request has 1 MiB at most (`body-too-large`, 413).
     */
    file: string;
};

export type Settlement = {
    /**
     * The day (UTC).
     */
    day: string;
    /**
     * The day of the settlement before.
     */
    since: string | null;
    /**
     * Lines of the file.
     */
    lineCount: number;
    differenceCount: number;
    /**
     * The first 200 differences, with the day on which each was seen first.
     */
    differences: Array<{
        orderId?: string;
        providerRef: string;
        move: string;
        currency: string;
        oursMinor: number;
        theirsMinor: number;
        since: string;
    }>;
    recordedAt: string;
};

export type SettlementSummaryPage = {
    items: Array<SettlementSummary>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type SettlementSummary = {
    /**
     * The day (UTC).
     */
    day: string;
    /**
     * The day of the settlement before.
     */
    since: string | null;
    /**
     * Lines of the file.
     */
    lineCount: number;
    differenceCount: number;
    recordedAt: string;
};

export type ReturnPage = {
    items: Array<Return>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Return = {
    returnId: string;
    orderId: string;
    /**
     * settled: the refund is decided. refunded: it was paid.
     */
    status: 'authorised' | 'rejected' | 'cancelled' | 'expired' | 'settled' | 'refunded';
    /**
     * Units by order line, with the reason in words and the reason code, where one was chosen.
     */
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
        reason?: string;
        reasonCode?: string;
    }>;
    toWarehouse: string | null;
    /**
     * Until when the parcel must arrive.
     */
    deadline: string | null;
    /**
     * Why the return was rejected.
     */
    rejection: {
        reason: string;
        detail?: string;
    } | null;
    /**
     * The whole refund.
     */
    refundMinor: number;
    /**
     * The part of it that was credited on account; the rest is paid back.
     */
    creditedMinor: number;
    /**
     * The part of it that was paid back.
     */
    refundedMinor: number;
    /**
     * Paid amounts, by refund.
     */
    refunds: {
        [key: string]: number;
    };
    /**
     * The part of it that went back to vouchers and points.
     */
    creditsBackMinor: number;
    currency: string | null;
    /**
     * The refund by grade.
     */
    byGrade: Array<{
        lineId: string;
        sku: string;
        grade: string;
        quantity: number;
        refundMinor: number;
    }>;
    /**
     * Units on which a person must decide: POST /v1/returns/{returnId}/decide.
     */
    undecided: Array<{
        lineId: string;
        sku: string;
        grade: string;
        quantity: number;
        reason?: string;
    }>;
    /**
     * Who took the units back after the return period, and why.
     */
    beyondWindow: {
        allowedBy: string;
        reason?: string;
    } | null;
    decidedAt: string | null;
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type CancelReturnRequest = {
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type RejectReturnRequest = {
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type DecideReturnRequest = {
    lines: Array<DecidedLineRequest>;
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type DecidedLineRequest = {
    lineId: string;
    quantity: number;
    /**
     * The refund in percent of the price paid for each unit.
     */
    percent: number;
};

export type OrderDocuments = {
    /**
     * The earliest first.
     */
    items: Array<ListedDocument>;
};

export type ListedDocument = {
    documentId: string;
    kind: 'invoice' | 'credit-note';
    series: string;
    /**
     * Counts from 1 within the series, without a gap.
     */
    number: number;
    /**
     * The number as people read it.
     */
    numberText: string;
    issuedAt: string;
    orderId: string;
    channel: 'b2c' | 'b2b' | 'd2c';
    currency: string;
    netMinor: number;
    taxMinor: number;
    /**
     * What is charged; for a credit note what goes back.
     */
    totalMinor: number;
    /**
     * Of an invoice: what vouchers and points paid.
     */
    creditsMinor: number;
    /**
     * Of an invoice: what was still to be paid when it was issued.
     */
    dueMinor: number;
    /**
     * The parcel of an invoice.
     */
    fulfilmentId: string | null;
    /**
     * Until when an invoice on account is to be paid.
     */
    dueAt: string | null;
    /**
     * The return of a credit note.
     */
    returnId: string | null;
    /**
     * The invoices that a credit note corrects.
     */
    corrects: Array<{
        documentId: string;
        numberText: string;
    }>;
    /**
     * Null where a guest bought.
     */
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type ListedDocumentPage = {
    items: Array<ListedDocument>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Document = {
    documentId: string;
    kind: 'invoice' | 'credit-note';
    series: string;
    /**
     * Counts from 1 within the series, without a gap.
     */
    number: number;
    /**
     * The number as people read it.
     */
    numberText: string;
    issuedAt: string;
    orderId: string;
    channel: 'b2c' | 'b2b' | 'd2c';
    currency: string;
    netMinor: number;
    taxMinor: number;
    /**
     * What is charged; for a credit note what goes back.
     */
    totalMinor: number;
    /**
     * Of an invoice: what vouchers and points paid.
     */
    creditsMinor: number;
    /**
     * Of an invoice: what was still to be paid when it was issued.
     */
    dueMinor: number;
    /**
     * The parcel of an invoice.
     */
    fulfilmentId: string | null;
    /**
     * Until when an invoice on account is to be paid.
     */
    dueAt: string | null;
    /**
     * The return of a credit note.
     */
    returnId: string | null;
    /**
     * The invoices that a credit note corrects.
     */
    corrects: Array<{
        documentId: string;
        numberText: string;
    }>;
    /**
     * Null where a guest bought.
     */
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
    /**
     * Who sold, at that moment.
     */
    seller: {
        name: string;
        street: string;
        postcode: string;
        city: string;
        country: string;
        vatNumber?: string;
        registration?: string;
        email?: string;
        phone?: string;
        iban?: string;
        bic?: string;
    };
    /**
     * Who bought.
     */
    buyer: {
        address: {
            country: string;
            postcode?: string;
            name?: string;
            company?: string;
            street?: string;
            street2?: string;
            city?: string;
            region?: string;
            phone?: string;
            erased?: boolean;
        };
        companyId?: string;
        company?: {
            name: string;
            vatNumber?: string;
        };
    };
    /**
     * Where the goods went, where that is another address.
     */
    shipTo?: {
        country: string;
        postcode?: string;
        name?: string;
        company?: string;
        street?: string;
        street2?: string;
        city?: string;
        region?: string;
        phone?: string;
        erased?: boolean;
    };
    /**
     * The shop's own number of the order.
     */
    reference?: string;
    /**
     * The buyer's own number of the purchase.
     */
    purchaseOrderNumber?: string;
    /**
     * Of an invoice: the supply.
     */
    suppliedAt?: string;
    lines: Array<{
        lineId: string;
        sku: string;
        title: string;
        unitMinor: number;
        isTaxIncluded: boolean;
        rateMilli?: number;
        exemption?: 'reverse-charge' | 'export' | 'exempt-customer';
        netMinor: number;
        taxMinor: number;
        totalMinor: number;
        quantity?: number;
        discountMinor?: number;
        invoiceId?: string;
        isService?: boolean;
    }>;
    /**
     * The tax by rate, in thousandths of a percent.
     */
    taxes: Array<{
        rateMilli?: number;
        exemption?: 'reverse-charge' | 'export' | 'exempt-customer';
        netMinor: number;
        taxMinor: number;
    }>;
    /**
     * Of an invoice: what was paid, and what is to be paid.
     */
    payment?: {
        method: 'card' | 'invoice';
        credits?: {
            vouchers: Array<{
                voucherId: string;
                amountMinor: number;
            }>;
            points?: {
                points: number;
                amountMinor: number;
            };
        };
        capturedMinor: number;
        dueMinor: number;
        dueAt?: string;
    };
    /**
     * Of a credit note: why something went back.
     */
    cause?: 'return' | 'decision' | 'claim' | 'refund';
    claimId?: string;
    refundId?: string;
};

export type OpenCheckoutPage = {
    items: Array<OpenCheckout>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type OpenCheckout = {
    orderId: string;
    /**
     * When the order reached the shop.
     */
    receivedAt: string;
    /**
     * The step at which the checkout stands still.
     */
    stuck: {
        step: string;
        since: string;
    } | null;
};

export type OrdersCartListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        /**
         * abandoned: open, and nobody changed it for a while.
         */
        status?: 'open' | 'abandoned' | 'ordered' | 'ended';
        /**
         * Only baskets of this customer.
         */
        customer?: string;
    };
    url: '/v1/carts';
};

export type OrdersCartCreateData = {
    body: CreateCartRequest;
    path?: never;
    query?: never;
    url: '/v1/carts';
};

export type OrdersCartOneData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}';
};

export type OrdersCartAddData = {
    body: CartLineRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/lines';
};

export type OrdersCartRemoveLineData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
        /**
         * The line id of the route.
         */
        lineId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/lines/{lineId}';
};

export type OrdersCartLineData = {
    body: LineQuantityRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
        /**
         * The line id of the route.
         */
        lineId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/lines/{lineId}';
};

export type OrdersCartAddressData = {
    body: CartAddressRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/address';
};

export type OrdersCartCouponData = {
    body: CouponRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/coupons';
};

export type OrdersCartRemoveCouponData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
        /**
         * The code of the route.
         */
        code: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/coupons/{code}';
};

export type OrdersCartShippingData = {
    body: ShippingRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/shipping';
};

export type OrdersCartExtendData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/extend';
};

export type OrdersCartMergeData = {
    body: MergeRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/merge';
};

export type OrdersCartQuoteData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/quote';
};

export type OrdersCartCreditVoucherData = {
    body: VoucherRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/vouchers';
};

export type OrdersCartCreditRemoveVoucherData = {
    body?: never;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/vouchers/{voucherId}';
};

export type OrdersCartCreditPointsData = {
    body: PointsRequest;
    path: {
        /**
         * The cart id of the route.
         */
        cartId: string;
    };
    query?: never;
    url: '/v1/carts/{cartId}/points';
};

export type OrdersOrderListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        status?: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
        customer?: string;
        reference?: string;
        /**
         * Only orders that add goods to this one.
         */
        addsTo?: string;
        /**
         * Ordered at this moment or later.
         */
        from?: string;
        /**
         * Ordered before this moment.
         */
        to?: string;
    };
    url: '/v1/orders';
};

export type OrdersOrderPlaceData = {
    body: PlaceOrderRequest;
    path?: never;
    query?: never;
    url: '/v1/orders';
};

export type OrdersOrderOneData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}';
};

export type OrdersOrderStoryData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/story';
};

export type OrdersOrderCancelData = {
    body: CancelOrderRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/cancel';
};

export type OrdersOrderAnswerData = {
    body: AnswerRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The question id of the route.
         */
        questionId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/promise-questions/{questionId}/answer';
};

export type OrdersOrderDeskHoldData = {
    body: HoldOrderRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/hold';
};

export type OrdersOrderDeskReleaseData = {
    body: ReleaseOrderRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/release';
};

export type OrdersOrderDeskChangeAddressData = {
    body: ChangeAddressRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/address';
};

export type OrdersOrderDeskNotesData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
    };
    url: '/v1/orders/{orderId}/notes';
};

export type OrdersOrderDeskNoteData = {
    body: NoteRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/notes';
};

export type OrdersOrderDeskReorderData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/reorder';
};

export type OrdersAdditionAddData = {
    body: AddGoodsRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/additions';
};

export type OrdersPriceListData = {
    body?: never;
    path?: never;
    query: {
        /**
         * Up to 200 SKUs, separated by commas.
         */
        sku: string;
        currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
        channel?: 'b2c' | 'b2b' | 'd2c';
        /**
         * For staff and systems; customers ask for themselves.
         */
        customer?: string;
    };
    url: '/v1/prices';
};

export type OrdersTaxInUseData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The moment at which rates count; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/tax/classes';
};

export type OrdersTaxListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        /**
         * The moment at which rates count; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/tax/zones';
};

export type OrdersTaxOneData = {
    body?: never;
    path: {
        /**
         * The zone of the route.
         */
        zone: string;
    };
    query?: {
        /**
         * The moment at which rates count; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/tax/zones/{zone}';
};

export type OrdersTaxDefineData = {
    body: TaxZoneRequest;
    path: {
        /**
         * The zone of the route.
         */
        zone: string;
    };
    query?: never;
    url: '/v1/tax/zones/{zone}';
};

export type OrdersTaxRateData = {
    body: TaxRateRequest;
    path: {
        /**
         * The zone of the route.
         */
        zone: string;
        /**
         * The tax class of the route.
         */
        taxClass: string;
    };
    query?: never;
    url: '/v1/tax/zones/{zone}/rates/{taxClass}';
};

export type OrdersTaxWithdrawData = {
    body: WithdrawnRateRequest;
    path: {
        /**
         * The zone of the route.
         */
        zone: string;
        /**
         * The tax class of the route.
         */
        taxClass: string;
    };
    query?: never;
    url: '/v1/tax/zones/{zone}/rates/{taxClass}/withdraw';
};

export type OrdersCompanyCreditOneData = {
    body?: never;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
    };
    query?: never;
    url: '/v1/company-credit/{companyId}';
};

export type OrdersSalesQuoteListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        status?: 'offered' | 'accepted' | 'declined' | 'withdrawn';
        customer?: string;
        company?: string;
        /**
         * true: only quotes whose end is past. false: only quotes that are still valid.
         */
        over?: boolean;
    };
    url: '/v1/quotes';
};

export type OrdersSalesQuoteOfferData = {
    body: OfferQuoteRequest;
    path?: never;
    query?: never;
    url: '/v1/quotes';
};

export type OrdersSalesQuoteOneData = {
    body?: never;
    path: {
        /**
         * The sales quote id of the route.
         */
        salesQuoteId: string;
    };
    query?: never;
    url: '/v1/quotes/{salesQuoteId}';
};

export type OrdersSalesQuoteAcceptData = {
    body: AcceptQuoteRequest;
    path: {
        /**
         * The sales quote id of the route.
         */
        salesQuoteId: string;
    };
    query?: never;
    url: '/v1/quotes/{salesQuoteId}/accept';
};

export type OrdersSalesQuoteDeclineData = {
    body: DeclineQuoteRequest;
    path: {
        /**
         * The sales quote id of the route.
         */
        salesQuoteId: string;
    };
    query?: never;
    url: '/v1/quotes/{salesQuoteId}/decline';
};

export type OrdersSalesQuoteWithdrawData = {
    body?: never;
    path: {
        /**
         * The sales quote id of the route.
         */
        salesQuoteId: string;
    };
    query?: never;
    url: '/v1/quotes/{salesQuoteId}/withdraw';
};

export type OrdersClaimListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        status?: 'open' | 'resolved';
        order?: string;
    };
    url: '/v1/claims';
};

export type OrdersClaimOpenData = {
    body: OpenClaimRequest;
    path?: never;
    query?: never;
    url: '/v1/claims';
};

export type OrdersClaimOneData = {
    body?: never;
    path: {
        /**
         * The claim id of the route.
         */
        claimId: string;
    };
    query?: never;
    url: '/v1/claims/{claimId}';
};

export type OrdersClaimResolveData = {
    body: ResolveClaimRequest;
    path: {
        /**
         * The claim id of the route.
         */
        claimId: string;
    };
    query?: never;
    url: '/v1/claims/{claimId}/resolve';
};

export type OrdersExchangeListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        status?: 'requested' | 'confirmed' | 'completed' | 'lapsed' | 'converted';
        order?: string;
    };
    url: '/v1/exchanges';
};

export type OrdersExchangeRequestData = {
    body: RequestExchangeRequest;
    path?: never;
    query?: never;
    url: '/v1/exchanges';
};

export type OrdersExchangeOneData = {
    body?: never;
    path: {
        /**
         * The exchange id of the route.
         */
        exchangeId: string;
    };
    query?: never;
    url: '/v1/exchanges/{exchangeId}';
};

export type OrdersExchangeQuoteData = {
    body: ExchangeQuoteRequest;
    path?: never;
    query?: never;
    url: '/v1/exchanges/quote';
};

export type OrdersPaymentPaymentsData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/payments';
};

export type OrdersPaymentRefundData = {
    body: RefundRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/refunds';
};

export type OrdersPaymentRetryData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The refund id of the route.
         */
        refundId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/refunds/{refundId}/retry';
};

export type OrdersPaymentRetryCaptureData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The fulfilment id of the route.
         */
        fulfilmentId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/captures/{fulfilmentId}/retry';
};

export type OrdersPaymentRecordInvoicePaymentData = {
    body: InvoicePaymentRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/invoice-payments';
};

export type OrdersRefundListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        /**
         * `to_pay_out` and `escalated` wait for a person, and so does `failed` where it is not tried again by itself: it came back from the bank.
         */
        status?: 'sent' | 'failed' | 'escalated' | 'to_pay_out' | 'succeeded' | 'written_off';
        order?: string;
    };
    url: '/v1/refunds';
};

export type OrdersRefundRecordPayoutData = {
    body: PayoutRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The refund id of the route.
         */
        refundId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/refunds/{refundId}/record-payout';
};

export type OrdersRefundProposeWriteOffData = {
    body: WriteOffRequest;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The refund id of the route.
         */
        refundId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/refunds/{refundId}/propose-write-off';
};

export type OrdersRefundWriteOffData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
        /**
         * The refund id of the route.
         */
        refundId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/refunds/{refundId}/write-off';
};

export type OrdersWebhookReceiveData = {
    body?: never;
    path: {
        /**
         * The provider of the route.
         */
        provider: string;
    };
    query?: never;
    url: '/v1/payments/webhooks/{provider}';
};

export type OrdersWebhookListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        outcome?: 'waiting' | 'applied' | 'unknown' | 'contradicts' | 'ignored';
    };
    url: '/v1/payments/notices';
};

export type OrdersChallengePageData = {
    body?: never;
    path: {
        /**
         * The provider ref of the route.
         */
        providerRef: string;
    };
    query?: never;
    url: '/v1/payments/challenges/{providerRef}';
};

export type OrdersChallengePageResponses = {
    /**
     * The page.
     */
    200: Blob | File;
};

export type OrdersChallengePageResponse = OrdersChallengePageResponses[keyof OrdersChallengePageResponses];

export type OrdersChallengeFinishData = {
    body: FinishRequest;
    path: {
        /**
         * The provider ref of the route.
         */
        providerRef: string;
    };
    query?: never;
    url: '/v1/payments/challenges/{providerRef}/finish';
};

export type OrdersSettlementListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
    };
    url: '/v1/settlements';
};

export type OrdersSettlementRecordData = {
    body: SettlementRequest;
    path?: never;
    query?: never;
    url: '/v1/settlements';
};

export type OrdersSettlementOneData = {
    body?: never;
    path: {
        /**
         * The day of the route.
         */
        day: string;
    };
    query?: never;
    url: '/v1/settlements/{day}';
};

export type OrdersReturnListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        /**
         * Only returns of this order.
         */
        order?: string;
        status?: 'authorised' | 'rejected' | 'cancelled' | 'expired' | 'settled' | 'refunded';
    };
    url: '/v1/returns';
};

export type OrdersReturnOneData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/returns/{returnId}';
};

export type OrdersReturnCancelData = {
    body: CancelReturnRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/returns/{returnId}/cancel';
};

export type OrdersReturnRejectData = {
    body: RejectReturnRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/returns/{returnId}/reject';
};

export type OrdersReturnDecideData = {
    body: DecideReturnRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/returns/{returnId}/decide';
};

export type OrdersDocumentOfOrderData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/documents';
};

export type OrdersDocumentListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        /**
         * Only this series, by number.
         */
        series?: string;
        kind?: 'invoice' | 'credit-note';
        customer?: string;
        /**
         * Issued at this moment or later.
         */
        from?: string;
        /**
         * Issued before this moment.
         */
        to?: string;
    };
    url: '/v1/documents';
};

export type OrdersDocumentOneData = {
    body?: never;
    path: {
        /**
         * The document id of the route.
         */
        documentId: string;
    };
    query?: never;
    url: '/v1/documents/{documentId}';
};

export type OrdersDocumentPdfData = {
    body?: never;
    path: {
        /**
         * The document id of the route.
         */
        documentId: string;
    };
    query?: {
        /**
         * The language of the paper; by default the one that Accept-Language names, or English.
         */
        language?: 'en' | 'it';
    };
    url: '/v1/documents/{documentId}/pdf';
};

export type OrdersDocumentPdfResponses = {
    /**
     * The paper.
     */
    200: Blob | File;
};

export type OrdersDocumentPdfResponse = OrdersDocumentPdfResponses[keyof OrdersDocumentPdfResponses];

export type OrdersDocumentXmlData = {
    body?: never;
    path: {
        /**
         * The document id of the route.
         */
        documentId: string;
    };
    query?: never;
    url: '/v1/documents/{documentId}/xml';
};

export type OrdersDocumentXmlResponses = {
    /**
     * The document as XML.
     */
    200: Blob | File;
};

export type OrdersDocumentXmlResponse = OrdersDocumentXmlResponses[keyof OrdersDocumentXmlResponses];

export type OrdersCheckoutListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The size of the page.
         */
        limit?: number;
        /**
         * The `next` of the page before.
         */
        cursor?: string;
        state?: 'stuck' | 'open';
    };
    url: '/v1/checkouts';
};

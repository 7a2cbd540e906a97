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
    refundedMinor: number;
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
     * Units that wait for goods, and the promised date.
     */
    waiting: Array<{
        sku: string;
        quantity: number;
        promisedAt: string;
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
     * Why it waits for a person, and since when.
     */
    hold: {
        reason: string;
        since: string;
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

export type HoldOrderRequest = {
    reason: 'payment' | 'fraud' | 'address' | 'stock' | 'promised-date' | 'return-items' | 'customer-request';
    /**
     * The customer can read it: write no internal notes here.
     */
    note?: string;
};

export type ReleaseOrderRequest = {
    /**
     * The customer can read it.
     */
    note?: string;
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

export type TaxZonePage = {
    items: Array<TaxZone>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type TaxZone = {
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
    status: 'requested' | 'authorised' | 'declined' | 'unwanted' | 'voiding' | 'voided' | 'partly_captured' | 'captured' | 'open' | 'partly_paid' | 'paid' | 'credited';
    currency: string;
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
     * The refunds: requested, sent, failed, escalated, succeeded.
     */
    refunds: Array<{
        refundId: string;
        returnId: string | null;
        amountMinor: number;
        status: string;
        attempts: number;
        reason?: string;
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
        credits?: unknown;
        capturedMinor: number;
        dueMinor: number;
        dueAt?: string;
    };
    /**
     * Of a credit note: why something went back.
     */
    cause?: 'return' | 'decision' | 'refund';
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

export type OrdersCartVoucherData = {
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

export type OrdersCartRemoveVoucherData = {
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

export type OrdersCartPointsData = {
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
    query?: never;
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

export type OrdersTaxWithdrawData = {
    body?: never;
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
    query: {
        /**
         * The moment from which the rate was to count.
         */
        from: string;
    };
    url: '/v1/tax/zones/{zone}/rates/{taxClass}';
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

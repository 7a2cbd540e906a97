// Written by npm run generate from docs/openapi.

export type PlaceOrderRequest = {
    /**
     * The shop's own number of the order.
     */
    reference?: string;
    customerId?: string;
    channel: 'b2c' | 'b2b' | 'd2c';
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    lines: Array<OrderLineRequest>;
    promotionCodes?: Array<string>;
    shipTo: AddressRequest;
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
     * With the price of one unit, the promotion discount, the amount to pay, and the cancelled units.
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
        cancelled?: number;
    }>;
    /**
     * Before promotions.
     */
    goodsMinor: number;
    discountMinor: number;
    totalMinor: number;
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

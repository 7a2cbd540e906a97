// Written by npm run generate from docs/openapi.

export type RegisterCustomerRequest = {
    /**
     * An id of your choice.
     */
    customerId?: string;
    /**
     * The shop's own number; never a name.
     */
    reference?: string;
    country?: string;
    /**
     * Personal: sealed.
     */
    contact?: NamedContactRequest;
};

export type NamedContactRequest = {
    email?: string;
    phone?: string;
    name?: string;
};

export type RegisteredCustomer = {
    id: string;
    /**
     * The same as `id`.
     */
    customerId: string;
    reference: string | null;
    country: string | null;
};

export type CustomerPage = {
    items: Array<Customer>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Customer = {
    customerId: string;
    /**
     * false where only orders name the customer.
     */
    registered: boolean;
    /**
     * The shop's own number.
     */
    reference: string | null;
    country: string | null;
    /**
     * The first order. The country comes from it, where the customer is not registered.
     */
    firstOrder: {
        orderId: string;
        at: string;
        country: string;
    } | null;
    registeredAt: string | null;
    /**
     * The address book.
     */
    addresses: Array<{
        addressId: string;
        uses: Array<string>;
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
    }>;
    /**
     * The customer groups: price lists and tax can be for a group.
     */
    groups: Array<string>;
    /**
     * When the personal data were erased.
     */
    erasedAt: string | null;
    /**
     * Name, e-mail address, phone number.
     */
    contact?: {
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

export type SaveAddressRequest = {
    uses?: Array<'shipping' | 'billing'>;
    address: AddressRequest;
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

export type GroupsRequest = {
    /**
     * All groups of the customer; empty for none.
     */
    groups: Array<string>;
};

export type Customer360 = {
    customerId: string;
    /**
     * false where only orders name the customer.
     */
    registered: boolean;
    /**
     * The shop's own number.
     */
    reference: string | null;
    country: string | null;
    /**
     * The first order. The country comes from it, where the customer is not registered.
     */
    firstOrder: {
        orderId: string;
        at: string;
        country: string;
    } | null;
    registeredAt: string | null;
    /**
     * The address book.
     */
    addresses: Array<{
        addressId: string;
        uses: Array<string>;
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
    }>;
    /**
     * The customer groups: price lists and tax can be for a group.
     */
    groups: Array<string>;
    /**
     * When the personal data were erased.
     */
    erasedAt: string | null;
    /**
     * Name, e-mail address, phone number.
     */
    contact?: {
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
     * The number of orders, by status and in `total`.
     */
    orders: {
        [key: string]: number;
    };
    /**
     * Amounts by currency; ordered leaves out rejected and cancelled orders. Open is what is owed on account.
     */
    totals: Array<{
        currency: string;
        orderedMinor: number;
        capturedMinor: number;
        refundedMinor: number;
        openMinor: number;
    }>;
    /**
     * The company that the customer buys for, with the limit of one order; null where there is none.
     */
    company: {
        companyId: string;
        name: string;
        currency: string;
        orderLimitMinor: number | null;
    } | null;
    latestOrders: Array<OrderSummary>;
    returns: Array<ReturnDesk>;
    cases: Array<CaseRow>;
};

export type OrderSummary = {
    orderId: string;
    reference: string | null;
    customerId: string | null;
    channel: string | null;
    /**
     * As orders names it.
     */
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    currency: string | null;
    totalMinor: number;
    /**
     * What the cancelled units would have cost.
     */
    cancelledMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * What is owed on account.
     */
    openMinor: number;
    /**
     * The sum of the paid refunds.
     */
    refundedMinor: number;
    /**
     * When the customer ordered.
     */
    placedAt: string | null;
    deliveredAt: string | null;
    /**
     * The answer of inventory.
     */
    stock: 'waiting' | 'reserved' | 'short' | 'released';
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        carrier: string | null;
        tracking: string | null;
        deliveredAt: string | null;
    }>;
    returns: Array<{
        returnId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
        counted?: Array<{
            lineId: string;
            quantity: number;
        }>;
        refundMinor: number | null;
        refunds: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
        creditsBack?: {
            [key: string]: number;
        };
    }>;
};

export type ReturnDesk = {
    returnId: string;
    orderId: string;
    customerId: string | null;
    status: 'requested' | 'authorised' | 'cancelled' | 'expired' | 'arrived' | 'graded' | 'settled' | 'refunded' | 'rejected';
    /**
     * When the return was requested.
     */
    requestedAt: string | null;
    /**
     * Units by order line, with the reason in words and the reason code, where one was chosen.
     */
    lines: Array<{
        lineId: string;
        sku?: string;
        quantity: number;
        reason?: string;
        reasonCode?: string;
    }>;
    /**
     * Why the return was rejected.
     */
    rejection: {
        reason: string;
        detail?: string;
    } | null;
    /**
     * Who took the units back after the return period, and why.
     */
    beyondWindow: {
        allowedBy: string;
        reason?: string;
    } | null;
    /**
     * Until when the parcel must arrive.
     */
    deadline: string | null;
    /**
     * The warehouse of destination, then of arrival.
     */
    warehouse: string | null;
    /**
     * The result of the inspection.
     */
    graded: Array<{
        lineId: string;
        sku: string;
        grade: string;
        quantity: number;
    }>;
    /**
     * The refund; null until it is decided.
     */
    refundMinor: number | null;
    currency: string | null;
    /**
     * Paid amounts, by refund.
     */
    refunds: {
        [key: string]: number;
    };
    /**
     * Amounts credited on account, by refund.
     */
    credits: {
        [key: string]: number;
    };
    /**
     * Amounts that went back to vouchers and points, by refund.
     */
    creditsBack: {
        [key: string]: number;
    };
};

export type CaseRow = {
    caseId: string;
    kind: string;
    status: 'open' | 'assigned' | 'resolved';
    cause: 'event' | 'customer' | 'agent';
    orderId: string | null;
    customerId: string | null;
    /**
     * The subjects of the case, by id: orderId, customerId, sku, returnId, warehouse and the like.
     */
    refs: {
        [key: string]: string;
    };
    /**
     * What of its order the case is about, by id: a refund, a claim, a parcel, a return or a SKU.
     */
    matter: string | null;
    text: string;
    agent: string | null;
    outcome: string | null;
    openedAt: string | null;
    resolvedAt: string | null;
    /**
     * Until when it can be reopened.
     */
    reopenUntil: string | null;
};

export type PersonalData = {
    /**
     * Contact and addresses; null for a guest.
     */
    customer: Customer | null;
    /**
     * With shipTo, billTo and contact.
     */
    orders: Array<OrderPage>;
    returns: Array<ReturnDesk>;
    cases: Array<CaseRow>;
};

export type OrderPage = {
    orderId: string;
    /**
     * What screens and papers call it: the end of its id.
     */
    number: string;
    reference: string | null;
    customerId: string | null;
    channel: string | null;
    /**
     * As orders names it.
     */
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    currency: string | null;
    totalMinor: number;
    /**
     * What the cancelled units would have cost.
     */
    cancelledMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * What is owed on account.
     */
    openMinor: number;
    /**
     * The sum of the paid refunds.
     */
    refundedMinor: number;
    /**
     * When the customer ordered.
     */
    placedAt: string | null;
    deliveredAt: string | null;
    /**
     * When the shop heard of the delivery.
     */
    deliveryKnownAt: string | null;
    /**
     * Why it was rejected or cancelled.
     */
    ended: {
        reason: string;
        detail: string;
    } | null;
    /**
     * The answer of inventory.
     */
    stock: 'waiting' | 'reserved' | 'short' | 'released';
    /**
     * What was missing.
     */
    short: Array<{
        sku: string;
        wanted: number;
        sellable: number;
    }>;
    /**
     * none, declined, authorised, voided, partly_captured, captured; by invoice open, partly_paid, paid, credited; with the amounts.
     */
    payment: {
        status: string;
        authorisedMinor: number;
        captures: {
            [key: string]: number;
        };
        invoices?: {
            [key: string]: number;
        };
        receipts?: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
    };
    lines: Array<{
        lineId: string;
        sku: string;
        title: string;
        quantity: number;
        totalMinor: number;
        stocked: boolean;
        cancelled: number;
    }>;
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        carrier: string | null;
        tracking: string | null;
        deliveredAt: string | null;
    }>;
    /**
     * Arrived parcels: the units of each line, and when.
     */
    arrivals: Array<{
        fulfilmentId: string;
        units: Array<{
            lineId: string;
            quantity: number;
        }>;
        deliveredAt: string;
        knownAt: string;
    }>;
    returns: Array<{
        returnId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
        counted?: Array<{
            lineId: string;
            quantity: number;
        }>;
        refundMinor: number | null;
        refunds: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
        creditsBack?: {
            [key: string]: number;
        };
    }>;
    /**
     * Claims: open, or settled with a refund, a replacement, or neither (rejected).
     */
    claims: Array<{
        claimId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
    }>;
    /**
     * The refunds, with what of each went back.
     */
    refunds: Array<{
        refundId: string;
        returnId: string | null;
        amountMinor: number;
        paidMinor: number;
        status: string;
    }>;
    /**
     * The events in order of time, in sentences.
     */
    story: Array<{
        at: string;
        text: string;
        cause: string;
    }>;
};

export type OrderSummaryPage = {
    items: Array<SeenOrderSummary>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type SeenOrderSummary = {
    orderId: string;
    reference: string | null;
    channel: string | null;
    /**
     * As orders names it.
     */
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    currency: string | null;
    totalMinor: number;
    /**
     * What the cancelled units would have cost.
     */
    cancelledMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * What is owed on account.
     */
    openMinor: number;
    /**
     * The sum of the paid refunds.
     */
    refundedMinor: number;
    /**
     * When the customer ordered.
     */
    placedAt: string | null;
    deliveredAt: string | null;
    /**
     * The answer of inventory.
     */
    stock: 'waiting' | 'reserved' | 'short' | 'released';
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        carrier: string | null;
        tracking: string | null;
        deliveredAt: string | null;
    }>;
    returns: Array<{
        returnId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
        counted?: Array<{
            lineId: string;
            quantity: number;
        }>;
        refundMinor: number | null;
        refunds: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
        creditsBack?: {
            [key: string]: number;
        };
    }>;
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type Order = {
    orderId: string;
    /**
     * What screens and papers call it: the end of its id.
     */
    number: string;
    reference: string | null;
    channel: string | null;
    /**
     * As orders names it.
     */
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    currency: string | null;
    totalMinor: number;
    /**
     * What the cancelled units would have cost.
     */
    cancelledMinor: number;
    /**
     * What was paid, by card or for an invoice.
     */
    capturedMinor: number;
    /**
     * What is owed on account.
     */
    openMinor: number;
    /**
     * The sum of the paid refunds.
     */
    refundedMinor: number;
    /**
     * When the customer ordered.
     */
    placedAt: string | null;
    deliveredAt: string | null;
    /**
     * When the shop heard of the delivery.
     */
    deliveryKnownAt: string | null;
    /**
     * Why it was rejected or cancelled.
     */
    ended: {
        reason: string;
        detail: string;
    } | null;
    /**
     * The answer of inventory.
     */
    stock: 'waiting' | 'reserved' | 'short' | 'released';
    /**
     * What was missing.
     */
    short: Array<{
        sku: string;
        wanted: number;
        sellable: number;
    }>;
    /**
     * none, declined, authorised, voided, partly_captured, captured; by invoice open, partly_paid, paid, credited; with the amounts.
     */
    payment: {
        status: string;
        authorisedMinor: number;
        captures: {
            [key: string]: number;
        };
        invoices?: {
            [key: string]: number;
        };
        receipts?: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
    };
    lines: Array<{
        lineId: string;
        sku: string;
        title: string;
        quantity: number;
        totalMinor: number;
        stocked: boolean;
        cancelled: number;
    }>;
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        carrier: string | null;
        tracking: string | null;
        deliveredAt: string | null;
    }>;
    /**
     * Arrived parcels: the units of each line, and when.
     */
    arrivals: Array<{
        fulfilmentId: string;
        units: Array<{
            lineId: string;
            quantity: number;
        }>;
        deliveredAt: string;
        knownAt: string;
    }>;
    returns: Array<{
        returnId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
        counted?: Array<{
            lineId: string;
            quantity: number;
        }>;
        refundMinor: number | null;
        refunds: {
            [key: string]: number;
        };
        credits?: {
            [key: string]: number;
        };
        creditsBack?: {
            [key: string]: number;
        };
    }>;
    /**
     * Claims: open, or settled with a refund, a replacement, or neither (rejected).
     */
    claims: Array<{
        claimId: string;
        status: string;
        lines: Array<{
            lineId: string;
            quantity: number;
        }>;
    }>;
    /**
     * The refunds, with what of each went back.
     */
    refunds: Array<{
        refundId: string;
        returnId: string | null;
        amountMinor: number;
        paidMinor: number;
        status: string;
    }>;
    /**
     * The events in order of time, in sentences.
     */
    story: Array<{
        at: string;
        text: string;
        cause: string;
    }>;
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type ExplainedStatus = {
    orderId: string;
    /**
     * As orders names it.
     */
    status: 'pending' | 'confirmed' | 'partially_shipped' | 'shipped' | 'delivered' | 'rejected' | 'cancelled';
    parcels: Array<{
        fulfilmentId: string;
        warehouse: string | null;
        status: string;
        carrier: string | null;
        tracking: string | null;
        deliveredAt: string | null;
    }>;
    /**
     * The events in order of time, in sentences.
     */
    story: Array<{
        at: string;
        text: string;
        cause: string;
    }>;
    /**
     * The state of the order, to be read out to the customer.
     */
    sentence: string;
};

export type EligibilityRequest = {
    orderId: string;
    lines: Array<WantedLine>;
};

export type WantedLine = {
    lineId: string;
    quantity: number;
};

export type Eligibility = {
    orderId: string;
    /**
     * Whether all lines can come back.
     */
    eligible: boolean;
    /**
     * Until when a return can be requested; null where nothing has arrived.
     */
    until: string | null;
    /**
     * Line by line: the units that could still come back, and why the wanted ones cannot.
     */
    lines: Array<{
        lineId: string;
        sku: string | null;
        quantity: number;
        eligible: boolean;
        left: number;
        reason: string | null;
        detail: string | null;
    }>;
};

export type ReturnRequestBody = {
    orderId: string;
    lines: Array<ReturnedLine>;
    /**
     * Takes the units back although the return period is over. For a person with the permission `return.allow-late`, with a beyondWindowReason.
     */
    beyondWindow?: boolean;
    /**
     * Why the units may still come back. Personal: sealed. The customer can read it: write no internal notes here.
     */
    beyondWindowReason?: string;
};

export type ReturnedLine = {
    lineId: string;
    quantity: number;
    /**
     * Why the units come back. Personal: sealed.
     */
    reason: string;
    /**
     * The reason code. Where it is left out, a reason in words that equals a code counts as that code. For defective, damaged, wrong-item, not-as-described the shop answers: the whole price is refunded.
     */
    reasonCode?: 'defective' | 'damaged' | 'wrong-item' | 'not-as-described' | 'does-not-fit' | 'not-liked' | 'changed-mind' | 'ordered-by-mistake' | 'other';
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
    status: 'requested' | 'authorised' | 'cancelled' | 'expired' | 'arrived' | 'graded' | 'settled' | 'refunded' | 'rejected';
    /**
     * When the return was requested.
     */
    requestedAt: string | null;
    /**
     * Units by order line, with the reason in words and the reason code, where one was chosen.
     */
    lines: Array<{
        lineId: string;
        sku?: string;
        quantity: number;
        reason?: string;
        reasonCode?: string;
    }>;
    /**
     * Why the return was rejected.
     */
    rejection: {
        reason: string;
        detail?: string;
    } | null;
    /**
     * Who took the units back after the return period, and why.
     */
    beyondWindow: {
        allowedBy: string;
        reason?: string;
    } | null;
    /**
     * Until when the parcel must arrive.
     */
    deadline: string | null;
    /**
     * The warehouse of destination, then of arrival.
     */
    warehouse: string | null;
    /**
     * The result of the inspection.
     */
    graded: Array<{
        lineId: string;
        sku: string;
        grade: string;
        quantity: number;
    }>;
    /**
     * The refund; null until it is decided.
     */
    refundMinor: number | null;
    currency: string | null;
    /**
     * Paid amounts, by refund.
     */
    refunds: {
        [key: string]: number;
    };
    /**
     * Amounts credited on account, by refund.
     */
    credits: {
        [key: string]: number;
    };
    /**
     * Amounts that went back to vouchers and points, by refund.
     */
    creditsBack: {
        [key: string]: number;
    };
    customerId?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type CasePage = {
    items: Array<Case>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Case = {
    caseId: string;
    kind: string;
    status: 'open' | 'assigned' | 'resolved';
    cause: 'event' | 'customer' | 'agent';
    orderId: string | null;
    customerId: string | null;
    /**
     * The subjects of the case, by id: orderId, customerId, sku, returnId, warehouse and the like.
     */
    refs: {
        [key: string]: string;
    };
    /**
     * What of its order the case is about, by id: a refund, a claim, a parcel, a return or a SKU.
     */
    matter: string | null;
    agent: string | null;
    openedAt: string | null;
    resolvedAt: string | null;
    /**
     * Until when it can be reopened.
     */
    reopenUntil: string | null;
    text?: string;
    outcome?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type OpenCaseRequest = {
    /**
     * In kebab-case.
     */
    kind: string;
    /**
     * What the case is about. Personal: sealed.
     */
    text: string;
    orderId?: string;
    customerId?: string;
    sku?: string;
    campaignId?: string;
    returnId?: string;
};

export type AssignRequest = {
    /**
     * The id of an agent. Where it is left out, the caller.
     */
    agent?: string;
};

export type ResolveRequest = {
    /**
     * The outcome of the case. The customer reads it word for word.
     */
    outcome: string;
};

export type ReopenRequest = {
    reason: string;
};

export type StockFactPage = {
    items: Array<StockFact>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type StockFact = {
    /**
     * The SKU as the shop writes it.
     */
    sku: string;
    /**
     * Units that can be ordered now.
     */
    sellable: number;
    level: 'out' | 'critical' | 'low' | 'ok' | 'over';
};

export type CampaignDeskPage = {
    items: Array<CampaignDesk>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type CampaignDesk = {
    campaignId: string;
    name: string;
    status: 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
    skus: Array<string>;
    from: string | null;
    to: string | null;
    /**
     * The last event in one sentence.
     */
    sentence: string;
    /**
     * When it happened.
     */
    at: string | null;
};

export type CompanyPage = {
    items: Array<Company>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Company = {
    companyId: string;
    name: string;
    country: string;
    vatNumber: string | null;
    /**
     * When the VAT number was found valid; null where nobody checked it.
     */
    vatCheckedAt: string | null;
    /**
     * `register` or `person`.
     */
    vatCheckedBy: string | null;
    /**
     * The number of the consultation, or where the person looked.
     */
    vatReference: string | null;
    /**
     * The currency of its credit.
     */
    currency: string;
    /**
     * What it may owe on account at a time.
     */
    creditLimitMinor: number;
    /**
     * The customer groups of all its buyers.
     */
    groups: Array<string>;
    registeredAt: string | null;
};

export type RegisterCompanyRequest = {
    name: string;
    country: string;
    /**
     * Checked by the form of its country.
     */
    vatNumber?: string;
    /**
     * The currency of its credit, for ever.
     */
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * What it may owe on account at a time; 0 means no credit.
     */
    creditLimitMinor?: number;
    /**
     * The customer groups of all its buyers.
     */
    groups?: Array<string>;
    /**
     * An id of your choice.
     */
    companyId?: string;
};

export type CompanyRequest = {
    name: string;
    country: string;
    /**
     * Checked by the form of its country.
     */
    vatNumber?: string;
    /**
     * The currency of its credit, for ever.
     */
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * What it may owe on account at a time; 0 means no credit.
     */
    creditLimitMinor?: number;
    /**
     * The customer groups of all its buyers.
     */
    groups?: Array<string>;
};

export type VatCheckRequest = {
    /**
     * Where a person found the number valid. Where it is left out, the register is asked.
     */
    reference?: string;
};

export type BuyerPage = {
    items: Array<Buyer>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Buyer = {
    customerId: string;
    companyId: string;
    /**
     * The largest total of one order; null for no limit but the credit.
     */
    orderLimitMinor: number | null;
    /**
     * Since when the buyer has this limit.
     */
    since: string | null;
};

export type BuyerRequest = {
    /**
     * The largest total of one order, in the currency of the company. Without it the credit alone limits.
     */
    orderLimitMinor?: number;
};

export type CustomerServiceCustomerListData = {
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
         * Only the customer with exactly this e-mail address.
         */
        email?: string;
        /**
         * Only customers with exactly this phone number.
         */
        phone?: string;
        /**
         * Only the customer with this id.
         */
        customer?: string;
    };
    url: '/v1/customers';
};

export type CustomerServiceCustomerRegisterData = {
    body: RegisterCustomerRequest;
    path?: never;
    query?: never;
    url: '/v1/customers';
};

export type CustomerServiceCustomerOneData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}';
};

export type CustomerServiceCustomerContactData = {
    body: NamedContactRequest;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/contact';
};

export type CustomerServiceCustomerSaveAddressData = {
    body: SaveAddressRequest;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
        /**
         * The address id of the route.
         */
        addressId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/addresses/{addressId}';
};

export type CustomerServiceCustomerRemoveAddressData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
        /**
         * The address id of the route.
         */
        addressId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/addresses/{addressId}/remove';
};

export type CustomerServiceCustomerGroupData = {
    body: GroupsRequest;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/groups';
};

export type CustomerServiceCustomerPageData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/360';
};

export type CustomerServiceErasureEraseCustomerData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/erase';
};

export type CustomerServiceErasureExportCustomerData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/customers/{customerId}/export';
};

export type CustomerServiceErasureEraseGuestData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/guests/{orderId}/erase';
};

export type CustomerServiceErasureExportGuestData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/guests/{orderId}/export';
};

export type CustomerServiceOrderPageListData = {
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
        /**
         * Only orders of this customer.
         */
        customer?: string;
        /**
         * Only orders with this number: the shop's own one, the end of the id, or the id.
         */
        number?: string;
        /**
         * Only orders of guests and customers with exactly this e-mail address.
         */
        email?: string;
        /**
         * Only orders of guests and customers with exactly this phone number.
         */
        phone?: string;
    };
    url: '/v1/orders';
};

export type CustomerServiceOrderPageOneData = {
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

export type CustomerServiceOrderPageExplainedData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/orders/{orderId}/status-explained';
};

export type CustomerServiceReturnDeskCheckData = {
    body: EligibilityRequest;
    path?: never;
    query?: never;
    url: '/v1/return-desk/eligibility';
};

export type CustomerServiceReturnDeskRequestData = {
    body: ReturnRequestBody;
    path?: never;
    query?: never;
    url: '/v1/return-desk/requests';
};

export type CustomerServiceReturnDeskListData = {
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
        status?: 'requested' | 'authorised' | 'cancelled' | 'expired' | 'arrived' | 'graded' | 'settled' | 'refunded' | 'rejected';
    };
    url: '/v1/return-desk';
};

export type CustomerServiceReturnDeskOneData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-desk/{returnId}';
};

export type CustomerServiceCaseListData = {
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
        kind?: string;
        status?: 'open' | 'assigned' | 'resolved';
        /**
         * Only cases of this order.
         */
        order?: string;
    };
    url: '/v1/cases';
};

export type CustomerServiceCaseOpenData = {
    body: OpenCaseRequest;
    path?: never;
    query?: never;
    url: '/v1/cases';
};

export type CustomerServiceCaseOneData = {
    body?: never;
    path: {
        /**
         * The case id of the route.
         */
        caseId: string;
    };
    query?: never;
    url: '/v1/cases/{caseId}';
};

export type CustomerServiceCaseAssignData = {
    body: AssignRequest;
    path: {
        /**
         * The case id of the route.
         */
        caseId: string;
    };
    query?: never;
    url: '/v1/cases/{caseId}/assign';
};

export type CustomerServiceCaseResolveData = {
    body: ResolveRequest;
    path: {
        /**
         * The case id of the route.
         */
        caseId: string;
    };
    query?: never;
    url: '/v1/cases/{caseId}/resolve';
};

export type CustomerServiceCaseReopenData = {
    body: ReopenRequest;
    path: {
        /**
         * The case id of the route.
         */
        caseId: string;
    };
    query?: never;
    url: '/v1/cases/{caseId}/reopen';
};

export type CustomerServiceStockListData = {
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
         * Up to 200 SKUs, separated by commas.
         */
        sku?: string;
    };
    url: '/v1/stock';
};

export type CustomerServiceCampaignListData = {
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
        status?: 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
    };
    url: '/v1/campaigns';
};

export type CustomerServiceCampaignOneData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}';
};

export type CustomerServiceCompanyListData = {
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
         * Only companies whose name holds this.
         */
        q?: string;
    };
    url: '/v1/companies';
};

export type CustomerServiceCompanyAddData = {
    body: RegisterCompanyRequest;
    path?: never;
    query?: never;
    url: '/v1/companies';
};

export type CustomerServiceCompanyOneData = {
    body?: never;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
    };
    query?: never;
    url: '/v1/companies/{companyId}';
};

export type CustomerServiceCompanyChangeData = {
    body: CompanyRequest;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
    };
    query?: never;
    url: '/v1/companies/{companyId}';
};

export type CustomerServiceCompanyCheckData = {
    body: VatCheckRequest;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
    };
    query?: never;
    url: '/v1/companies/{companyId}/check-vat-number';
};

export type CustomerServiceBuyerListData = {
    body?: never;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
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
    url: '/v1/companies/{companyId}/buyers';
};

export type CustomerServiceBuyerAddData = {
    body: BuyerRequest;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/companies/{companyId}/buyers/{customerId}';
};

export type CustomerServiceBuyerRemoveData = {
    body?: never;
    path: {
        /**
         * The company id of the route.
         */
        companyId: string;
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/companies/{companyId}/buyers/{customerId}/remove';
};

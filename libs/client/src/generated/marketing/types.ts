// Written by npm run generate from docs/openapi.

export type PromotionPage = {
    items: Array<Promotion>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Promotion = {
    promotionId: string;
    code: string;
    name: string;
    status: 'draft' | 'active' | 'paused' | 'ended';
    /**
     * Why it is paused or ended.
     */
    reason: string | null;
    /**
     * An empty list means all SKUs.
     */
    skus: Array<string>;
    /**
     * Percent, or an amount of minor units: per unit on lines, once on an order or its shipping.
     */
    reward: {
        kind: string;
        value: number;
        currency?: string;
    };
    /**
     * What it lowers.
     */
    scope: 'lines' | 'order' | 'shipping';
    /**
     * The smallest number goes first.
     */
    priority: number;
    /**
     * Only the best promotion of a group counts on a line; null where it adds to all others.
     */
    group: string | null;
    from: string | null;
    to: string | null;
    usesMax: number | null;
    usesPerCustomerMax: number | null;
    /**
     * Uses of orders that are not decided yet.
     */
    open: number;
    confirmed: number;
};

export type DefinePromotionRequest = {
    /**
     * Case and outer blanks are ignored.
     */
    code: string;
    name: string;
    /**
     * An empty list means all SKUs of the shop.
     */
    skus?: Array<string>;
    reward: RewardRequest;
    /**
     * What it lowers: each line of its SKUs, the sum of these lines, or the shipping. Where it is left out: a percentage of all goods lowers the order, everything else the lines.
     */
    scope?: 'lines' | 'order' | 'shipping';
    /**
     * The smallest number goes first, and the next promotion takes from what it left.
     */
    priority?: number;
    /**
     * Only the best promotion of a group counts on a line. Where it is left out, the group standard.
     */
    group?: string;
    /**
     * Whether it adds to all other promotions. It then has no group.
     */
    stackable?: boolean;
    from: string;
    to: string;
    /**
     * The number of orders that may use it.
     */
    usesMax?: number;
    /**
     * The number of orders of one customer that may use it.
     */
    usesPerCustomerMax?: number;
};

export type RewardRequest = {
    kind: 'percent' | 'amount';
    /**
     * Percent with at most two decimals, or whole minor units: per unit on lines, once on an order.
     */
    value: number;
    /**
     * The currency of an amount: it reduces orders in this currency alone. Where it is left out, GBP. A percentage has none.
     */
    currency?: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
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

export type PromotionClaim = {
    orderId: string;
    status: 'claimed' | 'rejected' | 'confirmed' | 'released';
    claims: Array<{
        promotionId: string;
        amountMinor: number;
    }>;
    /**
     * Why it was refused or released.
     */
    reason: string | null;
};

export type ReasonRequest = {
    reason: string;
};

export type CampaignPage = {
    items: Array<Campaign>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Campaign = {
    campaignId: string;
    name: string;
    status: 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
    /**
     * Why it is held, paused or cancelled.
     */
    reason: string | null;
    /**
     * The last verdict: CLEAR, AT_RISK or HELD.
     */
    verdict: string | null;
    /**
     * The last verdict with its figures and inputs.
     */
    stockVerdict: {
        verdict: string;
        coverage: Array<{
            sku: string;
            sellable: number;
            incoming: number;
            supply: number;
            demand: number;
            coverageMilli: number;
            shortUnits: number;
            level: string;
            baselineMilli?: number;
        }>;
        shortUnits: number;
        inputs: Array<string>;
        proposals: Array<{
            kind: string;
            detail: string;
            value?: string;
        }>;
        at?: string;
    } | null;
    channels: Array<string>;
    skus: Array<string>;
    promotionId: string | null;
    from: string | null;
    to: string | null;
    expected: {
        reach: number;
        conversionMilli: number;
        unitsPerOrderMilli: number;
    };
    upliftMilli: number;
    audience: number | null;
    /**
     * Batches that were sent.
     */
    batches: number;
    /**
     * People who were told.
     */
    recipients: number;
    /**
     * The override of a held campaign, and its reason.
     */
    override: {
        by: string;
        reason: string;
        acknowledgedBy?: string;
        until?: string;
    } | null;
    /**
     * Stock suffices again; the campaign goes on if that lasts.
     */
    isRecovering: boolean;
    changedAt: string | null;
};

export type CreateCampaignRequest = {
    skus: Array<string>;
    from: string;
    to: string;
    expected: ExpectedRequest;
    /**
     * How much faster the SKU sells, in thousandths.
     */
    upliftMilli?: number;
    name: string;
    channels: Array<'email' | 'print' | 'web' | 'social' | 'influencer' | 'sms' | 'push'>;
    promotionId?: string;
    /**
     * Size of the audience. Stock is weighed for at least this many people, whatever `expected` says.
     */
    audience?: number;
};

export type ExpectedRequest = {
    /**
     * People reached.
     */
    reach: number;
    /**
     * Buyers per thousand people.
     */
    conversionMilli: number;
    /**
     * Units per order, in thousandths.
     */
    unitsPerOrderMilli: number;
};

export type ReplanRequest = {
    from?: string;
    to?: string;
    /**
     * People that it is expected to reach.
     */
    reach?: number;
    /**
     * Size of the audience.
     */
    audience?: number;
};

export type StockVerdict = {
    campaignId: string;
    status: 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
    /**
     * The last verdict on record; null before the first one.
     */
    decided: {
        verdict: string;
        coverage: Array<{
            sku: string;
            sellable: number;
            incoming: number;
            supply: number;
            demand: number;
            coverageMilli: number;
            shortUnits: number;
            level: string;
            baselineMilli?: number;
        }>;
        shortUnits: number;
        inputs: Array<string>;
        proposals: Array<{
            kind: string;
            detail: string;
            value?: string;
        }>;
        at?: string;
    } | null;
    now: StockOutlook;
};

export type StockOutlook = {
    verdict: 'CLEAR' | 'AT_RISK' | 'HELD';
    /**
     * The figures of each SKU: units, and coverage in thousandths.
     */
    coverage: Array<{
        sku: string;
        sellable: number;
        incoming: number;
        supply: number;
        demand: number;
        coverageMilli: number;
        shortUnits: number;
        level: string;
        baselineMilli?: number;
    }>;
    /**
     * Missing units, over all SKUs.
     */
    shortUnits: number;
    /**
     * Changes that would make the verdict CLEAR.
     */
    proposals: Array<{
        kind: string;
        detail: string;
        value?: string;
    }>;
    at: string;
};

export type SimulateRequest = {
    skus: Array<string>;
    from: string;
    to: string;
    expected: ExpectedRequest;
    /**
     * How much faster the SKU sells, in thousandths.
     */
    upliftMilli?: number;
    /**
     * Assumptions that replace what is known.
     */
    assume?: Array<Assumption>;
};

export type Assumption = {
    sku: string;
    sellable?: number;
    /**
     * Units that arrive within the window.
     */
    incoming?: number;
    /**
     * Units per day, in thousandths.
     */
    baselineMilli?: number;
    level?: 'out' | 'critical' | 'low' | 'ok' | 'over';
};

export type Weighing = {
    id: string;
    /**
     * The status of the campaign now; `unchanged` where stock was not weighed.
     */
    status: string;
    /**
     * Null where stock was not weighed.
     */
    stockVerdict: {
        verdict: string;
        coverage: Array<{
            sku: string;
            sellable: number;
            incoming: number;
            supply: number;
            demand: number;
            coverageMilli: number;
            shortUnits: number;
            level: string;
            baselineMilli?: number;
        }>;
        shortUnits: number;
        inputs: Array<string>;
        proposals: Array<{
            kind: string;
            detail: string;
            value?: string;
        }>;
        at?: string;
    } | null;
};

export type BatchRequest = {
    recipients: number;
};

export type OverrideRequest = {
    reason: string;
    /**
     * How long the override lasts, from now on. Absent: the setting `campaign.override-hours`.
     */
    hours?: number;
};

export type Alignments = {
    items: Array<Alignment>;
};

export type Alignment = {
    sku: string;
    /**
     * Units that can be ordered now.
     */
    sellable: number;
    level: 'out' | 'critical' | 'low' | 'ok' | 'over';
    /**
     * To come.
     */
    incoming: Array<{
        purchaseOrderId: string;
        quantity: number;
        eta: string;
    }>;
    /**
     * Units sold per day without a campaign, in thousandths.
     */
    baselineMilli: number;
    /**
     * Whether a promotion of it is active.
     */
    isPromoted: boolean;
    /**
     * Active and paused promotions.
     */
    promotions: Array<PromotionOfSku>;
    /**
     * Campaigns that are neither completed nor cancelled.
     */
    campaigns: Array<CampaignOfSku>;
};

export type PromotionOfSku = {
    promotionId: string;
    code: string;
    status: 'draft' | 'active' | 'paused' | 'ended';
    /**
     * Why it is paused or ended.
     */
    reason: string | null;
};

export type CampaignOfSku = {
    campaignId: string;
    name: string;
    status: 'draft' | 'held' | 'scheduled' | 'active' | 'paused' | 'completed' | 'cancelled';
    /**
     * Why it is held, paused or cancelled.
     */
    reason: string | null;
    /**
     * The last verdict: CLEAR, AT_RISK or HELD.
     */
    verdict: string | null;
};

export type VoucherPage = {
    items: Array<Voucher>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Voucher = {
    voucherId: string;
    status: 'issued' | 'active' | 'voided' | 'expired' | 'transferred';
    cause: 'sold' | 'goodwill' | 'refund' | 'transfer';
    currency: string;
    issuedMinor: number;
    /**
     * Not paid for yet.
     */
    inactiveMinor: number;
    /**
     * What can be spent.
     */
    balanceMinor: number;
    /**
     * What waits for orders that are not decided yet.
     */
    heldMinor: number;
    /**
     * What orders were paid with, without what came back.
     */
    spentMinor: number;
    voidedMinor: number;
    expiredMinor: number;
    /**
     * What went to another voucher.
     */
    transferredMinor: number;
    /**
     * Whose it is, where that is known.
     */
    customerId: string | null;
    /**
     * The order that it belongs to.
     */
    orderId: string | null;
    /**
     * The voucher whose value it carries on.
     */
    fromVoucherId: string | null;
    /**
     * The voucher to which its value went.
     */
    toVoucherId: string | null;
    issuedAt: string | null;
    expiresAt: string | null;
    /**
     * Why it was voided.
     */
    reason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type IssueVoucherRequest = {
    amountMinor: number;
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * A goodwill voucher can be spent at once; one that was sold when it is paid for.
     */
    cause: 'goodwill' | 'sold';
    /**
     * Whose it is: the customer then sees it.
     */
    customerId?: string;
    /**
     * The order that bought it, or for which it makes up.
     */
    orderId?: string;
};

export type IssuedVoucher = {
    /**
     * The id of the voucher.
     */
    id: string;
    code: string;
    expiresAt: string | null;
};

export type VoucherEntryPage = {
    items: Array<VoucherEntry>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type VoucherEntry = {
    voucherId: string;
    /**
     * Entries of a voucher are numbered in their order; numbers may be missing.
     */
    entry: number;
    at: string;
    kind: 'issued' | 'activated' | 'held' | 'captured' | 'released' | 'refunded' | 'voided' | 'expired' | 'transferred';
    amountMinor: number;
    currency: string;
    /**
     * What the shop owes more for the voucher since then; negative where it owes less.
     */
    owedMinor: number;
    /**
     * What could be spent afterwards.
     */
    balanceMinor: number;
    orderId: string | null;
    /**
     * The refund that brought the amount back.
     */
    refundId: string | null;
    /**
     * The voucher to which the amount went.
     */
    toVoucherId: string | null;
    /**
     * Who did it: the subject of a person, or a service.
     */
    by: string;
    /**
     * Why it was voided.
     */
    reason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type VoidVoucherRequest = {
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type TransferVoucherRequest = {
    /**
     * The new owner; the same one where it is left out.
     */
    customerId?: string;
};

export type TransferredVoucher = {
    /**
     * The id of the voucher.
     */
    id: string;
    expiresAt: string | null;
    /**
     * Null for staff who may see no codes: the owner is shown it by POST /v1/vouchers/{voucherId}/code.
     */
    code: string | null;
};

export type ShownCode = {
    /**
     * The id of the voucher.
     */
    id: string;
    code: string;
};

export type BalanceRequest = {
    /**
     * Blanks, dashes and case are ignored.
     */
    code: string;
};

export type VoucherBalance = {
    voucherId: string;
    status: 'issued' | 'active' | 'voided' | 'expired' | 'transferred';
    currency: string;
    /**
     * What can be spent.
     */
    balanceMinor: number;
    expiresAt: string | null;
};

export type Account = {
    customerId: string;
    /**
     * Points that can be spent.
     */
    available: number;
    /**
     * Points that wait for the end of a return period.
     */
    pending: number;
    /**
     * Points that wait for orders that are not decided yet.
     */
    held: number;
    /**
     * Points that were spent before their purchase came back: the next ones pay them.
     */
    owed: number;
    /**
     * The available points that expire next; null where none do.
     */
    nextExpiry: {
        points: number;
        at: string;
    } | null;
};

export type LoyaltyLotPage = {
    items: Array<LoyaltyLot>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type LoyaltyLot = {
    lotId: string;
    customerId: string;
    /**
     * The order that earned them.
     */
    orderId: string | null;
    /**
     * What is left of the lot.
     */
    points: number;
    status: 'pending' | 'available';
    availableAt: string | null;
    expiresAt: string | null;
};

export type EntryPage = {
    items: Array<Entry>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Entry = {
    customerId: string;
    /**
     * Entries of a customer are numbered in their order; numbers may be missing.
     */
    entry: number;
    at: string;
    kind: 'earned' | 'released' | 'held' | 'burned' | 'restored' | 'reversed' | 'expired' | 'adjusted';
    /**
     * The change of the points that can be spent.
     */
    available: number;
    /**
     * The change of the points that wait for the end of a return period.
     */
    pending: number;
    /**
     * The change of the points that wait for orders.
     */
    held: number;
    /**
     * The change of the points that the customer owes.
     */
    owed: number;
    orderId: string | null;
    returnId: string | null;
    refundId: string | null;
    /**
     * Who did it: the subject of a person, or a service.
     */
    by: string;
    /**
     * Why a person gave or took points.
     */
    reason?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type AdjustPointsRequest = {
    /**
     * Negative to take points.
     */
    points: number;
    /**
     * The customer can read it: write no internal notes here.
     */
    reason: string;
};

export type Adjusted = {
    /**
     * The id of the written object.
     */
    id: string;
    /**
     * Send it as If-Match with the next change.
     */
    version: number;
    /**
     * The points that were given or taken.
     */
    points: number;
};

export type Liabilities = {
    asOf: string;
    /**
     * What can still be spent of vouchers or waits for an order, and the number of vouchers behind it.
     */
    vouchers: Array<{
        currency: string;
        amountMinor: number;
        vouchers: number;
    }>;
    /**
     * Points of all customers. Each value is that of all available, pending and held points, were they spent in this currency.
     */
    points: {
        available: number;
        pending: number;
        held: number;
        owed: number;
        values: Array<{
            currency: string;
            amountMinor: number;
        }>;
    };
};

export type MarketingPromotionListData = {
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
        status?: 'draft' | 'active' | 'paused' | 'ended';
        code?: string;
    };
    url: '/v1/promotions';
};

export type MarketingPromotionDefineData = {
    body: DefinePromotionRequest;
    path?: never;
    query?: never;
    url: '/v1/promotions';
};

export type MarketingPromotionOneData = {
    body?: never;
    path: {
        /**
         * The promotion id of the route.
         */
        promotionId: string;
    };
    query?: never;
    url: '/v1/promotions/{promotionId}';
};

export type MarketingPromotionClaimData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/promotion-claims/{orderId}';
};

export type MarketingPromotionActivateData = {
    body?: never;
    path: {
        /**
         * The promotion id of the route.
         */
        promotionId: string;
    };
    query?: never;
    url: '/v1/promotions/{promotionId}/activate';
};

export type MarketingPromotionPauseData = {
    body: ReasonRequest;
    path: {
        /**
         * The promotion id of the route.
         */
        promotionId: string;
    };
    query?: never;
    url: '/v1/promotions/{promotionId}/pause';
};

export type MarketingPromotionEndData = {
    body: ReasonRequest;
    path: {
        /**
         * The promotion id of the route.
         */
        promotionId: string;
    };
    query?: never;
    url: '/v1/promotions/{promotionId}/end';
};

export type MarketingCampaignListData = {
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
        sku?: string;
    };
    url: '/v1/campaigns';
};

export type MarketingCampaignCreateData = {
    body: CreateCampaignRequest;
    path?: never;
    query?: never;
    url: '/v1/campaigns';
};

export type MarketingCampaignOneData = {
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

export type MarketingCampaignReplanData = {
    body: ReplanRequest;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/replan';
};

export type MarketingCampaignCancelData = {
    body: ReasonRequest;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/cancel';
};

export type MarketingCampaignCompleteData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/complete';
};

export type MarketingCampaignVerdictData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/stock-verdict';
};

export type MarketingCampaignSimulateData = {
    body: SimulateRequest;
    path?: never;
    query?: never;
    url: '/v1/campaigns/simulate';
};

export type MarketingCampaignSubmitData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/submit';
};

export type MarketingCampaignActivateData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/activate';
};

export type MarketingCampaignSendBatchData = {
    body: BatchRequest;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/batches';
};

export type MarketingCampaignOverrideData = {
    body: OverrideRequest;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/override';
};

export type MarketingCampaignAcknowledgeData = {
    body?: never;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/acknowledge-override';
};

export type MarketingCampaignEndOverrideData = {
    body: ReasonRequest;
    path: {
        /**
         * The campaign id of the route.
         */
        campaignId: string;
    };
    query?: never;
    url: '/v1/campaigns/{campaignId}/end-override';
};

export type MarketingAlignmentListData = {
    body?: never;
    path?: never;
    query: {
        /**
         * Up to 200 SKUs, separated by commas.
         */
        sku: string;
    };
    url: '/v1/alignment';
};

export type MarketingAlignmentOneData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/alignment/{sku}';
};

export type MarketingVoucherListData = {
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
        status?: 'issued' | 'active' | 'voided' | 'expired' | 'transferred';
        cause?: 'sold' | 'goodwill' | 'refund' | 'transfer';
        /**
         * Only vouchers of this customer.
         */
        customer?: string;
        /**
         * Only vouchers that belong to this order.
         */
        order?: string;
    };
    url: '/v1/vouchers';
};

export type MarketingVoucherIssueData = {
    body: IssueVoucherRequest;
    path?: never;
    query?: never;
    url: '/v1/vouchers';
};

export type MarketingVoucherOneData = {
    body?: never;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/vouchers/{voucherId}';
};

export type MarketingVoucherLedgerData = {
    body?: never;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
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
    url: '/v1/vouchers/{voucherId}/ledger';
};

export type MarketingVoucherActivateData = {
    body?: never;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/vouchers/{voucherId}/activate';
};

export type MarketingVoucherVoidData = {
    body: VoidVoucherRequest;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/vouchers/{voucherId}/void';
};

export type MarketingVoucherTransferData = {
    body: TransferVoucherRequest;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/vouchers/{voucherId}/transfer';
};

export type MarketingVoucherCodeData = {
    body?: never;
    path: {
        /**
         * The voucher id of the route.
         */
        voucherId: string;
    };
    query?: never;
    url: '/v1/vouchers/{voucherId}/code';
};

export type MarketingVoucherBalanceByBodyData = {
    body: BalanceRequest;
    path?: never;
    query?: never;
    url: '/v1/vouchers/balance';
};

export type MarketingVoucherBalanceByAddressData = {
    body?: never;
    path: {
        /**
         * The code of the route.
         */
        code: string;
    };
    query?: never;
    url: '/v1/vouchers/{code}/balance';
};

export type MarketingLoyaltyAccountData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/loyalty/{customerId}';
};

export type MarketingLoyaltyLotsData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
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
    url: '/v1/loyalty/{customerId}/lots';
};

export type MarketingLoyaltyHistoryData = {
    body?: never;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
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
    url: '/v1/loyalty/{customerId}/history';
};

export type MarketingLoyaltyAdjustData = {
    body: AdjustPointsRequest;
    path: {
        /**
         * The customer id of the route.
         */
        customerId: string;
    };
    query?: never;
    url: '/v1/loyalty/{customerId}/adjustments';
};

export type MarketingLiabilityAsOfData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * What the shop owed then; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/liabilities';
};

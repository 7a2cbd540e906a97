// Written by npm run generate from docs/openapi.

export type ImportRequest = {
    /**
     * The rows; each succeeds or fails alone.
     */
    rows: Array<Import>;
    /**
     * Whether complete products are published.
     */
    publish?: boolean;
};

export type Import = {
    sku: string;
    title: string;
    kind: 'shippable' | 'service';
    /**
     * Price in the standard list. With 0 there is no list price: the product is sold at agreed prices.
     */
    priceMinor: number;
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    description?: string;
    weightG?: number;
    /**
     * Slugs of all categories of the product.
     */
    categories?: Array<string>;
    /**
     * The tax class of the product. Where it is left out, the product keeps its class.
     */
    taxClass?: string;
};

export type ImportOutcome = {
    imported: number;
    unchanged: number;
    failed: number;
    rows: Array<RowOutcome>;
};

export type RowOutcome = {
    /**
     * Counted from 0.
     */
    row: number;
    /**
     * Absent where the row could not be read.
     */
    sku?: string;
    status: 'imported' | 'unchanged' | 'failed';
    code?: string;
    /**
     * The field that failed first.
     */
    path?: string;
    /**
     * What is wrong, or why the product is not published.
     */
    detail?: string;
    /**
     * Whether the product is published now; absent where publish is false, and where the row failed.
     */
    published?: boolean;
    /**
     * All problems of a row that could not be read.
     */
    errors?: Array<{
        path: string;
        rule: string;
        message: string;
    }>;
};

export type ListedProductPage = {
    items: Array<ListedProduct>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type ListedProduct = {
    productId: string;
    title: string;
    kind: 'shippable' | 'service';
    categoryIds: Array<string>;
    /**
     * The lowest price of the published variants, before publication of all variants; null where there is none.
     */
    priceMinor: number | null;
    currency: string | null;
    createdAt: string;
    /**
     * The variants that can be bought.
     */
    offers: Array<Offer>;
    /**
     * The best badge of its offers.
     */
    badge: 'out' | 'low' | 'in-stock';
};

export type Offer = {
    sku: string;
    /**
     * null where there is no list price: it is ordered at an agreed price alone.
     */
    priceMinor: number | null;
    sellable: number;
    badge: 'out' | 'low' | 'in-stock';
};

export type ProductPage = {
    items: Array<Product>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Product = {
    productId: string;
    title: string;
    description: string;
    brand: string | null;
    kind: 'shippable' | 'service';
    status: 'draft' | 'published' | 'unpublished';
    skus: Array<string>;
    /**
     * Its published SKUs.
     */
    publishedSkus: Array<string>;
    categoryIds: Array<string>;
    channels: Array<string>;
    /**
     * Standard price by SKU.
     */
    prices: {
        [key: string]: number;
    };
    /**
     * The lowest price of the published variants, before publication of all variants; null where there is none.
     */
    priceMinor: number | null;
    currency: string | null;
    /**
     * The tax class of all its SKUs.
     */
    taxClass: string;
    createdAt: string;
    /**
     * Since when it is for sale; null where it is not.
     */
    publishedAt: string | null;
    /**
     * Send it as If-Match with a revision.
     */
    version: number;
};

export type CreateProductRequest = {
    title: string;
    description?: string;
    brand?: string;
    kind: 'shippable' | 'service';
    /**
     * The tax class of all its SKUs; without it `standard`. Only for callers who may set tax classes.
     */
    taxClass?: string;
    variants?: Array<VariantRequest>;
};

export type VariantRequest = {
    sku: string;
    /**
     * The variant's own title. Where it is left out, the product's title.
     */
    title?: string;
    options?: {
        [key: string]: string;
    };
    weightG?: number;
    /**
     * A GTIN.
     */
    barcode?: string;
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

export type ProductWithVariants = {
    productId: string;
    title: string;
    description: string;
    brand: string | null;
    kind: 'shippable' | 'service';
    status: 'draft' | 'published' | 'unpublished';
    skus: Array<string>;
    /**
     * Its published SKUs.
     */
    publishedSkus: Array<string>;
    categoryIds: Array<string>;
    channels: Array<string>;
    /**
     * Standard price by SKU.
     */
    prices: {
        [key: string]: number;
    };
    /**
     * The lowest price of the published variants, before publication of all variants; null where there is none.
     */
    priceMinor: number | null;
    currency: string | null;
    /**
     * The tax class of all its SKUs.
     */
    taxClass: string;
    createdAt: string;
    /**
     * Since when it is for sale; null where it is not.
     */
    publishedAt: string | null;
    /**
     * Send it as If-Match with a revision.
     */
    version: number;
    variants: Array<Variant>;
};

export type Variant = {
    sku: string;
    productId: string | null;
    title: string;
    kind: 'shippable' | 'service';
    /**
     * Whether it is for sale.
     */
    published: boolean;
    /**
     * The sales channels that it is for sale in.
     */
    channels: Array<string>;
    /**
     * Price in the standard list; null where there is none.
     */
    priceMinor: number | null;
    currency: string | null;
    /**
     * Units that can be ordered, as inventory says.
     */
    sellable: number;
    level: 'out' | 'critical' | 'low' | 'ok' | 'over';
    /**
     * The badge in the shop. A service is always available.
     */
    badge: 'out' | 'low' | 'in-stock';
    options: {
        [key: string]: string;
    };
    weightG: number | null;
    /**
     * Orders has the rates of its tax class.
     */
    taxClass: string;
    barcode: string | null;
};

export type ReviseProductRequest = {
    title?: string;
    description?: string;
    brand?: string;
};

export type CategoriseRequest = {
    categoryIds: Array<string>;
};

export type TaxClassRequest = {
    taxClass: string;
};

export type PublishRequest = {
    channels?: Array<'b2c' | 'b2b' | 'd2c'>;
};

export type UnpublishRequest = {
    reason: string;
};

export type VariantPage = {
    items: Array<Variant>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type PriceProposalPage = {
    items: Array<PriceProposal>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type PriceProposal = {
    proposalId: string;
    sku: string;
    list: string;
    amountMinor: number;
    currency: string;
    /**
     * Lower prices of a unit from so many units on.
     */
    tiers: Array<{
        fromUnits: number;
        amountMinor: number;
    }>;
    /**
     * When it takes effect; null for at once.
     */
    from: string | null;
    /**
     * When it ends; null for a price without an end.
     */
    until: string | null;
    /**
     * The price in force when it was proposed; null for a first price.
     */
    previousMinor: number | null;
    /**
     * What its lowest amount leaves above the last known cost, in percent; null where nobody knows the cost.
     */
    marginPercent: number | null;
    reason: string | null;
    status: 'proposed' | 'approved' | 'rejected' | 'scheduled' | 'active' | 'withdrawn';
    proposedBy: string;
    proposedAt: string | null;
    decidedBy: string | null;
    decidedAt: string | null;
};

export type ProposePriceRequest = {
    sku: string;
    list?: string;
    /**
     * The price of one unit.
     */
    amountMinor: number;
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * Lower prices for more units, the smallest number first. Without tiers every unit costs the same.
     */
    tiers?: Array<TierRequest>;
    /**
     * When it takes effect. Where it is left out, or past, at once.
     */
    from?: string;
    /**
     * When it ends: the lasting price of the list, where there is one, holds again.
     */
    until?: string;
    reason?: string;
};

export type TierRequest = {
    /**
     * From so many units of the SKU on, over all lines.
     */
    fromUnits: number;
    /**
     * The price of each unit.
     */
    amountMinor: number;
};

export type DecidedPrice = {
    /**
     * The proposal.
     */
    id: string;
    sku: string;
    /**
     * Scheduled: it takes effect at its moment, or when the temporary price of its list ends.
     */
    status: 'proposed' | 'scheduled' | 'active' | 'rejected' | 'withdrawn';
};

export type ReasonRequest = {
    reason: string;
};

export type CurrentPrice = {
    sku: string;
    list: string;
    /**
     * The price of one unit.
     */
    amountMinor: number;
    currency: string;
    /**
     * Lower prices of a unit from so many units on, over all lines of an order.
     */
    tiers: Array<{
        fromUnits: number;
        amountMinor: number;
    }>;
    activeFrom: string;
    /**
     * When it ends, where that is planned.
     */
    until: string | null;
    /**
     * The lowest price of the 30 days before it began.
     */
    lowest30dMinor: number | null;
};

export type PricePage = {
    items: Array<Price>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Price = {
    activationId: string;
    sku: string;
    list: string;
    amountMinor: number;
    currency: string;
    previousMinor: number | null;
    activeFrom: string;
    /**
     * Lower prices of a unit from so many units on.
     */
    tiers: Array<{
        fromUnits: number;
        amountMinor: number;
    }>;
    /**
     * When it ends, or was to end; null for a price without an end.
     */
    until: string | null;
    /**
     * The person or system that set it; only for staff.
     */
    by?: string;
};

export type RevertPriceRequest = {
    list?: string;
    reason: string;
};

export type RevertedPrice = {
    sku: string;
    list: string;
};

export type PriceListPage = {
    items: Array<PriceList>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type PriceList = {
    list: string;
    name: string;
    /**
     * The currency of its prices; null for the list `standard`, which has several.
     */
    currency: string | null;
    /**
     * Whether its prices include tax.
     */
    taxIncluded: boolean;
    /**
     * The sales channels in which its prices count; empty means all.
     */
    channels: Array<string>;
    /**
     * The customer groups for which its prices count; empty means all.
     */
    groups: Array<string>;
    /**
     * The customers and companies with whom its prices are agreed; empty means all.
     */
    customerIds: Array<string>;
    /**
     * Since when its prices count.
     */
    from: string | null;
    /**
     * Until when its prices count.
     */
    to: string | null;
};

export type PriceListWithPrices = {
    list: string;
    name: string;
    /**
     * The currency of its prices; null for the list `standard`, which has several.
     */
    currency: string | null;
    /**
     * Whether its prices include tax.
     */
    taxIncluded: boolean;
    /**
     * The sales channels in which its prices count; empty means all.
     */
    channels: Array<string>;
    /**
     * The customer groups for which its prices count; empty means all.
     */
    groups: Array<string>;
    /**
     * The customers and companies with whom its prices are agreed; empty means all.
     */
    customerIds: Array<string>;
    /**
     * Since when its prices count.
     */
    from: string | null;
    /**
     * Until when its prices count.
     */
    to: string | null;
    /**
     * Its prices in force, by SKU.
     */
    items: Array<ListPrice>;
    /**
     * Send it as `cursor` for further prices; null at the end.
     */
    next: string | null;
};

export type ListPrice = {
    /**
     * List and SKU.
     */
    priceId: string;
    list: string;
    sku: string;
    /**
     * The price of one unit.
     */
    amountMinor: number;
    currency: string;
    /**
     * Lower prices of a unit from so many units on.
     */
    tiers: Array<{
        fromUnits: number;
        amountMinor: number;
    }>;
    /**
     * When it ends; null for a price without an end.
     */
    until: string | null;
    activeFrom: string;
};

export type PriceListRequest = {
    name: string;
    /**
     * The currency of its prices, for ever.
     */
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    /**
     * Whether its prices include tax, for ever.
     */
    taxIncluded: boolean;
    /**
     * The sales channels in which its prices count; empty means all.
     */
    channels?: Array<'b2c' | 'b2b' | 'd2c'>;
    /**
     * The customer groups for which its prices count; empty means all.
     */
    groups?: Array<string>;
    /**
     * The customers and companies with whom its prices are agreed; empty means all.
     */
    customerIds?: Array<string>;
    /**
     * Since when its prices count.
     */
    from?: string;
    /**
     * Until when its prices count.
     */
    to?: string;
};

export type CategoryPage = {
    items: Array<Category>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Category = {
    categoryId: string;
    name: string;
    slug: string;
    /**
     * The parent category; null at the top.
     */
    parentId: string | null;
};

export type CreateCategoryRequest = {
    name: string;
    slug: string;
    /**
     * The parent category. Where it is left out, the category stands at the top.
     */
    parentId?: string;
};

export type Made = {
    /**
     * The id of the written object.
     */
    id: string;
};

export type CategoryTree = {
    items: Array<CategoryBranch>;
};

export type CategoryBranch = {
    categoryId: string;
    name: string;
    slug: string;
    children: Array<CategoryBranch>;
};

export type MoveCategoryRequest = {
    /**
     * The parent category. Where it is left out, the category stands at the top.
     */
    parentId?: string;
};

export type CatalogImportImportData = {
    body: ImportRequest;
    path?: never;
    query?: never;
    url: '/v1/imports';
};

export type CatalogListingListData = {
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
         * Id or slug of a category; products of its descendants are included.
         */
        category?: string;
        /**
         * Only products with a variant whose SKU begins with this, or whose title holds it; with fewer than 3 characters the title must begin with it.
         */
        q?: string;
        /**
         * true: only available products. false: only products that are sold out.
         */
        inStock?: boolean;
        /**
         * Only what is for sale in this sales channel.
         */
        channel?: 'b2c' | 'b2b' | 'd2c';
        sort?: 'title' | '-title' | 'price' | '-price' | 'newest';
    };
    url: '/v1/listing';
};

export type CatalogProductListData = {
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
        status?: 'draft' | 'published' | 'unpublished';
        /**
         * Id or slug of a category; products of its descendants are included.
         */
        category?: string;
        /**
         * Only products with a variant whose SKU begins with this, or whose title, or that of a variant, holds it; with fewer than 3 characters the title must begin with it.
         */
        q?: string;
    };
    url: '/v1/products';
};

export type CatalogProductCreateData = {
    body: CreateProductRequest;
    path?: never;
    query?: never;
    url: '/v1/products';
};

export type CatalogProductOneData = {
    body?: never;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}';
};

export type CatalogProductReviseData = {
    body: ReviseProductRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}';
};

export type CatalogProductAddVariantData = {
    body: VariantRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}/variants';
};

export type CatalogProductCategoriseData = {
    body: CategoriseRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}/categories';
};

export type CatalogProductTaxData = {
    body: TaxClassRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}/tax-class';
};

export type CatalogProductPublishData = {
    body: PublishRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}/publish';
};

export type CatalogProductUnpublishData = {
    body: UnpublishRequest;
    path: {
        /**
         * The product id of the route.
         */
        productId: string;
    };
    query?: never;
    url: '/v1/products/{productId}/unpublish';
};

export type CatalogVariantListData = {
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
        /**
         * Only variants whose SKU begins with this, or whose title holds it; with fewer than 3 characters the title must begin with it. Upper and lower case are the same.
         */
        q?: string;
        /**
         * Only variants that are for sale in this sales channel.
         */
        channel?: 'b2c' | 'b2b' | 'd2c';
    };
    url: '/v1/variants';
};

export type CatalogVariantOneData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/variants/{sku}';
};

export type CatalogProposalProposalsData = {
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
        status?: 'proposed' | 'approved' | 'rejected' | 'scheduled' | 'active' | 'withdrawn';
        /**
         * Only prices of this list.
         */
        list?: string;
        /**
         * Only prices of this SKU.
         */
        sku?: string;
    };
    url: '/v1/prices/proposals';
};

export type CatalogProposalProposeData = {
    body: ProposePriceRequest;
    path?: never;
    query?: never;
    url: '/v1/prices/proposals';
};

export type CatalogProposalApproveData = {
    body?: never;
    path: {
        /**
         * The proposal id of the route.
         */
        proposalId: string;
    };
    query?: never;
    url: '/v1/prices/proposals/{proposalId}/approve';
};

export type CatalogProposalRejectData = {
    body: ReasonRequest;
    path: {
        /**
         * The proposal id of the route.
         */
        proposalId: string;
    };
    query?: never;
    url: '/v1/prices/proposals/{proposalId}/reject';
};

export type CatalogProposalWithdrawData = {
    body: ReasonRequest;
    path: {
        /**
         * The proposal id of the route.
         */
        proposalId: string;
    };
    query?: never;
    url: '/v1/prices/proposals/{proposalId}/withdraw';
};

export type CatalogPriceOneData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: {
        list?: string;
        /**
         * The price in force at this moment. Where it is left out, the price now.
         */
        at?: string;
    };
    url: '/v1/prices/{sku}';
};

export type CatalogPriceHistoryData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
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
        /**
         * Only prices of this list.
         */
        list?: string;
    };
    url: '/v1/prices/{sku}/history';
};

export type CatalogPriceRevertData = {
    body: RevertPriceRequest;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/prices/{sku}/revert';
};

export type CatalogPriceListListData = {
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
    url: '/v1/price-lists';
};

export type CatalogPriceListOneData = {
    body?: never;
    path: {
        /**
         * The list of the route.
         */
        list: string;
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
        /**
         * Only SKUs that begin with this.
         */
        sku?: string;
    };
    url: '/v1/price-lists/{list}';
};

export type CatalogPriceListDefineData = {
    body: PriceListRequest;
    path: {
        /**
         * The list of the route.
         */
        list: string;
    };
    query?: never;
    url: '/v1/price-lists/{list}';
};

export type CatalogCategoryListData = {
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
    url: '/v1/categories';
};

export type CatalogCategoryCreateData = {
    body: CreateCategoryRequest;
    path?: never;
    query?: never;
    url: '/v1/categories';
};

export type CatalogCategoryTreeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/categories/tree';
};

export type CatalogCategoryOneData = {
    body?: never;
    path: {
        /**
         * The category id of the route.
         */
        categoryId: string;
    };
    query?: never;
    url: '/v1/categories/{categoryId}';
};

export type CatalogCategoryMoveData = {
    body: MoveCategoryRequest;
    path: {
        /**
         * The category id of the route.
         */
        categoryId: string;
    };
    query?: never;
    url: '/v1/categories/{categoryId}/move';
};

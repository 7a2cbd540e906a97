// Written by npm run generate from docs/openapi.

export type Settings = {
    items: Array<Setting>;
};

export type Setting = {
    key: string;
    /**
     * What the setting decides.
     */
    says: string;
    unit: string;
    /**
     * The role that knows what is right.
     */
    owner: string;
    /**
     * The JSON Schema of a value.
     */
    schema: {
        [key: string]: unknown;
    };
    /**
     * The value in force.
     */
    value: number | string | boolean | {
        [key: string]: unknown;
    } | Array<unknown>;
    /**
     * The version in force; 0 is the initial value.
     */
    version: number;
    /**
     * Whether POST …/preview tells what a value would have changed.
     */
    preview: boolean;
    /**
     * All approved versions, also those that are not in force yet.
     */
    versions: Array<{
        version: number;
        value: number | string | boolean | {
            [key: string]: unknown;
        } | Array<unknown>;
        from: string;
        reason: string;
        draftedBy: string;
        approvedBy: string;
        approvedAt: string;
    }>;
    /**
     * Waits for approval.
     */
    draft: {
        draftId: string;
        value: number | string | boolean | {
            [key: string]: unknown;
        } | Array<unknown>;
        from: string;
        reason: string;
        draftedBy: string;
    } | null;
};

export type PreviewRequest = {
    /**
     * A value, as the schema of the setting demands.
     */
    value: number | string | boolean | {
        [key: string]: unknown;
    } | Array<unknown>;
};

export type Preview = {
    /**
     * Decisions since then were looked at.
     */
    since: string;
    /**
     * Decisions that rested on the setting.
     */
    looked: number;
    /**
     * Those that would have been made otherwise.
     */
    different: number;
    /**
     * The latest of them, 20 at most, in one sentence each.
     */
    examples: Array<string>;
};

export type DraftRequest = {
    /**
     * The new value, as the schema of the setting demands.
     */
    value: number | string | boolean | {
        [key: string]: unknown;
    } | Array<unknown>;
    /**
     * When it takes effect: 30 s after the approval at the earliest.
     */
    from: string;
    reason: string;
};

export type Drafted = {
    /**
     * The setting.
     */
    id: string;
    draftId: string;
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

export type LiveMoment = {
    at: string;
    service: string;
    /**
     * The name of the event.
     */
    type: string;
    /**
     * A sentence.
     */
    words: string;
    eventId: string;
    sku?: string;
    orderId?: string;
};

export type LiveChange = {
    skus: Array<string>;
    orders: Array<string>;
};

export type Lamp = {
    state: 'agrees' | 'differs' | 'behind' | 'unknown';
    sentence: string;
    /**
     * When the last audit ended.
     */
    checkedAt: string | null;
    /**
     * Rows of facts that the last audit compared.
     */
    factsCompared: number;
    /**
     * Values that differ: `GET /v1/drifts` names them.
     */
    driftsOpen: number;
    /**
     * Services that lack an event of another one that is older than five seconds, the worst first.
     */
    behind: Array<{
        service: string;
        source: string;
        lagMs: number;
    }>;
    /**
     * Services that do not answer.
     */
    silent: Array<string>;
};

export type Board = {
    asOf: string;
    items: Array<BoardRow>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
    /**
     * How many SKUs stand how, over all pages and whatever the state asked for.
     */
    counts: {
        [key: string]: number;
    };
};

export type BoardRow = {
    sku: string;
    /**
     * As the catalog says; null where it knows none.
     */
    title: string | null;
    categories: Array<{
        categoryId: string;
        name: string;
    }>;
    /**
     * From worst to best.
     */
    state: 'broken' | 'held' | 'at-risk' | 'short' | 'ok';
    /**
     * The reason in one sentence.
     */
    words: string;
    /**
     * Who has something to do about it.
     */
    teams: Array<'inventory' | 'marketing' | 'logistics' | 'customer-service' | 'catalog'>;
    stock: {
        sellable: number;
        level: string;
        since: string | null;
    };
    /**
     * Supply divided by demand in thousandths, of the campaign that has least; null without a campaign that was weighed.
     */
    coverageMilli: number | null;
    /**
     * Active and paused promotions.
     */
    promotions: Array<{
        promotionId: string;
        code: string;
        status: string;
        reason: string | null;
    }>;
    /**
     * Campaigns that are neither completed nor cancelled; coverage is supply divided by demand.
     */
    campaigns: Array<{
        campaignId: string;
        name: string;
        status: string;
        verdict: string | null;
        reason: string | null;
        coverageMilli: number | null;
    }>;
    /**
     * Reserved, and not yet shipped.
     */
    orders: {
        orders: number;
        units: number;
    };
    /**
     * Authorised, and not yet settled.
     */
    returns: {
        returns: number;
        units: number;
    };
    /**
     * Open cases that name the SKU or an order of it.
     */
    cases: number;
    /**
     * Sellable units at 14 moments of the last seven days; null before anything was known.
     */
    sparkline: Array<number | null>;
};

export type Sku = {
    sku: string;
    /**
     * As the catalog says; null where it knows none.
     */
    title: string | null;
    categories: Array<{
        categoryId: string;
        name: string;
    }>;
    /**
     * From worst to best.
     */
    state: 'broken' | 'held' | 'at-risk' | 'short' | 'ok';
    /**
     * The reason in one sentence.
     */
    words: string;
    /**
     * Who has something to do about it.
     */
    teams: Array<'inventory' | 'marketing' | 'logistics' | 'customer-service' | 'catalog'>;
    /**
     * On hand are all units in the warehouses; reserved are those that orders wait for.
     */
    stock: {
        sellable: number;
        level: string;
        since: string | null;
        onHand: number;
        reserved: number;
    };
    /**
     * Supply divided by demand in thousandths, of the campaign that has least; null without a campaign that was weighed.
     */
    coverageMilli: number | null;
    /**
     * Active and paused promotions.
     */
    promotions: Array<{
        promotionId: string;
        code: string;
        status: string;
        reason: string | null;
    }>;
    /**
     * Campaigns that are neither completed nor cancelled; coverage is supply divided by demand.
     */
    campaigns: Array<{
        campaignId: string;
        name: string;
        status: string;
        verdict: string | null;
        reason: string | null;
        coverageMilli: number | null;
    }>;
    /**
     * Reserved, and not yet shipped.
     */
    orders: {
        orders: number;
        units: number;
    };
    /**
     * Authorised, and not yet settled.
     */
    returns: {
        returns: number;
        units: number;
    };
    /**
     * Open cases that name the SKU or an order of it.
     */
    cases: number;
    asOf: string;
    /**
     * draft, published, unpublished or unknown; without what blocks nothing is published.
     */
    content: {
        status: string;
        gaps: Array<{
            what: string;
            blocks: boolean;
        }>;
    };
    /**
     * Sellable units over the last 30 days.
     */
    curve: Array<{
        at: string;
        sellable: number;
    }>;
    /**
     * What purchase orders still bring, the earliest first.
     */
    incoming: Array<{
        purchaseOrderId: string;
        quantity: number;
        eta: string;
    }>;
    openOrders: Array<{
        orderId: string;
        units: number;
        status: string | null;
    }>;
    openReturns: Array<{
        returnId: string;
        orderId: string;
        units: number;
        status: string | null;
    }>;
    openCases: Array<{
        caseId: string;
        kind: string;
        orderId: string | null;
        openedAt: string;
    }>;
};

export type History = {
    from: string;
    to: string;
    points: Array<{
        at: string;
        sellable: number;
        onHand: number;
        reserved: number;
    }>;
    /**
     * receipt, order, batch, pause or return, in the order of time.
     */
    marks: Array<{
        at: string;
        kind: string;
        words: string;
        eventId: string | null;
    }>;
};

export type MomentPage = {
    items: Array<Moment>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Moment = {
    /**
     * `sku:` and the SKU, or `order:` and the id of the order.
     */
    subject: string;
    /**
     * The event behind it.
     */
    eventId: string;
    at: string;
    /**
     * By what moments are sorted: time, then causes before effects.
     */
    place: string;
    /**
     * The service that says so.
     */
    service: string;
    /**
     * The stream of the event.
     */
    stream: string;
    /**
     * The number of the event within its stream.
     */
    version: number;
    /**
     * The order that it concerns.
     */
    orderId: string | null;
    /**
     * The warehouse where it happened; `~all` where it counts units in all of them.
     */
    warehouse: string | null;
    type: string;
    /**
     * One sentence.
     */
    words: string;
};

export type Beliefs = {
    /**
     * When the services were asked.
     */
    at: string;
    /**
     * Each fact with what its owner says (row) and what every view says that repeats it. moving: it differs and is on its way.
     */
    items: Array<{
        fact: string;
        owner: string;
        key: string;
        row: {
            [key: string]: number | string | boolean | {
                [key: string]: unknown;
            } | Array<unknown> | null;
        } | null;
        beliefs: Array<{
            service: string;
            view: string;
            row: {
                [key: string]: number | string | boolean | {
                    [key: string]: unknown;
                } | Array<unknown> | null;
            } | null;
            columns: Array<{
                column: string;
                owner: number | string | boolean | {
                    [key: string]: unknown;
                } | Array<unknown> | null;
                believed: number | string | boolean | {
                    [key: string]: unknown;
                } | Array<unknown> | null;
                equal: boolean;
            }>;
            equal: boolean;
            moving: boolean;
        }>;
    }>;
    /**
     * Services that did not answer: what they believe is missing.
     */
    unreachable: Array<string>;
};

export type AuditPage = {
    items: Array<Audit>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Audit = {
    auditId: string;
    startedAt: string;
    completedAt: string;
    /**
     * Rows of facts that were compared.
     */
    keys: number;
    /**
     * Rows that differ; 0 means that everyone agrees.
     */
    drifts: number;
    /**
     * By view; unsettled keys changed so fast that they could not be compared.
     */
    comparisons: Array<{
        fact: string;
        view: string;
        keys: number;
        drifts: number;
        unsettled: number;
    }>;
};

export type AuditUnderWay = {
    /**
     * The facts that are read, out of all, and their rows; null where no audit is under way here.
     */
    progress: {
        facts: number;
        factsTotal: number;
        rows: number;
    } | null;
};

export type DriftPage = {
    items: Array<Drift>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Drift = {
    driftId: string;
    status: 'open' | 'gone';
    fact: string;
    /**
     * The view: its service and its name.
     */
    view: string;
    /**
     * The key of the row.
     */
    key: string;
    /**
     * The column; `row` where the row is missing or too much.
     */
    column: string;
    /**
     * What the owner of the fact says.
     */
    expected: number | string | boolean | {
        [key: string]: unknown;
    } | Array<unknown> | null | null;
    /**
     * What the view says.
     */
    found: number | string | boolean | {
        [key: string]: unknown;
    } | Array<unknown> | null | null;
    /**
     * The first event that the row does not show; null where no missing event explains it.
     */
    missingEvent: {
        eventId: string;
        type: string;
        at: string;
    } | null;
    foundAt: string | null;
    goneAt: string | null;
};

export type OversightSettingListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * The value that was in force then.
         */
        asOf?: string;
    };
    url: '/v1/settings';
};

export type OversightSettingOneData = {
    body?: never;
    path: {
        /**
         * The key of the route.
         */
        key: string;
    };
    query?: {
        /**
         * The value that was in force then.
         */
        asOf?: string;
    };
    url: '/v1/settings/{key}';
};

export type OversightSettingPreviewData = {
    body: PreviewRequest;
    path: {
        /**
         * The key of the route.
         */
        key: string;
    };
    query?: never;
    url: '/v1/settings/{key}/preview';
};

export type OversightSettingDraftData = {
    body: DraftRequest;
    path: {
        /**
         * The key of the route.
         */
        key: string;
    };
    query?: never;
    url: '/v1/settings/{key}/drafts';
};

export type OversightSettingApproveData = {
    body?: never;
    path: {
        /**
         * The key of the route.
         */
        key: string;
        /**
         * The draft id of the route.
         */
        draftId: string;
    };
    query?: never;
    url: '/v1/settings/{key}/drafts/{draftId}/approve';
};

export type OversightSettingWithdrawData = {
    body?: never;
    path: {
        /**
         * The key of the route.
         */
        key: string;
        /**
         * The draft id of the route.
         */
        draftId: string;
    };
    query?: never;
    url: '/v1/settings/{key}/drafts/{draftId}/withdraw';
};

export type OversightLiveLiveData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only what concerns this SKU.
         */
        sku?: string;
        /**
         * Only what concerns this order, and the SKU where one is named.
         */
        orderId?: string;
        /**
         * Only moments of these services, such as `orders,logistics`.
         */
        services?: string;
    };
    url: '/v1/alignment/live';
};

export type OversightLampOneData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/alignment/lamp';
};

export type OversightAlignmentPageData = {
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
         * How everything stood then; now where it is left out.
         */
        asOf?: string;
        /**
         * Only SKUs that stand so.
         */
        state?: 'broken' | 'held' | 'at-risk' | 'short' | 'ok';
        /**
         * Only SKUs about which these have something to do.
         */
        team?: 'inventory' | 'marketing' | 'logistics' | 'customer-service' | 'catalog';
        /**
         * Only SKUs of this category, or of one below it.
         */
        category?: string;
        /**
         * Only SKUs with this text in the SKU or the title.
         */
        q?: string;
    };
    url: '/v1/alignment/board';
};

export type OversightAlignmentSkuData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: {
        /**
         * How everything stood then; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/alignment/skus/{sku}';
};

export type OversightAlignmentHistoryData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: {
        /**
         * 30 days before the end where it is left out.
         */
        from?: string;
        /**
         * Now where it is left out.
         */
        to?: string;
    };
    url: '/v1/alignment/skus/{sku}/history';
};

export type OversightAlignmentOneData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: {
        /**
         * How everything stood then; now where it is left out.
         */
        asOf?: string;
    };
    url: '/v1/alignment/{sku}';
};

export type OversightTimelineSkuData = {
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
         * What had happened by then.
         */
        asOf?: string;
        /**
         * Only what these say, such as `orders,logistics`.
         */
        services?: string;
    };
    url: '/v1/timelines/skus/{sku}';
};

export type OversightTimelineOrderData = {
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
        /**
         * What had happened by then.
         */
        asOf?: string;
        /**
         * Only what these say, such as `orders,logistics`.
         */
        services?: string;
    };
    url: '/v1/timelines/orders/{orderId}';
};

export type OversightBeliefSkuData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/beliefs/skus/{sku}';
};

export type OversightBeliefOrderData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/beliefs/orders/{orderId}';
};

export type OversightAuditRunListData = {
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
    url: '/v1/audits';
};

export type OversightAuditRunRunData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/audits';
};

export type OversightAuditRunCurrentData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/audits/current';
};

export type OversightAuditRunDriftsData = {
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
        status?: 'open' | 'gone';
    };
    url: '/v1/drifts';
};

// Written by npm run generate from docs/openapi.

export type Me = {
    /**
     * The `sub` of the token.
     */
    subject: string;
    kind: 'user' | 'customer' | 'system';
    roles: Array<'head_of_digital' | 'ecommerce_sme' | 'marketing_manager' | 'business_analyst' | 'it_operator' | 'tester' | 'logistics_manager' | 'inventory_manager' | 'warehouse_operator' | 'driver' | 'cs_agent' | 'cs_lead' | 'content_editor' | 'customer' | 'service' | 'feed_reader'>;
    /**
     * What the caller may do here: permissions that routes of this service declare.
     */
    permissions: Array<'catalog.read' | 'catalog.draft.read' | 'catalog.product.write' | 'catalog.category.write' | 'catalog.price.propose' | 'catalog.price.approve' | 'catalog.price.import' | 'catalog.price.list.write' | 'catalog.tax.write' | 'inventory.read' | 'inventory.availability.read' | 'inventory.adjust' | 'inventory.safety-stock' | 'inventory.backorder' | 'inventory.hold' | 'inventory.po.receive' | 'inventory.grade' | 'inventory.warehouse.write' | 'purchasing.po.create' | 'order.place' | 'order.place-on-invoice' | 'order.place-b2b' | 'quote.read' | 'quote.offer' | 'quote.decide' | 'tax.read' | 'tax.write' | 'order.date' | 'order.read' | 'order.personal-data.read' | 'order.cancel' | 'order.hold' | 'order.note' | 'document.read' | 'payment.refund' | 'payment.capture' | 'settlement.read' | 'settlement.record' | 'payment.record' | 'payment.write-off' | 'fulfilment.read' | 'fulfilment.pick' | 'fulfilment.pack' | 'fulfilment.ship' | 'ship-option.read' | 'carrier.manage' | 'proof.record' | 'promotion.read' | 'promotion.write' | 'campaign.read' | 'campaign.write' | 'campaign.submit' | 'campaign.override-hold' | 'campaign.acknowledge-override' | 'customer.group' | 'company.read' | 'company.manage' | 'voucher.read' | 'voucher.balance.read' | 'voucher.issue' | 'voucher.sell' | 'voucher.void' | 'voucher.transfer' | 'voucher.reassign' | 'voucher.code.read' | 'loyalty.read' | 'loyalty.adjust' | 'liability.read' | 'customer.read' | 'customer.write' | 'customer.erase' | 'customer.export' | 'case.read' | 'case.open' | 'case.work' | 'case.resolve' | 'return.read' | 'return.request' | 'return.authorise' | 'return.allow-late' | 'alignment.read' | 'audit.read' | 'drift.read' | 'audit.run' | 'setting.read' | 'setting.draft' | 'setting.approve' | 'report.read.logistics' | 'invariant.read' | 'ops.checkout.read' | 'ops.projection.read' | 'ops.projection.rebuild' | 'ops.refused.read' | 'ops.retry.read' | 'ops.parked.read' | 'ops.parked.replay' | 'ops.parked.discard' | 'ops.stream.read' | 'ops.audit.read' | 'ops.feed.read'>;
    /**
     * The customer whose objects are the own ones.
     */
    customerId?: string;
    /**
     * Where the roles hold; everywhere where a list is left out.
     */
    scopes: {
        warehouseIds?: Array<string>;
        channels?: Array<string>;
    };
    /**
     * Up to which amount the roles hold.
     */
    limits: {
        refundMinor?: number;
        refundCurrency?: string;
    };
    /**
     * When the token is no longer accepted.
     */
    expiresAt: string;
};

export type Projections = {
    builds: Array<Build>;
    /**
     * The last own event of each partition.
     */
    heads: Array<LaneHead>;
    positions: Array<AppliedPosition>;
    rebuild: RebuildProgress | null;
    /**
     * Messages not applied yet, by source.
     */
    lag: {
        [key: string]: number;
    };
    lagMs: number;
};

export type Build = {
    name: string;
    build: number;
    status: 'building' | 'live';
    table: string;
    startedAt: string;
    finishedAt: string | null;
};

export type LaneHead = {
    lane: number;
    position: string;
};

export type AppliedPosition = {
    topic: string;
    partition: number;
    nextOffset: number;
    mark: string;
};

export type RebuildProgress = {
    projection: string;
    applied: number;
    ms: number;
};

export type Positions = {
    /**
     * The last own event of each lane.
     */
    heads: Array<TimedLaneHead>;
    /**
     * The services whose events this one hears.
     */
    sources: Array<string>;
    /**
     * The last event of each lane of them that is applied here.
     */
    applied: Array<SourceMark>;
};

export type TimedLaneHead = {
    lane: number;
    position: string;
    recordedAt: string;
};

export type SourceMark = {
    source: string;
    lane: number;
    mark: string;
};

export type Rebuilt = {
    name: string;
    events: number;
    seconds: number;
};

export type Checks = {
    ok: boolean;
    checks: Array<Check>;
};

export type Check = {
    name: string;
    rule: string;
    offenders: Array<{
        [key: string]: unknown;
    }>;
};

export type ParkedPage = {
    items: Array<Parked>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Parked = {
    id: string;
    topic: string;
    partition: number;
    offset: number;
    /**
     * The stream.
     */
    key: string;
    eventId: string;
    type: string;
    /**
     * Why it could not be applied.
     */
    reason: string;
    /**
     * The message itself, for callers who may read its content; absent 90 days after it was discarded.
     */
    event?: {
        [key: string]: unknown;
    };
    /**
     * Members that are left out.
     */
    masked?: Array<string>;
    parkedAt: string;
    settledAt: string | null;
    settledAs: 'replayed' | 'discarded' | null;
    /**
     * The subject of the caller who settled it.
     */
    settledBy: string | null;
    /**
     * Why it was discarded.
     */
    settledReason: string | null;
};

export type DiscardParked = {
    /**
     * Why the message is not needed.
     */
    reason: string;
};

export type Discarded = {
    id: string;
    settledAs: 'discarded';
};

export type Replayed = {
    id: string;
    /**
     * How many messages of the key were applied.
     */
    applied: number;
};

export type RefusedPage = {
    items: Array<Refused>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Refused = {
    id: string;
    refusedAt: string;
    /**
     * The policy, process or gateway.
     */
    reaction: string;
    /**
     * The type of the command. Its data is not stored.
     */
    command: string;
    /**
     * The stream of the command.
     */
    streamId: string;
    /**
     * Why it was refused: see docs/errors.md. The log has the full text.
     */
    code: string;
    /**
     * The id of the causing event, timer or call.
     */
    causeId: string;
    /**
     * The type of that event; `timer:` and its name; or `answer`, of a partner to a call.
     */
    causeType: string;
    /**
     * The id that events and requests of one cause share across services.
     */
    correlationId: string;
};

export type RetryPage = {
    items: Array<Retry>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Retry = {
    id: string;
    /**
     * `gateway:` and the name of the gateway, or the name of the process.
     */
    process: string;
    /**
     * The subject of the call or the timer.
     */
    processId: string;
    /**
     * The idempotency key that the partner gets, or the name of the timer.
     */
    name: string;
    /**
     * Failed tries.
     */
    attempts: number;
    /**
     * When the next try is due.
     */
    dueAt: string;
    /**
     * The error of the last try.
     */
    failure?: string;
    /**
     * Members that are left out.
     */
    masked?: Array<string>;
};

export type StreamEventPage = {
    items: Array<StreamEvent>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type StreamEvent = {
    streamId: string;
    version: number;
    type: string;
    schemaVersion: number;
    eventId: string;
    occurredAt: string;
    recordedAt: string;
    data: {
        [key: string]: unknown;
    };
    meta: {
        [key: string]: unknown;
    };
};

export type StreamState = {
    version: number;
    state: {
        [key: string]: unknown;
    };
};

export type Feed = {
    items: Array<FedEvent>;
};

export type FedEvent = {
    streamId: string;
    version: number;
    type: string;
    schemaVersion: number;
    eventId: string;
    occurredAt: string;
    recordedAt: string;
    data: {
        [key: string]: unknown;
    };
    meta: {
        [key: string]: unknown;
    };
    /**
     * Counts the public events of a stream.
     */
    pubSeq: number;
    position: string;
};

export type Declared = {
    /**
     * What others may repeat; about says whether it can be read by sku or by order, absent what holds for a key without a row.
     */
    facts: Array<{
        name: string;
        about: Array<string>;
        absent?: {
            [key: string]: number | string | boolean | {
                [key: string]: unknown;
            } | Array<unknown> | null;
        };
    }>;
    /**
     * What is repeated here, by the name of the fact.
     */
    mirrors: Array<{
        of: string;
        view: string;
    }>;
};

export type AuditedRows = {
    /**
     * In the order of their places (at), by which the view is read.
     */
    items: Array<{
        key: string;
        at: string;
        values: {
            [key: string]: number | string | boolean | {
                [key: string]: unknown;
            } | Array<unknown> | null;
        };
    }>;
    /**
     * Where the rest begins; null at the end.
     */
    next: string | null;
    /**
     * The last own event of each lane in the same snapshot.
     */
    heads: Array<{
        lane: number;
        position: string;
    }>;
};

export type Steps = {
    items: Array<{
        eventId: string;
        type: string;
        at: string;
        values: {
            [key: string]: number | string | boolean | {
                [key: string]: unknown;
            } | Array<unknown> | null;
        } | null;
    }>;
};

export type OperationsMeMeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/me';
};

export type OperationsOperationsProjectionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/projections';
};

export type OperationsOperationsPositionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/positions';
};

export type OperationsOperationsRebuildData = {
    body?: never;
    path: {
        /**
         * The name of the route.
         */
        name: string;
    };
    query?: never;
    url: '/v1/projections/{name}/rebuild';
};

export type OperationsOperationsCheckInvariantsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/invariants';
};

export type OperationsParkedListData = {
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
         * Waiting messages, the oldest first; or replayed or discarded ones, the latest first.
         */
        state?: 'waiting' | 'settled' | 'replayed' | 'discarded';
    };
    url: '/v1/parked';
};

export type OperationsParkedOneData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/parked/{id}';
};

export type OperationsParkedDiscardData = {
    body: DiscardParked;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/parked/{id}/discard';
};

export type OperationsParkedReplayData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/parked/{id}/replay';
};

export type OperationsRefusedListData = {
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
         * Refused with this code.
         */
        code?: string;
        /**
         * Commands of this type.
         */
        command?: string;
        /**
         * Refused then or later.
         */
        since?: string;
    };
    url: '/v1/refused';
};

export type OperationsRetriesListData = {
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
    url: '/v1/retries';
};

export type OperationsStreamHistoryData = {
    body?: never;
    path: {
        /**
         * The kind of the route.
         */
        kind: string;
        /**
         * The id of the route.
         */
        id: string;
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
    url: '/v1/streams/{kind}/{id}';
};

export type OperationsStreamStateData = {
    body?: never;
    path: {
        /**
         * The kind of the route.
         */
        kind: string;
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: {
        /**
         * The moment of the state. Where it is left out, now.
         */
        asOf?: string;
    };
    url: '/v1/streams/{kind}/{id}/state';
};

export type OperationsStreamFeedData = {
    body?: never;
    path?: never;
    query: {
        /**
         * The partition.
         */
        lane: number;
        /**
         * The position after which to begin.
         */
        after?: string;
        limit?: number;
    };
    url: '/v1/feed';
};

export type OperationsAuditDeclaredData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/audit';
};

export type OperationsAuditFactData = {
    body?: never;
    path: {
        /**
         * The name of the route.
         */
        name: string;
    };
    query?: {
        /**
         * Rows after this one, as `next` says.
         */
        after?: string;
        /**
         * Rows up to this one.
         */
        until?: string;
        /**
         * Only the rows at these places, separated by line breaks.
         */
        at?: string;
        limit?: number;
        /**
         * Only what is about this SKU.
         */
        sku?: string;
        /**
         * Only what is about this order.
         */
        order?: string;
    };
    url: '/v1/audit/facts/{name}';
};

export type OperationsAuditStepsData = {
    body?: never;
    path: {
        /**
         * The name of the route.
         */
        name: string;
        /**
         * The key of the route.
         */
        key: string;
    };
    query?: never;
    url: '/v1/audit/facts/{name}/{key}/steps';
};

export type OperationsAuditMirrorData = {
    body?: never;
    path: {
        /**
         * The fact of the route.
         */
        fact: string;
        /**
         * The view of the route.
         */
        view: string;
    };
    query?: {
        /**
         * Rows after this one, as `next` says.
         */
        after?: string;
        /**
         * Rows up to this one.
         */
        until?: string;
        /**
         * Only the rows at these places, separated by line breaks.
         */
        at?: string;
        limit?: number;
    };
    url: '/v1/audit/mirrors/{fact}/{view}';
};

// Written by npm run generate from docs/openapi.

export type WarehousePage = {
    items: Array<Warehouse>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Warehouse = {
    warehouse: string;
    name: string;
    country: string | null;
    /**
     * Whether its stock can be ordered.
     */
    sells: boolean;
    ships: boolean;
    acceptsReturns: boolean;
};

export type OpenWarehouseRequest = {
    warehouse: string;
    name: string;
    country?: string;
    /**
     * Whether its stock can be ordered.
     */
    sells?: boolean;
    /**
     * Whether parcels leave it: what it cannot ship is not for sale.
     */
    ships?: boolean;
    /**
     * Whether returned units may be put on its shelves.
     */
    acceptsReturns?: boolean;
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

export type ConfigureWarehouseRequest = {
    name?: string;
    /**
     * Whether its stock can be ordered.
     */
    sells?: boolean;
    /**
     * Whether parcels leave it: what it cannot ship is not for sale.
     */
    ships?: boolean;
    /**
     * Whether returned units may be put on its shelves.
     */
    acceptsReturns?: boolean;
};

export type StockTotals = {
    /**
     * Units that can be ordered now.
     */
    sellable: number;
    /**
     * Units in the warehouses, whatever their state.
     */
    onHand: number;
    /**
     * Units reserved for orders.
     */
    reserved: number;
    /**
     * Units ever received.
     */
    received: number;
    /**
     * All units found so far, less those written off.
     */
    adjusted: number;
    /**
     * All returned units so far, whatever their grade.
     */
    restocked: number;
    /**
     * All units sent to customers so far.
     */
    shipped: number;
    /**
     * The number of SKUs.
     */
    skus: number;
};

export type StockPage = {
    items: Array<Stock>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Stock = {
    /**
     * The SKU as the shop writes it.
     */
    sku: string;
    /**
     * Units that can be ordered now.
     */
    sellable: number;
    /**
     * Units in the warehouses, whatever their state.
     */
    onHand: number;
    /**
     * Units reserved for orders.
     */
    reserved: number;
    /**
     * Units that are on their way.
     */
    incoming: number;
    /**
     * The purchase orders that bring them, and when.
     */
    expected: Array<{
        purchaseOrderId: string;
        quantity: number;
        eta: string;
    }>;
    /**
     * Units by warehouse and bucket, and whether the available ones can be ordered. Oversold units are counted as reserved, and left with the parcel of another order.
     */
    warehouses: {
        [key: string]: {
            available: number;
            reserved: number;
            oversold: number;
            quality: number;
            damaged: number;
            refurb: number;
            sells: boolean;
        };
    };
    /**
     * Units that are held for baskets: nobody else can order them.
     */
    held?: number;
    /**
     * Units that orders wait for.
     */
    waiting?: number;
    /**
     * Units that may wait at the same time.
     */
    backorderCap?: number;
    /**
     * The date that is promised for units that wait.
     */
    backorderDate?: string | null;
    /**
     * The cap under which units last began to wait.
     */
    waitingCap?: number;
    level?: 'out' | 'critical' | 'low' | 'ok' | 'over';
    /**
     * Units ever received.
     */
    received?: number;
    /**
     * All units found so far, less those written off.
     */
    adjusted?: number;
    /**
     * All returned units so far, whatever their grade.
     */
    restocked?: number;
    /**
     * All units sent to customers so far.
     */
    shipped?: number;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
};

export type Availabilities = {
    /**
     * SKUs that are unknown here are left out.
     */
    items: Array<Availability>;
};

export type Availability = {
    /**
     * The SKU as the shop writes it.
     */
    sku: string;
    /**
     * Units that can be ordered now.
     */
    sellable: number;
    level: 'out' | 'critical' | 'low' | 'ok' | 'over';
    /**
     * Units that can be ordered beyond the stock, by customers who agree to wait. Sellable leaves them out.
     */
    backorderUnits: number;
    /**
     * When they are promised.
     */
    backorderDate: string | null;
};

export type ReceiveStockRequest = {
    warehouse: string;
    cause: string;
    /**
     * A delivery note or the like. With a purchase order it counts once.
     */
    reference?: string;
    /**
     * The purchase order of the goods: the received units are no longer expected of it. It must bring each SKU.
     */
    purchaseOrderId?: string;
    lines: Array<ReceiptLine>;
};

export type ReceiptLine = {
    sku: string;
    quantity: number;
    /**
     * Cost of one unit.
     */
    costMinor?: number;
};

export type StockReceipt = {
    warehouse: string;
    /**
     * The number of received lines.
     */
    lines: number;
    /**
     * Units over all lines.
     */
    units: number;
};

export type AdjustStockRequest = {
    sku: string;
    warehouse: string;
    /**
     * Units to add; a negative number takes units away.
     */
    delta: number;
    /**
     * The reason: found, damaged, lost …
     */
    reason: string;
    reference?: string;
};

export type ThresholdRequest = {
    /**
     * Stock is low at this many sellable units or fewer.
     */
    lowUnitsMax: number;
};

export type SecondLookRequest = {
    sku: string;
    warehouse: string;
    /**
     * Where the units wait: quality, damaged, or refurb.
     */
    from: 'quality' | 'damaged' | 'refurb';
    quantity: number;
    /**
     * restock: for sale as new; b-stock: for sale as asSku; repair: to refurb; write-off: disposed of; supplier: sent back.
     */
    outcome: 'restock' | 'b-stock' | 'repair' | 'write-off' | 'supplier';
    /**
     * The finding of the second look.
     */
    cause: string;
    /**
     * The number of a claim, a repair order or the like.
     */
    reference?: string;
    /**
     * For b-stock: the SKU under which the units are sold.
     */
    asSku?: string;
};

export type PurchaseOrder = {
    id: string;
    /**
     * Expected units, by SKU.
     */
    lines: Array<{
        sku: string;
        quantity: number;
        eta: string;
    }>;
};

export type ExpectRestockRequest = {
    purchaseOrderId?: string;
    sku: string;
    quantity: number;
    /**
     * The day of arrival.
     */
    eta: string;
};

export type ExpectedRestock = {
    /**
     * The purchase order.
     */
    id: string;
    sku: string;
};

export type WithdrawRestockRequest = {
    /**
     * Only these SKUs. Where it is left out, all SKUs of the purchase order.
     */
    sku?: string;
    reason: string;
};

export type WithdrawnRestock = {
    /**
     * The purchase order.
     */
    id: string;
    /**
     * The SKUs that will not come.
     */
    skus: Array<string>;
};

export type HoldPage = {
    items: Array<Hold>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Hold = {
    /**
     * The id of the basket.
     */
    holdId: string;
    /**
     * Open: the units are held. Refused: too few units were there, and none are held.
     */
    status: 'open' | 'refused' | 'released' | 'expired';
    /**
     * The units, as they were last held.
     */
    lines: Array<{
        sku: string;
        quantity: number;
    }>;
    /**
     * When the hold ends by itself.
     */
    expiresAt: string | null;
    /**
     * How often it was extended.
     */
    extensions: number;
    /**
     * Why it was released: emptied, ordered, merged, abandoned or by-hand.
     */
    cause: string | null;
    /**
     * The order that took the units over.
     */
    orderId: string | null;
    /**
     * What was short at the last request; empty where it was granted.
     */
    short: Array<{
        sku: string;
        wanted: number;
        sellable: number;
    }>;
};

export type PlaceHoldRequest = {
    /**
     * The basket. Its earlier hold is replaced; its own held units never count against it.
     */
    holdId?: string;
    /**
     * All units of the basket; lines of one SKU are added up.
     */
    lines: Array<HoldLine>;
    /**
     * How long the units are held; the setting `hold.minutes` where it is left out.
     */
    minutes?: number;
};

export type HoldLine = {
    sku: string;
    quantity: number;
};

export type PlacedHold = {
    /**
     * The id of the written object.
     */
    id: string;
    /**
     * Send it as If-Match with the next change.
     */
    version: number;
    /**
     * When the units are for sale again.
     */
    expiresAt: string;
};

export type BackorderPolicyRequest = {
    /**
     * Units that may wait at the same time; 0 ends backorders of the SKU.
     */
    capUnits: number;
    /**
     * The date that is promised. Needed unless the cap is 0.
     */
    promisedAt?: string;
};

export type BackorderPolicy = {
    sku: string;
    /**
     * Units that may wait at the same time.
     */
    capUnits: number;
    promisedAt: string | null;
    /**
     * Units that wait now.
     */
    waiting: number;
};

export type BackorderPage = {
    items: Array<Backorder>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Backorder = {
    orderId: string;
    sku: string;
    /**
     * Ended: the last waiting units were cancelled.
     */
    status: 'waiting' | 'filled' | 'ended';
    /**
     * Units that waited at first.
     */
    quantity: number;
    /**
     * Units that still wait.
     */
    waiting: number;
    /**
     * Units that came, and are reserved for the order.
     */
    filled: number;
    /**
     * The date that the customer was promised last.
     */
    promisedAt: string;
    /**
     * Nobody knows when goods come: the purchase order was withdrawn, or its day passed.
     */
    isUndated: boolean;
    /**
     * The date that the customer was promised first.
     */
    firstPromisedAt: string;
};

export type Reservation = {
    orderId: string;
    status: 'reserved' | 'rejected' | 'released' | 'shipped';
    /**
     * Units by SKU and warehouse: reserved, shipped or released.
     */
    allocations: Array<{
        sku: string;
        warehouse: string;
        quantity: number;
    }>;
    /**
     * The missing units of a rejected reservation.
     */
    short: Array<{
        sku: string;
        wanted: number;
        sellable: number;
    }>;
    /**
     * Units that still wait for goods, and the promised date, where there is one.
     */
    waiting: Array<{
        sku: string;
        quantity: number;
        promisedAt?: string;
    }>;
};

export type ReturnReceiptPage = {
    items: Array<ReturnReceipt>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type ReturnReceipt = {
    returnId: string;
    orderId: string | null;
    status: 'expected' | 'cancelled' | 'expired' | 'noted' | 'arrived' | 'closed';
    warehouse: string | null;
    /**
     * The warehouse at which the parcel is to arrive.
     */
    toWarehouse: string | null;
    /**
     * The expected units, by line.
     */
    lines: Array<{
        lineId: string;
        sku: string;
        quantity: number;
    }>;
    /**
     * The inspected units, with their grades.
     */
    graded: Array<{
        lineId: string;
        sku: string;
        grade: string;
        quantity: number;
    }>;
};

export type GradeLineRequest = {
    /**
     * A as new, B opened, C damaged, D unusable, M missing, W another item.
     */
    grade: 'A' | 'B' | 'C' | 'D' | 'M' | 'W';
    quantity: number;
    /**
     * The item that came back instead, for grade W: a SKU of the catalog. It waits in quality for a second look.
     */
    foundSku?: string;
    /**
     * The warehouse that takes the units, where they do not stay at the one of arrival.
     */
    restockTo?: string;
};

export type GradeLinesRequest = {
    grades: Array<GradeOneLine>;
};

export type GradeOneLine = {
    /**
     * A as new, B opened, C damaged, D unusable, M missing, W another item.
     */
    grade: 'A' | 'B' | 'C' | 'D' | 'M' | 'W';
    quantity: number;
    /**
     * The item that came back instead, for grade W: a SKU of the catalog. It waits in quality for a second look.
     */
    foundSku?: string;
    /**
     * The warehouse that takes the units, where they do not stay at the one of arrival.
     */
    restockTo?: string;
    lineId: string;
};

export type ClosedReceipt = {
    /**
     * The return.
     */
    id: string;
    status: 'closed';
};

export type InventoryWarehouseListData = {
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
    url: '/v1/warehouses';
};

export type InventoryWarehouseOpenData = {
    body: OpenWarehouseRequest;
    path?: never;
    query?: never;
    url: '/v1/warehouses';
};

export type InventoryWarehouseOneData = {
    body?: never;
    path: {
        /**
         * The warehouse of the route.
         */
        warehouse: string;
    };
    query?: never;
    url: '/v1/warehouses/{warehouse}';
};

export type InventoryWarehouseConfigureData = {
    body: ConfigureWarehouseRequest;
    path: {
        /**
         * The warehouse of the route.
         */
        warehouse: string;
    };
    query?: never;
    url: '/v1/warehouses/{warehouse}';
};

export type InventoryStockTotalsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/stock-totals';
};

export type InventoryStockListData = {
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
         * Only SKUs that this warehouse keeps.
         */
        warehouse?: string;
        level?: 'out' | 'critical' | 'low' | 'ok' | 'over';
        /**
         * true: only SKUs that a purchase order brings.
         */
        incoming?: boolean;
    };
    url: '/v1/stock';
};

export type InventoryStockOneData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/stock/{sku}';
};

export type InventoryStockAvailabilityData = {
    body?: never;
    path?: never;
    query: {
        /**
         * Up to 200 SKUs, separated by commas.
         */
        sku: string;
    };
    url: '/v1/availability';
};

export type InventoryStockLowData = {
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
    url: '/v1/low-stock';
};

export type InventoryStockReceiveData = {
    body: ReceiveStockRequest;
    path?: never;
    query?: never;
    url: '/v1/receipts';
};

export type InventoryStockAdjustData = {
    body: AdjustStockRequest;
    path?: never;
    query?: never;
    url: '/v1/adjustments';
};

export type InventoryStockThresholdsData = {
    body: ThresholdRequest;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/policies/{sku}';
};

export type InventorySecondLookDecideData = {
    body: SecondLookRequest;
    path?: never;
    query?: never;
    url: '/v1/second-looks';
};

export type InventoryPurchaseOrderOneData = {
    body?: never;
    path: {
        /**
         * The purchase order id of the route.
         */
        purchaseOrderId: string;
    };
    query?: never;
    url: '/v1/purchase-orders/{purchaseOrderId}';
};

export type InventoryPurchaseOrderExpectData = {
    body: ExpectRestockRequest;
    path?: never;
    query?: never;
    url: '/v1/purchase-orders';
};

export type InventoryPurchaseOrderCancelData = {
    body: WithdrawRestockRequest;
    path: {
        /**
         * The purchase order id of the route.
         */
        purchaseOrderId: string;
    };
    query?: never;
    url: '/v1/purchase-orders/{purchaseOrderId}/cancel';
};

export type InventoryHoldListData = {
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
         * Only holds of this SKU.
         */
        sku?: string;
    };
    url: '/v1/holds';
};

export type InventoryHoldPlaceData = {
    body: PlaceHoldRequest;
    path?: never;
    query?: never;
    url: '/v1/holds';
};

export type InventoryHoldOneData = {
    body?: never;
    path: {
        /**
         * The hold id of the route.
         */
        holdId: string;
    };
    query?: never;
    url: '/v1/holds/{holdId}';
};

export type InventoryHoldExtendData = {
    body?: never;
    path: {
        /**
         * The hold id of the route.
         */
        holdId: string;
    };
    query?: never;
    url: '/v1/holds/{holdId}/extend';
};

export type InventoryHoldReleaseData = {
    body?: never;
    path: {
        /**
         * The hold id of the route.
         */
        holdId: string;
    };
    query?: never;
    url: '/v1/holds/{holdId}/release';
};

export type InventoryBackorderPolicyData = {
    body?: never;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/backorder-policies/{sku}';
};

export type InventoryBackorderSetData = {
    body: BackorderPolicyRequest;
    path: {
        /**
         * The sku of the route.
         */
        sku: string;
    };
    query?: never;
    url: '/v1/backorder-policies/{sku}';
};

export type InventoryBackorderListData = {
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
        sku?: string;
        /**
         * All backorders of this order, also those that are over.
         */
        order?: string;
    };
    url: '/v1/backorders';
};

export type InventoryReservationOneData = {
    body?: never;
    path: {
        /**
         * The order id of the route.
         */
        orderId: string;
    };
    query?: never;
    url: '/v1/reservations/{orderId}';
};

export type InventoryReturnReceiptListData = {
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
        status?: 'expected' | 'cancelled' | 'expired' | 'noted' | 'arrived' | 'closed';
    };
    url: '/v1/return-receipts';
};

export type InventoryReturnReceiptOneData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-receipts/{returnId}';
};

export type InventoryReturnReceiptGradeData = {
    body: GradeLineRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
        /**
         * The line of the route.
         */
        line: string;
    };
    query?: never;
    url: '/v1/return-receipts/{returnId}/lines/{line}/grade';
};

export type InventoryReturnReceiptGradeAllData = {
    body: GradeLinesRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-receipts/{returnId}/grades';
};

export type InventoryReturnReceiptCloseData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-receipts/{returnId}/close';
};

// Written by npm run generate from docs/openapi.

export type FulfilmentPage = {
    items: Array<Fulfilment>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type Fulfilment = {
    /**
     * Order and warehouse; also the id of its pick task, pack session and shipment.
     */
    fulfilmentId: string;
    /**
     * What screens call it: the end of its id.
     */
    number: string;
    orderId: string;
    warehouse: string;
    status: 'released' | 'picking' | 'picked' | 'packing' | 'packed' | 'labelled' | 'handed_over' | 'delivered' | 'cancelled';
    /**
     * The units to be sent.
     */
    lines: Array<{
        sku: string;
        quantity: number;
    }>;
    /**
     * Units that were not on the shelf.
     */
    missing: Array<{
        sku: string;
        quantity: number;
    }>;
    /**
     * The units in the tray, and then in the parcel.
     */
    picked: Array<{
        sku: string;
        quantity: number;
    }>;
    country: string | null;
    /**
     * Why the order waits for a person: nothing of it goes on.
     */
    heldFor: string | null;
    /**
     * Scans that matched.
     */
    scans: number;
    /**
     * Scans that did not match.
     */
    mismatches: number;
    weightG: number | null;
    carrier: string | null;
    service: string | null;
    tracking: string | null;
    /**
     * What the label cost, in minor units.
     */
    labelCostMinor: number | null;
    plannedAt: string;
    dispatchedAt: string | null;
    deliveredAt: string | null;
    /**
     * Why it was cancelled.
     */
    reason: string | null;
    postcode?: string | null;
    /**
     * Name, street and city.
     */
    address?: {
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
     * Proof of delivery.
     */
    proof?: string | null;
    /**
     * The members that are left out, because the caller may not see them.
     */
    masked?: Array<string>;
    /**
     * What a person does next: pick, pack, label (buys one), hand-over (to the carrier), deliver (records it). Null where it is over, or where a hold of the order stops the step.
     */
    next: 'pick' | 'pack' | 'label' | 'hand-over' | 'deliver' | null;
};

export type LabelRequest = {
    /**
     * Where it is left out, the first carrier that takes the parcel.
     */
    carrier?: string;
    /**
     * A service of a carrier, such as express.
     */
    service?: string;
};

export type BoughtLabel = {
    /**
     * The fulfilment.
     */
    id: string;
    /**
     * The carrier that takes the parcel.
     */
    carrier: string;
    service: string;
    /**
     * What the label costs, in minor units.
     */
    costMinor: number;
    tracking: string;
};

export type HandoverRequest = {
    /**
     * When the carrier took the parcel. Where it is left out, now.
     */
    handedOverAt?: string;
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

export type DeliveryRequest = {
    /**
     * The proof of delivery: a signature, a photo, a place.
     */
    proof?: string;
    /**
     * When the parcel was delivered. Where it is left out, now.
     */
    deliveredAt?: string;
};

export type Carriers = {
    /**
     * The preferred carrier comes first.
     */
    items: Array<OfferingCarrier>;
};

export type OfferingCarrier = {
    carrier: string;
    /**
     * What a label request may ask for.
     */
    services: Array<string>;
};

export type StartPickRequest = {
    fulfilmentId: string;
    scans?: Array<ScanRequest>;
    /**
     * Ends the picking, which must then be complete.
     */
    finish?: boolean;
};

export type ScanRequest = {
    /**
     * The scan of an id counts once, however often it is sent.
     */
    scanId?: string;
    sku: string;
    quantity: number;
};

export type ScansRequest = {
    scans: Array<ScanRequest>;
};

export type ReportShortRequest = {
    lines: Array<MissingLine>;
    /**
     * Ends the picking: all other units must be in the tray.
     */
    finish?: boolean;
};

export type MissingLine = {
    sku: string;
    /**
     * Units that are not on the shelf.
     */
    quantity: number;
};

export type StartPackRequest = {
    /**
     * The weight on the scales, with packaging. Needed where the catalog knows the weight of every item.
     */
    weightG?: number;
    fulfilmentId: string;
    /**
     * Exactly what was picked.
     */
    contents: Array<ParcelLine>;
    /**
     * Closes the parcel at once.
     */
    close?: boolean;
};

export type ParcelLine = {
    sku: string;
    quantity: number;
};

export type ClosePackRequest = {
    /**
     * The weight on the scales, with packaging. Needed where the catalog knows the weight of every item.
     */
    weightG?: number;
};

export type ReturnShipmentPage = {
    items: Array<ReturnShipment>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type ReturnShipment = {
    returnId: string;
    /**
     * Null where the order of a parcel is unknown.
     */
    orderId: string | null;
    status: 'expected' | 'cancelled' | 'expired' | 'arrived' | 'quarantine' | 'matched' | 'sent_back';
    /**
     * The warehouse of destination.
     */
    toWarehouse: string | null;
    /**
     * Until when it may come.
     */
    deadline: string | null;
    /**
     * The warehouse of arrival.
     */
    warehouse: string | null;
    arrivedAt: string | null;
    /**
     * What is written on an unannounced parcel.
     */
    reference: string | null;
    /**
     * The return to which an unannounced parcel belongs.
     */
    matchedTo: string | null;
    /**
     * Why it was sent back.
     */
    reason: string | null;
};

export type UnannouncedParcelRequest = {
    /**
     * The warehouse of the parcel.
     */
    warehouse: string;
    /**
     * The order of the parcel, where it is legible: the shop's own number, the end of its id, or its id.
     */
    orderId?: string;
    /**
     * What is written on the parcel, such as a tracking number; no names.
     */
    reference?: string;
};

export type ArrivalRequest = {
    /**
     * The warehouse at which the parcel arrived.
     */
    warehouse: string;
};

export type MatchRequest = {
    /**
     * The authorised return to which the parcel belongs.
     */
    returnId: string;
    /**
     * true where the recorded order of the parcel was wrong.
     */
    orderWrong?: boolean;
};

export type SendBackRequest = {
    reason: string;
};

export type Scorecard = {
    by: 'warehouse';
    items: Array<WarehouseScore>;
};

export type WarehouseScore = {
    warehouse: string;
    fulfilments: number;
    delivered: number;
    cancelled: number;
    /**
     * All scans, including mismatches.
     */
    scans: number;
    /**
     * Scans that did not match.
     */
    mismatches: number;
    /**
     * From 0 to 1; null where nothing was scanned yet.
     */
    pickAccuracy: number | null;
};

export type OfferedOptionPage = {
    items: Array<OfferedOption>;
    /**
     * Send it as `cursor` for the next page; null at the end.
     */
    next: string | null;
};

export type OfferedOption = {
    option: string;
    status: 'offered' | 'withdrawn';
    name: string;
    /**
     * Where it ships to; empty means everywhere.
     */
    countries: Array<string>;
    currency: string;
    priceMinor: number;
    /**
     * The value of the goods from which on it costs nothing.
     */
    freeFromMinor: number | null;
    /**
     * The heaviest order that it takes, in grams.
     */
    weightGMax: number | null;
    taxClass: string;
    /**
     * Working days from dispatch to delivery, at least.
     */
    daysMin: number;
    /**
     * Working days from dispatch to delivery, at most.
     */
    daysMax: number;
    /**
     * Orders until this minute of the day (UTC) leave on the same working day.
     */
    cutOffMinute: number;
    /**
     * What it costs with these goods.
     */
    toPayMinor: number;
    /**
     * The day on which the parcel leaves.
     */
    dispatchOn: string;
    /**
     * The first promised day.
     */
    deliveredFrom: string;
    /**
     * The last promised day.
     */
    deliveredTo: string;
    /**
     * The weight of the goods; null where no SKUs were named, or the weight of one is not known.
     */
    goodsWeightG: number | null;
};

export type ShipOption = {
    option: string;
    status: 'offered' | 'withdrawn';
    name: string;
    /**
     * Where it ships to; empty means everywhere.
     */
    countries: Array<string>;
    currency: string;
    priceMinor: number;
    /**
     * The value of the goods from which on it costs nothing.
     */
    freeFromMinor: number | null;
    /**
     * The heaviest order that it takes, in grams.
     */
    weightGMax: number | null;
    taxClass: string;
    /**
     * Working days from dispatch to delivery, at least.
     */
    daysMin: number;
    /**
     * Working days from dispatch to delivery, at most.
     */
    daysMax: number;
    /**
     * Orders until this minute of the day (UTC) leave on the same working day.
     */
    cutOffMinute: number;
};

export type ShipOptionRequest = {
    name: string;
    /**
     * Where it ships to, as addresses name it; empty means everywhere.
     */
    countries?: Array<string>;
    currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
    priceMinor: number;
    /**
     * The value of the goods from which on it costs nothing.
     */
    freeFromMinor?: number;
    /**
     * The heaviest order that it takes.
     */
    weightGMax?: number;
    taxClass?: string;
    /**
     * Working days from dispatch to delivery, at least.
     */
    daysMin: number;
    /**
     * Working days from dispatch to delivery, at most.
     */
    daysMax: number;
    /**
     * Orders until this minute of the day (UTC) leave on the same working day.
     */
    cutOffMinute: number;
};

export type LogisticsFulfilmentListData = {
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
         * Only fulfilments of this order.
         */
        order?: string;
        status?: 'released' | 'picking' | 'picked' | 'packing' | 'packed' | 'labelled' | 'handed_over' | 'delivered' | 'cancelled';
        /**
         * Only fulfilments with this next step. A hold stops all of them but the delivery.
         */
        next?: 'pick' | 'pack' | 'label' | 'hand-over' | 'deliver';
        warehouse?: string;
        /**
         * Only the fulfilment with this number, or with this id.
         */
        number?: string;
        /**
         * Only the parcel with this tracking number of its carrier.
         */
        tracking?: string;
    };
    url: '/v1/fulfilments';
};

export type LogisticsFulfilmentOneData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/fulfilments/{id}';
};

export type LogisticsFulfilmentLabelData = {
    body: LabelRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/fulfilments/{id}/labels';
};

export type LogisticsFulfilmentHandOverData = {
    body?: HandoverRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/shipments/{id}/handover';
};

export type LogisticsFulfilmentDeliverData = {
    body: DeliveryRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/shipments/{id}/deliver';
};

export type LogisticsCarrierListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/carriers';
};

export type LogisticsPickingStartData = {
    body: StartPickRequest;
    path?: never;
    query?: never;
    url: '/v1/pick-tasks';
};

export type LogisticsPickingScanData = {
    body: ScansRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/pick-tasks/{id}/scans';
};

export type LogisticsPickingFinishData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/pick-tasks/{id}/finish';
};

export type LogisticsPickingShortData = {
    body: ReportShortRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/pick-tasks/{id}/short';
};

export type LogisticsPackingStartData = {
    body: StartPackRequest;
    path?: never;
    query?: never;
    url: '/v1/pack-sessions';
};

export type LogisticsPackingCloseData = {
    body: ClosePackRequest;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: never;
    url: '/v1/pack-sessions/{id}/close';
};

export type LogisticsReturnShipmentListData = {
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
        order?: string;
        status?: 'expected' | 'cancelled' | 'expired' | 'arrived' | 'quarantine' | 'matched' | 'sent_back';
    };
    url: '/v1/return-shipments';
};

export type LogisticsReturnShipmentTakeInData = {
    body: UnannouncedParcelRequest;
    path?: never;
    query?: never;
    url: '/v1/return-shipments';
};

export type LogisticsReturnShipmentOneData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-shipments/{returnId}';
};

export type LogisticsReturnShipmentArriveData = {
    body: ArrivalRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-shipments/{returnId}/arrive';
};

export type LogisticsReturnShipmentCorrectArrivalData = {
    body: ArrivalRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-shipments/{returnId}/correct-arrival';
};

export type LogisticsReturnShipmentMatchData = {
    body: MatchRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-shipments/{returnId}/match';
};

export type LogisticsReturnShipmentSendBackData = {
    body: SendBackRequest;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: never;
    url: '/v1/return-shipments/{returnId}/send-back';
};

export type LogisticsScorecardListData = {
    body?: never;
    path?: never;
    query: {
        by: 'warehouse';
    };
    url: '/v1/scorecards';
};

export type LogisticsShipOptionListData = {
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
         * Only what ships to this country.
         */
        shipTo?: string;
        /**
         * Only what takes the weight of these: up to 200 SKUs, separated by commas, each with a colon and its units where there are several.
         */
        skus?: string;
        /**
         * The value of the goods, for what is free from a value on.
         */
        goodsMinor?: number;
        /**
         * Only what is priced in this currency.
         */
        currency?: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'ANG' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BOV' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHE' | 'CHF' | 'CHW' | 'CLF' | 'CLP' | 'CNY' | 'COP' | 'COU' | 'CRC' | 'CUC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HRK' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MXV' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SLL' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'USN' | 'UYI' | 'UYU' | 'UYW' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XDR' | 'XOF' | 'XPF' | 'XSU' | 'XTS' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG' | 'ZWL';
        /**
         * The dates of an order of this moment. Where it is left out, of an order now.
         */
        at?: string;
        /**
         * Only those who manage them see withdrawn ones.
         */
        status?: 'offered' | 'withdrawn';
    };
    url: '/v1/ship-options';
};

export type LogisticsShipOptionOneData = {
    body?: never;
    path: {
        /**
         * The option of the route.
         */
        option: string;
    };
    query?: never;
    url: '/v1/ship-options/{option}';
};

export type LogisticsShipOptionOfferData = {
    body: ShipOptionRequest;
    path: {
        /**
         * The option of the route.
         */
        option: string;
    };
    query?: never;
    url: '/v1/ship-options/{option}';
};

export type LogisticsShipOptionWithdrawData = {
    body?: never;
    path: {
        /**
         * The option of the route.
         */
        option: string;
    };
    query?: never;
    url: '/v1/ship-options/{option}/withdraw';
};

export type LogisticsPaperSlipData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: {
        /**
         * The language of the paper; by default the one that Accept-Language names, or English.
         */
        language?: 'en' | 'it';
    };
    url: '/v1/fulfilments/{id}/packing-slip';
};

export type LogisticsPaperSlipResponses = {
    /**
     * The packing slip.
     */
    200: Blob | File;
};

export type LogisticsPaperSlipResponse = LogisticsPaperSlipResponses[keyof LogisticsPaperSlipResponses];

export type LogisticsPaperParcelLabelData = {
    body?: never;
    path: {
        /**
         * The id of the route.
         */
        id: string;
    };
    query?: {
        /**
         * The language of the paper; by default the one that Accept-Language names, or English.
         */
        language?: 'en' | 'it';
    };
    url: '/v1/fulfilments/{id}/label';
};

export type LogisticsPaperParcelLabelResponses = {
    /**
     * The label.
     */
    200: Blob | File;
};

export type LogisticsPaperParcelLabelResponse = LogisticsPaperParcelLabelResponses[keyof LogisticsPaperParcelLabelResponses];

export type LogisticsPaperLabelData = {
    body?: never;
    path: {
        /**
         * The return id of the route.
         */
        returnId: string;
    };
    query?: {
        /**
         * The language of the paper; by default the one that Accept-Language names, or English.
         */
        language?: 'en' | 'it';
    };
    url: '/v1/return-shipments/{returnId}/label';
};

export type LogisticsPaperLabelResponses = {
    /**
     * The label.
     */
    200: Blob | File;
};

export type LogisticsPaperLabelResponse = LogisticsPaperLabelResponses[keyof LogisticsPaperLabelResponses];

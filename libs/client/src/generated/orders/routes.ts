// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  AcceptedQuote,
  BuyerPrices,
  Cart,
  CartPage,
  Claim,
  ClaimPage,
  CompanyCredit,
  Document,
  Exchange,
  ExchangePage,
  ExchangeQuote,
  Finished,
  GrantedRefund,
  ListedDocumentPage,
  NotePage,
  OpenCheckoutPage,
  Order,
  OrderDocuments,
  OrderPage,
  OrderStory,
  OrdersAdditionAddData,
  OrdersCartAddData,
  OrdersCartAddressData,
  OrdersCartCouponData,
  OrdersCartCreateData,
  OrdersCartCreditPointsData,
  OrdersCartCreditRemoveVoucherData,
  OrdersCartCreditVoucherData,
  OrdersCartExtendData,
  OrdersCartLineData,
  OrdersCartListData,
  OrdersCartMergeData,
  OrdersCartOneData,
  OrdersCartQuoteData,
  OrdersCartRemoveCouponData,
  OrdersCartRemoveLineData,
  OrdersCartShippingData,
  OrdersChallengeFinishData,
  OrdersChallengePageData,
  OrdersChallengePageResponse,
  OrdersCheckoutListData,
  OrdersClaimListData,
  OrdersClaimOneData,
  OrdersClaimOpenData,
  OrdersClaimResolveData,
  OrdersCompanyCreditOneData,
  OrdersDocumentListData,
  OrdersDocumentOfOrderData,
  OrdersDocumentOneData,
  OrdersDocumentPdfData,
  OrdersDocumentPdfResponse,
  OrdersDocumentXmlData,
  OrdersDocumentXmlResponse,
  OrdersExchangeListData,
  OrdersExchangeOneData,
  OrdersExchangeQuoteData,
  OrdersExchangeRequestData,
  OrdersOrderAnswerData,
  OrdersOrderCancelData,
  OrdersOrderDeskChangeAddressData,
  OrdersOrderDeskHoldData,
  OrdersOrderDeskNoteData,
  OrdersOrderDeskNotesData,
  OrdersOrderDeskReleaseData,
  OrdersOrderDeskReorderData,
  OrdersOrderListData,
  OrdersOrderOneData,
  OrdersOrderPlaceData,
  OrdersOrderStoryData,
  OrdersPaymentPaymentsData,
  OrdersPaymentRecordInvoicePaymentData,
  OrdersPaymentRefundData,
  OrdersPaymentRetryCaptureData,
  OrdersPaymentRetryData,
  OrdersPriceListData,
  OrdersRefundListData,
  OrdersRefundProposeWriteOffData,
  OrdersRefundRecordPayoutData,
  OrdersRefundWriteOffData,
  OrdersReturnCancelData,
  OrdersReturnDecideData,
  OrdersReturnListData,
  OrdersReturnOneData,
  OrdersReturnRejectData,
  OrdersSalesQuoteAcceptData,
  OrdersSalesQuoteDeclineData,
  OrdersSalesQuoteListData,
  OrdersSalesQuoteOfferData,
  OrdersSalesQuoteOneData,
  OrdersSalesQuoteWithdrawData,
  OrdersSettlementListData,
  OrdersSettlementOneData,
  OrdersSettlementRecordData,
  OrdersTaxDefineData,
  OrdersTaxInUseData,
  OrdersTaxListData,
  OrdersTaxOneData,
  OrdersTaxRateData,
  OrdersTaxWithdrawData,
  OrdersWebhookListData,
  OrdersWebhookReceiveData,
  Payments,
  ProviderNoticePage,
  Quote,
  Received,
  RecordedPayment,
  RefundPage,
  Reordered,
  Return,
  ReturnPage,
  SalesQuote,
  SalesQuotePage,
  Settlement,
  SettlementSummaryPage,
  TaxClassesInUse,
  TaxZoneAsOf,
  TaxZoneAsOfPage,
  Written,
} from './types';

/** The routes of orders. */
export interface OrdersRoutes {
  get: {
    /** Baskets, the last changed first. */
    '/v1/carts': Route<OrdersCartListData, CartPage>;
    /** A basket, with its hold and its last quote. */
    '/v1/carts/{cartId}': Route<OrdersCartOneData, Cart>;
    /** Orders, the latest first. */
    '/v1/orders': Route<OrdersOrderListData, OrderPage>;
    /** One order. */
    '/v1/orders/{orderId}': Route<OrdersOrderOneData, Order>;
    /** What happened to an order, in plain sentences. */
    '/v1/orders/{orderId}/story': Route<OrdersOrderStoryData, OrderStory>;
    /** The notes about an order, the latest first. */
    '/v1/orders/{orderId}/notes': Route<OrdersOrderDeskNotesData, NotePage>;
    /** What SKUs cost the caller, by the price lists that fit. */
    '/v1/prices': Route<OrdersPriceListData, BuyerPrices>;
    /** Tax classes that goods, ways to ship or rates have. */
    '/v1/tax/classes': Route<OrdersTaxInUseData, TaxClassesInUse>;
    /** Tax zones with their rates, and which of them are in force. */
    '/v1/tax/zones': Route<OrdersTaxListData, TaxZoneAsOfPage>;
    /** One tax zone, with its rates and which of them are in force. */
    '/v1/tax/zones/{zone}': Route<OrdersTaxOneData, TaxZoneAsOf>;
    /** The credit of a company, and what its open orders use of it. */
    '/v1/company-credit/{companyId}': Route<OrdersCompanyCreditOneData, CompanyCredit>;
    /** Quotes to business buyers, the latest first. */
    '/v1/quotes': Route<OrdersSalesQuoteListData, SalesQuotePage>;
    /** One quote. */
    '/v1/quotes/{salesQuoteId}': Route<OrdersSalesQuoteOneData, SalesQuote>;
    /** Claims, the latest first. */
    '/v1/claims': Route<OrdersClaimListData, ClaimPage>;
    /** One claim. */
    '/v1/claims/{claimId}': Route<OrdersClaimOneData, Claim>;
    /** Exchanges, the latest first. */
    '/v1/exchanges': Route<OrdersExchangeListData, ExchangePage>;
    /** One exchange, with its return and the order of its replacement. */
    '/v1/exchanges/{exchangeId}': Route<OrdersExchangeOneData, Exchange>;
    /** The money of an order: authorised, captured and refunded. */
    '/v1/orders/{orderId}/payments': Route<OrdersPaymentPaymentsData, Payments>;
    /** Refunds, the longest requested first. */
    '/v1/refunds': Route<OrdersRefundListData, RefundPage>;
    /** Notices of the payment provider, the latest first. */
    '/v1/payments/notices': Route<OrdersWebhookListData, ProviderNoticePage>;
    /** The page of the payment sandbox on which a customer confirms a payment. */
    '/v1/payments/challenges/{providerRef}': Route<OrdersChallengePageData, OrdersChallengePageResponse>;
    /** Settlements, the latest day first. */
    '/v1/settlements': Route<OrdersSettlementListData, SettlementSummaryPage>;
    /** The settlement of a day, with its differences. */
    '/v1/settlements/{day}': Route<OrdersSettlementOneData, Settlement>;
    /** Returns, the latest first. */
    '/v1/returns': Route<OrdersReturnListData, ReturnPage>;
    /** One return. */
    '/v1/returns/{returnId}': Route<OrdersReturnOneData, Return>;
    /** The invoices and credit notes of an order. */
    '/v1/orders/{orderId}/documents': Route<OrdersDocumentOfOrderData, OrderDocuments>;
    /** Invoices and credit notes, the latest first. */
    '/v1/documents': Route<OrdersDocumentListData, ListedDocumentPage>;
    /** One invoice or credit note, with all that it says. */
    '/v1/documents/{documentId}': Route<OrdersDocumentOneData, Document>;
    /** The paper of a document, as PDF. */
    '/v1/documents/{documentId}/pdf': Route<OrdersDocumentPdfData, OrdersDocumentPdfResponse>;
    /** A document as data by the European standard EN 16931. */
    '/v1/documents/{documentId}/xml': Route<OrdersDocumentXmlData, OrdersDocumentXmlResponse>;
    /** Checkouts that stand still, or all that are under way. */
    '/v1/checkouts': Route<OrdersCheckoutListData, OpenCheckoutPage>;
  };
  post: {
    /** Begins a basket. */
    '/v1/carts': Route<OrdersCartCreateData, Cart>;
    /** Adds units of a SKU to a basket. */
    '/v1/carts/{cartId}/lines': Route<OrdersCartAddData, Cart>;
    /** Applies the code of a promotion. */
    '/v1/carts/{cartId}/coupons': Route<OrdersCartCouponData, Cart>;
    /** Holds the units of a basket for longer. */
    '/v1/carts/{cartId}/extend': Route<OrdersCartExtendData, Cart>;
    /** Takes the basket of a guest in, when its customer signs in. */
    '/v1/carts/{cartId}/merge': Route<OrdersCartMergeData, Cart>;
    /** Says what an order of the basket costs. */
    '/v1/carts/{cartId}/quote': Route<OrdersCartQuoteData, Quote>;
    /** Pays with a gift voucher. */
    '/v1/carts/{cartId}/vouchers': Route<OrdersCartCreditVoucherData, Cart>;
    /** Pays with points. */
    '/v1/carts/{cartId}/points': Route<OrdersCartCreditPointsData, Cart>;
    /** Places an order: 201 once it is decided, 202 while checkout goes on. */
    '/v1/orders': Route<OrdersOrderPlaceData, Order>;
    /** Cancels an order, or units of it, as long as nobody picks them. */
    '/v1/orders/{orderId}/cancel': Route<OrdersOrderCancelData, Written>;
    /** Answers whether to wait for a later date, or to cancel the units that wait. */
    '/v1/orders/{orderId}/promise-questions/{questionId}/answer': Route<OrdersOrderAnswerData, Written>;
    /** Puts an order on hold. */
    '/v1/orders/{orderId}/hold': Route<OrdersOrderDeskHoldData, Written>;
    /** Ends a reason for which an order is on hold. */
    '/v1/orders/{orderId}/release': Route<OrdersOrderDeskReleaseData, Written>;
    /** Writes a note about an order, for colleagues. */
    '/v1/orders/{orderId}/notes': Route<OrdersOrderDeskNoteData, Written>;
    /** Fills a new basket with what an order had. */
    '/v1/orders/{orderId}/reorder': Route<OrdersOrderDeskReorderData, Reordered>;
    /** Adds goods to an order: 201 once they are decided, 202 while their checkout goes on. */
    '/v1/orders/{orderId}/additions': Route<OrdersAdditionAddData, Order>;
    /** Withdraws a rate that has not begun. */
    '/v1/tax/zones/{zone}/rates/{taxClass}/withdraw': Route<OrdersTaxWithdrawData, Written>;
    /** Offers goods to a business buyer, at agreed prices. */
    '/v1/quotes': Route<OrdersSalesQuoteOfferData, Written>;
    /** Accepts a quote: its order is placed. */
    '/v1/quotes/{salesQuoteId}/accept': Route<OrdersSalesQuoteAcceptData, AcceptedQuote>;
    /** Declines a quote. */
    '/v1/quotes/{salesQuoteId}/decline': Route<OrdersSalesQuoteDeclineData, Written>;
    /** Takes a quote back. */
    '/v1/quotes/{salesQuoteId}/withdraw': Route<OrdersSalesQuoteWithdrawData, Written>;
    /** Claims that something was wrong with what came, or that it did not come. */
    '/v1/claims': Route<OrdersClaimOpenData, Written>;
    /** Decides a claim: a refund, a replacement, or neither. */
    '/v1/claims/{claimId}/resolve': Route<OrdersClaimResolveData, Written>;
    /** Exchanges delivered goods for others. */
    '/v1/exchanges': Route<OrdersExchangeRequestData, Written>;
    /** Says what an exchange costs, before it is asked for. */
    '/v1/exchanges/quote': Route<OrdersExchangeQuoteData, ExchangeQuote>;
    /** Refunds by hand, up to what was captured and up to the limit of the caller. */
    '/v1/orders/{orderId}/refunds': Route<OrdersPaymentRefundData, GrantedRefund>;
    /** Retries a refund that the provider refused, under the same key. */
    '/v1/orders/{orderId}/refunds/{refundId}/retry': Route<OrdersPaymentRetryData, Written>;
    /** Retries the capture of the money of a parcel that has left. */
    '/v1/orders/{orderId}/captures/{fulfilmentId}/retry': Route<OrdersPaymentRetryCaptureData, Written>;
    /** Records a payment of an invoice. */
    '/v1/orders/{orderId}/invoice-payments': Route<OrdersPaymentRecordInvoicePaymentData, RecordedPayment>;
    /** Records that a person paid a refund out, by bank transfer or in cash. */
    '/v1/orders/{orderId}/refunds/{refundId}/record-payout': Route<OrdersRefundRecordPayoutData, Written>;
    /** Proposes to write off a refund that cannot be paid. */
    '/v1/orders/{orderId}/refunds/{refundId}/propose-write-off': Route<OrdersRefundProposeWriteOffData, Written>;
    /** Writes off a refund, as a second person. */
    '/v1/orders/{orderId}/refunds/{refundId}/write-off': Route<OrdersRefundWriteOffData, Written>;
    /** Takes a notice of the payment provider. */
    '/v1/payments/webhooks/{provider}': Route<OrdersWebhookReceiveData, Received>;
    /** Confirms or refuses a payment in the payment sandbox. */
    '/v1/payments/challenges/{providerRef}/finish': Route<OrdersChallengeFinishData, Finished>;
    /** Compares a day of the provider's books with ours. */
    '/v1/settlements': Route<OrdersSettlementRecordData, Settlement>;
    /** Cancels a return whose parcel has not arrived. */
    '/v1/returns/{returnId}/cancel': Route<OrdersReturnCancelData, Written>;
    /** Rejects an authorised return whose parcel has not arrived. */
    '/v1/returns/{returnId}/reject': Route<OrdersReturnRejectData, Written>;
    /** Decides the refund of units that the rules leave open. */
    '/v1/returns/{returnId}/decide': Route<OrdersReturnDecideData, Written>;
  };
  put: {
    /** Says where a basket is to be sent. */
    '/v1/carts/{cartId}/address': Route<OrdersCartAddressData, Cart>;
    /** Chooses how a basket is sent. */
    '/v1/carts/{cartId}/shipping': Route<OrdersCartShippingData, Cart>;
    /** Sends an order to another address. */
    '/v1/orders/{orderId}/address': Route<OrdersOrderDeskChangeAddressData, Written>;
    /** Defines a tax zone, or changes it. */
    '/v1/tax/zones/{zone}': Route<OrdersTaxDefineData, Written>;
    /** Sets the rate of a tax class from a moment on. */
    '/v1/tax/zones/{zone}/rates/{taxClass}': Route<OrdersTaxRateData, Written>;
  };
  patch: {
    /** Changes the units of a line. */
    '/v1/carts/{cartId}/lines/{lineId}': Route<OrdersCartLineData, Cart>;
  };
  delete: {
    /** Takes a line out. */
    '/v1/carts/{cartId}/lines/{lineId}': Route<OrdersCartRemoveLineData, Cart>;
    /** Takes the code of a promotion out. */
    '/v1/carts/{cartId}/coupons/{code}': Route<OrdersCartRemoveCouponData, Cart>;
    /** No longer pays with a voucher. */
    '/v1/carts/{cartId}/vouchers/{voucherId}': Route<OrdersCartCreditRemoveVoucherData, Cart>;
  };
}

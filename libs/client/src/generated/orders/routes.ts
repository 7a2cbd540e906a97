// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  GrantedRefund,
  OpenCheckoutPage,
  Order,
  OrderPage,
  OrderStory,
  OrdersCheckoutListData,
  OrdersOrderCancelData,
  OrdersOrderListData,
  OrdersOrderOneData,
  OrdersOrderPlaceData,
  OrdersOrderStoryData,
  OrdersPaymentPaymentsData,
  OrdersPaymentRecordInvoicePaymentData,
  OrdersPaymentRefundData,
  OrdersPaymentRetryCaptureData,
  OrdersPaymentRetryData,
  OrdersReturnCancelData,
  OrdersReturnDecideData,
  OrdersReturnListData,
  OrdersReturnOneData,
  Payments,
  RecordedPayment,
  Return,
  ReturnPage,
  Written,
} from './types';

/** The routes of orders. */
export interface OrdersRoutes {
  get: {
    /** Orders, the latest first. */
    '/v1/orders': Route<OrdersOrderListData, OrderPage>;
    /** One order. */
    '/v1/orders/{orderId}': Route<OrdersOrderOneData, Order>;
    /** What happened to an order, in plain sentences. */
    '/v1/orders/{orderId}/story': Route<OrdersOrderStoryData, OrderStory>;
    /** The money of an order: authorised, captured and refunded. */
    '/v1/orders/{orderId}/payments': Route<OrdersPaymentPaymentsData, Payments>;
    /** Returns, the latest first. */
    '/v1/returns': Route<OrdersReturnListData, ReturnPage>;
    /** One return. */
    '/v1/returns/{returnId}': Route<OrdersReturnOneData, Return>;
    /** Checkouts that stand still, or all that are under way. */
    '/v1/checkouts': Route<OrdersCheckoutListData, OpenCheckoutPage>;
  };
  post: {
    /** Places an order: 201 once it is decided, 202 while checkout goes on. */
    '/v1/orders': Route<OrdersOrderPlaceData, Order>;
    /** Cancels an order, or units of it, as long as nobody picks them. */
    '/v1/orders/{orderId}/cancel': Route<OrdersOrderCancelData, Written>;
    /** Refunds by hand, up to what was captured and up to the limit of the caller. */
    '/v1/orders/{orderId}/refunds': Route<OrdersPaymentRefundData, GrantedRefund>;
    /** Retries a refund that the provider refused, under the same key. */
    '/v1/orders/{orderId}/refunds/{refundId}/retry': Route<OrdersPaymentRetryData, Written>;
    /** Retries the capture of the money of a parcel that has left. */
    '/v1/orders/{orderId}/captures/{fulfilmentId}/retry': Route<OrdersPaymentRetryCaptureData, Written>;
    /** Records a payment of an invoice. */
    '/v1/orders/{orderId}/invoice-payments': Route<OrdersPaymentRecordInvoicePaymentData, RecordedPayment>;
    /** Cancels a return whose parcel has not arrived. */
    '/v1/returns/{returnId}/cancel': Route<OrdersReturnCancelData, Written>;
    /** Decides the refund of units that the rules leave open. */
    '/v1/returns/{returnId}/decide': Route<OrdersReturnDecideData, Written>;
  };
  put: {};
  patch: {};
  delete: {};
}

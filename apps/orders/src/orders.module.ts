import { Module } from '@nestjs/common';
import { DOCUMENT_SELLER } from '@concord/contracts';
import { CONFIG, fact, mirrors, service, settingsOf, type ServiceConfig, type ServiceParts } from '@concord/service';
import { AdditionController } from './addition/addition.controller';
import { addGoods } from './addition/add-goods.decider';
import { buyers } from './buyer/buyers.projection';
import { CompanyCreditController } from './buyer/company-credit.controller';
import { creditAccount } from './buyer/credit-account.aggregate';
import { creditAccounts } from './buyer/credit-accounts.projection';
import { freeCreditWhenLessIsOwed } from './buyer/free-credit-when-less-is-owed.policy';
import { freeCredit } from './buyer/free-credit.decider';
import { companies } from './buyer/companies.projection';
import { customerGroups } from './buyer/customer-groups.projection';
import { cart } from './cart/cart.decider';
import { CartController } from './cart/cart.controller';
import { CartCreditController } from './cart/cart-credit.controller';
import { CartPricing } from './cart/cart-pricing.reader';
import { SeenCarts } from './cart/seen-cart.reader';
import { cartHolds } from './cart/cart-holds.projection';
import { carts } from './cart/carts.projection';
import { expireCartWhenNobodyChangesIt } from './cart/expire-cart-when-nobody-changes-it.process';
import { abandonCartWhenNobodyGoesOnWithIt } from './cart/abandon-cart-when-nobody-goes-on-with-it.process';
import { endCartOfOrder } from './cart/end-cart-of-order.decider';
import { endCartWhenOrderCancelled } from './cart/end-cart-when-order-cancelled.policy';
import { mergeCarts } from './cart/merge-carts.decider';
import { orderCart } from './cart/order-cart.decider';
import { reopenCartWhenOrderRejected } from './cart/reopen-cart-when-order-rejected.policy';
import { ClaimController } from './claim/claim.controller';
import { claim } from './claim/claim.decider';
import { claims } from './claim/claims.projection';
import { followReplacementWhenItComesBack } from './claim/follow-replacement-when-it-comes-back.policy';
import { followReplacementWhenUnitsNotSent } from './claim/follow-replacement-when-units-not-sent.policy';
import { followReplacement } from './claim/follow-replacement.decider';
import { ExchangeController } from './exchange/exchange.controller';
import { exchange } from './exchange/exchange.decider';
import { exchanges } from './exchange/exchanges.projection';
import { followExchangeWhenItsPartsMove } from './exchange/follow-exchange-when-its-parts-move.policy';
import { requestExchange } from './exchange/request-exchange.decider';
import { checkout } from './checkout/checkout.process';
import { CheckoutController } from './checkout/checkout.controller';
import { DocumentController } from './document/document.controller';
import { DOCUMENT_INVARIANTS } from './document/document-invariants';
import { documentSeries } from './document/document-series.aggregate';
import { documents } from './document/documents.projection';
import { issueCreditNoteWhenMoneyGoesBack } from './document/issue-credit-note-when-money-goes-back.policy';
import { issueDocuments } from './document/issue-documents.decider';
import { issueInvoiceWhenMoneyIsDue } from './document/issue-invoice-when-money-is-due.policy';
import { noteSupplyWhenParcelLeft } from './document/note-supply-when-parcel-left.policy';
import { allowCancellationWhenFulfilmentCancelled } from './fulfilment/allow-cancellation-when-fulfilment-cancelled.policy';
import { deliverOrderWhenNothingIsSent } from './fulfilment/deliver-order-when-nothing-is-sent.policy';
import { deliverOrderWhenShipmentDelivered } from './fulfilment/deliver-order-when-shipment-delivered.policy';
import { fillBackorderWhenGoodsCame } from './fulfilment/fill-backorder-when-goods-came.policy';
import { holdCancellationWhenPickStarted } from './fulfilment/hold-cancellation-when-pick-started.policy';
import { movePromiseWhenDateChanged } from './fulfilment/move-promise-when-date-changed.policy';
import { settleMissingUnitsWhenReservationMoved } from './fulfilment/settle-missing-units-when-reservation-moved.policy';
import { shipOrderWhenShipmentDispatched } from './fulfilment/ship-order-when-shipment-dispatched.policy';
import { OrderDeskController } from './order/order-desk.controller';
import { orderNotes } from './order/order-notes.projection';
import { OrderController } from './order/order.controller';
import { cancelOrder } from './order/cancel-order.decider';
import { order } from './order/order.decider';
import { orderReference } from './order/order-reference.aggregate';
import { orderHistory } from './order/order-history.projection';
import { PlaceOrderController } from './order/place-order.controller';
import { placeOrder } from './order/place-order.decider';
import { Verdicts } from './order/verdict.reader';
import { settlePromiseQuestionWhenItsTimeIsOver } from './order/settle-promise-question-when-its-time-is-over.process';
import { SaleFactsReader } from './order/sale-facts.reader';
import { authorisePayment } from './payment/authorise-payment.decider';
import { capturePaymentWhenParcelLeft } from './payment/capture-payment-when-parcel-left.policy';
import { cardPayment } from './payment/card-payment.process';
import { grantRefund } from './payment/grant-refund.decider';
import { PaymentController } from './payment/payment.controller';
import { payment } from './payment/payment.decider';
import { PAYMENT_INVARIANTS } from './payment/payment-invariants';
import { ChallengeController } from './payment/challenge.controller';
import { expireAuthorisation } from './payment/expire-authorisation.process';
import { followPaymentAction } from './payment/follow-payment-action.process';
import { lookWhenProviderNoticeReceived } from './payment/look-when-provider-notice-received.process';
import { PaymentGateway, PaymentProvider } from './payment/payment.gateway';
import { paymentProviderOf } from './payment/provider-choice.gateway';
import { providerNotice } from './payment/provider-notice.decider';
import { providerNotices } from './payment/provider-notices.projection';
import { WebhookController } from './payment/webhook.controller';
import { points } from './payment/points.projection';
import { vouchers } from './payment/vouchers.projection';
import { payments } from './payment/payments.projection';
import { refundAllowance } from './payment/refund-allowance.aggregate';
import { RefundController } from './payment/refund.controller';
import { refund } from './payment/refund.process';
import { refunds } from './payment/refunds.projection';
import { reduceAuthorisationWhenLineCancelled } from './payment/reduce-authorisation-when-line-cancelled.policy';
import { releaseAuthorisationWhenOrderShipped } from './payment/release-authorisation-when-order-shipped.policy';
import { retryCapture } from './payment/retry-capture.process';
import { PriceController } from './price/price.controller';
import { listPrices } from './price/list-prices.projection';
import { priceLists } from './price/price-lists.projection';
import { products } from './product/products.projection';
import { promotions } from './promotion/promotions.projection';
import { decideReturnWhenDeskRequested } from './return/decide-return-when-desk-requested.policy';
import { noteReturnPlaceWhenWarehouseChanged } from './return/note-return-place-when-warehouse-changed.policy';
import { returnPlaces } from './return/return-places.decider';
import { endReturn } from './return/end-return.decider';
import { expireReturnWhenDeadlinePasses } from './return/expire-return-when-deadline-passes.process';
import { noteParcelWhenReturnParcelArrived } from './return/note-parcel-when-return-parcel-arrived.policy';
import { requestReturn } from './return/request-return.decider';
import { ReturnController } from './return/return.controller';
import { returns } from './return/returns.projection';
import { settleReturn } from './return/settle-return.decider';
import { boughtVouchers } from './sold-voucher/bought-vouchers.aggregate';
import { followSoldVoucher } from './sold-voucher/follow-sold-voucher.decider';
import { followSoldVoucherWhenItsValueMoves } from './sold-voucher/follow-sold-voucher-when-its-value-moves.policy';
import { acceptSalesQuote } from './sales-quote/accept-sales-quote.decider';
import { SalesQuoteController } from './sales-quote/sales-quote.controller';
import { salesQuote } from './sales-quote/sales-quote.decider';
import { salesQuotes } from './sales-quote/sales-quotes.projection';
import { moneyMoves } from './settlement/money-moves.projection';
import { SettlementController } from './settlement/settlement.controller';
import { settlement } from './settlement/settlement.decider';
import { settlements } from './settlement/settlements.projection';
import { shipOptions } from './shipping/ship-options.projection';
import { TaxClasses } from './tax/tax-classes.reader';
import { TaxController } from './tax/tax.controller';
import { taxTable } from './tax/tax-table.decider';
import { taxZones } from './tax/tax-zones.projection';
import { settleReturnWhenReceiptClosed } from './return/settle-return-when-receipt-closed.policy';

/** What orders is made of. */
export const orders: ServiceParts = {
  name: 'orders',
  deciders: [
    placeOrder,
    addGoods,
    order,
    cancelOrder,
    cart,
    mergeCarts,
    orderCart,
    endCartOfOrder,
    taxTable,
    freeCredit,
    salesQuote,
    claim,
    followReplacement,
    requestExchange,
    exchange,
    acceptSalesQuote,
    payment,
    authorisePayment,
    providerNotice,
    settlement,
    grantRefund,
    requestReturn,
    endReturn,
    settleReturn,
    followSoldVoucher,
    returnPlaces,
    issueDocuments,
  ],
  aggregates: [orderReference, refundAllowance, creditAccount, documentSeries, boughtVouchers],
  projections: [
    settingsOf('orders'),
    orderHistory,
    orderNotes,
    carts,
    payments,
    refunds,
    providerNotices,
    moneyMoves,
    settlements,
    returns,
    documents,
    products,
    promotions,
    priceLists,
    listPrices,
    taxZones,
    shipOptions,
    customerGroups,
    companies,
    buyers,
    creditAccounts,
    salesQuotes,
    claims,
    exchanges,
    cartHolds,
    vouchers,
    points,
  ],
  facts: [
    fact('orders.orders', orderHistory, 'orderId', (row) => {
      const { status, channel, reference, customerId, shipTo } = row;
      const { totalMinor, cancelledMinor, capturedMinor, refundedMinor } = row;
      const { country } = shipTo;
      return {
        status,
        channel,
        reference,
        customerId,
        country,
        totalMinor,
        cancelledMinor,
        capturedMinor,
        refundedMinor,
      };
    }),
    fact(
      'orders.returns',
      returns,
      'returnId',
      ({ orderId, customerId, status, refundMinor, creditedMinor, refundedMinor, creditsBackMinor }) => {
        return { orderId, customerId, status, refundMinor, creditedMinor, refundedMinor, creditsBackMinor };
      },
      { order: 'orderId' },
    ),
    fact(
      'orders.open-returns',
      returns,
      'returnId',
      ({ orderId, status }) => (status === 'authorised' ? { orderId } : null),
      { order: 'orderId' },
    ),
  ],
  mirrors: [
    mirrors('catalog.tax-classes', products, 'sku', ({ isKnown, taxClass }) => (isKnown ? { taxClass } : null)),
    mirrors('catalog.weights', products, 'sku', ({ weightG }) => (weightG === null ? null : { weightG })),
    mirrors('catalog.price-lists', priceLists, 'list', (row) => {
      const { name, currency, taxIncluded, channels, groups, customerIds, from, to } = row;
      return { name, currency, taxIncluded, channels, groups, customerIds, from, to };
    }),
    mirrors('catalog.prices', listPrices, 'priceId', ({ amountMinor, currency, tiers, until }) => {
      return { amountMinor, currency, tiers, until };
    }),
    mirrors('marketing.vouchers', vouchers, 'voucherId', (row) => {
      const { codeHash, currency, balanceMinor, status, expiresAt } = row;
      return { codeHash, currency, balanceMinor, status, expiresAt };
    }),
    mirrors('marketing.points', points, 'customerId', ({ available }) => ({ available })),
    mirrors('inventory.holds', cartHolds, 'holdId', ({ status, expiresAt, lines }) =>
      status === 'held' ? { expiresAt, lines } : null,
    ),
    mirrors('logistics.ship-options', shipOptions, 'option', (row) => {
      const { name, countries, currency, priceMinor, freeFromMinor, weightGMax, taxClass } = row;
      const { daysMin, daysMax, cutOffMinute } = row;
      const cost = { currency, priceMinor, freeFromMinor, taxClass };
      return { name, countries, weightGMax, ...cost, daysMin, daysMax, cutOffMinute };
    }),
    mirrors('customer-service.groups', customerGroups, 'customerId', ({ groups }) =>
      groups.length > 0 ? { groups } : null,
    ),
    mirrors('customer-service.companies', companies, 'companyId', (row) => {
      const { name, country, vatNumber, vatCheckedAt, currency, creditLimitMinor, groups } = row;
      return { name, country, vatNumber, vatCheckedAt, currency, creditLimitMinor, groups };
    }),
    mirrors('customer-service.buyers', buyers, 'customerId', ({ companyId, orderLimitMinor }) =>
      companyId === null ? null : { companyId, orderLimitMinor },
    ),
    mirrors('catalog.variants', products, 'sku', ({ isKnown, ...row }) => {
      const { title, kind, published, channels, priceMinor, currency } = row;
      return isKnown ? { title, kind, published, channels, priceMinor: priceMinor ?? 0, currency } : null;
    }),
    mirrors(
      'marketing.promotions',
      promotions,
      'promotionId',
      ({ code, name, status, skus, reward, scope, priority, group, from, to }) =>
        status === 'ended' ? null : { code, name, status, skus, reward, scope, priority, group, from, to },
      { by: 'promotionId' },
    ),
  ],
  policies: [
    holdCancellationWhenPickStarted,
    allowCancellationWhenFulfilmentCancelled,
    settleMissingUnitsWhenReservationMoved,
    fillBackorderWhenGoodsCame,
    movePromiseWhenDateChanged,
    shipOrderWhenShipmentDispatched,
    deliverOrderWhenShipmentDelivered,
    deliverOrderWhenNothingIsSent,
    noteSupplyWhenParcelLeft,
    capturePaymentWhenParcelLeft,
    issueInvoiceWhenMoneyIsDue,
    issueCreditNoteWhenMoneyGoesBack,
    reduceAuthorisationWhenLineCancelled,
    releaseAuthorisationWhenOrderShipped,
    decideReturnWhenDeskRequested,
    noteReturnPlaceWhenWarehouseChanged,
    noteParcelWhenReturnParcelArrived,
    settleReturnWhenReceiptClosed,
    reopenCartWhenOrderRejected,
    endCartWhenOrderCancelled,
    freeCreditWhenLessIsOwed,
    followExchangeWhenItsPartsMove,
    followReplacementWhenUnitsNotSent,
    followReplacementWhenItComesBack,
    followSoldVoucherWhenItsValueMoves,
  ],
  processes: [
    expireCartWhenNobodyChangesIt,
    abandonCartWhenNobodyGoesOnWithIt,
    checkout,
    cardPayment,
    followPaymentAction,
    expireAuthorisation,
    lookWhenProviderNoticeReceived,
    retryCapture,
    refund,
    expireReturnWhenDeadlinePasses,
    settlePromiseQuestionWhenItsTimeIsOver,
  ],
  gateways: [PaymentGateway],
  providers: [
    { provide: PaymentProvider, inject: [CONFIG], useFactory: (config: ServiceConfig) => paymentProviderOf(config) },
    SaleFactsReader,
    CartPricing,
    SeenCarts,
    TaxClasses,
    Verdicts,
  ],
  streamPermission: 'order.personal-data.read',
  mustSet: [DOCUMENT_SELLER],
  invariants: [
    ...DOCUMENT_INVARIANTS,
    {
      name: 'no-order-waits-for-ever',
      rule: 'No order is pending for more than an hour.',
      offenders: `select order_id as "orderId", received_at as "receivedAt" from order_history_view
        where status = 'pending' and received_at < clock_timestamp() - interval '1 hour'`,
    },
    {
      name: 'lines-sum-to-the-total',
      rule: 'Goods less discounts, with the tax on top, is the total, and the lines sum to it.',
      offenders: `select order_id as "orderId" from order_history_view o
        where total_minor <> goods_minor - discount_minor + tax_on_top_minor or total_minor < 0
           or total_minor <> (select sum((l ->> 'totalMinor')::bigint) from jsonb_array_elements(o.lines) l)`,
    },
    ...PAYMENT_INVARIANTS,
  ],
};

@Module({
  imports: [service(orders)],
  controllers: [
    CartController,
    CartCreditController,
    PlaceOrderController,
    OrderController,
    OrderDeskController,
    AdditionController,
    PriceController,
    TaxController,
    CompanyCreditController,
    SalesQuoteController,
    ClaimController,
    ExchangeController,
    PaymentController,
    RefundController,
    WebhookController,
    ChallengeController,
    SettlementController,
    ReturnController,
    DocumentController,
    CheckoutController,
  ],
})
export class OrdersModule {}

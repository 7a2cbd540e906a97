import {
  CartAbandoned,
  CartCouponApplied,
  CartCreated,
  CartEnded,
  CartHoldExtensionRequested,
  CartHoldRequested,
  CartLineAdded,
  CartLineChanged,
  CartLineRemoved,
  CartRecovered,
  QuoteIssued,
} from './orders/cart';
import { ClaimOpened, ClaimReopened, ClaimResolved, ClaimSettledTwice } from './orders/claim';
import {
  ExchangeCompleted,
  ExchangeConfirmed,
  ExchangeConverted,
  ExchangeLapsed,
  ExchangeRequested,
} from './orders/exchange';
import { CheckoutStuck, PromotionClaimRequested, SagaStuck } from './orders/checkout';
import { CreditNoteIssued, InvoiceIssued } from './orders/document';
import {
  CancellationOvertaken,
  OrderBackorderFilled,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderAddressChanged,
  OrderGoodsAdded,
  OrderHeld,
  OrderLineCancelled,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderReallocated,
  OrderRejected,
  OrderReleased,
  OrderShipped,
  OrderUnitsDelivered,
} from './orders/order';
import {
  AuthorisationReduced,
  InvoiceCredited,
  InvoiceOpened,
  InvoicePaymentRecorded,
  PaymentAuthorised,
  PaymentCaptureFailed,
  PaymentCaptured,
  PaymentDeclined,
  PaymentReauthorised,
  PaymentReminderDue,
  PaymentVoided,
  UnmatchedPaymentReceived,
} from './orders/payment';
import {
  OrderPromiseMoved,
  PromiseQuestionAnswered,
  PromiseQuestionAsked,
  PromiseQuestionUnanswered,
} from './orders/promise';
import {
  RefundBounced,
  RefundEscalated,
  RefundFailed,
  RefundPaidAfterAll,
  RefundPayoutDue,
  RefundPayoutOverdue,
  RefundRequested,
  RefundSucceeded,
  RefundWrittenOff,
} from './orders/refund';
import {
  ReturnAuthorised,
  ReturnCancelled,
  ReturnDecided,
  ReturnDecisionNeeded,
  ReturnExpired,
  ReturnRejected,
  ReturnSettled,
} from './orders/return';
import { PaymentReconciled } from './orders/settlement';
import {
  ChargebackClosed,
  ChargebackReceived,
  CreditGivenBack,
  LoyaltyBurnRequested,
  PaymentActionRequired,
  VoucherHoldRequested,
} from './orders/tender';

export * from './orders/cart';
export * from './orders/claim';
export * from './orders/exchange';
export * from './orders/tender';
export * from './orders/document';
export * from './orders/order';
export * from './orders/checkout';
export * from './orders/payment';
export * from './orders/promise';
export * from './orders/return';
export * from './orders/refund';
export * from './orders/settlement';

/** What orders publishes on `orders.events`. */
export const orderEvents = {
  OrderPlaced,
  PromotionClaimRequested,
  VoucherHoldRequested,
  LoyaltyBurnRequested,
  CreditGivenBack,
  CartCreated,
  CartLineAdded,
  CartLineChanged,
  CartLineRemoved,
  CartCouponApplied,
  CartHoldRequested,
  CartHoldExtensionRequested,
  CartEnded,
  CartAbandoned,
  CartRecovered,
  QuoteIssued,
  InvoiceIssued,
  CreditNoteIssued,
  PaymentActionRequired,
  ChargebackReceived,
  ChargebackClosed,
  PaymentAuthorised,
  PaymentDeclined,
  PaymentVoided,
  AuthorisationReduced,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentReminderDue,
  PaymentReauthorised,
  InvoiceOpened,
  InvoicePaymentRecorded,
  InvoiceCredited,
  UnmatchedPaymentReceived,
  OrderConfirmed,
  OrderRejected,
  OrderAddressChanged,
  OrderGoodsAdded,
  OrderHeld,
  OrderReleased,
  OrderCancelled,
  OrderLineCancelled,
  OrderReallocated,
  OrderBackorderFilled,
  OrderPromiseMoved,
  PromiseQuestionAsked,
  PromiseQuestionAnswered,
  PromiseQuestionUnanswered,
  CancellationOvertaken,
  OrderPartiallyShipped,
  OrderShipped,
  OrderDelivered,
  OrderUnitsDelivered,
  ReturnAuthorised,
  ReturnRejected,
  ReturnCancelled,
  ReturnExpired,
  ReturnSettled,
  ReturnDecisionNeeded,
  ReturnDecided,
  RefundRequested,
  RefundSucceeded,
  RefundBounced,
  RefundFailed,
  RefundEscalated,
  RefundPayoutDue,
  RefundPayoutOverdue,
  RefundWrittenOff,
  RefundPaidAfterAll,
  ClaimOpened,
  ClaimResolved,
  ClaimReopened,
  ClaimSettledTwice,
  ExchangeRequested,
  ExchangeConfirmed,
  ExchangeCompleted,
  ExchangeLapsed,
  ExchangeConverted,
  PaymentReconciled,
  CheckoutStuck,
  SagaStuck,
};

import { publishedBy } from '@concord/event-sourcing';
import { Type, type Static } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Units, UnitsOrNone } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('orders');

/** A part of a total that a gift voucher pays. */
export const VoucherTender = Type.Object({ voucherId: Id, amountMinor: Minor });

/** A part of a total that points pay, at their rate of the day. A small part may be worth less than one point. */
export const PointsTender = Type.Object({ points: UnitsOrNone, amountMinor: Minor });

/** What pays a total besides the card or the invoice. */
export const Credits = Type.Object({
  vouchers: Type.Array(VoucherTender),
  points: Type.Optional(PointsTender),
});

/** The sum that vouchers and points pay. */
export const creditsMinor = ({ vouchers, points }: Static<typeof Credits>): number =>
  vouchers.reduce((sum, { amountMinor }) => sum + amountMinor, points?.amountMinor ?? 0);

/** A checkout asks marketing to hold amounts of vouchers for an order. Each voucher answers. */
export const VoucherHoldRequested = event('VoucherHoldRequested', 1, {
  orderId: Id,
  currency: Currency,
  vouchers: Type.Array(VoucherTender),
});

/** A checkout asks marketing to hold points of a customer for an order. */
export const LoyaltyBurnRequested = event('LoyaltyBurnRequested', 1, { orderId: Id, customerId: Id, points: Units });

/**
 * What vouchers and points paid goes back to them, because units were cancelled or refunded. Marketing books it, once
 * for each `refundId`. The part of the card or the invoice is refunded by itself.
 */
export const CreditGivenBack = event('CreditGivenBack', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  refundId: Id,
  cause: OneOf('cancellation', 'return', 'by-hand'),
  /** The return that it refunds. */
  returnId: Type.Optional(Id),
  currency: Currency,
  ...Credits.properties,
});

/**
 * The customer must do a step before the card can be charged, such as 3-D Secure. Checkout waits for it. `url` is where
 * the step is done; it is as good as a secret of the customer, so it is sealed.
 */
export const PaymentActionRequired = event('PaymentActionRequired', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  providerRef: ShortText,
  url: Personal('payment-url'),
});

/** The bank of the customer called money back. The order is marked, and customer-service opens a case. */
export const ChargebackReceived = event('ChargebackReceived', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  disputeId: Id,
  amountMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** A dispute ended: the money stayed with the shop (`won`), or with the customer (`lost`). */
export const ChargebackClosed = event('ChargebackClosed', 1, {
  paymentId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  disputeId: Id,
  amountMinor: Minor,
  currency: Currency,
  outcome: OneOf('won', 'lost'),
});

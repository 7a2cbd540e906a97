import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Units, UnitsOrNone } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('orders');

/** What was wrong with what came, or did not come. */
export const CLAIM_KINDS = ['missing', 'damaged', 'wrong-item', 'late'] as const;
/** How a claim ends. */
export const CLAIM_RESOLUTIONS = ['refund', 'replacement', 'rejected'] as const;

/**
 * A customer claims that something was wrong with a parcel. Goods are not asked back, unlike with a return.
 * Customer-service opens a case. Units that the replacement of a claim does not bring, that came back, or that are claimed
 * again become a claim of their own, and are no longer in that claim (`partOf`).
 */
export const ClaimOpened = event('ClaimOpened', 1, {
  claimId: Id,
  partOf: Type.Optional(Id),
  orderId: Id,
  customerId: Type.Optional(Id),
  kind: OneOf(...CLAIM_KINDS),
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
  description: Personal('note'),
});

/**
 * A person decided a claim: money went back, a replacement is sent, or neither. Or a replacement that had been called off
 * left after all, and nothing is to decide any more.
 */
export const ClaimResolved = event('ClaimResolved', 1, {
  claimId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  resolution: OneOf(...CLAIM_RESOLUTIONS),
  refundMinor: Minor,
  currency: Currency,
  /** The order that sends the replacement, at no price. */
  replacementOrderId: Type.Optional(Id),
  /** Where no person decided, because the replacement left after all: how many other claims of the order are open. */
  stillOpen: Type.Optional(UnitsOrNone),
  reason: Personal('note'),
});

/**
 * The replacement of a claim cannot be sent, was called off, or came back: the claim is open again. Customer-service opens
 * a case.
 */
export const ClaimReopened = event('ClaimReopened', 1, {
  claimId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  detail: ShortText,
});

/**
 * The replacement of a claim left although it was called off, and the claim was decided again meanwhile: the customer has
 * both. Customer-service opens a case.
 */
export const ClaimSettledTwice = event('ClaimSettledTwice', 1, {
  claimId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  replacementOrderId: Id,
});

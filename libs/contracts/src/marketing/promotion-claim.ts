import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Id, Minor, OneOf, ShortText } from '../fields';
import { CLAIM_REFUSALS } from '../promotion-code';

const event = publishedBy('marketing');

const claims = Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor }));

/** The order holds all promotion uses that it asked for: checkout goes on. */
export const PromotionClaimed = event('PromotionClaimed', 1, { orderId: Id, claims });

const claimRejection = {
  orderId: Id,
  promotionId: Id,
  reason: OneOf(...CLAIM_REFUSALS),
  /** The code of the promotion, which the customer typed. */
  code: Type.Optional(Type.String({ maxLength: 40 })),
};

/** A limit is reached or a promotion is not active: the checkout ends, so that nobody pays more than was shown. */
export const PromotionClaimRejected = event('PromotionClaimRejected', 2, claimRejection, {
  1: (v1: Static<TObject<typeof claimRejection>>) => v1,
});

/** The order is confirmed: the uses are final. */
export const PromotionClaimConfirmed = event('PromotionClaimConfirmed', 1, { orderId: Id, claims });

/** The order was rejected or cancelled: the uses are free again, once. */
export const PromotionClaimReleased = event('PromotionClaimReleased', 1, { orderId: Id, claims, reason: ShortText });

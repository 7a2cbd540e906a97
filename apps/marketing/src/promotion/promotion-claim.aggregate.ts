import {
  fields,
  PromotionClaimConfirmed,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimReleased,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The order ended before it claimed anything: a late claim finds it closed. */
export const PromotionClaimClosed = event('PromotionClaimClosed', 1, {
  orderId: fields.Id,
  reason: fields.ShortText,
});
/** The customer whose uses are counted. The published claim does not name the customer. */
export const PromotionClaimantKnown = event('PromotionClaimantKnown', 1, {
  orderId: fields.Id,
  customerId: fields.Id,
});

/** Discounted units were cancelled: `claims` remain. A promotion that is not among them is not used. */
export const PromotionClaimReduced = event('PromotionClaimReduced', 1, {
  orderId: fields.Id,
  reductionId: fields.Id,
  claims: Type.Array(Type.Object({ promotionId: fields.Id, amountMinor: fields.Minor })),
});
/** Cancelled units left all the same: the order uses these promotions, whatever their limits are by now. */
export const PromotionClaimRestored = event('PromotionClaimRestored', 1, {
  orderId: fields.Id,
  fulfilmentId: fields.Id,
  claims: Type.Array(Type.Object({ promotionId: fields.Id, amountMinor: fields.Minor })),
});

export const claimEvents = {
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimConfirmed,
  PromotionClaimReleased,
  PromotionClaimClosed,
  PromotionClaimantKnown,
  PromotionClaimReduced,
  PromotionClaimRestored,
};
export type ClaimEvent = EventFrom<(typeof claimEvents)[keyof typeof claimEvents]>;

export interface Claim {
  readonly promotionId: string;
  readonly amountMinor: number;
}
export interface PromotionClaim {
  readonly status: 'none' | 'claimed' | 'rejected' | 'confirmed' | 'released' | 'closed';
  readonly claims: readonly Claim[];
  readonly customerId: string | null;
  /** Ids of the reductions and restorations that were carried out. */
  readonly changeIds: readonly string[];
}

export const claimAggregate: Aggregate<ClaimEvent, PromotionClaim> = {
  kind: 'promotion-claim',
  events: claimEvents,
  shapeVersion: 2,
  initial: { status: 'none', claims: [], customerId: null, changeIds: [] },

  evolve(claim, { type, data }) {
    switch (type) {
      case 'PromotionClaimantKnown':
        return { ...claim, customerId: data.customerId };
      case 'PromotionClaimed':
        return { ...claim, status: 'claimed', claims: data.claims };
      case 'PromotionClaimRejected':
        return { ...claim, status: 'rejected' };
      case 'PromotionClaimConfirmed':
        return { ...claim, status: 'confirmed' };
      case 'PromotionClaimReleased':
        return { ...claim, status: 'released', claims: [] };
      case 'PromotionClaimReduced':
        return { ...claim, claims: data.claims, changeIds: [...claim.changeIds, data.reductionId] };
      case 'PromotionClaimRestored': {
        const changeIds = [...claim.changeIds, data.fulfilmentId];
        return { ...claim, status: 'confirmed', claims: data.claims, changeIds };
      }
      case 'PromotionClaimClosed':
        return { ...claim, status: 'closed' };
      default:
        return never(type);
    }
  },
};

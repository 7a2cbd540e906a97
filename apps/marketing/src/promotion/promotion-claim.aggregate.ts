import {
  fields,
  PromotionClaimConfirmed,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimReleased,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** The order ended before it claimed anything: a claim that comes late finds it closed. */
export const PromotionClaimClosed = event('PromotionClaimClosed', 1, {
  orderId: fields.Id,
  reason: fields.ShortText,
});
/** Whose uses are counted, beside the claim that is published without it. */
export const PromotionClaimantKnown = event('PromotionClaimantKnown', 1, {
  orderId: fields.Id,
  customerId: fields.Id,
});

export const claimEvents = {
  ...{ PromotionClaimed, PromotionClaimRejected, PromotionClaimConfirmed, PromotionClaimReleased },
  ...{ PromotionClaimClosed, PromotionClaimantKnown },
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
}

export const claimAggregate: Aggregate<ClaimEvent, PromotionClaim> = {
  kind: 'promotion-claim',
  events: claimEvents,
  initial: { status: 'none', claims: [], customerId: null },

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
      case 'PromotionClaimClosed':
        return { ...claim, status: 'closed' };
      default:
        return never(type);
    }
  },
};

import { claimRefused } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText } from '@concord/service';
import { Entity } from 'typeorm';
import { claimEvents } from './promotion-claim.aggregate';

/** The promotion uses of an order. */
@Entity('promotion_claim_view')
export class PromotionClaimRow {
  @RowKeyText()
  orderId!: string;

  @RowOneOf(['claimed', 'rejected', 'confirmed', 'released'])
  status: string = 'claimed';

  @RowList({ promotionId: 'text', amountMinor: 'whole' })
  claims: { promotionId: string; amountMinor: number }[] = [];

  @RowText({ nullable: true, description: 'Why it was refused or released.' })
  reason: string | null = null;
}

export const promotionClaims = projection(
  'marketing.promotion-claims',
  claimEvents,
  PromotionClaimRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    PromotionClaimed: (row, { data: { claims } }) => ({ ...row, status: 'claimed', claims }),
    PromotionClaimRejected: (row, { data: { code, reason } }) => ({
      ...row,
      status: 'rejected',
      reason: claimRefused(code, reason),
    }),
    PromotionClaimConfirmed: (row) => ({ ...row, status: 'confirmed' }),
    PromotionClaimReduced: (row, { data: { claims } }) => ({ ...row, claims }),
    PromotionClaimRestored: (row, { data: { claims } }) => ({ ...row, status: 'confirmed', claims, reason: null }),
    PromotionClaimReleased: (row, { data: { reason } }) => ({ ...row, status: 'released', reason }),
  },
  { version: 2 },
);

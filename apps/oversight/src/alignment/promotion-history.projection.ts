import { marketingEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

const { PromotionActivated, PromotionPaused, PromotionEnded } = marketingEvents;

/** One step of a promotion. */
export interface PromotionStep {
  readonly at: string;
  readonly status: string;
  readonly reason: string | null;
}

/** A promotion with all steps of its life since it was first active. */
@Entity('promotion_history_view')
export class PromotionHistoryRow {
  @RowKeyText()
  promotionId!: string;

  @RowText()
  code: string = '';

  @RowList('text')
  skus: readonly string[] = [];

  @RowFlag({ description: 'Whether it holds for all SKUs, because it names none.' })
  isForAll: boolean = false;

  @RowTime({ nullable: true })
  endedAt: string | null = null;

  @RowList({ at: 'moment', status: 'text', reason: 'text or null' })
  steps: readonly PromotionStep[] = [];
}

export const promotionHistories = projection(
  'oversight.promotion-histories',
  { PromotionActivated, PromotionPaused, PromotionEnded },
  PromotionHistoryRow,
  ({ data }) => ({ promotionId: data.promotionId }),
  {
    PromotionActivated: (row, { data: { code, skus }, occurredAt: at }) => ({
      ...row,
      code,
      skus,
      isForAll: skus.length === 0,
      steps: [...row.steps, { at, status: 'active', reason: null }],
    }),
    PromotionPaused: (row, { data: { reason }, occurredAt: at }) => ({
      ...row,
      steps: [...row.steps, { at, status: 'paused', reason }],
    }),
    PromotionEnded: (row, { data: { reason }, occurredAt: at }) => ({
      ...row,
      endedAt: at,
      steps: [...row.steps, { at, status: 'ended', reason }],
    }),
  },
  { tracksChanges: true },
);

import { marketingEvents, normalPromotionCode, PROMOTION_PRIORITY, PROMOTION_SCOPES } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowJson, RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';
import type { Reward } from '../order/pricing';

/** A promotion for pricing, found by its code. */
@Entity('promotion_view')
export class PromotionRow {
  @RowKeyText({ example: 'SPRING10' })
  code!: string;

  @RowText()
  promotionId: string = '';

  @RowText()
  name: string = '';

  @RowOneOf(['active', 'paused', 'ended'])
  status: string = 'active';

  @RowJson(
    { type: 'array', items: { type: 'string' } },
    { description: 'The SKUs of the promotion; an empty list means all SKUs.' },
  )
  skus: string[] = [];

  @RowJson({ type: 'object' })
  reward: Reward = { kind: 'percent', value: 1 };

  @RowOneOf(PROMOTION_SCOPES)
  scope: (typeof PROMOTION_SCOPES)[number] = 'lines';

  @RowWhole()
  priority: number = PROMOTION_PRIORITY;

  @RowText({ nullable: true })
  group: string | null = null;

  @RowFlag({ description: 'Whether all uses that it may have are taken.' })
  isUsedUp: boolean = false;

  @RowTime({ nullable: true })
  from: string | null = null;

  @RowTime({ nullable: true })
  to: string | null = null;
}

export const promotions = projection(
  'orders.promotions',
  marketingEvents,
  PromotionRow,
  ({ data }) => ({ code: normalPromotionCode((data as { code?: string }).code ?? '') }),
  {
    PromotionActivated: (row, { data: { group = null, ...terms } }) => {
      const isUsedUp = row.isUsedUp && !isOther(row, terms);
      return { ...row, ...terms, code: row.code, group, isUsedUp, status: 'active' };
    },
    // Another promotion may have taken the code over: its row stays as it is.
    PromotionPaused: (row, { data }) => (isOther(row, data) ? undefined : { ...row, ...idOf(data), status: 'paused' }),
    PromotionEnded: (row, { data }) => (isOther(row, data) ? undefined : { ...row, ...idOf(data), status: 'ended' }),
    // Version 1 did not name the code.
    PromotionBudgetExhausted: (row, { data }) =>
      data.code === undefined || isOther(row, data) ? undefined : { ...row, isUsedUp: true },
    PromotionUsesLeft: (row, { data }) => (isOther(row, data) ? undefined : { ...row, isUsedUp: false }),
  },
  { version: 3 },
);

const idOf = ({ promotionId }: { promotionId: string }) => ({ promotionId });

const isOther = (row: PromotionRow, { promotionId }: { promotionId: string }) =>
  row.promotionId !== '' && row.promotionId !== promotionId;

import { PROMOTION_PRIORITY, PROMOTION_SCOPES } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { promotionEvents } from './promotion.aggregate';

/** A promotion with its uses. */
@Entity('promotion_view')
@Index(['status'])
export class PromotionRow {
  @RowKeyText()
  promotionId!: string;

  @RowText({ example: 'SPRING20' })
  code: string = '';

  @RowText()
  name: string = '';

  @RowOneOf(['draft', 'active', 'paused', 'ended'])
  status: string = 'draft';

  @RowText({ nullable: true, description: 'Why it is paused or ended.' })
  reason: string | null = null;

  @RowList('text', { description: 'An empty list means all SKUs.' })
  skus: string[] = [];

  @RowObject(
    { kind: 'text', value: 'number', 'currency?': 'text' },
    { description: 'Percent, or an amount of minor units: per unit on lines, once on an order or its shipping.' },
  )
  reward: { kind: string; value: number; currency?: string } = { kind: 'percent', value: 0 };

  @RowOneOf(PROMOTION_SCOPES, { description: 'What it lowers.' })
  scope: (typeof PROMOTION_SCOPES)[number] = 'lines';

  @RowWhole({ description: 'The smallest number goes first.' })
  priority: number = PROMOTION_PRIORITY;

  @RowText({
    nullable: true,
    description: 'Only the best promotion of a group counts on a line; null where it adds to all others.',
  })
  group: string | null = null;

  @RowTime({ nullable: true })
  from: string | null = null;

  @RowTime({ nullable: true })
  to: string | null = null;

  @RowWhole({ nullable: true })
  usesMax: number | null = null;

  @RowWhole({ nullable: true })
  usesPerCustomerMax: number | null = null;

  @RowWhole({ description: 'Uses of orders that are not decided yet.' })
  open: number = 0;

  @RowWhole()
  confirmed: number = 0;
}

export const promotions = projection(
  'marketing.promotions',
  promotionEvents,
  PromotionRow,
  ({ data }) => ({ promotionId: data.promotionId }),
  {
    PromotionDefined: (row, { data: { usesMax = null, usesPerCustomerMax = null, group = null, ...terms } }) => ({
      ...row,
      ...terms,
      group,
      usesMax,
      usesPerCustomerMax,
      status: 'draft',
    }),
    PromotionActivated: (row) => ({ ...row, status: 'active', reason: null }),
    PromotionPaused: (row, { data: { reason } }) => ({ ...row, status: 'paused', reason }),
    PromotionEnded: (row, { data: { reason } }) => ({ ...row, status: 'ended', reason }),
    PromotionUseClaimed: (row) => ({ ...row, open: row.open + 1 }),
    PromotionUseConfirmed: (row) => ({ ...row, open: row.open - 1, confirmed: row.confirmed + 1 }),
    PromotionUseReleased: (row, { data: { wasConfirmed } }) =>
      wasConfirmed ? { ...row, confirmed: row.confirmed - 1 } : { ...row, open: row.open - 1 },
  },
  { version: 3 },
);

import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** A code stands for one promotion for ever: orders find promotions by it. */
export const PromotionCodeTaken = event('PromotionCodeTaken', 1, {
  code: Type.String({ maxLength: 40 }),
  promotionId: fields.Id,
});

/** The promotion that owns a code: defining a promotion takes its code. */
export const promotionCode: Aggregate<EventFrom<typeof PromotionCodeTaken>, { promotionId: string | null }> = {
  kind: 'promotion-code',
  events: { PromotionCodeTaken },
  initial: { promotionId: null },
  evolve: (_, { data: { promotionId } }) => ({ promotionId }),
};

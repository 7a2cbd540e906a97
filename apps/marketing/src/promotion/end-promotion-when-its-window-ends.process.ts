import { PromotionActivated } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { EndPromotion } from './promotion.decider';

export const endPromotionWhenItsWindowEnds = process('marketing.end-promotion-when-its-window-ends', {
  kind: 'promotion-window',
  events: {},
  initial: {},
  evolve: (state) => state,
  hears: { PromotionActivated },
  opensOn: ['PromotionActivated'],
  idFor: ({ data }) => data.promotionId,
  on: {
    PromotionActivated: ({ data: { to }, occurredAt }) => ({
      timers: [{ name: 'end', inMs: Math.max(0, Date.parse(to) - Date.parse(occurredAt)) }],
    }),
  },
  timers: {
    end: (_, promotionId) => {
      const command: EndPromotion = { type: 'EndPromotion', data: { promotionId, reason: 'its window is over' } };
      return { commands: [command] };
    },
  },
});

import { PromotionActivated, PromotionEnded, PromotionPaused } from '@concord/contracts';
import { conflict, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import { promotionAggregate, type Promotion, type PromotionEvent, type Terms } from './promotion.aggregate';

export type ActivatePromotion = Command<'ActivatePromotion', { promotionId: string }>;
export type PausePromotion = Command<'PausePromotion', { promotionId: string; reason: string }>;
export type EndPromotion = Command<'EndPromotion', { promotionId: string; reason: string }>;

export const promotion: Decider<ActivatePromotion | PausePromotion | EndPromotion, PromotionEvent, Promotion> = {
  ...promotionAggregate,
  commands: ['ActivatePromotion', 'PausePromotion', 'EndPromotion'],
  id: ({ data }) => data.promotionId,

  decide(command, state) {
    const { promotionId } = command.data;
    const { status, terms } = state;
    if (!terms) return notFound('promotion-unknown', `There is no promotion ${promotionId}.`);
    if (status === 'ended') {
      if (command.type === 'EndPromotion') return [];
      return conflict('promotion-ended', `The promotion ${terms.code} has ended. Define another one.`);
    }
    switch (command.type) {
      case 'ActivatePromotion':
        if (status === 'active') return [];
        if (state.awaitsStock)
          return conflict('promotion-awaits-stock', `${terms.code} waits for stock: its campaign resumes it.`);
        if (Date.parse(terms.to) <= Date.parse(command.at))
          return rule(
            'promotion-window-over',
            `The window of ${terms.code} ended at ${terms.to}. Define another promotion.`,
          );
        return [activation(terms)];
      case 'PausePromotion':
        if (status !== 'active')
          return conflict(
            'promotion-not-active',
            `${terms.code} is ${status}: only an active promotion can be paused.`,
          );
        return [pause(terms, command.data.reason)];
      case 'EndPromotion': {
        const { code, skus } = terms;
        return [PromotionEnded.of({ promotionId, code, skus, reason: command.data.reason })];
      }
      default:
        return never(command);
    }
  },
};

export function activation(terms: Terms) {
  const { usesMax: _, usesPerCustomerMax: __, ...promotion } = terms;
  return PromotionActivated.of(promotion);
}

export const pause = ({ promotionId, code, skus }: Terms, reason: string, campaignId?: string) =>
  PromotionPaused.of({ promotionId, code, skus, reason, ...(campaignId && { campaignId }) });

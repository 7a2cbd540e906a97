import {
  fields,
  PromotionActivated,
  PromotionBudgetExhausted,
  PromotionDefined,
  PromotionEnded,
  PromotionPaused,
} from '@concord/contracts';
import {
  conflict,
  event,
  never,
  notFound,
  rule,
  type Aggregate,
  type Command,
  type Decider,
  type EventFrom,
} from '@concord/event-sourcing';
import { Type } from 'typebox';

/** An order holds a use until it is confirmed or comes to nothing. */
export const PromotionUseClaimed = event('PromotionUseClaimed', 1, { promotionId: fields.Id, orderId: fields.Id });
/** The use counts for good, unless the order is cancelled. */
export const PromotionUseConfirmed = event('PromotionUseConfirmed', 1, { promotionId: fields.Id, orderId: fields.Id });
/** The use is free again. */
export const PromotionUseReleased = event('PromotionUseReleased', 1, {
  promotionId: fields.Id,
  orderId: fields.Id,
  wasConfirmed: Type.Boolean(),
});

export const promotionEvents = {
  ...{ PromotionDefined, PromotionActivated, PromotionPaused, PromotionEnded, PromotionBudgetExhausted },
  ...{ PromotionUseClaimed, PromotionUseConfirmed, PromotionUseReleased },
};
export type PromotionEvent = EventFrom<(typeof promotionEvents)[keyof typeof promotionEvents]>;

type Defined = EventFrom<typeof PromotionDefined>['data'];

/** Counts, not lists: a promotion with a hundred thousand uses is as small as one with ten. */
export interface Promotion {
  readonly status: 'none' | 'draft' | 'active' | 'paused' | 'ended';
  readonly terms: Defined | null;
  /** Uses of orders that are not decided yet. */
  readonly open: number;
  readonly confirmed: number;
  readonly isExhausted: boolean;
  /** It was paused for want of stock: its campaign resumes it. */
  readonly awaitsStock: boolean;
}

export type ActivatePromotion = Command<'ActivatePromotion', { promotionId: string }>;
export type PausePromotion = Command<'PausePromotion', { promotionId: string; reason: string }>;
export type EndPromotion = Command<'EndPromotion', { promotionId: string; reason: string }>;

/** State and events; claims and campaigns append to it too. */
export const promotionAggregate: Aggregate<PromotionEvent, Promotion> = {
  kind: 'promotion',
  events: promotionEvents,
  initial: { status: 'none', terms: null, open: 0, confirmed: 0, isExhausted: false, awaitsStock: false },

  evolve(promotion, { type, data }) {
    switch (type) {
      case 'PromotionDefined':
        return { ...promotion, status: 'draft', terms: data };
      case 'PromotionActivated':
        return { ...promotion, status: 'active', awaitsStock: false };
      case 'PromotionPaused':
        return { ...promotion, status: 'paused', awaitsStock: data.campaignId !== undefined };
      case 'PromotionEnded':
        return { ...promotion, status: 'ended' };
      case 'PromotionBudgetExhausted':
        return { ...promotion, isExhausted: true };
      case 'PromotionUseClaimed':
        return { ...promotion, open: promotion.open + 1 };
      case 'PromotionUseConfirmed':
        return { ...promotion, open: promotion.open - 1, confirmed: promotion.confirmed + 1 };
      case 'PromotionUseReleased':
        if (data.wasConfirmed) return { ...promotion, confirmed: promotion.confirmed - 1 };
        return { ...promotion, open: promotion.open - 1 };
      default:
        return never(type);
    }
  },
};

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
      return conflict('promotion-ended', `The promotion ${terms.code} is over. Define another one.`);
    }
    switch (command.type) {
      case 'ActivatePromotion':
        if (status === 'active') return [];
        if (state.awaitsStock)
          return conflict('promotion-awaits-stock', `${terms.code} waits for stock: its campaign resumes it.`);
        if (Date.parse(terms.to) <= Date.parse(command.at))
          return rule('promotion-window-over', `The window of ${terms.code} ended at ${terms.to}.`);
        return [activation(terms)];
      case 'PausePromotion':
        if (status !== 'active')
          return conflict('promotion-not-active', `${terms.code} is ${status}: only an active promotion is paused.`);
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

export const activation = ({ promotionId, code, name, skus, reward, from, to }: Defined) =>
  PromotionActivated.of({ promotionId, code, name, skus, reward, from, to });

export const pause = ({ promotionId, code, skus }: Defined, reason: string, campaignId?: string) =>
  PromotionPaused.of({ promotionId, code, skus, reason, ...(campaignId && { campaignId }) });

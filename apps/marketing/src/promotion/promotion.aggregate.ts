import {
  fields,
  PromotionActivated,
  PromotionBudgetExhausted,
  PromotionDefined,
  PromotionEnded,
  PromotionPaused,
  PromotionUsesLeft,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** An order holds a use until it is confirmed, rejected or cancelled. */
export const PromotionUseClaimed = event('PromotionUseClaimed', 1, { promotionId: fields.Id, orderId: fields.Id });
/** The use is final, unless the order is cancelled. */
export const PromotionUseConfirmed = event('PromotionUseConfirmed', 1, { promotionId: fields.Id, orderId: fields.Id });
/** The use is free again. */
export const PromotionUseReleased = event('PromotionUseReleased', 1, {
  promotionId: fields.Id,
  orderId: fields.Id,
  wasConfirmed: Type.Boolean(),
});

export const promotionEvents = {
  PromotionDefined,
  PromotionActivated,
  PromotionPaused,
  PromotionEnded,
  PromotionBudgetExhausted,
  PromotionUsesLeft,
  PromotionUseClaimed,
  PromotionUseConfirmed,
  PromotionUseReleased,
};
export type PromotionEvent = EventFrom<(typeof promotionEvents)[keyof typeof promotionEvents]>;

export type Terms = EventFrom<typeof PromotionDefined>['data'];

/** Counts, not lists: a promotion with a hundred thousand uses is as small as one with ten. */
export interface Promotion {
  readonly status: 'none' | 'draft' | 'active' | 'paused' | 'ended';
  readonly terms: Terms | null;
  /** Uses of orders that are not decided yet. */
  readonly open: number;
  readonly confirmed: number;
  readonly isExhausted: boolean;
  /** It was paused because stock is short: its campaign resumes it. */
  readonly awaitsStock: boolean;
}

/** How many more orders can use it. */
export const usesLeft = ({ terms, open, confirmed }: Promotion): number =>
  terms?.usesMax === undefined ? Infinity : terms.usesMax - open - confirmed;

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
      case 'PromotionUsesLeft':
        return { ...promotion, isExhausted: false };
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

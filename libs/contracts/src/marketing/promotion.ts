import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Currency, Id, OneOf, ShortText, Sku, Time, Units } from '../fields';

const event = publishedBy('marketing');

/** How a promotion lowers the price of its SKUs: by percent or by an amount per unit. An empty list means all SKUs. */
export const Reward = Type.Object({
  kind: OneOf('percent', 'amount'),
  /** Percent from 1 to 100, or minor units. */
  value: Type.Integer({ minimum: 1 }),
  /** The currency of an amount: it reduces orders in this currency alone. A percentage has none. */
  currency: Type.Optional(Currency),
});

/** The currency of an amount without a currency. */
export const PROMOTION_CURRENCY = 'GBP';

const inShopCurrency = <P extends { reward: Static<typeof Reward> }>(v1: P): P =>
  v1.reward.kind === 'amount' ? { ...v1, reward: { ...v1.reward, currency: PROMOTION_CURRENCY } } : v1;

const promotion = {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  name: ShortText,
  skus: Type.Array(Sku),
  reward: Reward,
  from: Time,
  to: Time,
};

const definition = { ...promotion, usesMax: Type.Optional(Units), usesPerCustomerMax: Type.Optional(Units) };

/** A promotion was defined as a draft. */
export const PromotionDefined = event('PromotionDefined', 2, definition, {
  // Amounts of version 1 had no currency.
  1: (v1: Static<TObject<typeof definition>>) => inShopCurrency(v1),
});

/** The promotion is active: orders prices with it. */
export const PromotionActivated = event('PromotionActivated', 2, promotion, {
  1: (v1: Static<TObject<typeof promotion>>) => inShopCurrency(v1),
});

/** The promotion is paused: badges and prices go back. */
export const PromotionPaused = event('PromotionPaused', 1, {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  skus: Type.Array(Sku),
  reason: ShortText,
  /** The campaign that paused it because stock was short, and that resumes it. */
  campaignId: Type.Optional(Id),
});

/** The promotion is over. */
export const PromotionEnded = event('PromotionEnded', 1, {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  skus: Type.Array(Sku),
  reason: ShortText,
});

/** The last use is claimed. */
export const PromotionBudgetExhausted = event('PromotionBudgetExhausted', 1, { promotionId: Id, usesMax: Units });

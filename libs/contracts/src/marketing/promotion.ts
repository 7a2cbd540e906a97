import { publishedBy } from '@concord/event-sourcing';
import { type Static, type TObject, Type } from 'typebox';
import { Currency, Id, OneOf, ShortText, Sku, Time, Units, UnitsOrNone } from '../fields';

const event = publishedBy('marketing');

/** How a promotion lowers a price: by percent, or by an amount per unit, per order, or of the shipping. */
export const Reward = Type.Object({
  kind: OneOf('percent', 'amount'),
  /** Percent up to 100 with at most two decimals, or minor units. */
  value: Type.Number({ exclusiveMinimum: 0 }),
  /** The currency of an amount: it reduces orders in this currency alone. A percentage has none. */
  currency: Type.Optional(Currency),
});

/** The currency of an amount without a currency. */
export const PROMOTION_CURRENCY = 'GBP';

const inShopCurrency = <P extends { reward: Static<typeof Reward> }>(v1: P): P =>
  v1.reward.kind === 'amount' ? { ...v1, reward: { ...v1.reward, currency: PROMOTION_CURRENCY } } : v1;

/** What a promotion lowers. */
export const PROMOTION_SCOPES = ['lines', 'order', 'shipping'] as const;
/** The exclusive group and the priority of promotions that name none. */
export const PROMOTION_GROUP = 'standard';
export const PROMOTION_PRIORITY = 100;

const promotion = {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
  name: ShortText,
  /** An empty list means all SKUs. */
  skus: Type.Array(Sku),
  reward: Reward,
  scope: OneOf(...PROMOTION_SCOPES),
  /** Of several promotions the one with the smallest number goes first. */
  priority: UnitsOrNone,
  /** Only the best promotion of a group counts on a line. Without a group it adds to all others. */
  group: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  from: Time,
  to: Time,
};

const definition = { ...promotion, usesMax: Type.Optional(Units), usesPerCustomerMax: Type.Optional(Units) };

/** Before version 3 no promotions added up. A percentage of all goods was taken of their sum. */
const exclusive = <P extends { skus: readonly string[]; reward: Static<typeof Reward> }>(v2: P) => ({
  ...v2,
  scope: v2.reward.kind === 'percent' && v2.skus.length === 0 ? ('order' as const) : ('lines' as const),
  priority: PROMOTION_PRIORITY,
  group: PROMOTION_GROUP,
});

/** A promotion was defined as a draft. */
export const PromotionDefined = event('PromotionDefined', 3, definition, {
  // Amounts of version 1 had no currency.
  1: (v1: Static<TObject<typeof definition>>) => inShopCurrency(v1),
  2: (v2: Static<TObject<typeof definition>>) => exclusive(v2),
});

/** The promotion is active: orders prices with it. */
export const PromotionActivated = event('PromotionActivated', 3, promotion, {
  1: (v1: Static<TObject<typeof promotion>>) => inShopCurrency(v1),
  2: (v2: Static<TObject<typeof promotion>>) => exclusive(v2),
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

/** The last use is claimed: orders refuses the code until an order gives a use back. */
export const PromotionBudgetExhausted = event(
  'PromotionBudgetExhausted',
  2,
  { promotionId: Id, code: Type.Optional(Type.String({ maxLength: 40 })), usesMax: Units },
  { 1: (data: object) => data },
);

/** An order that was rejected or cancelled gave a use back, and no use was left: orders takes the code again. */
export const PromotionUsesLeft = event('PromotionUsesLeft', 1, {
  promotionId: Id,
  code: Type.String({ maxLength: 40 }),
});

import { normalPromotionCode, PromotionDefined } from '@concord/contracts';
import { conflict, rule, type Command, type EventFrom, type JointDecider } from '@concord/event-sourcing';
import { promotionCode, PromotionCodeTaken } from './promotion-code.aggregate';
import { promotionAggregate } from './promotion.aggregate';

export type DefinePromotion = Command<'DefinePromotion', EventFrom<typeof PromotionDefined>['data']>;

export const definePromotion: JointDecider<DefinePromotion> = {
  commands: ['DefinePromotion'],
  aggregate: promotionAggregate,
  opens: ['DefinePromotion'],
  id: ({ data }) => data.promotionId,

  decideJointly({ data }, read) {
    const { promotionId, reward, from, to, scope, skus } = data;
    const code = normalPromotionCode(data.code);
    const taken = read(promotionCode, code);
    const { status } = read(promotionAggregate, promotionId);
    if (status !== 'none') return conflict('promotion-exists', `There is a promotion ${promotionId} already.`);
    if (taken.promotionId)
      return conflict('promotion-code-taken', `The code ${code} belongs to a promotion already.`, taken);
    if (Date.parse(from) >= Date.parse(to))
      return rule('window-empty', 'The window ends before it begins: swap from and to.');
    if (reward.kind === 'percent' && reward.value > 100)
      return rule('reward-too-large', 'A reward takes 100 percent at most: a price never falls below zero.');
    if (reward.kind === 'percent' && !Number.isInteger(Math.round(reward.value * 1e6) / 1e4))
      return rule('reward-too-fine', 'A percentage has at most two decimals.');
    if (reward.kind === 'amount' && !Number.isInteger(reward.value))
      return rule('reward-too-fine', 'An amount is in whole minor units.');
    if (reward.kind === 'amount' && !reward.currency)
      return rule('reward-currency-missing', 'A reward of an amount needs a currency: name it.');
    if (reward.kind === 'percent' && reward.currency)
      return rule('reward-currency-needless', 'A percentage has no currency: leave the currency out.');
    if (scope === 'shipping' && skus.length > 0)
      return rule('shipping-of-skus', 'A promotion of the shipping is for the whole order: leave the SKUs out.');
    return [
      { to: promotionAggregate, id: promotionId, events: [PromotionDefined.of({ ...data, code })] },
      { to: promotionCode, id: code, events: [PromotionCodeTaken.of({ code, promotionId })] },
    ];
  },
};

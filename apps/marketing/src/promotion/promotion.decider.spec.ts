import { given, givenStreams } from '@concord/event-sourcing';
import { PromotionEnded } from '@concord/contracts';
import { definePromotion, type DefinePromotion } from './define-promotion.decider';
import { promotionCode, PromotionCodeTaken } from './promotion-code.aggregate';
import { activated, defined, promotionId, stopped, terms } from './examples';
import { promotion } from './promotion.decider';

const past = given(promotion);
const activate = { type: 'ActivatePromotion', data: { promotionId } } as const;
const pause = { type: 'PausePromotion', data: { promotionId, reason: 'typing error' } } as const;
const end = { type: 'EndPromotion', data: { promotionId, reason: 'over' } } as const;
const ended = PromotionEnded.of({ promotionId, code: terms.code, skus: [...terms.skus], reason: 'over' });

describe('defining a promotion', () => {
  const define = (more = {}): DefinePromotion => ({
    type: 'DefinePromotion',
    data: { ...terms, skus: [...terms.skus], ...more },
  });
  const taken = PromotionCodeTaken.of({ code: terms.code, promotionId });
  it('takes its code', () => givenStreams(definePromotion)().when(define()).then(defined(), taken));
  it('refuses a code that is taken', () =>
    givenStreams(definePromotion)({ of: promotionCode, id: terms.code, events: [taken] })
      .when(define({ promotionId: 'p2' }))
      .thenRejected('promotion-code-taken'));
  it('never makes a price fall below zero', () =>
    givenStreams(definePromotion)()
      .when(define({ reward: { kind: 'percent', value: 101 } }))
      .thenRejected('reward-too-large'));
  it('ignores the case of a code', () => {
    givenStreams(definePromotion)()
      .when(define({ code: ' spring ' }))
      .then(defined(), taken);
    givenStreams(definePromotion)({ of: promotionCode, id: terms.code, events: [taken] })
      .when(define({ promotionId: 'p2', code: 'Spring' }))
      .thenRejected('promotion-code-taken');
  });
  it('needs the currency of an amount, and none of a percentage', () => {
    givenStreams(definePromotion)()
      .when(define({ reward: { kind: 'amount', value: 500 } }))
      .thenRejected('reward-currency-missing');
    givenStreams(definePromotion)()
      .when(define({ reward: { kind: 'percent', value: 5, currency: 'GBP' } }))
      .thenRejected('reward-currency-needless');
  });
  it('needs a window', () =>
    givenStreams(definePromotion)()
      .when(define({ to: terms.from }))
      .thenRejected('window-empty'));
});

describe('a promotion', () => {
  it('is activated once', () => {
    past(defined()).when(activate).then(activated());
    past(defined(), activated()).when(activate).then();
  });
  it('is paused and activated again', () => {
    past(defined(), activated()).when(pause).then(stopped('typing error'));
    past(defined(), activated(), stopped('typing error')).when(activate).then(activated());
  });
  it('waits for its campaign where stock paused it', () =>
    past(defined(), activated(), stopped('stock', 'c1')).when(activate).thenRejected('promotion-awaits-stock'));
  it('is not paused before it is active', () => past(defined()).when(pause).thenRejected('promotion-not-active'));
  it('ends once, for good', () => {
    past(defined(), activated()).when(end).then(ended);
    past(defined(), ended).when(end).then();
    past(defined(), ended).when(activate).thenRejected('promotion-ended');
  });
  it('is not activated after its window', () =>
    past(defined()).when(activate, { at: terms.to }).thenRejected('promotion-window-over'));
  it('must be known', () => past().when(activate).thenRejected('promotion-unknown'));
});

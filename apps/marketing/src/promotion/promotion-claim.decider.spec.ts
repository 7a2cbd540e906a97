import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import {
  PromotionBudgetExhausted,
  PromotionClaimConfirmed,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimReleased,
  PromotionUsesLeft,
} from '@concord/contracts';
import { CustomerUseGivenBack, customerUses, CustomerUseTaken } from './customer-uses.aggregate';
import { activated, defined, promotionId, stopped, terms } from './examples';
import { promotionClaim, type ClaimPromotions, type ConfirmClaim, type ReleaseClaim } from './promotion-claim.decider';
import {
  claimAggregate,
  PromotionClaimantKnown,
  PromotionClaimClosed,
  PromotionClaimReduced,
  PromotionClaimRestored,
} from './promotion-claim.aggregate';
import {
  promotionAggregate,
  PromotionUseClaimed,
  PromotionUseConfirmed,
  PromotionUseReleased,
  type PromotionEvent,
} from './promotion.aggregate';

const orderId = 'o1';
const claims = [{ promotionId, amountMinor: 200 }];
const ofPromotion = (...events: PromotionEvent[]) => ({ of: promotionAggregate, id: promotionId, events });
const ofClaim = (...events: Parameters<typeof claimAggregate.evolve>[1][]) => ({
  of: claimAggregate,
  id: orderId,
  events,
});
const past = givenStreams(promotionClaim);
const claim = (more: Partial<ClaimPromotions['data']> = {}): ClaimPromotions => ({
  type: 'ClaimPromotions',
  data: { orderId, claims, ...more },
});
const confirm: ConfirmClaim = { type: 'ConfirmClaim', data: { orderId } };
const release: ReleaseClaim = { type: 'ReleaseClaim', data: { orderId, reason: 'cancelled' } };
const exhausted = PromotionBudgetExhausted.of({ promotionId, code: terms.code, usesMax: 1 });
const used = PromotionUseClaimed.of({ promotionId, orderId });
const claimed = PromotionClaimed.of({ orderId, claims });
const confirmed = PromotionClaimConfirmed.of({ orderId, claims });
const released = PromotionClaimReleased.of({ orderId, claims, reason: 'cancelled' });
const refused = (reason: 'limit' | 'customer-limit' | 'not-active' | 'unknown') =>
  PromotionClaimRejected.of({ orderId, promotionId, reason, code: terms.code });

describe('claiming promotions for an order', () => {
  it('takes a use', () => past(ofPromotion(defined(), activated())).when(claim()).then(used, claimed));
  it('is answered once, however often it comes', () =>
    past(ofPromotion(defined(), activated(), used), ofClaim(claimed))
      .when(claim())
      .then());
  it('announces that the last use is taken', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated()))
      .when(claim())
      .then(used, exhausted, claimed));
  it('ends at the limit', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated(), PromotionUseClaimed.of({ promotionId, orderId: 'other' })))
      .when(claim())
      .then(refused('limit')));
  it('counts one use for several lines', () => {
    const both = [...claims, ...claims];
    past(ofPromotion(defined(), activated()))
      .when(claim({ claims: both }))
      .then(used, PromotionClaimed.of({ orderId, claims: both }));
  });
  it('takes all promotions of the order or none', () =>
    past(ofPromotion(defined(), activated()))
      .when(claim({ claims: [...claims, { promotionId: 'p2', amountMinor: 1 }] }))
      .then(PromotionClaimRejected.of({ orderId, promotionId: 'p2', reason: 'unknown' })));
  it('needs an active promotion', () => {
    past(ofPromotion(defined())).when(claim()).then(refused('not-active'));
    past(ofPromotion(defined(), activated(), stopped('a mistake in the code')))
      .when(claim())
      .then(refused('not-active'));
  });
  it('is kept by an order whose own units made stock pause it', () =>
    past(ofPromotion(defined(), activated(), stopped('stock', 'c1')))
      .when(claim())
      .then(used, claimed));
  it('needs its window', () =>
    past(ofPromotion(defined({ to: SPEC_TIME }), activated({ to: SPEC_TIME })))
      .when(claim())
      .then(refused('not-active')));
  it('after the order ended has no effect', () =>
    past(ofPromotion(defined(), activated()), ofClaim(PromotionClaimClosed.of({ orderId, reason: 'cancelled' })))
      .when(claim())
      .then(refused('not-active')));
});

describe('a limit by customer', () => {
  const limited = ofPromotion(defined({ usesPerCustomerMax: 1 }), activated());
  const taken = { promotionId, customerId: 'ann', orderId };
  const known = PromotionClaimantKnown.of({ orderId, customerId: 'ann' });
  it('counts the uses of each', () =>
    past(limited)
      .when(claim({ customerId: 'ann' }))
      .then(used, CustomerUseTaken.of(taken), known, claimed));
  it('refuses a customer beyond the limit', () =>
    past(limited, {
      of: customerUses,
      id: `${promotionId}.ann`,
      events: [CustomerUseTaken.of({ ...taken, orderId: 'other' })],
    })
      .when(claim({ customerId: 'ann' }))
      .then(refused('customer-limit')));
  it('refuses an unknown customer', () => past(limited).when(claim()).then(refused('customer-limit')));
  it('does not count a released use', () =>
    past(limited, ofClaim(known, claimed))
      .when(release)
      .then(
        PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: false }),
        CustomerUseGivenBack.of(taken),
        released,
      ));
});

describe('the end of an order', () => {
  const held = [ofPromotion(defined(), activated(), used), ofClaim(claimed)] as const;
  it('confirms its uses', () =>
    past(...held)
      .when(confirm)
      .then(PromotionUseConfirmed.of({ promotionId, orderId }), confirmed));
  it('gives them back', () =>
    past(...held)
      .when(release)
      .then(PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: false }), released));
  it('tells that a use is left again, where none was', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated(), used, exhausted), ofClaim(claimed))
      .when(release)
      .then(
        PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: false }),
        PromotionUsesLeft.of({ promotionId, code: terms.code }),
        released,
      ));
  it('releases confirmed uses when it is cancelled', () =>
    past(
      ofPromotion(defined(), activated(), used, PromotionUseConfirmed.of({ promotionId, orderId })),
      ofClaim(claimed, confirmed),
    )
      .when(release)
      .then(PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: true }), released));
  it('gives back once', () => past(held[0], ofClaim(claimed, released)).when(release).then());
  it('confirms no released use', () => past(held[0], ofClaim(claimed, released)).when(confirm).then());
  it('closes the order to a late claim', () =>
    past()
      .when(release)
      .then(PromotionClaimClosed.of({ orderId, reason: 'cancelled' })));
});

describe('units that are cancelled', () => {
  const reduce = (amountMinor: number) => ({
    type: 'ReduceClaim' as const,
    data: { orderId, reductionId: 'x', discounts: [{ promotionId, amountMinor }] },
  });
  const reduced = (...left: typeof claims) => PromotionClaimReduced.of({ orderId, reductionId: 'x', claims: left });
  const back = PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: true });
  const inUse = ofPromotion(
    defined({ usesMax: 1 }),
    activated(),
    used,
    PromotionUseConfirmed.of({ promotionId, orderId }),
  );

  it('release their share and keep the use', () =>
    past(inUse, ofClaim(claimed, confirmed))
      .when(reduce(50))
      .then(reduced({ promotionId, amountMinor: 150 })));
  it('release the use with the last share, once', () => {
    past(inUse, ofClaim(claimed, confirmed)).when(reduce(200)).then(back, reduced());
    past(inUse, ofClaim(claimed, confirmed, reduced()))
      .when(reduce(200))
      .then();
  });

  const restore = { type: 'RestoreClaim' as const, data: { orderId, fulfilmentId: 'f', discounts: claims } };
  const restored = PromotionClaimRestored.of({ orderId, fulfilmentId: 'f', claims });
  const others = [
    PromotionUseClaimed.of({ promotionId, orderId: 'other' }),
    PromotionUseConfirmed.of({ promotionId, orderId: 'other' }),
  ];
  it('take the use again where they left all the same, whoever has it by now', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated(), ...others, exhausted), ofClaim(claimed, confirmed, released))
      .when(restore)
      .then(used, PromotionUseConfirmed.of({ promotionId, orderId }), restored));
  it('take it once', () =>
    past(inUse, ofClaim(claimed, confirmed, released, restored))
      .when(restore)
      .then());
});

import { fold, givenStreams, Rejection, SPEC_TIME, type Aggregate, type DomainEvent } from '@concord/event-sourcing';
import {
  PromotionBudgetExhausted,
  PromotionClaimConfirmed,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimReleased,
} from '@concord/contracts';
import fc from 'fast-check';
import { CustomerUseGivenBack, customerUses, CustomerUseTaken } from './customer-uses';
import { activated, defined, promotionId, stopped } from './examples';
import {
  claimAggregate,
  promotionClaim,
  PromotionClaimantKnown,
  PromotionClaimClosed,
  type ClaimPromotions,
  type ConfirmClaim,
  type ReleaseClaim,
} from './promotion-claim.decider';
import {
  promotionAggregate,
  PromotionUseClaimed,
  PromotionUseConfirmed,
  PromotionUseReleased,
  type Promotion,
  type PromotionEvent,
} from './promotion.decider';

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
const used = PromotionUseClaimed.of({ promotionId, orderId });
const claimed = PromotionClaimed.of({ orderId, claims });
const confirmed = PromotionClaimConfirmed.of({ orderId, claims });
const released = PromotionClaimReleased.of({ orderId, claims, reason: 'cancelled' });
const refused = (reason: 'limit' | 'customer-limit' | 'not-active' | 'unknown') =>
  PromotionClaimRejected.of({ orderId, promotionId, reason });

describe('claiming promotions for an order', () => {
  it('takes a use', () => past(ofPromotion(defined(), activated())).when(claim()).then(used, claimed));
  it('is answered once, however often it is asked', () =>
    past(ofPromotion(defined(), activated(), used), ofClaim(claimed))
      .when(claim())
      .then());
  it('says once that the last use is taken', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated()))
      .when(claim())
      .then(used, PromotionBudgetExhausted.of({ promotionId, usesMax: 1 }), claimed));
  it('ends at the limit', () =>
    past(ofPromotion(defined({ usesMax: 1 }), activated(), PromotionUseClaimed.of({ promotionId, orderId: 'other' })))
      .when(claim())
      .then(refused('limit')));
  it('takes one use for several lines', () => {
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
    past(ofPromotion(defined(), activated(), stopped('a mistake in it')))
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
  it('after the order ended does not stick', () =>
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
  it('lets nobody use it more often', () =>
    past(limited, {
      of: customerUses,
      id: `${promotionId}.ann`,
      events: [CustomerUseTaken.of({ ...taken, orderId: 'other' })],
    })
      .when(claim({ customerId: 'ann' }))
      .then(refused('customer-limit')));
  it('lets nobody through who stays unknown', () => past(limited).when(claim()).then(refused('customer-limit')));
  it('counts a use no more that is given back', () =>
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
  it('gives back confirmed ones when it is cancelled', () =>
    past(
      ofPromotion(defined(), activated(), used, PromotionUseConfirmed.of({ promotionId, orderId })),
      ofClaim(claimed, confirmed),
    )
      .when(release)
      .then(PromotionUseReleased.of({ promotionId, orderId, wasConfirmed: true }), released));
  it('gives back once', () => past(held[0], ofClaim(claimed, released)).when(release).then());
  it('confirms nothing that was given back', () => past(held[0], ofClaim(claimed, released)).when(confirm).then());
  it('closes the door to a claim that comes late', () =>
    past()
      .when(release)
      .then(PromotionClaimClosed.of({ orderId, reason: 'cancelled' })));
});

describe('any sequence of claims, confirmations and releases', () => {
  const LIMIT = 3;
  const EACH = 2;
  const by = { kind: 'system', id: 'spec', role: 'service' } as const;

  /** Streams in memory, and decisions on them one after the other. */
  function shop() {
    const streams = new Map<string, DomainEvent[]>([
      [`promotion/${promotionId}`, [defined({ usesMax: LIMIT, usesPerCustomerMax: EACH }), activated()]],
    ]);
    const state = (aggregate: Aggregate, id: string) => fold(aggregate, streams.get(`${aggregate.kind}/${id}`) ?? []);
    return {
      state,
      take(command: ClaimPromotions | ConfirmClaim | ReleaseClaim) {
        const result = promotionClaim.decideJointly({ ...command, at: SPEC_TIME, by }, state as never);
        if (result instanceof Rejection) throw new Error(result.code);
        for (const { to, id, events } of result) {
          const key = `${to.kind}/${id}`;
          streams.set(key, [...(streams.get(key) ?? []), ...events]);
        }
      },
    };
  }

  const step = fc.record({
    verb: fc.constantFrom('claim', 'confirm', 'release'),
    order: fc.integer({ min: 1, max: 8 }),
  });

  it('stays within both limits, and counts what is held', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { state, take } = shop();
        for (const { verb, order } of steps) {
          const id = `o${order}`;
          if (verb === 'claim') take(claim({ orderId: id, customerId: `c${order % 3}` }));
          else if (verb === 'confirm') take({ type: 'ConfirmClaim', data: { orderId: id } });
          else take({ type: 'ReleaseClaim', data: { orderId: id, reason: 'cancelled' } });

          const { open, confirmed: sure } = state(promotionAggregate, promotionId) as Promotion;
          const orders = Array.from({ length: 8 }, (_, n) => n + 1);
          const statusOf = (n: number) => state(claimAggregate, `o${n}`).status;
          expect(open + sure).toBeLessThanOrEqual(LIMIT);
          expect(open).toBe(orders.filter((n) => statusOf(n) === 'claimed').length);
          expect(sure).toBe(orders.filter((n) => statusOf(n) === 'confirmed').length);
          for (const customer of [0, 1, 2]) {
            const own = orders.filter((n) => n % 3 === customer && ['claimed', 'confirmed'].includes(statusOf(n)));
            expect(state(customerUses, `${promotionId}.c${customer}`).used).toBe(own.length);
            expect(own.length).toBeLessThanOrEqual(EACH);
          }
        }
      }),
    );
  });
});

import { Rejection, Stage, type Command } from '@concord/event-sourcing';
import fc from 'fast-check';
import { customerUseId, customerUses } from './customer-uses.aggregate';
import { activated, defined } from './examples';
import { promotionClaim, type ClaimPromotions } from './promotion-claim.decider';
import { promotion } from './promotion.decider';
import { promotionAggregate, usesLeft } from './promotion.aggregate';

// Orders claim, are confirmed, rejected or cancelled, in any order and repeatedly. A plain list of who holds what is
// the model.

const LIMITS = {
  p1: { usesMax: 3 },
  p2: { usesMax: 5, usesPerCustomerMax: 2 },
  p3: { usesPerCustomerMax: 1 },
} as const;
const PROMOTIONS = Object.keys(LIMITS) as (keyof typeof LIMITS)[];
const limitsOf = (id: keyof typeof LIMITS): { usesMax?: number; usesPerCustomerMax?: number } => LIMITS[id];
/** The events that take turns. */
const ANNOUNCED = ['PromotionBudgetExhausted', 'PromotionUsesLeft'];
const ORDERS = Array.from({ length: 10 }, (_, n) => `o${n}`);
const CUSTOMERS = ['c1', 'c2', undefined] as const;
const customerOf = (orderId: string) => CUSTOMERS[Number(orderId.slice(1)) % CUSTOMERS.length];

const orderId = fc.constantFrom(...ORDERS);
const promotionIds = fc.uniqueArray(fc.constantFrom(...PROMOTIONS), { minLength: 1, maxLength: 3 });
const operation: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ orderId, promotionIds, lines: fc.integer({ min: 1, max: 2 }) }).map((wish): Command => {
      const claims = wish.promotionIds.flatMap((promotionId) =>
        Array.from({ length: wish.lines }, () => ({ promotionId, amountMinor: 100 })),
      );
      const customerId = customerOf(wish.orderId);
      return { type: 'ClaimPromotions', data: { orderId: wish.orderId, ...(customerId && { customerId }), claims } };
    }),
  },
  { weight: 2, arbitrary: orderId.map((id) => ({ type: 'ConfirmClaim', data: { orderId: id } })) },
  { weight: 2, arbitrary: orderId.map((id) => ({ type: 'ReleaseClaim', data: { orderId: id, reason: 'cancelled' } })) },
);

/** The model: who holds a use, and who may not come again. */
class Doorman {
  readonly holds = new Map<string, readonly string[]>();
  private readonly settled = new Set<string>();

  held(promotionId: string, customerId?: string) {
    return [...this.holds].filter(([id, held]) => {
      return held.includes(promotionId) && (customerId === undefined || customerOf(id) === customerId);
    }).length;
  }

  /** The expected result of a command: an order gets all its promotions, or none where there is no room. */
  take({ type, data }: Command): 'claimed' | 'refused' | 'nothing' {
    const { orderId: id } = data as { orderId: string };
    if (type === 'ReleaseClaim') {
      this.holds.delete(id);
      this.settled.add(id);
      return 'nothing';
    }
    if (type !== 'ClaimPromotions' || this.holds.has(id)) return 'nothing';
    // An order is answered once; an order that ended before it claimed is refused each time.
    const wanted = [...new Set((data as ClaimPromotions['data']).claims.map(({ promotionId }) => promotionId))];
    if (this.settled.has(id)) return 'refused';
    if (wanted.every((promotionId) => this.hasRoom(promotionId as keyof typeof LIMITS, customerOf(id)))) {
      this.holds.set(id, wanted);
      return 'claimed';
    }
    this.settled.add(id);
    return 'refused';
  }

  private hasRoom(promotionId: keyof typeof LIMITS, customerId: string | undefined) {
    const { usesMax = Infinity, usesPerCustomerMax = Infinity } = limitsOf(promotionId);
    if (this.held(promotionId) >= usesMax) return false;
    if (usesPerCustomerMax === Infinity) return true;
    return customerId !== undefined && this.held(promotionId, customerId) < usesPerCustomerMax;
  }
}

/** Gets the expected result of the last command, and its events. */
type Rule = (stage: Stage, doorman: Doorman, expected: string, got: readonly string[]) => boolean;

function keeps(rule: Rule, operations: readonly Command[]): boolean {
  const stage = new Stage([promotion, promotionClaim]);
  for (const id of PROMOTIONS)
    stage.let(promotionAggregate, id, defined({ promotionId: id, ...LIMITS[id] }), activated({ promotionId: id }));
  const doorman = new Doorman();
  return operations.every((command) => {
    const expected = doorman.take(command);
    const result = stage.take(command);
    return (
      !(result instanceof Rejection) &&
      rule(
        stage,
        doorman,
        expected,
        result.map(({ type }) => type),
      )
    );
  });
}

const usesOf = (stage: Stage, promotionId: string) => stage.state(promotionAggregate, promotionId);
const ownUsesOf = (stage: Stage, promotionId: string, customerId: string) =>
  stage.state(customerUses, customerUseId(promotionId, customerId)).used;
const KNOWN = ['c1', 'c2'];

const rules: Record<string, Rule> = {
  'no promotion is used more often than its limit': (stage) =>
    PROMOTIONS.every((id) => {
      const { open, confirmed } = usesOf(stage, id);
      return open + confirmed <= (limitsOf(id).usesMax ?? Infinity);
    }),

  'no customer uses a promotion more often than the limit by customer': (stage) =>
    PROMOTIONS.every((id) =>
      KNOWN.every((customer) => ownUsesOf(stage, id, customer) <= (limitsOf(id).usesPerCustomerMax ?? Infinity)),
    ),

  'the count is exact: as many uses as orders hold, never below zero': (stage, doorman) =>
    PROMOTIONS.every((id) => {
      const { open, confirmed } = usesOf(stage, id);
      return open >= 0 && confirmed >= 0 && open + confirmed === doorman.held(id);
    }),

  'the count by customer is exact too': (stage, doorman) =>
    PROMOTIONS.filter((id) => limitsOf(id).usesPerCustomerMax !== undefined).every((id) =>
      KNOWN.every((customer) => ownUsesOf(stage, id, customer) === doorman.held(id, customer)),
    ),

  'an order gets all promotions of its price or none, and is refused only where there is no room': (
    _,
    __,
    expected,
    got,
  ) => expected === 'nothing' || got.includes('PromotionClaimed') === (expected === 'claimed'),

  'the last use is announced, and the first one that is free again': (stage) =>
    PROMOTIONS.every((id) => {
      const said = stage.happened.filter(
        ({ type, data }) => ANNOUNCED.includes(type) && (data as { promotionId: string }).promotionId === id,
      );
      const isInTurn = said.every(({ type }, n) => type === ANNOUNCED[n % 2]);
      const promotion = stage.state(promotionAggregate, id);
      return isInTurn && promotion.isExhausted === usesLeft(promotion) <= 0;
    }),
};

describe('whatever orders claim', () => {
  it.each(Object.entries(rules))('%s', (_, rule) => {
    const sequences = fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), (operations) =>
      keeps(rule, operations),
    );
    expect(() => fc.assert(sequences, { numRuns: 300 })).not.toThrow();
  });
});

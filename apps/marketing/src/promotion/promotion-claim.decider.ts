import {
  PromotionBudgetExhausted,
  PromotionUsesLeft,
  PromotionClaimConfirmed,
  PromotionClaimed,
  PromotionClaimRejected,
  PromotionClaimReleased,
} from '@concord/contracts';
import {
  never,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { CustomerUseGivenBack, customerUseId, customerUses, CustomerUseTaken } from './customer-uses.aggregate';
import {
  claimAggregate,
  PromotionClaimantKnown,
  PromotionClaimClosed,
  PromotionClaimReduced,
  PromotionClaimRestored,
  type Claim,
  type ClaimEvent,
  type PromotionClaim,
} from './promotion-claim.aggregate';
import {
  promotionAggregate,
  PromotionUseClaimed,
  PromotionUseConfirmed,
  PromotionUseReleased,
  usesLeft,
  type Promotion,
} from './promotion.aggregate';

export type ClaimPromotions = Command<
  'ClaimPromotions',
  { orderId: string; customerId?: string; claims: { promotionId: string; amountMinor: number }[] }
>;
export type ConfirmClaim = Command<'ConfirmClaim', { orderId: string }>;
export type ReleaseClaim = Command<'ReleaseClaim', { orderId: string; reason: string }>;
/** Units were cancelled: their share of the promotions is released, and with the last share the use. */
export type ReduceClaim = Command<'ReduceClaim', { orderId: string; reductionId: string; discounts: readonly Claim[] }>;
/** Cancelled units left all the same: the order keeps its uses. */
export type RestoreClaim = Command<
  'RestoreClaim',
  { orderId: string; fulfilmentId: string; customerId?: string; discounts: readonly Claim[] }
>;
type ClaimCommand = ClaimPromotions | ConfirmClaim | ReleaseClaim | ReduceClaim | RestoreClaim;

/** All promotion uses of an order: all claimed or none, exactly within every limit, released once. */
export const promotionClaim: JointDecider<ClaimCommand> = {
  commands: ['ClaimPromotions', 'ConfirmClaim', 'ReleaseClaim', 'ReduceClaim', 'RestoreClaim'],
  aggregate: claimAggregate,
  opens: ['ClaimPromotions'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId } = command.data;
    const claim = read(claimAggregate, orderId);
    const append = (...events: ClaimEvent[]): Change => ({ to: claimAggregate, id: orderId, events });
    switch (command.type) {
      case 'ClaimPromotions': {
        // A claim may be repeated: it is answered once.
        if (claim.status !== 'none' && claim.status !== 'closed') return [];
        const refusal =
          claim.status === 'closed' ? ended(command.data, read) : claimRefusal(command.data, command.at, read);
        if (refusal) return [append(PromotionClaimRejected.of({ orderId, ...refusal }))];
        return take(command.data, read, append);
      }
      case 'ConfirmClaim': {
        if (claim.status !== 'claimed') return [];
        const claims = [...claim.claims];
        return [
          ...promotionsOf(claims).map((promotionId) => ({
            to: promotionAggregate,
            id: promotionId,
            events: [PromotionUseConfirmed.of({ promotionId, orderId })],
          })),
          append(PromotionClaimConfirmed.of({ orderId, claims })),
        ];
      }
      case 'ReleaseClaim': {
        const { reason } = command.data;
        if (claim.status === 'none') return [append(PromotionClaimClosed.of({ orderId, reason }))];
        if (claim.status !== 'claimed' && claim.status !== 'confirmed') return [];
        const claims = [...claim.claims];
        return [...giveBack(orderId, claim, read), append(PromotionClaimReleased.of({ orderId, claims, reason }))];
      }
      case 'ReduceClaim': {
        const { reductionId, discounts } = command.data;
        if (claim.status !== 'confirmed' || claim.changeIds.includes(reductionId)) return [];
        const claims = changedBy(claim.claims, discounts, -1);
        const gone = claim.claims.filter(({ promotionId }) => !usedIn(claims, promotionId));
        return [
          ...giveBack(orderId, { ...claim, claims: gone }, read),
          append(PromotionClaimReduced.of({ orderId, reductionId, claims })),
        ];
      }
      case 'RestoreClaim': {
        const { fulfilmentId, discounts } = command.data;
        if (claim.changeIds.includes(fulfilmentId)) return [];
        const customerId = claim.customerId ?? command.data.customerId ?? null;
        const held = claim.status === 'confirmed' ? claim.claims : [];
        const claims = changedBy(held, discounts, 1);
        const fresh = claims.filter(({ promotionId }) => !usedIn(held, promotionId));
        return [
          ...keep(orderId, { customerId, claims: fresh }, read),
          append(PromotionClaimRestored.of({ orderId, fulfilmentId, claims })),
        ];
      }
      default:
        return never(command);
    }
  },
};

type Refusal = Pick<EventFrom<typeof PromotionClaimRejected>['data'], 'promotionId' | 'reason' | 'code'>;

function ended({ claims }: ClaimPromotions['data'], read: Read): Refusal {
  const promotionId = claims[0]?.promotionId ?? 'none';
  return refusal(promotionId, read(promotionAggregate, promotionId), 'not-active');
}

const refusal = (promotionId: string, { terms }: Promotion, reason: Refusal['reason']): Refusal => ({
  promotionId,
  reason,
  ...(terms && { code: terms.code }),
});

/** The first promotion that cannot be used, and why. */
function claimRefusal({ claims, customerId }: ClaimPromotions['data'], at: string, read: Read): Refusal | undefined {
  // All streams are read before anything is decided, so that they are loaded together.
  const wanted = promotionsOf(claims).map((promotionId) => {
    const promotion = read(promotionAggregate, promotionId);
    const counted = promotion.terms?.usesPerCustomerMax !== undefined && customerId !== undefined;
    const own = counted ? read(customerUses, customerUseId(promotionId, customerId)).used : 0;
    return { promotionId, promotion, own };
  });
  for (const { promotionId, promotion, own } of wanted) {
    const reason = whyNot(promotion, own, customerId, at);
    if (reason) return refusal(promotionId, promotion, reason);
  }
  return undefined;
}

function whyNot(promotion: Promotion, own: number, customerId: string | undefined, at: string) {
  const { status, terms, awaitsStock } = promotion;
  if (!terms) return 'unknown';
  const moment = Date.parse(at);
  // An order claims after its stock is reserved. The reservation of the last units pauses the promotion. The order that
  // took these units was priced before and keeps its price; new orders do not get it.
  const counts = status === 'active' || (status === 'paused' && awaitsStock);
  if (!counts || moment < Date.parse(terms.from) || moment >= Date.parse(terms.to)) return 'not-active';
  if (usesLeft(promotion) <= 0) return 'limit';
  // The uses of an unknown customer cannot be counted, so a limit by customer refuses them.
  if (terms.usesPerCustomerMax !== undefined && (!customerId || own >= terms.usesPerCustomerMax))
    return 'customer-limit';
  return undefined;
}

function take(
  { orderId, customerId, claims }: ClaimPromotions['data'],
  read: Read,
  append: (...events: ClaimEvent[]) => Change,
): Change[] {
  const uses = promotionsOf(claims).flatMap((promotionId): Change[] => {
    const promotion = read(promotionAggregate, promotionId);
    const { usesPerCustomerMax } = promotion.terms!;
    const events = [PromotionUseClaimed.of({ promotionId, orderId }), ...exhausted(promotion)];
    const change = { to: promotionAggregate, id: promotionId, events };
    if (usesPerCustomerMax === undefined || !customerId) return [change];
    const taken = CustomerUseTaken.of({ promotionId, customerId, orderId });
    return [change, { to: customerUses, id: customerUseId(promotionId, customerId), events: [taken] }];
  });
  const claimant = customerId ? [PromotionClaimantKnown.of({ orderId, customerId })] : [];
  return [...uses, append(...claimant, PromotionClaimed.of({ orderId, claims }))];
}

/** What one more use tells: that it was the last. */
function exhausted(promotion: Promotion) {
  const { terms, isExhausted } = promotion;
  if (terms?.usesMax === undefined || isExhausted || usesLeft(promotion) > 1) return [];
  const { promotionId, code, usesMax } = terms;
  return [PromotionBudgetExhausted.of({ promotionId, code, usesMax })];
}

function giveBack(orderId: string, { status, claims, customerId }: PromotionClaim, read: Read): Change[] {
  const wasConfirmed = status === 'confirmed';
  return promotionsOf(claims).flatMap((promotionId): Change[] => {
    const promotion = read(promotionAggregate, promotionId);
    const { terms, isExhausted } = promotion;
    const left = terms && isExhausted && usesLeft(promotion) >= 0;
    const events = [
      PromotionUseReleased.of({ promotionId, orderId, wasConfirmed }),
      ...(left ? [PromotionUsesLeft.of({ promotionId, code: terms.code })] : []),
    ];
    const change = { to: promotionAggregate, id: promotionId, events };
    if (terms?.usesPerCustomerMax === undefined || !customerId) return [change];
    const back = CustomerUseGivenBack.of({ promotionId, customerId, orderId });
    return [change, { to: customerUses, id: customerUseId(promotionId, customerId), events: [back] }];
  });
}

/** Uses that an order keeps although they were released. The parcel has left, so no limit can refuse them. */
function keep(orderId: string, { claims, customerId }: Pick<PromotionClaim, 'claims' | 'customerId'>, read: Read) {
  return promotionsOf(claims).flatMap((promotionId): Change[] => {
    const promotion = read(promotionAggregate, promotionId);
    const { terms } = promotion;
    const use = { promotionId, orderId };
    const events = [PromotionUseClaimed.of(use), PromotionUseConfirmed.of(use), ...exhausted(promotion)];
    const change = { to: promotionAggregate, id: promotionId, events };
    if (terms?.usesPerCustomerMax === undefined || !customerId) return [change];
    const taken = CustomerUseTaken.of({ promotionId, customerId, orderId });
    return [change, { to: customerUses, id: customerUseId(promotionId, customerId), events: [taken] }];
  });
}

/** The claims after these amounts were added, or with the sign -1 taken off. A claim of zero is left out. */
function changedBy(claims: readonly Claim[], amounts: readonly Claim[], sign: 1 | -1): Claim[] {
  const sums = new Map<string, number>();
  const add = (by: 1 | -1, { promotionId, amountMinor }: Claim) =>
    sums.set(promotionId, (sums.get(promotionId) ?? 0) + by * amountMinor);
  for (const claim of claims) add(1, claim);
  for (const claim of amounts) add(sign, claim);
  return [...sums].flatMap(([promotionId, amountMinor]) => (amountMinor > 0 ? [{ promotionId, amountMinor }] : []));
}

const usedIn = (claims: readonly Claim[], promotionId: string) =>
  claims.some((claim) => claim.promotionId === promotionId);

/** An order uses a promotion once, on however many lines. */
const promotionsOf = (claims: readonly Claim[]) => [...new Set(claims.map(({ promotionId }) => promotionId))];

import {
  fields,
  PointsAdjusted,
  PointsBurned,
  PointsBurnHeld,
  PointsEarned,
  PointsExpired,
  PointsReleased,
  PointsRestored,
  PointsReversed,
} from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The next moment at which a lot of the account becomes available or expires; absent where there is none. */
export const PointsDueSet = event('PointsDueSet', 1, { customerId: fields.Id, dueAt: Type.Optional(fields.Time) });

export const loyaltyEvents = {
  PointsEarned,
  PointsReleased,
  PointsBurnHeld,
  PointsBurned,
  PointsRestored,
  PointsReversed,
  PointsExpired,
  PointsAdjusted,
  PointsDueSet,
};
export type LoyaltyEvent = EventFrom<(typeof loyaltyEvents)[keyof typeof loyaltyEvents]>;

/** Points that were earned together and expire together. A lot without points is gone. */
export interface Lot {
  readonly lotId: string;
  readonly orderId: string | null;
  readonly points: number;
  readonly isPending: boolean;
  readonly availableAt: string;
  readonly expiresAt: string;
}

/** Points of a lot that an order holds or has spent; the lot itself may be gone. */
export type Part = Pick<Lot, 'lotId' | 'orderId' | 'points' | 'expiresAt'>;
type ByOrder = Readonly<Record<string, readonly Part[]>>;

export interface LoyaltyAccount {
  /** Whether anything ever happened to it. */
  readonly isOpen: boolean;
  readonly lots: readonly Lot[];
  readonly held: ByOrder;
  /** What orders have spent, without what came back. */
  readonly burned: ByOrder;
  readonly owed: number;
  readonly adjustmentIds: readonly string[];
  readonly dueAt: string | null;
}

export const loyaltyAggregate: Aggregate<LoyaltyEvent, LoyaltyAccount> = {
  kind: 'loyalty',
  events: loyaltyEvents,
  initial: { isOpen: false, lots: [], held: {}, burned: {}, owed: 0, adjustmentIds: [], dueAt: null },

  evolve(account, { type, data }) {
    switch (type) {
      case 'PointsEarned': {
        const { lotId, orderId = null, points, availableAt, expiresAt } = data;
        const lot = { lotId, orderId, points, isPending: true, availableAt, expiresAt };
        return { ...account, isOpen: true, lots: [...account.lots, lot] };
      }
      case 'PointsReleased': {
        const lots = account.lots.map((lot) => (lot.lotId === data.lotId ? { ...lot, isPending: false } : lot));
        return settled(
          { ...account, lots: without(lots, [{ lotId: data.lotId, points: data.settled }]) },
          data.settled,
        );
      }
      case 'PointsBurnHeld': {
        const parts = data.lots.map(({ lotId, points }) => ({ ...lotOf(account, lotId), points }));
        return {
          ...account,
          lots: without(account.lots, data.lots),
          held: { ...account.held, [data.orderId]: parts.map(partOf) },
        };
      }
      case 'PointsBurned': {
        const { [data.orderId]: _, ...held } = account.held;
        return { ...account, held, burned: { ...account.burned, [data.orderId]: partsOf(account.held, data.orderId) } };
      }
      case 'PointsRestored': {
        const { orderId, refundId, points, lots, settled: paid } = data;
        const from = refundId === undefined ? account.held : account.burned;
        const { [orderId]: _, ...others } = from;
        const parts = partsOf(from, orderId);
        // Those that expire last go back first.
        const [kept] = cut(parts, pointsIn(parts) - points);
        const next = kept.length > 0 ? { ...others, [orderId]: kept } : others;
        const origin = new Map(parts.map((part) => [part.lotId, part.orderId]));
        const back = lots.map((lot) => ({ ...lot, orderId: origin.get(lot.lotId) ?? null }));
        const named = refundId === undefined ? { held: next } : { burned: next };
        return settled({ ...account, ...named, lots: back.reduce(withPart, account.lots) }, paid);
      }
      case 'PointsReversed':
        return { ...account, lots: without(account.lots, data.lots), owed: account.owed + data.newlyOwed };
      case 'PointsExpired':
        return { ...account, lots: without(account.lots, [data]) };
      case 'PointsAdjusted': {
        const { adjustmentId, points, settled: paid, lots, expiresAt } = data;
        const adjusted = { ...account, isOpen: true, adjustmentIds: [...account.adjustmentIds, adjustmentId] };
        if (expiresAt === undefined || points < 0) return { ...adjusted, lots: without(account.lots, lots) };
        const given = { lotId: adjustmentId, orderId: null, points: points - paid, expiresAt };
        return settled({ ...adjusted, lots: withPart(account.lots, given) }, paid);
      }
      case 'PointsDueSet':
        return { ...account, dueAt: data.dueAt ?? null };
      default:
        return never(type);
    }
  },
};

/** The parts in two: the first so many points, and the rest. */
export function cut(parts: readonly Part[], points: number): readonly [Part[], Part[]] {
  let left = points;
  const first: Part[] = [];
  const rest: Part[] = [];
  for (const part of parts) {
    const taken = Math.min(left, part.points);
    left -= taken;
    if (taken > 0) first.push({ ...part, points: taken });
    if (taken < part.points) rest.push({ ...part, points: part.points - taken });
  }
  return [first, rest];
}

/** What an order holds, or has spent. */
export const partsOf = (orders: ByOrder, orderId: string): readonly Part[] => lookup(orders, orderId) ?? [];

export const pointsIn = (parts: readonly { readonly points: number }[]): number =>
  parts.reduce((sum, { points }) => sum + points, 0);

const settled = (account: LoyaltyAccount, points: number): LoyaltyAccount => {
  return { ...account, owed: account.owed - points };
};

const partOf = ({ lotId, orderId, points, expiresAt }: Part): Part => ({ lotId, orderId, points, expiresAt });

function lotOf({ lots }: LoyaltyAccount, lotId: string): Lot {
  const lot = lots.find((one) => one.lotId === lotId);
  if (!lot) throw new Error(`The account has no lot ${lotId}.`);
  return lot;
}

const without = (lots: readonly Lot[], parts: readonly { readonly lotId: string; readonly points: number }[]): Lot[] =>
  lots.flatMap((lot) => {
    const gone = pointsIn(parts.filter(({ lotId }) => lotId === lot.lotId));
    return lot.points > gone ? [{ ...lot, points: lot.points - gone }] : [];
  });

/** The lots with points that can be spent: in the lot where it is still there, otherwise as that lot again. */
function withPart(lots: readonly Lot[], { lotId, orderId, points, expiresAt }: Part): readonly Lot[] {
  if (points === 0) return lots;
  if (lots.some((lot) => lot.lotId === lotId))
    return lots.map((lot) => (lot.lotId === lotId ? { ...lot, points: lot.points + points } : lot));
  return [...lots, { lotId, orderId, points, isPending: false, availableAt: expiresAt, expiresAt }];
}

import {
  PointsAdjusted,
  PointsBurned,
  PointsBurnHeld,
  PointsEarned,
  PointsExpired,
  PointsReleased,
  PointsRestored,
  PointsReversed,
  type Personal,
} from '@concord/contracts';
import { derivedId } from '@concord/event-sourcing';
import {
  cut,
  loyaltyAggregate,
  partsOf,
  pointsIn,
  PointsDueSet,
  type Lot,
  type LoyaltyAccount,
  type LoyaltyEvent,
  type Part,
} from './loyalty.aggregate';

const MS_A_DAY = 86_400_000;

/** A move of points within an account: its event from the state before it, without the sums afterwards. */
type Move = (account: LoyaltyAccount) => LoyaltyEvent;

/** The sums of an account; `booked` writes them into each event. */
export function sumsOf({ lots, held, owed }: LoyaltyAccount) {
  return {
    available: pointsIn(lots.filter(({ isPending }) => !isPending)),
    pending: pointsIn(lots.filter(({ isPending }) => isPending)),
    held: pointsIn(Object.values(held).flat()),
    owed,
  };
}

const TO_BE_SUMMED = { available: 0, pending: 0, held: 0, owed: 0 };

/** The events of moves, one after the other, and the next due moment where it is another one afterwards. */
export function booked(customerId: string, account: LoyaltyAccount, ...moves: readonly Move[]): LoyaltyEvent[] {
  let state = account;
  const events = moves.map((move) => {
    const draft = move(state);
    state = loyaltyAggregate.evolve(state, draft);
    return { ...draft, data: { ...draft.data, ...sumsOf(state) } } as LoyaltyEvent;
  });
  const dueAt = nextDue(state);
  return dueAt === state.dueAt ? events : [...events, dueSet(customerId, dueAt)];
}

/** The account after moves. */
export const after = (account: LoyaltyAccount, moves: readonly Move[]): LoyaltyAccount =>
  moves.reduce((state, move) => loyaltyAggregate.evolve(state, move(state)), account);

const dueSet = (customerId: string, dueAt: string | null) =>
  PointsDueSet.of({ customerId, ...(dueAt !== null && { dueAt }) });

/** The first moment at which a lot changes by itself. */
function nextDue({ lots }: LoyaltyAccount): string | null {
  const moments = lots.map(({ isPending, availableAt, expiresAt }) => (isPending ? availableAt : expiresAt));
  return moments.reduce<string | null>((first, moment) => (first === null || moment < first ? moment : first), null);
}

/** A moment so many days later. */
export const daysAfter = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * MS_A_DAY).toISOString();

export const earn =
  (customerId: string, lot: Pick<Lot, 'lotId' | 'points' | 'availableAt' | 'expiresAt'>, orderId: string): Move =>
  () =>
    PointsEarned.of({ customerId, ...TO_BE_SUMMED, ...lot, orderId });

/** The points of a lot become available. What is owed is taken off first. */
export const release =
  (customerId: string, { lotId, points }: Lot): Move =>
  ({ owed }) =>
    PointsReleased.of({ customerId, ...TO_BE_SUMMED, lotId, points, settled: Math.min(owed, points) });

export const expire =
  (customerId: string, { lotId, points }: Pick<Lot, 'lotId' | 'points'>): Move =>
  () =>
    PointsExpired.of({ customerId, ...TO_BE_SUMMED, lotId, points });

/** The lots that can be spent at this moment: those that expire first come first. */
export const spendable = ({ lots }: LoyaltyAccount, at: string): Lot[] =>
  lots.filter(({ isPending, expiresAt }) => !isPending && expiresAt > at).toSorted(byEnd);

const byEnd = (one: Part, other: Part) =>
  one.expiresAt < other.expiresAt ? -1 : one.expiresAt > other.expiresAt ? 1 : 0;

export const hold =
  (customerId: string, orderId: string, points: number, at: string): Move =>
  (account) => {
    const [taken] = cut(spendable(account, at), points);
    return PointsBurnHeld.of({ customerId, ...TO_BE_SUMMED, orderId, points, lots: taken.map(namedLot) });
  };

export const burn =
  (customerId: string, orderId: string): Move =>
  ({ held }) =>
    PointsBurned.of({ customerId, ...TO_BE_SUMMED, orderId, points: pointsIn(partsOf(held, orderId)) });

/** How points come back: of what, when, and how long they live where their lot expired. */
interface Return {
  readonly orderId: string;
  /** Absent where the order ended before it was confirmed. */
  readonly refundId?: string;
  readonly points: number;
  readonly at: string;
  readonly restoreDays: number;
}

/** Points go back to the lots that they came from, or to a new lot where the old one expired. */
export function restore(customerId: string, account: LoyaltyAccount, back: Return): Move[] {
  const { orderId, refundId, points, at, restoreDays } = back;
  const parts = partsOf(refundId === undefined ? account.held : account.burned, orderId);
  const [, gone] = cut(parts, pointsIn(parts) - points);
  const placed = gone.map((part) => {
    if (part.expiresAt > at || restoreDays === 0) return part;
    return { ...part, lotId: derivedId(refundId ?? orderId, part.lotId), expiresAt: daysAfter(at, restoreDays) };
  });
  const dead = placed.filter(({ expiresAt }) => expiresAt <= at);
  const [paying, kept] = cut(placed.filter(({ expiresAt }) => expiresAt > at).toSorted(byEnd), account.owed);
  const lots = [...kept, ...dead].map(({ lotId, points: part, expiresAt }) => ({ lotId, points: part, expiresAt }));
  const restored = PointsRestored.of({
    customerId,
    ...TO_BE_SUMMED,
    orderId,
    points,
    settled: pointsIn(paying),
    lots,
    ...(refundId !== undefined && { refundId }),
  });
  return [() => restored, ...dead.map((part) => expire(customerId, part))];
}

/** The points of a purchase that came back: pending ones first, those of the purchase itself before others. */
export const reverse =
  (customerId: string, orderId: string, returnId: string, points: number): Move =>
  ({ lots }) => {
    const ownFirst = (one: Lot, other: Lot) =>
      Number(other.orderId === orderId) - Number(one.orderId === orderId) || byEnd(one, other);
    const [fromPending] = cut(lots.filter(({ isPending }) => isPending).toSorted(ownFirst), points);
    const rest = points - pointsIn(fromPending);
    const [fromAvailable] = cut(lots.filter(({ isPending }) => !isPending).toSorted(ownFirst), rest);
    return PointsReversed.of({
      customerId,
      ...TO_BE_SUMMED,
      orderId,
      returnId,
      fromPending: pointsIn(fromPending),
      fromAvailable: pointsIn(fromAvailable),
      newlyOwed: rest - pointsIn(fromAvailable),
      lots: [...fromPending, ...fromAvailable].map(namedLot),
    });
  };

/** Why a person changes an account. */
interface Adjustment {
  readonly adjustmentId: string;
  readonly points: number;
  readonly reason: Personal;
}

export const give =
  (customerId: string, adjustment: Adjustment, expiresAt: string): Move =>
  ({ owed }) => {
    const settled = Math.min(owed, adjustment.points);
    return PointsAdjusted.of({ customerId, ...TO_BE_SUMMED, ...adjustment, settled, lots: [], expiresAt });
  };

export const take =
  (customerId: string, adjustment: Adjustment, at: string): Move =>
  (account) => {
    const [taken] = cut(spendable(account, at), -adjustment.points);
    return PointsAdjusted.of({ customerId, ...TO_BE_SUMMED, ...adjustment, settled: 0, lots: taken.map(namedLot) });
  };

const namedLot = ({ lotId, points }: Part) => ({ lotId, points });

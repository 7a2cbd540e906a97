import { creditsMinor, type Credits } from '@concord/contracts';
import { split } from '@concord/event-sourcing';
import type { Static } from 'typebox';

/** What vouchers and points paid of an amount, or got back of it. */
export type CreditParts = Static<typeof Credits>;

export const NO_CREDITS: CreditParts = { vouchers: [] };

/** What credits can pay. */
export interface CreditOffer {
  readonly vouchers: readonly { readonly voucherId: string; readonly balanceMinor: number }[];
  readonly points: number;
  /** Minor units of one point. */
  readonly pointMinor: number;
}

/** Vouchers pay first, in the order in which they were named, then points; the card or the invoice pays the rest. */
export function payWithCredits(totalMinor: number, { vouchers, points, pointMinor }: CreditOffer): CreditParts {
  let restMinor = totalMinor;
  const used = vouchers.flatMap(({ voucherId, balanceMinor }) => {
    const amountMinor = Math.min(restMinor, balanceMinor);
    restMinor -= amountMinor;
    return amountMinor > 0 ? [{ voucherId, amountMinor }] : [];
  });
  const spent = pointMinor > 0 ? Math.min(points, Math.floor(restMinor / pointMinor)) : 0;
  return { vouchers: used, ...(spent > 0 && { points: { points: spent, amountMinor: spent * pointMinor } }) };
}

/** An amount, by tender: what falls on vouchers and points, and on the card or the invoice. */
export interface ByTender {
  readonly credits: CreditParts;
  readonly restMinor: number;
}

/**
 * Spreads an amount over what is left on each tender, so that no tender gets more than it gave. `paid` is what the
 * credits paid, `gone` what went back to them or was spent before, `restLeftMinor` what is left on the card or the
 * invoice.
 */
export function byTender(amountMinor: number, paid: CreditParts, gone: CreditParts, restLeftMinor: number): ByTender {
  const vouchersLeft = paid.vouchers.map(({ voucherId, amountMinor: gave }) => gave - onVoucher(gone, voucherId));
  const pointsLeft = (paid.points?.amountMinor ?? 0) - (gone.points?.amountMinor ?? 0);
  const parts = split(amountMinor, [...vouchersLeft, pointsLeft, restLeftMinor]);
  const restMinor = parts.pop()!;
  const pointsMinor = parts.pop()!;
  const vouchers = paid.vouchers.flatMap(({ voucherId }, index) =>
    parts[index]! > 0 ? [{ voucherId, amountMinor: parts[index]! }] : [],
  );
  return { credits: withPoints(vouchers, pointsMinor, paid, gone), restMinor };
}

/** Counts the points of an amount; all parts together give exactly the points that were spent. */
export function withPoints(
  vouchers: CreditParts['vouchers'],
  pointsMinor: number,
  paid: CreditParts,
  gone: CreditParts,
): CreditParts {
  if (pointsMinor === 0 || !paid.points) return { vouchers };
  const { points, amountMinor: wholeMinor } = paid.points;
  const before = gone.points ?? { points: 0, amountMinor: 0 };
  const whole = BigInt(wholeMinor);
  const after = (2n * BigInt(points) * BigInt(before.amountMinor + pointsMinor) + whole) / (2n * whole);
  return { vouchers, points: { points: Number(after) - before.points, amountMinor: pointsMinor } };
}

const onVoucher = ({ vouchers }: CreditParts, voucherId: string) =>
  vouchers.reduce((sum, one) => sum + (one.voucherId === voucherId ? one.amountMinor : 0), 0);

/** The sum of parts. */
export function sumCredits(...parts: readonly CreditParts[]): CreditParts {
  const ids = [...new Set(parts.flatMap(({ vouchers }) => vouchers.map(({ voucherId }) => voucherId)))];
  const all = (of: (points: { points: number; amountMinor: number }) => number) =>
    parts.reduce((sum, { points }) => sum + (points ? of(points) : 0), 0);
  const amountMinor = all((points) => points.amountMinor);
  return {
    vouchers: ids.map((voucherId) => ({
      voucherId,
      amountMinor: parts.reduce((sum, part) => sum + onVoucher(part, voucherId), 0),
    })),
    ...(amountMinor > 0 && { points: { points: all(({ points }) => points), amountMinor } }),
  };
}

/** What remains of parts after others are taken off. */
export const creditsLeft = (paid: CreditParts, gone: CreditParts): CreditParts =>
  byTender(creditsMinor(paid) - creditsMinor(gone), paid, gone, 0).credits;

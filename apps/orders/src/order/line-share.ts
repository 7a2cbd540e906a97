/**
 * The amount for `percentUnits` of a line: units times the percent that they are worth, 100 for a unit in full. It is
 * rounded half up once for all units together, so that the sum does not depend on how the units were grouped.
 */
export function worthMinor(totalMinor: number, quantity: number, percentUnits: number): number {
  const whole = BigInt(quantity) * 100n;
  return Number((2n * BigInt(totalMinor) * BigInt(percentUnits) + whole) / (2n * whole));
}

/** The share of a line's total that falls on its units `from` (included) to `to` (excluded), counted from 0. */
export const shareOf = (totalMinor: number, quantity: number, from: number, to: number): number =>
  worthMinor(totalMinor, quantity, to * 100) - worthMinor(totalMinor, quantity, from * 100);

/** The price of the last units of a line that are not cancelled, and the promotion discount on them. */
export function worthOf(
  { quantity, totalMinor, discounts }: LineWorth,
  cancelledBefore: number,
  units: number,
): { amountMinor: number; discounts: { promotionId: string; amountMinor: number }[] } {
  const to = quantity - cancelledBefore;
  const share = (wholeMinor: number) => shareOf(wholeMinor, quantity, to - units, to);
  return {
    amountMinor: share(totalMinor),
    discounts: discounts.map(({ promotionId, amountMinor }) => ({ promotionId, amountMinor: share(amountMinor) })),
  };
}

interface LineWorth {
  readonly quantity: number;
  readonly totalMinor: number;
  readonly discounts: readonly { readonly promotionId: string; readonly amountMinor: number }[];
}

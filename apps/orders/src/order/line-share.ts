/**
 * The share of a line's total that falls on its units `from` (included) to `to` (excluded), counted from 0: an even
 * split by largest remainder, the first units bearing the odd ones. Shares of all units together are the total.
 */
export function shareOf(totalMinor: number, quantity: number, from: number, to: number): number {
  return upTo(totalMinor, quantity, to) - upTo(totalMinor, quantity, from);
}

function upTo(totalMinor: number, quantity: number, units: number): number {
  const each = Math.floor(totalMinor / quantity);
  return units * each + Math.min(units, totalMinor - each * quantity);
}

/** What the last units of a line that are not cancelled cost, and what promotions took off them. */
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

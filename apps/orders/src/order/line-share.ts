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

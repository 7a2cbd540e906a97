/** An amount in the smallest unit of its currency (pence, cents). */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Splits an amount over weights by largest remainder, so that the parts always sum to it. Ties go to the earlier part.
 * With no weight at all everything falls on the first part.
 */
export function split(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  // A refund is split as the payment was, part by part.
  if (amountMinor < 0) return split(-amountMinor, weights).map((part) => 0 - part);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  // Integers of this size times weights can pass 2^53, so the products are exact in BigInt.
  const products = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const parts = products.map((product) => Number(product / BigInt(total)));
  const remainders = products.map((product) => Number(product % BigInt(total)));
  const left = amountMinor - parts.reduce((sum, part) => sum + part, 0);
  const order = weights.map((_, index) => index).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const index of order.slice(0, left)) parts[index]! += 1;
  return parts;
}

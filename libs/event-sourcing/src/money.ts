/** An amount in the smallest unit of its currency (pence, cents). */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * Splits an amount over weights by largest remainder, so that the parts always sum to it. Ties go to the earlier part.
 * Where all weights are zero everything falls on the first part.
 */
export function split(amountMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  // A refund is split as the payment was, part by part.
  if (amountMinor < 0) return split(-amountMinor, weights).map((part) => 0 - part);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  // Integers of this size times weights can exceed 2^53, so the products are computed in BigInt.
  const products = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const parts = products.map((product) => Number(product / BigInt(total)));
  const remainders = products.map((product) => Number(product % BigInt(total)));
  const left = amountMinor - parts.reduce((sum, part) => sum + part, 0);
  const order = weights.map((_, index) => index).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const index of order.slice(0, left)) parts[index]! += 1;
  return parts;
}

/**
 * The currencies with other than two decimals, by ISO 4217. `Intl` has the decimals that people use, which differ for
 * some.
 */
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)])),
);

/**
 * Codes of ISO 4217 that `Intl` does not list: units of account, codes that a country added, and the code for tests.
 */
const UNLISTED = 'BOV CHE CHW CLF COU MXV USN UYI UYW VED XTS';

/**
 * The codes of ISO 4217 that an amount may have, in alphabetical order. Recently withdrawn codes are among them,
 * because old orders are imported; metals and `XXX` (no currency) are not.
 */
export const CURRENCIES: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('currency'), ...UNLISTED.split(' ')]),
].sort((a, b) => (a < b ? -1 : 1));

/** The number of decimals of an amount in the currency. */
export const decimalsOf = (currency: string): number => EXPONENTS.get(currency) ?? 2;

/** An amount in minor units as a decimal number with a point: `1999` of GBP is `19.99`. */
export function decimalText(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/** An amount for people: `1999`, `GBP` is `19.99 GBP`. */
export const amountText = (amountMinor: number, currency: string | null): string =>
  `${decimalText(amountMinor, currency ?? '')}${currency ? ` ${currency}` : ''}`;

import { decimalsOf } from '@concord/event-sourcing';

/**
 * Currencies whose amounts Stripe counts in other decimals than ISO 4217 has. Stripe keeps ISK and UGX at two decimals
 * for old integrations, although both have none, and counts MGA in whole units. Source: Stripe, "Supported currencies",
 * zero-decimal currencies and special cases.
 */
const STRIPE_DECIMALS: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

/** Stripe counts these in thousandths, and takes amounts only whose last digit is 0. */
const STEP_OF_THREE_DECIMALS = 10;

/** An amount as Stripe counts it; undefined where Stripe cannot express it. */
export function toStripe(amountMinor: number, currency: string): number | undefined {
  const ours = decimalsOf(currency);
  const theirs = STRIPE_DECIMALS.get(currency) ?? ours;
  const amount = theirs >= ours ? amountMinor * 10 ** (theirs - ours) : amountMinor / 10 ** (ours - theirs);
  if (!Number.isSafeInteger(amount) || theirs > 3) return undefined;
  return theirs === 3 && amount % STEP_OF_THREE_DECIMALS !== 0 ? undefined : amount;
}

/** An amount of Stripe in our minor units. */
export function fromStripe(amount: number, currency: string): number {
  const code = currency.toUpperCase();
  const ours = decimalsOf(code);
  const theirs = STRIPE_DECIMALS.get(code) ?? ours;
  return theirs >= ours ? Math.round(amount / 10 ** (theirs - ours)) : amount * 10 ** (ours - theirs);
}

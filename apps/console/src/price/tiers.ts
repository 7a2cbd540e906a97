import { money } from '@concord/client/screens';
import { minorOf } from '../money/minor';

export interface Tier {
  readonly fromUnits: number;
  readonly amountMinor: number;
}

const TIER = /^(\d+)\s*:\s*(\d+(?:\.\d+)?)$/;

/** Tiers as a person types them, `10: 9.50, 50: 9`; undefined where the text is of another form. */
export function tiersOf(text: string, currency: string): readonly Tier[] | undefined {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => TIER.exec(entry));
  if (entries.includes(null)) return undefined;
  return entries.map((entry) => ({ fromUnits: Number(entry![1]), amountMinor: minorOf(entry![2], currency) }));
}

/** Tiers as a person reads them. */
export const tiersText = (tiers: readonly Tier[], currency: string, language: string): string =>
  tiers.map(({ fromUnits, amountMinor }) => `${fromUnits}: ${money(amountMinor, currency, language)}`).join(', ');

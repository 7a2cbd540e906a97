import { minorDigits } from '@concord/client/screens';

/** What a person typed in the units of a currency, in its minor units. */
export const minorOf = (amount: unknown, currency: string): number =>
  Math.round(Number(amount) * 10 ** minorDigits(currency));

/** An amount in minor units as a person types it: in the units of its currency. */
export const majorOf = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);

const FALLBACK_DIGITS = 2;

/** How many digits of an amount stand behind the point: 2 for EUR, 0 for JPY. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
  FALLBACK_DIGITS;

/** An amount in minor units, in the language of the person. */
export const money = (minor: number, currency: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(minor / 10 ** minorDigits(currency));

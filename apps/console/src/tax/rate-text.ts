const MILLI = 1_000;

/** A rate in thousandths of a percent as people read it: 22000 is 22%. */
export const rateText = (rateMilli: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 3 }).format(rateMilli / MILLI / 100);

/** The percent that a person typed, in thousandths of a percent. */
export const milliOf = (percent: unknown): number => Math.round(Number(percent) * MILLI);

import { decimalText } from '@concord/event-sourcing';

/** The languages of papers. */
export const LANGUAGES = ['en', 'it'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language of a paper: the one that was asked for, or the one of these that the reader likes best
 * (`Accept-Language`), or English.
 */
export function languageOf(asked: Language | undefined, acceptLanguage = ''): Language {
  if (asked) return asked;
  const liked = acceptLanguage
    .split(',')
    .map((part) => {
      const [tag = '', ...more] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = Number(more.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
      return { language: tag.split('-')[0], quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const found = liked.find(({ language }) => (LANGUAGES as readonly (string | undefined)[]).includes(language));
  return (found?.language as Language | undefined) ?? 'en';
}

/** A sentence with its gaps filled. */
export const filled = (sentence: string, values: Readonly<Record<string, string>>) =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

const MONTHS: Readonly<Record<Language, string>> = {
  en: 'January February March April May June July August September October November December',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
};

// Numbers and dates are written here and not by `Intl`: its data change from one version of Node.js to the next, and a
// reprint is to stay the same.

/** A day (UTC): `5 January 2026`. */
export function dayText(moment: string, language: Language): string {
  const [year, month, day] = moment.slice(0, 10).split('-').map(Number);
  return `${day} ${MONTHS[language].split(' ')[month! - 1]} ${year}`;
}

/** An amount: `1,432.00`, in Italian `1.432,00`. */
export function amountOf(minor: number, currency: string, language: Language): string {
  const [group, point] = language === 'it' ? ['.', ','] : [',', '.'];
  const [whole = '', fraction] = decimalText(minor, currency).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group!);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** A rate in thousandths of a percent: `20 %`, `8.875 %`. */
export function rateText(milli: number, language: Language): string {
  const text = String(milli / 1_000);
  return `${language === 'it' ? text.replace('.', ',') : text} %`;
}

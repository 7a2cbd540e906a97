/** The languages of screens, by their own names. */
export const LANGUAGES = { en: 'English', it: 'Italiano' } as const;
export type Language = keyof typeof LANGUAGES;

const isLanguage = (text: string | null): text is Language => text !== null && Object.hasOwn(LANGUAGES, text);

/** The language that was chosen and kept, or the first one of the browser that screens have. */
export const firstLanguage = (kept: string | null, ofBrowser: readonly string[]): Language =>
  isLanguage(kept) ? kept : (ofBrowser.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'en');

import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { wordsIn } from './all-words';

/** The languages of the shop, by their own names. */
export const LANGUAGES = { en: 'English', it: 'Italiano' } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = 'concord-shop-language';

const isLanguage = (text: string | null): text is Language => text !== null && text in LANGUAGES;

/** The language that was chosen here, or the first one of the browser that the shop has. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function startLanguage(): void {
  const resources = { en: { translation: wordsIn('english') }, it: { translation: wordsIn('italian') } };
  const options = { resources, lng: firstLanguage(), fallbackLng: 'en', interpolation: { escapeValue: false } };
  void i18next.use(initReactI18next).init(options);
  document.documentElement.lang = i18next.language;
}

export function useLanguage() {
  const { t, i18n } = useTranslation();
  const choose = (language: Language) => {
    localStorage.setItem(KEPT, language);
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  };
  return { t, language: i18n.language as Language, choose };
}

import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { firstLanguage, type Language } from '@concord/client/screens';
import { wordsIn } from './all-words';

const KEPT = 'concord-language';

export function startLanguage(): void {
  const resources = { en: { translation: wordsIn('english') }, it: { translation: wordsIn('italian') } };
  const options = {
    resources,
    lng: firstLanguage(localStorage.getItem(KEPT), navigator.languages),
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  };
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

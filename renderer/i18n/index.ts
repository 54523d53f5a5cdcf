import './types.ts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../shared/contract/common.ts';
import { en, resources } from './resources.ts';

export { type Format, useFormat } from './use-format.ts';
export { useTranslation } from './use-translation.ts';

export const LANGUAGES: readonly Language[] = ['en', 'ru', 'uk'];

/** Each in its own words, for the choice of language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ru: 'Русский',
  uk: 'Українська',
};

/** Ready when it returns: the catalogues are in the bundle. Call it once per page, before the first render. */
export function startI18n(language: Language): void {
  if (i18next.isInitialized) {
    setLanguage(language);
    return;
  }
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    ns: Object.keys(en),
    resources,
    initAsync: false,
    // React escapes; escaping twice would show entities.
    interpolation: { escapeValue: false },
    // A parameter that a refusal did not bring leaves a gap and not a riddle.
    missingInterpolationHandler: () => '',
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

export function setLanguage(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The first guess, before the settings are known. */
export function systemLanguage(languages: readonly string[] = navigator.languages): Language {
  for (const tag of languages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

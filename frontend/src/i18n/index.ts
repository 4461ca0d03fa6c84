/**
 * Spanish and English. Each area of the page has its own pair of files (`es/<area>.ts`, `en/<area>.ts`); add a new
 * area here in both lists. A key that is missing in English does not compile.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { es } from './es';

export type Language = 'es' | 'en';
export const LANGUAGES: readonly Language[] = ['es', 'en'];
export type TKey = keyof typeof es;
export type T = TFunction;

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
    resources: { translation: typeof es };
  }
}

void i18next.use(initReactI18next).init({
  lng: 'es',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // React escapes
  resources: { es: { translation: es }, en: { translation: en } },
});

/** Changes the language of the running page, `<html lang>` included. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export { i18next };

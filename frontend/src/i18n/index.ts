/**
 * Spanish and English. Each area of the page has its own pair of files (`es/<area>.ts`, `en/<area>.ts`); add a new
 * area here in both lists. A key that is missing in English does not compile. Spanish comes with the page, English when
 * it is first wanted: nobody loads both.
 */
import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { es } from './es';

export type Language = 'es' | 'en';
export const LANGUAGES: readonly Language[] = ['es', 'en'];

/** Until somebody chooses: the first of ours among the languages of the browser, as in `public/boot.js`. */
export const browserLanguage = (): Language =>
  navigator.languages.flatMap((tag) => LANGUAGES.filter((one) => tag.startsWith(one)))[0] ?? 'es';
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
  resources: { es: { translation: es } },
});

/** Fetches a language's texts, unless they are here. */
export async function loadLanguage(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const { en } = await import('./en');
  i18next.addResourceBundle(language, 'translation', en);
}

let wanted: Language = 'es';
let ready: Promise<void> = Promise.resolve();

/** Changes the language of the running page, `<html lang>` included; a language that cannot be fetched changes nothing. */
export function setLanguage(language: Language): void {
  wanted = language;
  if (i18next.hasResourceBundle(language, 'translation')) {
    change(language);
    return;
  }
  ready = loadLanguage(language).then(
    () => {
      if (wanted === language) change(language);
    },
    () => {},
  );
}

/** When the language that was chosen last is on the page: the first paint waits for it. */
export const languageReady = (): Promise<void> => ready;

function change(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

export { i18next };

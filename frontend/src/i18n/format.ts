/** Numbers, sizes and times in the reader's own form. */
import { useTranslation } from 'react-i18next';
import type { Language } from './index';

/** Bytes as decimal kB, MB or GB: "1,2 GB". */
export function formatBytes(bytes: number, language: Language): string {
  const [unit, divisor, digits] =
    bytes >= 1e9 ? (['GB', 1e9, 1] as const) : bytes >= 1e6 ? (['MB', 1e6, 0] as const) : (['kB', 1e3, 0] as const);
  return `${formatNumber(bytes / divisor, language, digits)} ${unit}`;
}

export const formatNumber = (value: number, language: Language, digits = 0): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);

export const formatPercent = (percent: number, language: Language): string =>
  `${formatNumber(Math.floor(percent), language)} %`;

/** Seconds as "18 s", "2 min 5 s" or "1 h 4 min"; under ten seconds of a finished run one decimal is kept. */
export function formatSeconds(seconds: number, language: Language, digits = 0): string {
  if (seconds < 60) return `${formatNumber(digits ? seconds : Math.ceil(seconds), language, digits)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return whole % 60 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${whole / 60} min`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

/** "hace 3 minutos". */
export function formatAgo(iso: string, language: Language, now = Date.now()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const steps = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(0, 'second');
}

export const formatDate = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

/** Where a price in an example is not in dollars. */
const CURRENCIES: Record<string, string> = { PE: 'PEN', ES: 'EUR', IE: 'EUR', GB: 'GBP' };

/** How the reader writes a language: the browser's own tag for it, else as the studio's first owners do. */
const localeOf = (language: string, locales: readonly string[]) =>
  locales.find((tag) => tag.startsWith(language)) ?? (language === 'es' ? 'es-PE' : 'en-US');

/** "ES": where the reader's form of a language is at home. */
export const homeRegion = (language: string, locales = navigator.languages): string =>
  new Intl.Locale(localeOf(language, locales)).maximize().region ?? '';

/** A price as it is written where the reader lives: "S/ 19.90" in Lima, "19,90 €" in Madrid, "$19.90" elsewhere. */
export function formatPrice(amount: number, language: Language, locales = navigator.languages): string {
  const currency = CURRENCIES[homeRegion(language, locales)] ?? 'USD';
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(localeOf(language, locales), style).format(amount);
}

/** The same, bound to the page's language. */
export function useFormat() {
  const language = useTranslation().i18n.language as Language;
  return {
    language,
    bytes: (bytes: number) => formatBytes(bytes, language),
    number: (value: number, digits = 0) => formatNumber(value, language, digits),
    percent: (percent: number) => formatPercent(percent, language),
    seconds: (seconds: number, digits = 0) => formatSeconds(seconds, language, digits),
    ago: (iso: string) => formatAgo(iso, language),
    price: (amount: number) => formatPrice(amount, language),
    date: (iso: string) => formatDate(iso, language),
  };
}

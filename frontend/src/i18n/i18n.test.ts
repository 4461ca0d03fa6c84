import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { browserLanguage, i18next, languageReady, setLanguage } from '.';
import { en } from './en';
import { es } from './es';
import { formatAgo, formatBytes, formatPercent, formatPrice, formatSeconds } from './format';

const SRC = join(import.meta.dirname, '..');
const source = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(es|en)\//.test(file) && !file.includes('.test.'))
  .map((file) => readFileSync(join(SRC, file), 'utf8'))
  .join('\n');
const keys = Object.keys(es) as (keyof typeof es)[];
const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('texts', () => {
  it('say something in both languages, with the same values', () => {
    const empty = keys.filter((key) => es[key].trim() === '' || en[key].trim() === '');
    const unlike = keys.filter((key) => values(es[key]).join() !== values(en[key]).join());
    expect([...empty, ...unlike]).toEqual([]);
  });

  it('have no exclamation marks and no "Oops" (ux 2.6)', () => {
    const loud = keys.filter((key) => /[!¡]|oops|ups\b/i.test(es[key] + en[key]));
    expect(loud).toEqual([]);
  });

  it('are all used', () => {
    // Keys put together at run time end in a value: `connection.${state}.text`.
    const templates = [...source.matchAll(/`([\w.]*\$\{[\w.]+\}[\w.]*)`/g)]
      .map(([, text]) => (text as string).split(/\$\{[^}]*\}/))
      .filter((parts) => parts.some((part) => /\w{3}/.test(part)))
      .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w.:-]+')}$`));
    const unused = keys.filter((key) => {
      const name = key.replace(/_(one|other)$/, '');
      return !source.includes(`'${name}'`) && !templates.some((template) => template.test(name));
    });
    expect(unused).toEqual([]);
  });
});

describe('English', () => {
  it('is fetched when it is first wanted, and a changed mind is heeded', async () => {
    i18next.removeResourceBundle('en', 'translation');
    setLanguage('en');
    expect(i18next.t('common.retry')).toBe('Reintentar');
    await languageReady();
    expect(i18next.t('common.retry')).toBe('Retry');
    expect(document.documentElement.lang).toBe('en');
    setLanguage('es');
    i18next.removeResourceBundle('en', 'translation');
    setLanguage('en');
    setLanguage('es');
    await languageReady();
    expect(i18next.t('common.retry')).toBe('Reintentar');
  });
});

it('a first visit is in the first language of the browser that the page has', () => {
  const languages = (...of: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(of);
  languages('de-DE', 'en-US', 'es');
  expect(browserLanguage()).toBe('en');
  languages('ca', 'es-ES', 'en');
  expect(browserLanguage()).toBe('es');
  languages('de');
  expect(browserLanguage()).toBe('es');
});

describe('figures', () => {
  it('prices in examples are in the reader’s money', () => {
    const price = (language: 'es' | 'en', ...of: string[]) => formatPrice(19.9, language, of).replace(/\s/g, ' ');
    expect(price('es', 'es-PE')).toBe('S/ 19.90');
    expect(price('es', 'es')).toBe('19,90 €');
    expect(price('en', 'en-US')).toBe('$19.90');
    expect(price('es', 'en-US')).toBe('S/ 19.90');
    expect(price('es', 'es-MX')).toBe('$19.90');
  });

  it('are written as the reader writes them', () => {
    expect(formatBytes(1_234_000_000, 'es')).toBe('1,2 GB');
    expect(formatBytes(1_234_000_000, 'en')).toBe('1.2 GB');
    expect(formatBytes(30_000, 'es')).toBe('30 kB');
    expect(formatPercent(41.9, 'es')).toBe('41 %');
    expect(formatSeconds(2.94, 'es', 1)).toBe('2,9 s');
    expect(formatSeconds(125, 'en')).toBe('2 min 5 s');
    expect(formatSeconds(3840, 'es')).toBe('1 h 4 min');
    const now = Date.parse('2026-11-21T10:00:00Z');
    expect(formatAgo('2026-11-21T09:57:00Z', 'es', now)).toBe('hace 3 min');
    expect(formatAgo('2026-11-19T10:00:00Z', 'en', now)).toBe('2 days ago');
    expect(formatAgo('2026-11-21T10:00:02Z', 'es', now)).toBe('ahora');
  });
});

/** What the brand form holds, and the request it becomes. */
import type { Brand, BrandFields } from '../api/brands';

/** The fields of the form. */
export type BrandDraft = Required<BrandFields>;

export const EMPTY_BRAND: BrandDraft = {
  name: '',
  tagline: '',
  logo_asset_id: null,
  colors: [],
  fonts: [],
  products: [],
  tone: '',
  cta: '',
  lexicon: [],
  default: false,
};

export function draftOf({ id, created_at, updated_at, ...fields }: Brand): BrandDraft {
  return fields;
}

/** As it is sent: without the spaces around words, without colours that are none and entries that say nothing. */
export const toRequest = (draft: BrandDraft): BrandDraft => ({
  ...draft,
  name: draft.name.trim(),
  tagline: draft.tagline.trim(),
  tone: draft.tone.trim(),
  cta: draft.cta.trim(),
  colors: draft.colors.filter(isColor),
  lexicon: draft.lexicon
    .map((entry) => ({ ...entry, word: entry.word.trim(), spoken: entry.spoken.trim() }))
    .filter(({ word }) => word !== ''),
});

/** An entry that says a word but not how it sounds, or the other way round. */
export const isHalf = ({ word, spoken }: BrandDraft['lexicon'][number]): boolean =>
  (word.trim() === '') !== (spoken.trim() === '');

export const isColor = (value: string): boolean => /^#[\da-f]{6}$/i.test(value);

/** What a person types as a colour, as `#rrggbb` if it is one; three digits and a missing `#` are understood. */
export function readColor(text: string): string {
  const digits = text.trim().replace(/^#/, '').toLowerCase();
  if (/^[\da-f]{3}$/.test(digits)) return `#${[...digits].map((digit) => digit + digit).join('')}`;
  return /^[\da-f]{6}$/.test(digits) ? `#${digits}` : text;
}

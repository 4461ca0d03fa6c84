/** When a prompt has to be put into English, and what of it could not be. */
import type { ModelLimits } from './draft';

/** A checkpoint that reads English and not Spanish: the only case in which anything is translated. */
export const readsOnlyEnglish = ({ languages }: ModelLimits): boolean =>
  languages.includes('en') && !languages.includes('es');

export interface Piece {
  text: string;
  /** The glossary does not know it: it stays as it is. */
  unknown: boolean;
}

/** A translated text cut at the words that stayed as they were. */
export function markUnknown(text: string, unknown: readonly string[]): Piece[] {
  if (unknown.length === 0) return [{ text, unknown: false }];
  const escaped = unknown.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, unknown: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** Plain words for how far a picture goes from its reference. */

export type StrengthWord = 'near' | 'like' | 'free' | 'new';

/** `strength` from 0 to 1. At 0.3 the layout and most shapes stay; past 0.85 little more than the colours does. */
export function strengthWord(strength: number): StrengthWord {
  if (strength <= 0.35) return 'near';
  if (strength <= 0.6) return 'like';
  return strength <= 0.85 ? 'free' : 'new';
}

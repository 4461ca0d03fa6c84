/** What "improve" does to the words of a draft, and how it is taken back. */
import type { ImageDraft } from './draft';

/** The words of a draft. A style's words enter the prompt itself, so it changes with them. */
export type Words = Pick<ImageDraft, 'prompt' | 'negativePrompt' | 'style'>;

export interface Written {
  prompt: string;
  negative: string;
}

export const wordsOf = ({ prompt, negativePrompt, style }: ImageDraft): Words => ({ prompt, negativePrompt, style });

/** The person's own negative words stay first; `takesNegative`: whether the model reads any. */
export function withWritten(words: Words, written: Written, takesNegative: boolean): Words {
  const own = words.negativePrompt.trim();
  return {
    prompt: written.prompt,
    negativePrompt: takesNegative ? joined(own, written.negative) : words.negativePrompt,
    style: null, // its words are in the prompt now: once more would be twice
  };
}

/** Terms after the own ones, without those that are there already. */
function joined(own: string, more: string): string {
  const known = new Set(terms(own).map((term) => term.toLowerCase()));
  return [own, ...terms(more).filter((term) => !known.has(term.toLowerCase()))].filter(Boolean).join(', ');
}

const terms = (text: string) =>
  text
    .split(',')
    .map((term) => term.trim())
    .filter(Boolean);

/** A teleprompter's words and where the voice is in them. */

export interface PrompterWord {
  text: string;
  /** A line ends before it. */
  breaks: boolean;
  /** Share of the whole, 0 to 1, at which it begins to be said. */
  at: number;
}

const MARK = /\[[^\]\n]{1,24}\]/g; // [pause 500ms] is for voices that are made

/** The words a person reads aloud. Long ones take longer, and so does the end of a sentence. */
export function prompterWords(script: string): PrompterWord[] {
  const words = script
    .replace(MARK, ' ')
    .split(/(\n+)|[^\S\n]+/)
    .filter((part): part is string => part !== undefined && part !== '');
  const lengths = words.map((word) => (word.startsWith('\n') ? 0 : word.length + 1 + (/[.?!…]$/.test(word) ? 5 : 0)));
  const whole = lengths.reduce((sum, length) => sum + length, 0) || 1;
  let said = 0;
  return words.flatMap((text, index) => {
    const at = said / whole;
    said += lengths[index] ?? 0;
    return text.startsWith('\n') ? [] : [{ text, at, breaks: words[index - 1]?.startsWith('\n') ?? false }];
  });
}

/** Index of the word that is said when this share of the time has passed; -1 before the first. */
export const wordAt = (words: readonly PrompterWord[], share: number): number =>
  words.findLastIndex(({ at }) => at <= share);

/** Puts words into a text where the caret stands, with the spaces they need. */

export interface Inserted {
  text: string;
  caret: number;
}

export function inserted(text: string, caret: number, words: string): Inserted {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const put = `${before === '' || /\s$/.test(before) ? '' : ' '}${words}${/^\s/.test(after) ? '' : ' '}`;
  return { text: before + put + after, caret: caret + put.length };
}

export const PAUSE_WORDS = '[pause 500ms]';

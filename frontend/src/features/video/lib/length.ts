/** How long a script takes to say, until the studio has said it; and the lengths that ads usually have. */

/** Seconds of typical ads. */
export const AD_LENGTHS = [15, 30, 60] as const;

export interface Length {
  words: number;
  seconds: number;
}

/** What a script may ask of the voice: `[pause 500ms]`, `[pausa 1,5 s]`. */
const PAUSE = /\[\s*paus[ea]\s+(\d+(?:[.,]\d+)?)\s*(ms|s)\s*\]/gi;
/** Letters a second of a calm voice, both languages: Kokoro at speed 1 on our five scripts gives 13 to 15. */
const LETTERS_PER_S = 14;
const SENTENCE_S = 0.35; // the breath behind a full stop
const COMMA_S = 0.12;

/** An estimate good enough to write by. The studio's own, which reads numbers and prices, takes its place. */
export function roughLength(script: string, speed: number): Length {
  let pauses = 0;
  const said = script.replace(PAUSE, (_, amount: string, unit: string) => {
    pauses += Number(amount.replace(',', '.')) / (unit.toLowerCase() === 'ms' ? 1000 : 1);
    return ' ';
  });
  const words = said.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const letters = said.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const breaths =
    (said.match(/[.?!…]+(?=\s|$)/g)?.length ?? 0) * SENTENCE_S + (said.match(/[,;:]/g)?.length ?? 0) * COMMA_S;
  return { words, seconds: words === 0 ? pauses : (letters / LETTERS_PER_S + breaths) / speed + pauses };
}

/** The shortest usual length that holds the script; null: it is longer than all. */
export const fitting = (seconds: number): number | null => AD_LENGTHS.find((length) => seconds <= length + 0.5) ?? null;

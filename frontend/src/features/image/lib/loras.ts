/** LoRAs of a draft against the studio's list. */
import type { Lora } from '../api/loras';
import type { DraftLora, LoraSource } from './draft';

export const LOWEST_SCALE = -2;
export const HIGHEST_SCALE = 2;

export const sourceOf = (lora: Lora): LoraSource =>
  lora.asset_id === null ? { name: lora.name } : { asset_id: lora.asset_id };

export const isSame = (source: LoraSource, lora: Lora): boolean =>
  'asset_id' in source ? source.asset_id === lora.asset_id : 'name' in source && source.name === lora.name;

/** As it enters a draft. The hash stays out: the studio's own entry says what the file is. */
export const toDraft = (lora: Lora): DraftLora => ({
  source: sourceOf(lora),
  title: lora.name,
  scale: 1,
  sha256: null,
});

/** By a word of its name or of what it reacts to. */
export function findLoras(loras: Lora[], words: string): Lora[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return loras.filter(({ name, trigger_words }) => {
    const text = [name, ...trigger_words].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** A trigger word after what is written, or out of it again. */
export function toggleTrigger(prompt: string, word: string): string {
  if (hasTrigger(prompt, word)) {
    const others = prompt.split(',').filter((part) => !isTrigger(part, word));
    return others.join(',').trim();
  }
  const written = prompt.trim().replace(/[,\s]+$/, '');
  return written ? `${written}, ${word}` : word;
}

export const hasTrigger = (prompt: string, word: string): boolean =>
  prompt.split(',').some((part) => isTrigger(part, word));

const isTrigger = (part: string, word: string): boolean => part.trim().toLowerCase() === word.toLowerCase();

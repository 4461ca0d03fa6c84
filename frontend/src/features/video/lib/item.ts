/** An asset of the library as the draft keeps it. */
import type { Schemas } from '@/services/api';
import type { Item } from './draft';

/** null for what no video can use (a LoRA). */
export function itemOf(asset: Schemas['Asset']): Item | null {
  const { id, type, name, prompt, url, thumbnail_url, duration_s } = asset;
  if (type === 'lora') return null;
  return { id, type, name: name || prompt, url, thumbnailUrl: thumbnail_url, seconds: duration_s };
}

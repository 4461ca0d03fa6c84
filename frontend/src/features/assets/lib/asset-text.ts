/** How an asset is named and captioned. */
import type { Asset } from '../api/list-assets';

/** Its name, else the words it was made from, else null. */
export const assetName = ({ name, prompt }: Pick<Asset, 'name' | 'prompt'>): string | null =>
  name.trim() || prompt.trim() || null;

export const assetRatio = ({ width, height, type }: Pick<Asset, 'width' | 'height' | 'type'>): number =>
  width && height ? width / height : type === 'audio' ? 2 : 1;

/** The seed a picture was drawn from, if it says so. */
export function assetSeed({ recipe }: Pick<Asset, 'recipe'>): number | null {
  const seed = recipe?.seed;
  return typeof seed === 'number' ? seed : null;
}

/** "4:5" where the sides make a small ratio, "832×1216" where they do not. */
export function ratioText({ width, height }: Pick<Asset, 'width' | 'height'>): string {
  if (!width || !height) return '';
  const simple = SIMPLE.find(([across, down]) => Math.abs(Math.log((width / height) * (down / across))) < CLOSE);
  return simple ? simple.join(':') : `${width}×${height}`;
}

const SIMPLE = [
  [1, 1],
  [4, 5],
  [5, 4],
  [9, 16],
  [16, 9],
  [2, 3],
  [3, 2],
  [3, 4],
  [4, 3],
] as const;
const CLOSE = 0.04; // 96×176 is called 9:16; 4:5 and 3:4 (6 % apart) stay different

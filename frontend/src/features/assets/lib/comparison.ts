/** What a picture was made from, and where that lies on it: for looking at both. */
import type { Asset } from '../api/list-assets';

/** The asset a picture started from, if its recipe names one. */
export function startedFrom({ recipe }: Pick<Asset, 'recipe'>): string | null {
  const id = recipe?.image_asset_id;
  return typeof id === 'string' && id !== '' ? id : null;
}

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Parts of the result that the reference covers after it was widened; undefined: all of it. */
export function placeOf(
  recipe: Asset['recipe'],
  { width, height }: Pick<Asset, 'width' | 'height'>,
): Place | undefined {
  const margins = recipe?.outpaint;
  if (typeof margins !== 'object' || margins === null || !width || !height) return undefined;
  const side = (name: string) => {
    const pixels = (margins as Record<string, unknown>)[name];
    return typeof pixels === 'number' ? pixels : 0;
  };
  const across = width + side('left') + side('right');
  const down = height + side('top') + side('bottom');
  return { left: side('left') / across, top: side('top') / down, width: width / across, height: height / down };
}

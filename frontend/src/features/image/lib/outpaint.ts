/** How much to widen a picture on each side. Pixels of the picture itself. */
import type { Margins } from './draft';
import { ASPECTS, type AspectId, type Size } from './sizes';

/** The studio's own limit for a side of a picture that is changed in place. */
export const LONGEST_SIDE = 4096;

/** The margins that give the picture a platform's format, the same on both sides; none where it has it already. */
export function marginsTo(aspect: AspectId, { width, height }: Size): Margins {
  const ratio = ASPECTS[aspect].across / ASPECTS[aspect].down;
  const across = Math.max(0, Math.round(height * ratio) - width);
  const down = Math.max(0, Math.round(width / ratio) - height);
  return {
    left: Math.floor(across / 2),
    right: Math.ceil(across / 2),
    top: Math.floor(down / 2),
    bottom: Math.ceil(down / 2),
  };
}

export const isTooLarge = ({ width, height }: Size): boolean => Math.max(width, height) > LONGEST_SIDE;

/**
 * Picture sizes from the model's own limits: nothing here knows a pixel size by heart.
 * A format is a ratio; the size is the grid point closest to that ratio with the model's own area.
 */

export interface Size {
  width: number;
  height: number;
}

/** The part of a model's limits that decides sizes. Pixels. */
export interface SizeLimits extends Size {
  factor: number;
  min_size: number;
  max_size: number;
}

export const ASPECTS = {
  '1:1': { across: 1, down: 1 },
  '4:5': { across: 4, down: 5 },
  '9:16': { across: 9, down: 16 },
  '16:9': { across: 16, down: 9 },
} as const;

export type AspectId = keyof typeof ASPECTS;
export const ASPECT_IDS = Object.keys(ASPECTS) as AspectId[];

/** A ratio that is off by this factor looks as wrong as an area that is off by its square. */
const RATIO_WEIGHT = 2;
/** Two ratios closer than this (in log scale) are the same format; 9:16 at 96×176 is 3 % off. */
const SAME_FORMAT = 0.08;

const distance = (a: number, b: number) => Math.abs(Math.log(a / b));

/** Sides the model takes, on its own grid. Empty when the limits contradict each other. */
function sides(limits: SizeLimits): number[] {
  const first = Math.ceil(limits.min_size / limits.factor) * limits.factor;
  const found: number[] = [];
  for (let side = first; side <= limits.max_size; side += limits.factor) found.push(side);
  return found;
}

/** The allowed size nearest to `ratio` (width over height) and `area` (square pixels). */
export function nearestSize(ratio: number, area: number, limits: SizeLimits): Size {
  const allowed = sides(limits);
  const candidates = allowed.flatMap((width) =>
    neighbours(width / ratio, allowed).map((height) => ({ width, height })),
  );
  let best: Size = { width: limits.width, height: limits.height };
  let least = Number.POSITIVE_INFINITY;
  for (const size of candidates) {
    const cost = RATIO_WEIGHT * distance(size.width / size.height, ratio) + distance(size.width * size.height, area);
    if (cost < least) {
      least = cost;
      best = size;
    }
  }
  return best;
}

/** The grid points on both sides of a wish; one at the ends of the range. */
function neighbours(wish: number, allowed: number[]): number[] {
  const above = allowed.findIndex((side) => side >= wish);
  if (above === -1) return allowed.slice(-1);
  return allowed.slice(Math.max(0, above - 1), above + 1);
}

/** Size of a format at the model's default area. */
export function sizeOf(aspect: AspectId, limits: SizeLimits): Size {
  const { across, down } = ASPECTS[aspect];
  return nearestSize(across / down, limits.width * limits.height, limits);
}

/** The same format at about half the area, or null when the model cannot go lower. */
export function lowerSize(size: Size, limits: SizeLimits): Size | null {
  const area = size.width * size.height;
  const lower = nearestSize(size.width / size.height, area / 2, limits);
  return lower.width * lower.height < area ? lower : null;
}

/** Whether the model takes this size as it is. */
export function isAllowed({ width, height }: Size, limits: SizeLimits): boolean {
  return [width, height].every(
    (side) => side >= limits.min_size && side <= limits.max_size && side % limits.factor === 0,
  );
}

/** The platform format a size belongs to, or null for a size of its own. */
export function aspectOf({ width, height }: Size): AspectId | null {
  const ratio = width / height;
  const near = ASPECT_IDS.map((id) => ({ id, off: distance(ratio, ASPECTS[id].across / ASPECTS[id].down) }));
  const best = near.reduce((a, b) => (b.off < a.off ? b : a));
  return best.off < SAME_FORMAT ? best.id : null;
}

/** Whether two sizes are the same format, however large. */
export const isSameFormat = (a: Size, b: Size): boolean =>
  a.height > 0 && b.height > 0 && distance(a.width / a.height, b.width / b.height) < SAME_FORMAT;

/** The colours a logo is made of, so that nobody has to type them (UX-48). */

/** Colours per channel after rounding: near shades of one ink become one colour. */
const LEVELS = 8;
/** Two colours closer than this (Euclidean, 0–441) are the same to the eye of a shop owner. */
const ALIKE = 60;
/** Of all opaque pixels: less is an edge or a speck. */
const LEAST_SHARE = 0.01;

/**
 * The most used colours of RGBA pixels, most used first, as `#rrggbb`. Transparent pixels do not count; white counts
 * only when there is nothing else, since it is nearly always the ground.
 */
export function paletteOf(pixels: Uint8ClampedArray, most = 4): string[] {
  const bins = new Map<number, { count: number; sum: [number, number, number] }>();
  let opaque = 0;
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = pixels.subarray(at, at + 4);
    if (alpha < 128) continue;
    opaque += 1;
    const key = [r, g, b].reduce((code, value) => code * LEVELS + Math.floor((value * LEVELS) / 256), 0);
    const bin = bins.get(key) ?? { count: 0, sum: [0, 0, 0] };
    bin.count += 1;
    bin.sum = [bin.sum[0] + r, bin.sum[1] + g, bin.sum[2] + b];
    bins.set(key, bin);
  }
  const found = [...bins.values()]
    .filter(({ count }) => count >= opaque * LEAST_SHARE)
    .sort((a, b) => b.count - a.count)
    .map(({ count, sum }) => sum.map((value) => Math.round(value / count)));
  const distinct = found.filter(
    (color, index) => !found.slice(0, index).some((earlier) => distance(color, earlier) < ALIKE),
  );
  const inks = distinct.filter((color) => !color.every((value) => value > 240));
  return (inks.length > 0 ? inks : distinct).slice(0, most).map(toHex);
}

const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
const toHex = (color: number[]) => `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

const SIDE = 64; // pixels of the reduced copy that is counted

/** Raises when the picture cannot be read. */
export async function readPalette(file: Blob): Promise<string[]> {
  const bitmap = await createImageBitmap(file, { resizeWidth: SIDE, resizeHeight: SIDE });
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context) return [];
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return paletteOf(context.getImageData(0, 0, SIDE, SIDE).data);
}

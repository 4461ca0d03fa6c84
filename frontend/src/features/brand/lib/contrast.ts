/** How well colours can be told apart: relative luminance and contrast ratio of WCAG 2.2. */

/** 0 (black) to 1 (white) of a `#rrggbb`. */
export function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Where black and white are equally far: sqrt(1.05 × 0.05) − 0.05. */
const MIDDLE = 0.179;

/** Whether dark text reads better than white on this colour. */
export const wantsDarkText = (color: string): boolean => luminance(color) > MIDDLE;

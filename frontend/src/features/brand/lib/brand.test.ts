import { describe, expect, it } from 'vitest';
import { EMPTY_BRAND, readColor, toRequest } from './brand-draft';
import { contrast, wantsDarkText } from './contrast';
import { paletteOf } from './palette';

describe('colours', () => {
  it('are understood as people write them', () => {
    expect(readColor('f60')).toBe('#ff6600');
    expect(readColor(' #7A3B1D ')).toBe('#7a3b1d');
    expect(readColor('rojo')).toBe('rojo');
  });

  it('that are none are not sent', () => {
    expect(toRequest({ ...EMPTY_BRAND, name: ' Luna ', colors: ['#112233', '#12'] })).toMatchObject({
      name: 'Luna',
      colors: ['#112233'],
    });
  });

  it('are compared as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1);
    expect(wantsDarkText('#ffd400')).toBe(true);
    expect(wantsDarkText('#7a3b1d')).toBe(false);
  });

  it('of a logo come most used first, without its white ground, near shades as one', () => {
    const pixel = (count: number, ...rgba: number[]) => Array.from({ length: count }, () => rgba).flat();
    const logo = [
      ...pixel(60, 255, 255, 255, 255),
      ...pixel(20, 200, 30, 30, 255),
      ...pixel(9, 208, 36, 34, 255),
      ...pixel(10, 20, 40, 90, 255),
      ...pixel(50, 0, 255, 0, 0),
    ];
    expect(paletteOf(new Uint8ClampedArray(logo))).toEqual(['#c81e1e', '#14285a']);
    expect(paletteOf(new Uint8ClampedArray(pixel(9, 255, 255, 255, 255)))).toEqual(['#ffffff']);
  });
});

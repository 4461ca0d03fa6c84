import { describe, expect, it } from 'vitest';
import { NO_MARGINS, widened } from './draft';
import { isTooLarge, marginsTo } from './outpaint';
import { ASPECT_IDS, aspectOf } from './sizes';

describe('widening to a format', () => {
  it.each([
    { width: 1024, height: 1024 },
    { width: 333, height: 777 },
    { width: 1536, height: 640 },
  ])('of $width×$height gives every platform its format and takes nothing away', (picture) => {
    for (const aspect of ASPECT_IDS) {
      const margins = marginsTo(aspect, picture);
      expect(Math.min(...Object.values(margins))).toBeGreaterThanOrEqual(0);
      expect(aspectOf(widened(picture, margins))).toBe(aspect);
    }
  });

  it('leaves a picture alone that has the format', () => {
    expect(marginsTo('4:5', { width: 800, height: 1000 })).toEqual(NO_MARGINS);
  });

  it('puts the picture in the middle', () => {
    expect(marginsTo('1:1', { width: 100, height: 61 })).toEqual({ left: 0, right: 0, top: 19, bottom: 20 });
  });

  it('knows what the studio refuses', () => {
    expect(isTooLarge(widened({ width: 4000, height: 100 }, { ...NO_MARGINS, left: 97 }))).toBe(true);
    expect(isTooLarge({ width: 4096, height: 4096 })).toBe(false);
  });
});
